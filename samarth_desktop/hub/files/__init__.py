"""Photos and scans at the hub."""
