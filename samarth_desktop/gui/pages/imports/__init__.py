"""From a sheet."""
