"""Lists, counts and notes for the pages."""
