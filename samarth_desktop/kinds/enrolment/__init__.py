"""The way through a programme."""
