"""Money that a group got."""
