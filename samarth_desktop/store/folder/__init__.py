"""The data folder: vault, keys, backups, photos, integrity."""
