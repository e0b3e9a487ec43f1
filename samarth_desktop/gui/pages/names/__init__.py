"""Names that a person should look at."""
