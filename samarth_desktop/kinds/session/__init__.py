"""A session of a workshop."""
