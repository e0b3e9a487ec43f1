"""Which areas the office gave this laptop, and what leaves its lists with an area that it has no longer.

No operation is deleted: a stream that ends earlier than the hub knows it looks like an older copy of the folder. What
left is read by its number only, and comes back whole when the area is given again.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, Table, func, or_, select, union

from samarth_desktop.domain.oplog.exchange import covers
from samarth_desktop.domain.oplog.op import MOVED_TO
from samarth_desktop.kinds.registry import HOLDERS, children
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import among
from samarth_desktop.store.log.reader import AREAS, LEFT
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections.whereabouts import moved_rows, within
from samarth_desktop.store.queries.waiting import unsent_ops

_PHOTO_WAITS = "waiting"


@dataclass(frozen=True, slots=True)
class Left:
    """How many people and groups left with their area, and how many of it stay until all of theirs is sent."""

    gone: int = 0
    waiting: int = 0


def take(unit: UnitOfWork, areas: Sequence[str]) -> None:
    """Keeps which areas the office gave this laptop, and shows anew what moved out of them or into them, and what comes
    back with them. What is in none of them any more leaves after the next round (:func:`leave`)."""
    before = unit.held_areas()
    if before.now == tuple(areas):
        return
    leaving = _leaving(unit) | dict.fromkeys(before.now, unit.newest)
    leaving = {area: last for area, last in leaving.items() if not covers(areas, area)}
    unit.put_settings({AREAS: " ".join(areas)})
    left = {area: last for area, last in before.left.items() if not covers(areas, area)}
    _keep(unit, left, before.waiting, leaving)
    told = tables.op.c.f.cast(String).contains(f'"{MOVED_TO}"')
    moved = select(tables.op.c.row).where(told, tables.op.c.row.not_in(select(tables.erased.c.row)))
    back = [area for area in areas if before.left and not (before.now and covers(before.now, area))]
    unit.rebuild(list(dict.fromkeys([*_rows(unit, back), *unit.connection.scalars(moved.distinct())])))


def leave(unit: UnitOfWork) -> Left:
    """After a round: takes what left with its area out of lists, search, counts and doubles. What is not all at the
    office stays, with all that belongs to it, until it is."""
    held, leaving = unit.held_areas(), _leaving(unit)
    if not leaving and not held.waiting:
        return Left()
    still = held.waiting & _families(unit, _unsent(unit, held.left)) if held.waiting else set()
    waiting = still | _families(unit, _unsent(unit, leaving))
    rows = [*_rows(unit, leaving), *(held.waiting - waiting)]
    _keep(unit, {**held.left, **leaving}, waiting, {})
    before = _holders_gone(unit)
    if leaving or waiting != held.waiting:
        unit.rebuild(list(dict.fromkeys(rows)))
    return Left(_holders_gone(unit) - before, _holders_among(unit, waiting))


def _leaving(unit: UnitOfWork) -> dict[str, int]:
    """The areas that were taken away since the last round, each with the newest local number of that moment."""
    return dict(json.loads(unit.setting(LEFT) or "{}").get("leaving", {}))


def _keep(unit: UnitOfWork, left: Mapping[str, int], waiting: Set[str], leaving: Mapping[str, int]) -> None:
    said = {"left": dict(left), "waiting": sorted(waiting), "leaving": dict(leaving)}
    unit.put_settings({LEFT: json.dumps(said)})


def _rows(unit: UnitOfWork, areas: Collection[str]) -> Iterator[str]:
    """The rows of these areas, people and groups first."""
    if areas:
        for name in (*HOLDERS, *(tables.RECORD_TABLES.keys() - {*HOLDERS})):
            table = tables.RECORD_TABLES[name]
            yield from unit.connection.scalars(select(table.c.id).where(within(table.c.area, areas)))


def _unsent(unit: UnitOfWork, areas: Collection[str]) -> set[str]:
    """The rows of these areas of which an operation or a file is not at the office, or was refused there."""
    op, blob, refused = tables.op.c, tables.blob.c, tables.refused.c
    ops = unsent_ops(op.row).where(within(op.area, areas))
    files = select(blob.row).where(blob.state == _PHOTO_WAITS, within(blob.area, areas))
    no = select(refused.row).where(within(refused.area, areas))
    return set(unit.connection.scalars(union(ops, files, no)))


def _families(unit: UnitOfWork, rows: set[str]) -> set[str]:
    """These rows with what they belong to, and all that belongs to that."""
    family: set[str] = set()
    fresh = rows
    while fresh:
        family |= fresh
        found: set[str] = set()
        for kind in children():
            table = tables.RECORD_TABLES[kind.name]
            parent = table.c[kind.parent]
            of = or_(among(table.c.id, fresh), among(parent, fresh))
            for pair in unit.connection.execute(select(table.c.id, parent).where(of)):
                found |= {*pair}
        fresh = found - family - {""}
    return family


def _holders_gone(unit: UnitOfWork) -> int:
    return sum(_count(unit, table, table.c.id.in_(moved_rows())) for table in _holder_tables())


def _holders_among(unit: UnitOfWork, rows: Collection[str]) -> int:
    return sum(_count(unit, table, among(table.c.id, rows)) for table in _holder_tables()) if rows else 0


def _holder_tables() -> Iterator[Table]:
    return (tables.RECORD_TABLES[name] for name in HOLDERS)


def _count(unit: UnitOfWork, table: Table, which: ColumnElement[bool]) -> int:
    wanted = select(func.count()).select_from(table).where(table.c.deleted.is_(False), which)
    return unit.connection.scalar(wanted) or 0
