"""Programmes: what each asks, who is how far, a person in them."""
