"""What people wrote or confirmed in the other script on this laptop, and whose proposals wait for a look."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Text, func, select, type_coerce

from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.whereabouts import moved_rows


def written(reader: Reader, source: str, key: str) -> Mapping[str, str]:
    """How the names under `source` were written by people under `key`, the most frequent way of each."""
    found: dict[str, str] = {}
    for kind in HOLDERS:
        column: Any = tables.RECORD_TABLES[kind].c
        if key not in column:
            continue
        unlooked = func.instr(type_coerce(column.proposed, Text), f'"{key}"')
        wanted = select(column[source], column[key]).where(column[key] != "", unlooked == 0, column.deleted.is_(False))
        grouped = wanted.group_by(column[source], column[key]).order_by(func.count().desc(), column[key])
        for text, other in reader.connection.execute(grouped):
            found.setdefault(text, other)
    return found


def waiting(reader: Reader, most: int) -> list[str]:
    """The rows of people and groups of whom a paper used proposals that nobody has confirmed."""
    rows: list[str] = []
    for kind in HOLDERS:
        column: Any = tables.RECORD_TABLES[kind].c
        unlooked = type_coerce(column.proposed, Text) != "[]"
        wanted = (
            select(column.id)
            .where(unlooked, column.deleted.is_(False), column.id.not_in(moved_rows()))
            .order_by(column.id)
        )
        rows += reader.connection.execute(wanted.limit(most)).scalars()
    return rows[:most]
