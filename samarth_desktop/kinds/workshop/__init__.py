"""A workshop or fair."""
