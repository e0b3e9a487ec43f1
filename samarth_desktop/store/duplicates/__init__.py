"""Likely duplicates on this laptop: candidates, pairs, what people decided, how far the scan has come."""
