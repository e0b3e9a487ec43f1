"""Taking in sheets."""
