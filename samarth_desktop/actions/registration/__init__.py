"""Registering people and groups: forms, grids, drafts, corrections."""
