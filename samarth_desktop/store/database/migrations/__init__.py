"""Alembic's migrations: frozen statements that never import the records, which go on changing."""
