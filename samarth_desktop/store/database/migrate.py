"""Migrations by Alembic. Imported only when a database is older than the program."""

import logging
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

_log = logging.getLogger(__name__)
_FOLDER = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, found: str, note: Callable[[Connection, str], None]) -> None:
    """Brings a database at revision `found` ("" for an empty file) to the newest, all or nothing. `note` writes the
    revision reached where the program keeps it, so that a start needs no Alembic."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        if found:
            command.stamp(config, found)
        command.upgrade(config, "head")
        reached = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
        connection.exec_driver_sql("DROP TABLE alembic_version")
        note(connection, reached)
        _log.info("database brought from revision %s to %s", found or "none", reached)
