"""Narrow looks over all people or groups: for actions that compare many rows with what is there."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import func, select

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.fields.wire import from_wire
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import among, chunks, ops_of, record_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.whereabouts import moved_rows

__all__ = [
    "Named",
    "all_of",
    "as_first_written",
    "by_registrations",
    "children_of",
    "chunks",
    "holders_of",
    "names",
    "newest",
    "rewritten",
    "with_unread",
]

R = TypeVar("R", bound=Record)


class Named(NamedTuple):
    """A row, its name as written in both scripts, and what tells namesakes apart."""

    id: str
    name_hi: str
    name_en: str
    mark: str


def names(reader: Reader, record_class: type[Record], mark: str) -> Iterator[Named]:
    """Every record of a class with names that is here, not deleted, in no order. `mark` is the key of a text field."""
    table = tables.RECORD_TABLES[record_class.KIND]
    wanted = select(table.c.id, table.c.name_hi, table.c.name_en, table.c[mark])
    here = wanted.where(table.c.deleted.is_(False), table.c.id.not_in(moved_rows()))
    for row in reader.connection.execute(here):
        yield Named(*row)


def by_registrations(reader: Reader, record_class: type[R], numbers: Sequence[str]) -> dict[str, R]:
    """The records with these registration numbers, as printed, by number; of merged-away ones the kept record."""
    table: Any = tables.RECORD_TABLES[record_class.KIND]
    found: dict[str, R] = {}
    for part in chunks(numbers):
        for row in reader.connection.execute(select(table).where(table.c.registration.in_(part))):
            found[row.registration] = record_of(record_class, row)
    return {number: _kept(reader, record) for number, record in found.items()}


def _kept(reader: Reader, record: R) -> R:
    """The record, or the one that was kept where it was merged away."""
    stands = reader.kept(record.id) if record.deleted else record.id
    return record if stands == record.id else reader.get(type(record), stands) or record


def holders_of(reader: Reader, record_class: type[R], key: str, value: str) -> list[R]:
    """The records, deleted ones left out, that hold this text under `key`; at most ten."""
    table: Any = tables.RECORD_TABLES[record_class.KIND]
    wanted = select(table).where(table.c[key] == value, table.c.deleted == False).limit(10)  # noqa: E712 (SQL)
    return [record_of(record_class, row) for row in reader.connection.execute(wanted)]


def with_unread(reader: Reader, record_class: type[R], key: str) -> list[R]:
    """The records that are here, deleted ones left out, in which a text is kept that could not be read as `key`."""
    table: Any = tables.RECORD_TABLES[record_class.KIND]
    holds = func.json_extract(table.c.unread, f"$.{key}").is_not(None)
    wanted = (
        select(table).where(holds, table.c.deleted.is_(False), table.c.id.not_in(moved_rows())).order_by(table.c.id)
    )
    return [record_of(record_class, row) for row in reader.connection.execute(wanted)]


def children_of(reader: Reader, record_class: type[R], parents: Sequence[str], key: str) -> dict[str, list[R]]:
    """The records, deleted ones left out, whose field `key` names one of these rows, by that row."""
    table: Any = tables.RECORD_TABLES[record_class.KIND]
    found: dict[str, list[R]] = {}
    wanted = select(table).where(among(table.c[key], parents), table.c.deleted == False).order_by(table.c.id)  # noqa: E712 (SQL)
    for row in reader.connection.execute(wanted):
        record = record_of(record_class, row)
        found.setdefault(getattr(record, key), []).append(record)
    return found


def here(reader: Reader, rows: Sequence[str]) -> list[str]:
    """Those of these rows that did not move to another area, in their order."""
    gone: set[str] = set()
    for part in chunks(rows):
        gone |= set(reader.connection.scalars(moved_rows().where(tables.elsewhere.c.row.in_(part))))
    return [row for row in rows if row not in gone]


def newest(reader: Reader) -> int:
    """The local number of the newest operation: another one than before says that somebody wrote meanwhile."""
    return reader.connection.scalar(select(func.max(tables.op.c.seq))) or 0


def rewritten(reader: Reader) -> set[str]:
    """The rows that were written more than once."""
    wanted = select(tables.op.c.row).group_by(tables.op.c.row).having(func.count() > 1)
    return set(reader.connection.scalars(wanted))


def as_first_written(reader: Reader, record_class: type[R], rows: Sequence[str]) -> dict[str, R]:
    """What was written first of each of these rows."""
    held = ops_of(reader.connection, rows)
    return {row: from_wire(record_class, of_row[0].op.f, id=row) for row, of_row in held.items()}


def all_of(reader: Reader, record_class: type[R], size: int = 500) -> Iterator[R]:
    """Every record of a class that is here, deleted ones left out, in order of creation, read in parts of `size`."""
    table: Any = tables.RECORD_TABLES[record_class.KIND]
    last = ""
    while True:
        wanted = (
            select(table).where(table.c.id > last, table.c.id.not_in(moved_rows())).order_by(table.c.id).limit(size)
        )
        rows = reader.connection.execute(wanted).all()
        if not rows:
            return
        for row in rows:
            if not row.deleted:
                yield record_of(record_class, row)
        last = rows[-1].id
