"""The Windows installer."""
