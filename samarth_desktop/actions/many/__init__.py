"""Many records changed at once: what would happen, doing it in one go, taking it back."""
