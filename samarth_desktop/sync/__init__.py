"""How laptops, hub and USB sticks exchange operations. Knows no database."""
