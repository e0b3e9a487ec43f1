"""Which certificates hold, as the hub knows it: the rule of :mod:`.certificate_validity` over all
certificates of a holder, from whichever laptop and area they came, with merges of the holder followed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.fields.wire import from_wire
from samarth_desktop.domain.oplog.op import ERASED, Op, shown
from samarth_desktop.hub import tables as t
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.rules.certificates.certificate_validity import REVOKED, Standing, standings, written_state
from samarth_desktop.rules.duplicates.merges import MERGED_INTO, kept_row
from samarth_desktop.rules.heads import heads
from samarth_desktop.sync import wire

_MERGING = {MERGED_INTO, "deleted", ERASED}
_TOGETHER = 5842
"""The advisory lock under which standings change: two laptops may print one person at the same instant."""


class Change(NamedTuple):
    """A certificate that stands otherwise than everybody heard last."""

    serial: str
    standing: Standing
    revoked_on: str


def lock(conn: Connection, ops: Iterable[Op]) -> None:
    """Takes the turn, until commit, of whoever changes which certificates hold. Before any area's feed is locked."""
    if any(_concerns(op) for op in ops):
        conn.execute(select(func.pg_advisory_xact_lock(_TOGETHER)))


def follow(conn: Connection, ops: Sequence[Op]) -> list[Change]:
    """Notes whose these certificates are and which people were merged; gives what stands otherwise now."""
    held = ops_of(conn, {op.row for op in ops if _concerns(op)})
    touched: set[str] = set()
    for row, of_row in held.items():
        if of_row[0].kind == Certificate.KIND:
            touched |= _note_holder(conn, row, str(shown(heads(of_row)).get("holder") or ""))
        else:
            touched |= _note_merge(conn, row, shown(heads(of_row)))
    orphans = [row for row, of_row in held.items() if of_row[0].kind == Certificate.KIND]
    changes = _settled(conn, touched - {""})
    return changes + _revoked_ones(conn, orphans, {change.serial for change in changes})


def ops_of(conn: Connection, rows: Iterable[str]) -> dict[str, list[Op]]:
    """The operations of these rows in every area where they have been."""
    found: dict[str, list[Op]] = defaultdict(list)
    for held in conn.execute(select(t.op).where(t.op.c.row.in_(sorted(rows)))).all():
        op = wire.op_of(held.line.encode(), held.area, held.device, held.n, 1)
        if op is not None:
            found[op.row].append(op)
    return dict(found)


def _concerns(op: Op) -> bool:
    return op.kind == Certificate.KIND or (op.kind == Artisan.KIND and bool(_MERGING & op.f.keys()))


def _note_holder(conn: Connection, row: str, holder: str) -> set[str]:
    """Keeps whose a certificate is; gives the holders that it had and has. Of an erased one the last is remembered."""
    before = conn.execute(select(t.holding.c.holder).where(t.holding.c.row == row)).scalar() or ""
    if holder and holder != before:
        add = insert(t.holding).values(row=row, holder=holder)
        conn.execute(add.on_conflict_do_update(index_elements=["row"], set_={"holder": holder}))
    return {before, holder}


def _note_merge(conn: Connection, row: str, values: Mapping[str, object]) -> set[str]:
    into = str(values.get(MERGED_INTO) or "") if values.get("deleted") else ""
    before = conn.execute(select(t.merged.c.kept).where(t.merged.c.row == row)).scalar() or ""
    if into == before:
        return set()
    add = insert(t.merged).values(row=row, kept=into)
    conn.execute(add.on_conflict_do_update(index_elements=["row"], set_={"kept": into}))
    return {row, before, into}


def _settled(conn: Connection, touched: set[str]) -> list[Change]:
    """Writes what holds of the certificates of these holders; gives those of which something else held before."""
    if not touched:
        return []
    by_holder: dict[str, list[Certificate]] = defaultdict(list)
    family = _family(conn, {_kept(conn, row) for row in touched} | touched)
    holders = select(t.holding).where(t.holding.c.holder.in_(sorted(family)))
    whose = {row.row: row.holder for row in conn.execute(holders).all()}
    for row, of_row in ops_of(conn, whose).items():
        entry = _entry(row, of_row)
        by_holder[_kept(conn, whose[row])].append(entry)
    changes: list[Change] = []
    for entries in by_holder.values():
        found = standings(entries)
        for entry in entries:
            if entry.id in found:
                changes += _write(conn, entry, found[entry.id])
    return changes


def _revoked_ones(conn: Connection, rows: Iterable[str], done: set[str]) -> list[Change]:
    """Revocations of certificates that stand under no holder."""
    changes: list[Change] = []
    for row, of_row in ops_of(conn, rows).items():
        entry = _entry(row, of_row)
        if entry.state == REVOKED and entry.serial not in done:
            changes += _write(conn, entry, Standing(REVOKED, ""))
    return changes


def _entry(row: str, ops: Sequence[Op]) -> Certificate:
    row_heads = heads(ops)
    values = {key: value for key, value in shown(row_heads).items() if not key.startswith("~") and value is not None}
    return replace(from_wire(Certificate, values, id=row), state=written_state(row_heads))


def _write(conn: Connection, entry: Certificate, standing: Standing) -> list[Change]:
    of_serial = t.certificate.c.serial == entry.serial
    before = set(conn.execute(select(t.certificate.c.state).where(of_serial)).scalars())
    if not before or before == {standing.state}:
        return []
    conn.execute(update(t.certificate).where(of_serial).values(state=standing.state))
    return [Change(entry.serial, standing, entry.revoked_on.isoformat() if entry.revoked_on else "")]


def _kept(conn: Connection, row: str) -> str:
    def into(one: str) -> str:
        return conn.execute(select(t.merged.c.kept).where(t.merged.c.row == one)).scalar() or ""

    return kept_row(row, into)


def _family(conn: Connection, rows: Iterable[str]) -> set[str]:
    """These rows and all that were merged into them, over any number of merges."""
    found: set[str] = set()
    fresh = set(rows)
    while fresh:
        found |= fresh
        fresh = set(conn.execute(select(t.merged.c.row).where(t.merged.c.kept.in_(sorted(fresh)))).scalars()) - found
    return found
