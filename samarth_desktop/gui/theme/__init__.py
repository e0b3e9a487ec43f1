"""How it looks and speaks: colours, type, icons, language."""
