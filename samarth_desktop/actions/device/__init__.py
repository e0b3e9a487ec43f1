"""This laptop: opening, people, backups, the date, sample data."""
