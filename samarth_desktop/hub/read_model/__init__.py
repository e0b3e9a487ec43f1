"""What the hub can answer: records and lists made from the log, and made again from nothing at any time."""
