"""The life of a group in the window."""
