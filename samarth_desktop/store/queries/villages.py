"""The villages that were written on this laptop before, with all that was written beside them."""

from typing import Any, NamedTuple

from sqlalchemy import Text, case, func, select, type_coerce, union_all

from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader

KEYS = (
    "village",
    "village_other",
    "village_code",
    "gram_panchayat",
    "block",
    "block_code",
    "district",
    "state",
    "pin",
)


class Written(NamedTuple):
    """One village as it was written, in the order of KEYS."""

    village: str
    village_other: str
    village_code: str
    gram_panchayat: str
    block: str
    block_code: str
    district: str
    state: str
    pin: str


def written(reader: Reader, limit: int = 5000) -> list[Written]:
    """The villages of all people and groups, the most frequent spelling first; deleted records do not count."""
    both = union_all(*(_of(kind) for kind in HOLDERS)).subquery()
    times = func.sum(both.c.times)
    wanted = select(*(both.c[key] for key in KEYS)).group_by(*(both.c[key] for key in KEYS))
    rows = reader.connection.execute(wanted.order_by(times.desc(), both.c.village).limit(limit))
    return [Written(*(value or "" for value in row)) for row in rows]


def _of(kind: str) -> Any:
    column: Any = tables.RECORD_TABLES[kind].c
    typed = func.instr(type_coerce(column.proposed, Text), '"village_other"') == 0  # a proposal is nobody's writing
    kept = case((typed, column.village_other), else_="").label("village_other")
    keys = [kept if key == "village_other" else column[key] for key in KEYS]
    wanted = select(*keys, func.count().label("times")).where(column.deleted.is_(False), column.village != "")
    return wanted.group_by(*keys)
