"""What shows: rows, summaries and conflicts, derived from the log."""
