"""The whole hub in one file: tables as PostgreSQL copies them, keys and photos. Restoring begins a new life.

All tables are of one moment: their transaction begins while no pack is half taken, and is checked before it is copied.
The file holds everything, private keys too: it belongs in a safe, and is written for its owner alone.
"""

import contextlib
import json
import os
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, NullPool, create_engine, func, literal, select, text

from samarth_desktop.errors import KnownError
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.admin import consistency, database
from samarth_desktop.hub.auth import auth, keys
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import feed, oplog
from samarth_desktop.i18n import T, Text

_LEFT_OUT = {"knock", "snapshot", "office_session", "folded", "record", "summary", "likely_double"}
"""What is of the moment, or made from the rest."""
_ABOUT = "about.json"


def write(hub: Hub, file: Path) -> None:
    """Writes a backup of one moment; the hub goes on working meanwhile."""
    part = file.with_name(file.name + ".part")
    with _private(part) as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as box:
            with _one_moment(hub) as conn:
                revision = conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
                box.writestr(_ABOUT, json.dumps({"revision": revision, "at": auth.now().isoformat("T", "minutes")}))
                for table in _tables():
                    cursor: Any = conn.connection.cursor()
                    out_of = cursor.copy(f'COPY "{table}" TO STDOUT')
                    with box.open(f"tables/{table}", "w", force_zip64=True) as member, out_of as copy:
                        for piece in copy:
                            member.write(piece)
            box.write(hub.folder / keys.FILE, keys.FILE)
            for photo in sorted((hub.folder / "photos").rglob("*")):
                if photo.is_file() and photo.suffix != ".part":
                    box.write(photo, str(photo.relative_to(hub.folder)), zipfile.ZIP_STORED)
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)


@contextlib.contextmanager
def _one_moment(hub: Hub) -> Iterator[Connection]:
    """A transaction that sees every table as it was at one moment. On a cluster every node has its own view, so that
    they are all opened while nobody is taking a pack in."""
    repeatable = hub.engine.execution_options(isolation_level="REPEATABLE READ")
    with hub.engine.connect() as guard, repeatable.connect() as conn:
        guard.execute(select(func.pg_advisory_xact_lock(oplog.TAKING)))
        for table in _tables():
            conn.execute(select(literal(1)).select_from(t.metadata.tables[table]).limit(1))
        guard.rollback()
        if areas := consistency.torn(conn):
            raise KnownError(
                T("The hub's records of {areas} do not fit together. Write the backup again.", areas=", ".join(areas))
            )
        yield conn


@dataclass(frozen=True)
class Restored:
    """What came back: the moment of the backup ("" where an older program wrote it), and the laptops that it admits."""

    at: str
    laptops: int

    def said(self) -> list[Text]:
        """What the officer must know: what no backup can tell."""
        return [
            T("The hub is as it was on {at}. {count} laptops may sync.", at=self.at or "?", count=self.laptops),
            T("Whoever was shut out since then is not known yet. Shut them out again: samarth-hub devices revoke ID."),
            T("A laptop that joined since then waits until you let it in: samarth-hub readmit ID."),
        ]


def restore(folder: Path, url: str, file: Path) -> Restored:
    """Puts a backup into an empty hub. Laptops see the new life and push again what came after the backup. Raises
    KnownError, and leaves the hub empty, when the file is none or is torn."""
    try:
        box = zipfile.ZipFile(file)
        about = json.loads(box.read(_ABOUT))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as wrong:
        raise KnownError(T("{file} is no backup of a hub.", file=file.name)) from wrong
    folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(database.dialect(url), poolclass=NullPool)
    with box:
        if (folder / keys.FILE).exists() and (folder / keys.FILE).read_bytes() != box.read(keys.FILE):
            raise KnownError(T("There is another hub in this folder. Restore into an empty one."))
        database.migrate(url, about["revision"])
        with engine.begin() as conn:
            _fill(conn, box)
            if areas := consistency.torn(conn):
                raise KnownError(
                    T(
                        "This backup is torn: its records of {areas} do not fit together. Take another.",
                        areas=", ".join(areas),
                    )
                )
        for name in box.namelist():
            if name.startswith("photos/"):
                box.extract(name, folder)  # zipfile takes no name out of the folder
        with _private(folder / keys.FILE) as out:
            out.write(box.read(keys.FILE))
    database.migrate(url)
    with engine.begin() as conn:
        feed.begin_epoch(conn, secrets.token_hex(8))
        admitted = select(func.count()).select_from(t.device).where(t.device.c.revoked.is_(None))
        return Restored(str(about.get("at", "")), conn.execute(admitted).scalar_one())


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _fill(conn: Connection, box: zipfile.ZipFile) -> None:
    if conn.execute(text("SELECT 1 FROM op LIMIT 1")).scalar():
        raise KnownError(T("There is data in this hub already. Restore into an empty one."))
    conn.execute(t.epoch.delete())
    cursor: Any = conn.connection.cursor()
    kept = set(box.namelist())
    for table in _tables():
        if f"tables/{table}" not in kept:
            continue  # an older program had no such table
        with box.open(f"tables/{table}") as member, cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
            while piece := member.read(1 << 20):
                copy.write(piece)
    conn.execute(text("SELECT setval(pg_get_serial_sequence('epoch', 'n'), (SELECT max(n) FROM epoch))"))


def _tables() -> list[str]:
    return [table.name for table in t.metadata.sorted_tables if table.name not in _LEFT_OUT]
