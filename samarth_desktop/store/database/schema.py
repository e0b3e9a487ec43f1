"""The shape of the database: made fresh, brought up to date, or refused when it comes from a newer program."""

import functools
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, Engine, create_mock_engine, insert, select
from sqlalchemy.dialects import sqlite

from samarth_desktop.errors import KnownError
from samarth_desktop.store.database import tables
from samarth_desktop.store.errors import NEWER

_VERSION = "schema"


def create(engine: Engine, settings: Mapping[str, str]) -> None:
    """Makes all tables at once, as the last migration leaves them (a test compares), with these settings."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        plain = connection.connection.cursor()  # a hundred statements: half of the time was the engine's
        for statement in _statements():
            plain.execute(statement)
        values = {_VERSION: tables.VERSION, **settings}
        connection.execute(insert(tables.setting), [{"key": key, "value": value} for key, value in values.items()])


@functools.cache
def _statements() -> tuple[str, ...]:
    """What makes all tables and their indexes; put into words once, which costs more than carrying it out."""
    made: list[str] = []
    dialect = sqlite.dialect()
    engine = create_mock_engine("sqlite://", lambda ddl, *_, **__: made.append(str(ddl.compile(dialect=dialect))))
    tables.metadata.create_all(engine, checkfirst=False)
    return (*made, *tables.BESIDE)


def version(connection: Connection) -> str:
    """The revision of the database: one cheap SELECT."""
    return connection.scalar(select(tables.setting.c.value).where(tables.setting.c.key == _VERSION)) or ""


def note_version(connection: Connection, reached: str) -> None:
    """Writes the revision that the database has now."""
    statement = insert(tables.setting).prefix_with("OR REPLACE")
    connection.execute(statement, [{"key": _VERSION, "value": reached}])


def bring_up(engine: Engine, backup: Callable[[], object]) -> None:
    """Runs the migrations that are missing, all in one transaction, after `backup`. KnownError: a newer database."""
    with engine.connect() as connection, connection.begin():
        found = version(connection)
    if found == tables.VERSION:
        return
    if found > tables.VERSION:
        raise KnownError(NEWER)
    backup()
    from samarth_desktop.store.database import migrate  # Alembic: only now

    migrate.upgrade(engine, found, note_version)
