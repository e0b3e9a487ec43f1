"""A product of a maker."""
