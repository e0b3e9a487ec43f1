"""Work beside the window: lanes, scheduled rounds, scans, what nobody foresaw."""
