"""Labels and price tags of products."""
