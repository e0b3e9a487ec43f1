"""A member of a Self-Help Group."""
