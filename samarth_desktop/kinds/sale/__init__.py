"""What was sold and paid."""
