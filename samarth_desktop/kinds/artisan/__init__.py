"""The artisan."""
