"""Sending and fetching, the hall, conflicts."""
