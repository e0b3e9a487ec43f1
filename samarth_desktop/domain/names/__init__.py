"""Names of people: parts, how they sound, how they compare, the other script."""
