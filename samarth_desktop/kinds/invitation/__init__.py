"""An invitation to a workshop."""
