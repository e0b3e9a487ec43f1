"""The operation log on this laptop: unit of work, merge, exchange, reading back."""
