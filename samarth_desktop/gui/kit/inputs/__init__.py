"""Boxes to type into and to choose from."""
