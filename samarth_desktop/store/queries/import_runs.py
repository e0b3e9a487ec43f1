"""The imports of this laptop: which operations each wrote, so that one can be finished or taken back.

An import's writing is known by the local numbers of its operations: each part is one unit of work, whose operations
stand in a row in the log. Nothing of it is sent.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import delete, insert, select, update

from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.log.changed import IMPORT
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork

_RUN, _PART = tables.import_run, tables.import_part


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One import. `digest` tells its file, `head` what was given for all rows, `rows` counts those that it took;
    `begun` and `undone` are moments in UTC (ISO 8601), `undone` "" while it stands."""

    id: str
    file: str
    digest: str
    kind: str
    head: Mapping[str, str]
    begun: str
    author: str
    rows: int = 0
    finished: bool = False
    undone: str = ""


class Written(NamedTuple):
    """An operation of an import: its local number, and the row that it is about."""

    seq: int
    kind: str
    row: str


def keep(unit: UnitOfWork, run: ImportRun) -> None:
    """Writes an import as it now stands."""
    values = {**{key: getattr(run, key) for key in run.__dataclass_fields__}, "head": json.dumps(dict(run.head))}
    unit.connection.execute(insert(_RUN).prefix_with("OR REPLACE"), [values])
    unit.touched(IMPORT)


def note_part(unit: UnitOfWork, run: str, first: int, last: int) -> None:
    """Says that the operations with these local numbers, the last included, are of an import."""
    unit.connection.execute(insert(_PART), [{"import_id": run, "first": first, "last": last}])


def count(unit: UnitOfWork, run: str, rows: int) -> None:
    """Notes how many rows an import took by now."""
    unit.connection.execute(update(_RUN).where(_RUN.c.id == run).values(rows=rows))


def every(reader: Reader) -> list[ImportRun]:
    """The imports that wrote something, the newest first."""
    rows = reader.connection.execute(select(_RUN).order_by(_RUN.c.begun.desc(), _RUN.c.id))
    return [ImportRun(**{**dict(row._mapping), "head": json.loads(row.head)}) for row in rows]


def written(reader: Reader, run: str) -> list[Written]:
    """The operations of an import in the order in which they were written."""
    op = tables.op.c
    parts = reader.connection.execute(select(_PART).where(_PART.c.import_id == run).order_by(_PART.c.first)).all()
    found: list[Written] = []
    for part in parts:
        wanted = select(op.seq, op.kind, op.row).where(op.seq >= part.first, op.seq <= part.last).order_by(op.seq)
        found += [Written(*row) for row in reader.connection.execute(wanted)]
    return found


def children_since(reader: Reader, rows: Sequence[str], kind: str, key: str) -> list[tuple[str, str]]:
    """Parent and row of the records of a kind, deleted ones left out, whose field `key` names one of these rows."""
    table = tables.RECORD_TABLES[kind]
    found: list[tuple[str, str]] = []
    for part in chunks(rows):
        wanted = select(table.c[key], table.c.id).where(table.c[key].in_(part), table.c.deleted.is_(False))
        found += [(parent, row) for parent, row in reader.connection.execute(wanted)]
    return found


def forget_before(unit: UnitOfWork, moment: str) -> None:
    """Forgets the imports that were begun before a moment; what they wrote stays."""
    old = select(_RUN.c.id).where(_RUN.c.begun < moment)
    unit.connection.execute(delete(_PART).where(_PART.c.import_id.in_(old)))
    unit.connection.execute(delete(_RUN).where(_RUN.c.begun < moment))
