"""One file per revision; each begins with its number."""
