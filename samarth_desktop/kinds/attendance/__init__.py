"""Somebody's presence in a session."""
