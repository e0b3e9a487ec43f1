"""Erasure at the hub: the same rule as on every laptop, in every area where the row has been."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.domain.oplog.op import ERASED, SCHEMA, Op
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.feed import oplog, quarantine
from samarth_desktop.hub.read_model import fold
from samarth_desktop.kinds.registry import KINDS, files_of, parents_of
from samarth_desktop.rules import erasure as rules
from samarth_desktop.rules.erasure import blanked, erases
from samarth_desktop.sync import wire


def erase(conn: Connection, keys: Keys, by: Op) -> list[tuple[str, str]]:
    """Blanks all earlier operations of the row that `by` erases, and of what belongs to it, in every area where they
    have been, and remembers the rows for ever. Gives the photos that they named."""
    photos: list[tuple[str, str]] = []
    touched: dict[tuple[str, str], list[int]] = {}
    for op in oplog.ops_of_row(conn, by.row):
        if blanked(op) == op:
            continue
        photos += [(op.area, str(op.f[key])) for key in files_of(op.kind) if op.f.get(key)]
        oplog.put_line(conn, op, wire.line_of(blanked(op)))
        touched.setdefault((op.area, op.device), []).append(op.n)
    tell(conn, keys, by, {by.area, *(area for area, _ in touched)})
    fold.forget_erased(conn, {by.area, *(area for area, _ in touched)}, by.row)
    quarantine.blank(conn, by.row)
    for (of_area, device), numbers in touched.items():
        oplog.sign_again(conn, keys, of_area, device, numbers)
    for child in _children(conn, by.row, {by.area, *(area for area, _ in touched)}):
        photos += erase(conn, keys, replace(child, author=HUB, f={}, sup={}))
    return photos


def outlasting(conn: Connection, ops: Sequence[Op]) -> set[str]:
    """The rows of these operations that are erased, in whichever area, or belong to one that is: a laptop that had not
    heard of it may have moved the one or begun the other."""
    parents: dict[str, set[str]] = defaultdict(set)
    for op in ops:
        parents[op.row] |= set(parents_of(op.kind, op.f).values())
    return rules.outlasting(parents, _erased(conn, {*parents}.union(*parents.values())))


def _erased(conn: Connection, rows: Iterable[str]) -> set[str]:
    return set(conn.execute(select(t.erased.c.row).where(t.erased.c.row.in_(sorted(rows)))).scalars())


def _children(conn: Connection, row: str, areas: Iterable[str]) -> list[Op]:
    """An operation of each record that belongs to a row: they live where it is or was."""
    kinds = [kind.name for kind in KINDS.values() if kind.belongs_by]
    named = (t.op.c.area.in_(sorted(areas)), t.op.c.kind.in_(kinds), t.op.c.line.contains(f'"{row}"', autoescape=True))
    found: dict[str, Op] = {}
    for held in conn.execute(select(t.op).where(*named)).all():
        op = wire.op_of(held.line.encode(), held.area, held.device, held.n, SCHEMA)
        if op is not None and row in parents_of(op.kind, op.f).values():
            found.setdefault(op.row, op)
    ended = _erased(conn, found)
    return [op for child, op in found.items() if child not in ended]


def tell(conn: Connection, keys: Keys, by: Op, areas: set[str]) -> None:
    """Remembers that the row of `by` is erased, and says so in every area that has not heard of it: who holds only an
    area to which it moved, or from which it came, must blank it too."""
    for area in sorted(areas):
        fresh = conn.execute(insert(t.erased).values(area=area, row=by.row).on_conflict_do_nothing()).rowcount
        conn.execute(t.snapshot.delete().where(t.snapshot.c.area == area))
        if fresh and not (area == by.area and erases(by.f)):
            oplog.publish(conn, keys, area, by.kind, by.row, {ERASED: True})
