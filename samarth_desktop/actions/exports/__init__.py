"""Writing lists and registers to files."""
