"""Which certificates hold, as the tables show it: the rule of :mod:`.certificate_validity` over
all entries of a holder and the hub's word, made anew whenever one of them, or a merge of the holder, is written or
arrives."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from sqlalchemy import Connection, func, or_, select

from samarth_desktop.domain.oplog.exchange import REFERENCE, is_hub
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.rules.authority import REVOKED_SERIAL
from samarth_desktop.rules.certificates.certificate_validity import Standing, standings, worse
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import among, op_of, ops_of
from samarth_desktop.store.projections import whereabouts
from samarth_desktop.store.projections.projection import Projection, projection_of

_entry = tables.RECORD_TABLES[Certificate.KIND].c


def with_standing(
    connection: Connection, projections: Sequence[Projection], merged: set[str]
) -> tuple[Sequence[Projection], Sequence[Projection]]:
    """These projections with what holds of the certificates among them, and the other certificates of the same holders.

    `merged` are the holders of whom it changed who stands for whom (:func:`whereabouts.note`).
    """
    ours = {
        projection.record.id: projection for projection in projections if projection.record.KIND == Certificate.KIND
    }
    touched = merged | _holders(connection, projections)
    if not touched and not ours:  # of an erased one, which names no holder, the hub's word still counts
        return projections, ()
    others = _others(connection, touched, ours) if touched else {}
    shown = _shown(connection, ours | others)
    return [shown.get(one.record.id, one) for one in projections], [shown[row] for row in others]


def as_shown(connection: Connection, entries: Mapping[str, Projection]) -> dict[str, Projection]:
    """Certificates, by row id, with what holds of them."""
    shown = _shown(connection, {**entries, **_others(connection, _holders(connection, [*entries.values()]), entries)})
    return {row: shown[row] for row in entries}


def _others(connection: Connection, holders: set[str], ours: Mapping[str, Projection]) -> dict[str, Projection]:
    """The certificates of these holders, and of who stands for them or was merged into them, beside `ours`."""
    roots = {whereabouts.kept(connection, row) for row in holders}
    family = whereabouts.merged_away(connection, roots | holders)
    there = set(connection.scalars(select(_entry.id).where(among(_entry.holder, family))))
    return {row: projection_of(held) for row, held in ops_of(connection, sorted(there - ours.keys())).items()}


def _holders(connection: Connection, projections: Sequence[Projection]) -> set[str]:
    """The holders of the certificates among these projections, before and now."""
    entries = [cast(Certificate, one.record) for one in projections if one.record.KIND == Certificate.KIND]
    if not entries:
        return set()
    before = connection.scalars(select(_entry.holder).where(among(_entry.id, [entry.id for entry in entries])))
    return {*before, *(entry.holder for entry in entries)} - {""}


def _shown(connection: Connection, projections: Mapping[str, Projection]) -> dict[str, Projection]:
    by_holder: dict[str, list[Certificate]] = defaultdict(list)
    for projection in projections.values():
        entry = cast(Certificate, projection.record)
        holder = whereabouts.kept(connection, entry.holder) if entry.holder else ""
        by_holder[holder].append(replace(entry, holder=holder))
    heard = _heard(connection, [entry.serial for entries in by_holder.values() for entry in entries])
    shown: dict[str, Projection] = {}
    for holder, entries in by_holder.items():
        standing = standings(entries) if holder else {}  # of an erased one nobody can say whose it was
        for entry in entries:
            mine = standing.get(entry.id, Standing(entry.state, entry.replaced_by))
            state, by = worse(mine, heard.get(entry.serial))
            shown[entry.id] = replace(projections[entry.id], record=replace(entry, state=state, replaced_by=by))
    return shown


def _heard(connection: Connection, serials: Sequence[str]) -> dict[str, Standing]:
    """What the hub says of these certificates: it also knows those of districts that this laptop does not read."""
    op = tables.op.c
    wanted = select(tables.op).where(among(op.row, serials), op.area == REFERENCE, op.kind == REVOKED_SERIAL)
    said = [one for one in map(op_of, connection.execute(wanted).all()) if is_hub(one.device)]
    newest = {one.row: one.f for one in sorted(said, key=lambda one: one.rank)}
    return {serial: Standing(str(f.get("state") or ""), str(f.get("by") or "")) for serial, f in newest.items()}


def said_of(connection: Connection, ops: Iterable[Op]) -> list[str]:
    """The certificates that are here of which these operations are the hub's word."""
    serials = [op.row for op in ops if op.kind == REVOKED_SERIAL and op.area == REFERENCE]
    return list(connection.scalars(select(_entry.id).where(among(_entry.serial, serials)))) if serials else []


def shares_holder(connection: Connection, fresh: Collection[Projection]) -> list[Projection]:
    """Those of these new certificates whose holder has others, or was merged into somebody."""
    entries = {projection.record.id: projection for projection in fresh if projection.record.KIND == Certificate.KIND}
    if not entries:
        return []
    holders = {cast(Certificate, projection.record).holder for projection in entries.values()} - {""}
    many = select(_entry.holder).where(among(_entry.holder, holders)).group_by(_entry.holder).having(func.count() > 1)
    merged = select(tables.elsewhere.c.row).where(tables.elsewhere.c.kept != "")
    wanted = select(_entry.id).where(among(_entry.id, entries), or_(_entry.holder.in_(many), _entry.holder.in_(merged)))
    return [entries[row] for row in connection.scalars(wanted)]
