"""Forms and grids: fields bound to editors, drafts, problems."""
