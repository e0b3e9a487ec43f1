"""A photo of a product."""
