"""The Self-Help Group."""
