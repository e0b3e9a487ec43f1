"""Agreeing with others: hub, hall, stick, conflicts, duplicates that came in."""
