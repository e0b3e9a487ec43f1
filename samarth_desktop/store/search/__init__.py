"""Finding records and places while somebody types."""
