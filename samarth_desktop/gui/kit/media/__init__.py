"""Camera, photos, scans, PDF on the screen and on the printer."""
