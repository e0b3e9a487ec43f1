"""A product at a marketplace."""
