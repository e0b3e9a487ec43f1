"""What a newer program understands of the log, and an older one did not: shown at its first start.

Kinds and keys that a program does not know are kept in the log and passed on. A setting of the folder names what the
last program knew. Where this one knows something else, the rows that it can show better than they stand there are made
anew, once.
"""

import hashlib
import json

from sqlalchemy import ColumnElement, Connection, Select, Text, case, func, select, true

from samarth_desktop import __built__, __version__
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.kinds.registry import RECORDS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections import published

KNOWN_KEY = "known"
"""The setting that says by which program's knowledge of kinds and fields this folder is shown."""

_op = tables.op.c


def known() -> str:
    """A short name of this program and of the kinds and fields that it knows."""
    fields = {kind: sorted(fields_of(record_class)) for kind, record_class in RECORDS.items()}
    said = json.dumps([__version__, __built__, fields], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def is_due(reader: Reader) -> bool:
    """Whether another program than this one showed the folder last."""
    return reader.setting(KNOWN_KEY) != known()


def catch_up(unit: UnitOfWork) -> None:
    """Shows what this program knows and the last one did not."""
    rows = {*unit.connection.scalars(missing()), *_with_known_keys(unit.connection)}
    unit.rebuild(sorted(rows))
    published.note(unit.connection)
    unit.put_settings({KNOWN_KEY: known()})


def missing() -> Select[tuple[str]]:
    """The rows of kinds that are known here of which there are operations and no record."""
    here = {kind: _op.row.not_in(select(tables.RECORD_TABLES[kind].c.id)) for kind in RECORDS}
    lacking: ColumnElement[bool] = case(here, value=_op.kind, else_=False)
    erased = select(tables.erased.c.row)
    return select(_op.row).where(lacking, _op.row.not_in(erased)).distinct()


def _with_known_keys(connection: Connection) -> set[str]:
    """The records that carry, as unknown, what is a field of theirs by now."""
    found: set[str] = set()
    for kind, record_class in RECORDS.items():
        table = tables.RECORD_TABLES[kind]
        inside = func.json_each(table.c.extra).table_valued("key")
        wanted = select(table.c.id).select_from(table.join(inside, true())).where(table.c.extra.cast(Text) != "{}")
        found |= set(connection.scalars(wanted.where(inside.c.key.in_(list(fields_of(record_class))))))
    return found
