"""Notes of looks at what is masked: an explicit Show, an unmasked export, a print. Changes note themselves in `op`."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select

from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Note:
    """Who did what when (ISO 8601, UTC); `row` is the record, "" for more than one; `detail` e.g. the field."""

    at: str
    author: str
    act: str
    row: str
    detail: str


def note(unit: UnitOfWork, author: str, act: str, row: str = "", detail: str = "") -> None:
    """Notes an act such as ``show``, ``export`` or ``print``; stays with the unit's commit."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    values = {"at": at, "author": author, "act": act, "row": row, "detail": detail}
    unit.connection.execute(insert(tables.audit), [values])


def notes(reader: Reader, row: str = "") -> list[Note]:
    """The notes of one record, or all, newest first."""
    wanted = select(tables.audit).order_by(tables.audit.c.id.desc())
    if row:
        wanted = wanted.where(tables.audit.c.row == row)
    return [Note(line.at, line.author, line.act, line.row, line.detail) for line in reader.connection.execute(wanted)]
