"""Running the hub: database, backup, workers."""
