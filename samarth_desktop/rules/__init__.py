"""Rules between kinds of record: pure, and over the registry of kinds."""
