"""A seller account at a marketplace."""
