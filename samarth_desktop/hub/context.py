"""What every request needs: the database, the keys, the folder."""

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, select

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.admin.database import LEAST_ROOM, dialect
from samarth_desktop.hub.auth import admission, keys
from samarth_desktop.hub.certificates import hosts
from samarth_desktop.hub.feed import feed, patience


@dataclass(frozen=True)
class Hub:
    """A hub's database, keys and data folder (photos, snapshots). `host` is its public name, for the QR code's page."""

    engine: Engine
    keys: keys.Keys
    folder: Path
    host: str = ""

    def has_room(self) -> bool:
        """Whether the disk still takes work: 50 MB are kept back, so that PostgreSQL itself never runs dry."""
        return shutil.disk_usage(self.folder).free > LEAST_ROOM


CONNECTIONS = 80
"""Connections of all workers of a hub together: PostgreSQL allows 100 by default, and others want some."""
_AT_MOST = 24


def open_engine(url: str, connections: int) -> Engine:
    """A database of which at most so many connections are open; what goes wrong names no values."""
    pool = {"pool_size": connections, "max_overflow": 0, "pool_timeout": 15, "pool_pre_ping": True}
    return create_engine(dialect(url), hide_parameters=True, **pool)


def open_hub(folder: Path, url: str, host: str = "", workers: int = 1, *, patient: bool = True) -> Hub:
    """A hub on a migrated database; begins its first life when it has none. `workers` processes share it. One that
    answers laptops is not `patient`: no request waits longer than they do."""
    folder.mkdir(parents=True, exist_ok=True)
    for private in ("photos", "snapshots", "parcels"):
        (folder / private).mkdir(mode=0o700, exist_ok=True)
    engine = open_engine(url, max(2, min(_AT_MOST, CONNECTIONS // workers)))
    with engine.begin() as conn:
        if conn.execute(select(t.epoch.c.n).limit(1)).scalar() is None:
            feed.begin_epoch(conn, secrets.token_hex(8))
    if not patient:
        patience.limit(engine)
    held = keys.load(folder)
    hosts.remember(folder, host)
    with engine.begin() as conn:
        admission.say_what_is_not_said(conn, held)
    return Hub(engine, held, folder, host)
