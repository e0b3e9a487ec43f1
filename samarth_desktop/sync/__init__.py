"""How laptops, the hub and a USB stick come to hold the same operations. Knows no store and no window."""
