"""What the hub says of certificates."""
