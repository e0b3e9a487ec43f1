"""Runs the hub's migrations on the connection that :mod:`samarth_desktop.hub.admin.database` hands over."""

from alembic import context

from samarth_desktop.hub.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
