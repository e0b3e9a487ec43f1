"""Edits that were made in a district after the row had moved to another one: the hub takes them along.

Whoever holds the new district alone would never see them, and whoever made them cannot write there. So the hub writes
each into the new district as its author wrote it, over the same versions: where the new district wrote the same field
meanwhile, both values stand there as a conflict for a person. Nothing is decided and nothing is lost here.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, literal_column, select

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.oplog.op import MOVED_TO, Op, Version, shown
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.feed import oplog
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.authority import enters
from samarth_desktop.rules.erasure import erases
from samarth_desktop.rules.heads import heads, is_decided


def carried(conn: Connection, ops: Sequence[Op]) -> list[Op]:
    """What the hub has to write for the rows of these operations, which are in the log already: operations of its own
    but for device and number."""
    written = [op for op in ops if op.area != REFERENCE]
    parents = {op.row: parent for op in written if (parent := _parent_of(op))}
    places = oplog.wandered(conn, {op.row for op in written} | {*parents.values()})
    moved = _by_row(oplog.ops_in(conn, {op.area for op in written}.union(*places.values()), places))
    moved = {row: held for row, held in moved.items() if not any(erases(op.f) for op in held)}
    made: list[Op] = []
    for row in dict.fromkeys(op.row for op in written):
        if row in moved:
            made += _of_row(moved[row])
        elif (home := _home(moved.get(parents.get(row, ""), ()))) is not None:
            made += _after_parent(oplog.ops_in(conn, {op.area for op in written if op.row == row}, [row]), home)
    for parent in sorted({op.row for op in written if enters(op) and not _parent_key(op.kind)} & moved.keys()):
        if (home := _home(moved[parent])) is not None:
            made += _left_behind(conn, parent, home, places[parent], parents)
    return made


def _left_behind(
    conn: Connection, parent: str, home: str, areas: Collection[str], coming: Collection[str]
) -> Iterator[Op]:
    """Takes along what belongs to a row that came to its new district, and whoever moved it had not heard of."""
    of_parent = literal_column(t.OF_HOLDER) == parent
    there = (select(t.op.c.row).where(t.op.c.area == area, of_parent).distinct() for area in sorted(areas))
    rows = {row for question in there for row in conn.execute(question).scalars()} - {*coming}
    for _, held in sorted(_by_row(oplog.ops_in(conn, areas, rows)).items()):
        key = _parent_key(held[0].kind)
        if key and shown(heads(held)).get(key) == parent:
            yield from _after_parent(held, home)


def _parent_of(op: Op) -> str:
    return str(op.f.get(_parent_key(op.kind), "") or "")


def _parent_key(kind: str) -> str:
    """The field by which a record of a kind belongs to another; "" for one by itself, or of a kind not known here."""
    return KINDS[kind].parent if kind in KINDS else ""


def _by_row(ops: Iterable[Op]) -> dict[str, list[Op]]:
    found: dict[str, list[Op]] = {}
    for op in ops:
        found.setdefault(op.row, []).append(op)
    return found


def _home(ops: Sequence[Op]) -> str | None:
    """Where a row is that moved; None while the half of the move that stands there is still on its way."""
    present = [op for op in heads(ops).get(MOVED_TO, ()) if not op.f[MOVED_TO]]
    return present[0].area if present else None


def _of_row(ops: Sequence[Op]) -> Iterator[Op]:
    row_heads, home = heads(ops), _home(ops)
    if home is None:
        return
    for other in row_heads[MOVED_TO]:  # two people moved it, to different districts: it stays in one
        if other.area != home and not other.f[MOVED_TO]:
            yield replace(other, f={MOVED_TO: home}, sup={MOVED_TO: (other.version,)})
    late: dict[Version, tuple[Op, list[str]]] = {}
    for key, of_key in row_heads.items():
        for op in of_key[:1] if is_decided(of_key[0].kind, key) else of_key:
            if not key.startswith("~") and op.area != home:
                late.setdefault(op.version, (op, []))[1].append(key)
    for op, keys in late.values():
        sup = {key: (op.version, *op.sup.get(key, ()), *_over(ops, row_heads[key], op, key)) for key in keys}
        yield replace(op, area=home, f={key: op.f[key] for key in keys}, sup=sup)


def _over(ops: Sequence[Op], of_key: Sequence[Op], late: Op, key: str) -> list[Version]:
    """The heads that a late edit stands over: all, where a rule has decided that it stands."""
    return [op.version for op in of_key] if is_decided(late.kind, key) else _copies(ops, of_key, late, key)


def _copies(ops: Sequence[Op], of_key: Sequence[Op], late: Op, key: str) -> list[Version]:
    """The heads that only repeat what the late edit wrote over: a move copies every field into the new district, and
    whoever moved the row did not mean to decide on those that she left alone."""
    over = {op.version: op for op in ops if op.version in late.sup.get(key, ())}
    return [
        op.version
        for op in of_key
        if op.f.get(MOVED_TO) == ""
        and any(seen in over and over[seen].f.get(key) == op.f[key] for seen in op.sup.get(key, ()))
    ]


def _after_parent(ops: Sequence[Op], home: str) -> Iterator[Op]:
    """Takes a row to the district where its holder is: begun by somebody who had not heard that she moved."""
    row_heads = heads(ops)
    last = max(ops, key=lambda op: op.rank)
    if last.area == home or any(erases(op.f) for op in ops):
        return
    sup = {key: tuple(op.version for op in of_key) for key, of_key in row_heads.items()}
    yield replace(last, f={MOVED_TO: home}, sup={})
    # One tick later, so that "it is here" shows over "it went there" where both districts are read.
    yield replace(last, area=home, hlc=last.hlc + 1, f={**shown(row_heads), MOVED_TO: ""}, sup=sup)
