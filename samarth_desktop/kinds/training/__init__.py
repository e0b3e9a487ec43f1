"""A workshop that somebody went through."""
