"""What a closed data folder holds, and what it has that another has not: told before a backup takes its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select

from samarth_desktop.domain.oplog.op import moment_ms
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.engine import open_engine
from samarth_desktop.store.errors import translate
from samarth_desktop.store.folder import vault
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import waiting

Streams = Mapping[tuple[str, str], int]
"""Of each log held, by area and device, its last number."""


@dataclass(frozen=True, slots=True)
class Content:
    """People and groups that are kept, the moment of the last change in UTC, records that the office has not, and how
    far each log goes."""

    people: int
    groups: int
    newest: datetime | None
    unsent: int
    streams: Streams


def content(folder: Path, keys: vault.Keys) -> Content:
    """What a data folder holds, whatever program wrote it. KnownError: damaged, or other keys."""
    engine = open_engine(folder / vault.DATABASE, keys.data)
    try:
        with translate(), engine.connect() as connection, connection.begin():
            reader = Reader(connection)
            newest = connection.scalar(select(func.max(tables.op.c.hlc)))
            return Content(
                _count(connection, Artisan.KIND),
                _count(connection, Shg.KIND),
                datetime.fromtimestamp(moment_ms(newest) / 1000, UTC) if newest else None,
                waiting.unsent(reader).records,
                waiting.ends(reader),
            )
    finally:
        engine.dispose()


def _count(connection: Connection, kind: str) -> int:
    return connection.scalar(select(func.count()).select_from(tables.RECORD_TABLES[kind])) or 0


def newer(folder: Path, keys: vault.Keys, than: Streams) -> tuple[int, int]:
    """How many records of a folder were written after another's logs end, and how many of them the office has not."""
    op = tables.op.c
    engine = open_engine(folder / vault.DATABASE, keys.data)
    try:
        with translate(), engine.connect() as connection, connection.begin():
            rows: set[str] = set()
            for (area, device), last in waiting.ends(Reader(connection)).items():
                known = than.get((area, device), 0)
                if last > known:
                    after = select(op.row).where(op.device == device, op.area == area, op.n > known).distinct()
                    rows.update(connection.scalars(after))
            unsent = set(connection.scalars(waiting.unsent_ops(op.row).distinct()))
            return len(rows), len(rows & unsent)
    finally:
        engine.dispose()
