"""The bank branches that were written on this laptop before, by IFSC. Nothing of whose account it was."""

from typing import Any, NamedTuple

from sqlalchemy import func, select, union_all

from samarth_desktop.kinds.registry import HOLDERS
from samarth_desktop.store.database import tables
from samarth_desktop.store.log.reader import Reader


class Branch(NamedTuple):
    """A branch as it was written, with its IFSC (in capitals) and the name of the bank where that was written."""

    ifsc: str
    name: str
    bank: str


def written(reader: Reader, limit: int = 2000) -> list[Branch]:
    """The branches of all people and groups that have both IFSC and branch, the most frequent spelling first; deleted
    records do not count."""
    both = union_all(*(_of(kind) for kind in HOLDERS)).subquery().c
    wanted = select(both.bank_ifsc, both.bank_branch, func.max(both.bank)).group_by(both.bank_ifsc, both.bank_branch)
    rows = reader.connection.execute(wanted.order_by(func.sum(both.times).desc(), both.bank_branch).limit(limit))
    return [Branch(*row) for row in rows]


def _of(kind: str) -> Any:
    column: Any = tables.RECORD_TABLES[kind].c
    keys = (column.bank_ifsc, column.bank_branch)
    wanted = select(*keys, func.max(column.bank_name).label("bank"), func.count().label("times"))
    return wanted.where(column.bank_ifsc != "", column.bank_branch != "", column.deleted.is_(False)).group_by(*keys)
