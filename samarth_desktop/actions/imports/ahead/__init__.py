"""Rows looked through ahead of their writing, by a second process."""
