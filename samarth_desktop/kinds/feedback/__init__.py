"""What somebody thought of a workshop."""
