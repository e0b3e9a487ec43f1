"""Registers and lists on paper: a group as a whole, visits of a day."""
