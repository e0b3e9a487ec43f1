"""Rows of a sheet: which column is which field, what a row says."""
