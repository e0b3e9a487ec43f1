"""What a stall sold on a day."""
