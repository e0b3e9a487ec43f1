"""A stall of a fair."""
