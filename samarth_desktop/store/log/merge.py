"""Operations from elsewhere, and erasure: both change the log first and make the projections anew after it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from samarth_desktop.domain.oplog.op import Op, Version
from samarth_desktop.kinds.registry import RECORDS, files_of, kept_of, parents_of
from samarth_desktop.rules.erasure import blanked, erases, outlasting
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import put
from samarth_desktop.store.database.engine import to_json
from samarth_desktop.store.database.rows import LogEntry, chunks, op_of, op_values, ops_of
from samarth_desktop.store.errors import sentence_for
from samarth_desktop.store.projections.certificate_standing import said_of
from samarth_desktop.store.projections.projection import Projection, projection_of
from samarth_desktop.store.projections.projector import Projector


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of operations from elsewhere: how many were new, and those whose place held another content.

    `erased` are the rows that these operations erased here, `photos` the files that they named, `unshown` rows
    whose operations are kept but could not be shown.
    """

    new: int
    clashes: tuple[Version, ...]
    erased: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    unshown: tuple[str, ...] = ()


def take_in(connection: Connection, projector: Projector, ops: Iterable[Op], seq: int) -> Applied:
    """Merges operations, in any order and any number of times; `seq` is the newest local number."""
    unknown, clashes = _sift(connection, ops)
    by_row: dict[str, list[LogEntry]] = defaultdict(list)
    for place, op in enumerate(unknown, start=seq + 1):
        by_row[op.row].append(LogEntry(place, op))
    parents = {
        row: {one for _, op in held for one in parents_of(op.kind, op.f).values()} for row, held in by_row.items()
    }
    ended = _erased(connection, {*by_row}.union(*parents.values()))
    before = ended & by_row.keys()
    gone = outlasting(parents, ended | {row for row, held in by_row.items() if any(erases(op.f) for _, op in held)})
    arrived = [
        LogEntry(one.seq, blanked(one.op)) if row in gone else one for row, held in by_row.items() for one in held
    ]
    put(connection, tables.op, [op_values(held) for held in arrived])
    unshown = rebuild(connection, projector, [row for row in by_row if row not in gone], new=by_row)
    rebuild(connection, projector, said_of(connection, (op for _, op in arrived)))
    photos: list[str] = []
    for row in sorted(gone):
        photos += wipe(connection, projector, by_row[row][0].op.kind, row)
    return Applied(len(arrived), tuple(clashes), tuple(sorted(gone - before)), tuple(photos), tuple(unshown))


def clashing(connection: Connection, ops: Iterable[Op]) -> list[Version]:
    """The versions of these operations under which something else is here."""
    return _sift(connection, ops)[1]


def _sift(connection: Connection, ops: Iterable[Op]) -> tuple[list[Op], list[Version]]:
    """The operations that are not here yet, and the versions under which something else is here."""
    wanted: dict[Version, Op] = {}
    clashes: list[Version] = []
    for op in ops:
        if wanted.setdefault(op.version, op) != op:
            clashes.append(op.version)
    here = _held_versions(connection, wanted)
    for version, mine in here.items():
        theirs = wanted.pop(version)
        if not _same(mine, theirs):
            clashes.append(version)
    return list(wanted.values()), clashes


def _held_versions(connection: Connection, wanted: Iterable[Version]) -> dict[Version, Op]:
    streams: dict[tuple[str, str], list[int]] = defaultdict(list)
    for version in wanted:
        streams[version.device, version.area].append(version.n)
    op = tables.op
    here: dict[Version, Op] = {}
    for (device, area), numbers in streams.items():
        for part in chunks(numbers):
            found = select(op).where(op.c.device == device, op.c.area == area, op.c.n.in_(part))
            here |= {mine.version: mine for mine in map(op_of, connection.execute(found))}
    return here


def _same(mine: Op, theirs: Op) -> bool:
    """Equal as JSON; an erased operation equals the one that it was."""
    if to_json(_plain(mine)) == to_json(_plain(theirs)):
        return True
    return to_json(_plain(blanked(mine))) == to_json(_plain(blanked(theirs))) and _is_blank(mine, theirs)


def _is_blank(mine: Op, theirs: Op) -> bool:
    return any(to_json(_plain(blanked(op))) == to_json(_plain(op)) for op in (mine, theirs))


def _plain(op: Op) -> dict[str, Any]:
    return op_values(LogEntry(0, op))


def _erased(connection: Connection, rows: Iterable[str]) -> set[str]:
    erased = tables.erased
    return {
        row for part in chunks(rows) for row in connection.scalars(select(erased.c.row).where(erased.c.row.in_(part)))
    }


def rebuild(
    connection: Connection,
    projector: Projector,
    rows: Sequence[str],
    new: Mapping[str, Sequence[LogEntry]] | None = None,
) -> list[str]:
    """Makes the projections of these rows from all their operations. `new` is what was just written of them. Gives the
    rows that cannot be shown: one of them must not keep back the others."""
    unshown: list[str] = []
    for part in chunks(rows):
        held = ops_of(connection, part)
        if _painted(connection, projector, held, new or {}):
            continue
        for row, of_row in held.items():
            if not _painted(connection, projector, {row: of_row}, new or {}):
                unshown.append(row)
    return unshown


def _painted(
    connection: Connection,
    projector: Projector,
    held: Mapping[str, list[LogEntry]],
    new: Mapping[str, Sequence[LogEntry]],
) -> bool:
    """Makes the projections of these rows, all or none. False when an operation says what cannot be shown."""
    try:
        with connection.begin_nested():
            _paint(projector, held, new)
    except Exception as error:
        projector.unlearn()
        if sentence_for(error) is not None:  # the disk or the database, not what was said
            raise
        return False
    return True


def _paint(projector: Projector, held: Mapping[str, list[LogEntry]], new: Mapping[str, Sequence[LogEntry]]) -> None:
    fresh: list[Projection] = []
    older: list[Projection] = []
    for row, of_row in held.items():
        if of_row[0].op.kind not in RECORDS:
            continue  # a kind from a newer program: kept, and shown once the program knows it
        first_seen = len(of_row) == len(new.get(row, ()))
        (fresh if first_seen else older).append(projection_of(of_row))
    if fresh:
        projector.write(fresh, fresh=True)
    if older:
        projector.write(older)


def wipe(connection: Connection, projector: Projector, kind: str, row: str) -> list[str]:
    """Blanks all operations of a row, removes its projections and remembers it for ever. Gives the files it named."""
    held = ops_of(connection, [row]).get(row, [])
    remembered = {"row": row, "kind": kind, "hlc": max((op.hlc for _, op in held), default=0)}
    connection.execute(insert(tables.erased).prefix_with("OR REPLACE"), [remembered])
    named = [op.f.get(key) for _, op in held for key in files_of(op.kind)]
    if held:
        statement = update(tables.op).where(tables.op.c.seq == bindparam("at")).values(f=bindparam("left"))
        connection.execute(statement, [{"at": seq, "left": blanked(op).f} for seq, op in held])
    for one in RECORDS.keys() & {kind, *(op.kind for _, op in held)}:  # nobody promises that a row has one kind
        projector.delete_row(one, row)
    if held and kept_of(held[0].op.kind):
        projector.write([projection_of([LogEntry(seq, blanked(op)) for seq, op in held])], fresh=True)
    for table in (tables.audit, tables.refused):
        connection.execute(delete(table).where(table.c.row == row))
    connection.execute(delete(tables.draft).where(tables.draft.c.key == row))
    blob = tables.blob.c
    kept = connection.scalars(select(blob.hash).where(blob.row == row)).all()
    connection.execute(delete(tables.blob).where(blob.row == row))
    return sorted({*kept, *(name for name in named if name and isinstance(name, str))})
