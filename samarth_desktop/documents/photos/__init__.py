"""Photos of products: read, measured, mended and packed for marketplaces."""
