"""What a group resolved."""
