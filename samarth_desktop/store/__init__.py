"""The encrypted database of one laptop. The only package that knows SQLAlchemy, besides the hub."""
