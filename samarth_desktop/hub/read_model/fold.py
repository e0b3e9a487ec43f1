"""Folds each area's feed into the tables of records and summaries, beside the log and never in a push's transaction.

A row is always made anew from all its operations in the area, so that folding twice changes nothing, and the order in
which operations came cannot matter. It takes its turn with erasures: nothing of somebody who is erased comes back.
"""

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Text,
    and_,
    any_,
    cast,
    delete,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert

from samarth_desktop.domain.oplog.exchange import REFERENCE, covers
from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO, SCHEMA, Op, shown
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.feed import machines, oplog
from samarth_desktop.hub.read_model.words import words_of
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.heads import conflicts, heads
from samarth_desktop.sync import wire

AT_ONCE = 2000
"""About so many operations in a transaction: an erasure waits for its end."""
COLUMNS = ("registration", "name_hi", "name_en", "relative", "village", "district", "mobile", "state")
_RULES = "1"
"""Raise it with every change of what is made here from the same log."""
_MADE_BY = "read_model"
_OF_PARENT = {name for name, kind in KINDS.items() if kind.summary and kind.summary.of_parent}
"""Kinds whose lines show something of the row that they belong to."""

_AS_TEXT = json.JSONEncoder(ensure_ascii=False).encode

log = logging.getLogger("samarth.hub")


@dataclass(frozen=True, slots=True)
class Made:
    """A record as it shows in an area."""

    row: str
    kind: str
    parent: str
    values: Mapping[str, Any]
    conflicts: int


def version() -> str:
    """What the tables are made by: the rules here, and the kinds with what lists show of them."""
    kinds = [(name, kind.parent, kind.summary, kind.search) for name, kind in sorted(KINDS.items())]
    return _RULES + "-" + hashlib.sha256(repr(kinds).encode()).hexdigest()[:16]


def behind(conn: Connection, areas: Sequence[str] | None = None) -> dict[str, int]:
    """By area, how many operations are not folded yet; of all areas, or of these."""
    seq = func.coalesce(t.folded.c.seq, 0)
    lag = select(t.counter.c.area, t.counter.c.seq - seq).join(
        t.folded, t.folded.c.area == t.counter.c.area, isouter=True
    )
    if areas is not None:
        lag = lag.where(t.counter.c.area.in_(areas))
    rows = conn.execute(lag.where(t.counter.c.seq > seq)).all()
    return {str(area): int(n) for area, n in rows if area != REFERENCE}


def catch_up(
    engine: Engine, grants: Sequence[str] | None = None, most: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> int:  # fmt: skip
    """Folds what is new, at most about `most` operations; gives how many it went through. An area whose machine does
    not answer is passed over until the next time."""
    renew(engine)
    done = 0
    with engine.connect() as conn:
        known = conn.execute(select(t.known_area.c.area)).scalars()
        areas = [area for area in known if area != REFERENCE and (grants is None or covers(grants, area))]
    waiting = dict(machines.of_areas(engine, areas, lambda conn, some: behind(conn, some).items()))
    for area in sorted(waiting, key=waiting.__getitem__):
        try:
            with machines.of_area(engine, area):
                while not stopped() and (most is None or done < most) and (folded := fold(engine, area)):
                    done += folded
        except oplog.PASSING as away:
            log.warning(json.dumps({"not_folded": type(away).__name__}))
    return done


def rebuild(engine: Engine) -> int:
    """Makes all tables of the read model from nothing; gives how many operations it went through."""
    _begin_anew(engine)
    return catch_up(engine)


def _begin_anew(engine: Engine) -> None:
    with engine.begin() as conn:
        conn.execute(select(func.pg_advisory_xact_lock(oplog.TAKING)))
        for table in (t.folded, t.record, t.summary):
            conn.execute(text(f'TRUNCATE "{table.name}"'))
        made = insert(t.setting).values(key=_MADE_BY, value=version())
        conn.execute(made.on_conflict_do_update(index_elements=["key"], set_={"value": version()}))


def renew(engine: Engine) -> None:
    """Begins the tables anew where another program made them: it knew other kinds."""
    with engine.connect() as conn:
        made_by = conn.execute(select(t.setting.c.value).where(t.setting.c.key == _MADE_BY)).scalar()
    if made_by != version():
        _begin_anew(engine)


def fold(engine: Engine, area: str) -> int:
    """Folds the next operations of an area's feed; gives how many, 0 where there are no more."""
    with engine.begin() as conn:
        conn.execute(select(func.pg_advisory_xact_lock_shared(oplog.TAKING)))
        # What a machine that stops loses of this is folded once more: it need not wait for the disk.
        conn.execute(select(func.set_config("synchronous_commit", "off", True)))
        conn.execute(insert(t.folded).values(area=area, seq=0, conflicts=0).on_conflict_do_nothing())
        mine = t.folded.c.area == area
        seq = conn.execute(select(t.folded.c.seq).where(mine).with_for_update()).scalar_one()
        packs = _next_packs(conn, area, seq)
        if not packs:
            return 0
        spans = [and_(t.op.c.device == one.device, t.op.c.n.between(one.first, one.last)) for one in packs]
        came = select(t.op.c.row).distinct().where(t.op.c.area == area, or_(*spans), t.op.c.kind.in_(KINDS))
        before, after = remake(conn, area, set(conn.execute(came).scalars()))
        reached = int(packs[-1].seq)
        values = {"seq": reached, "conflicts": t.folded.c.conflicts + (after - before), "at": func.now()}
        conn.execute(update(t.folded).where(mine).values(values))
        return reached - int(seq)


def _next_packs(conn: Connection, area: str, seq: int) -> Sequence[Any]:
    columns = (t.pack.c.seq, t.pack.c.device, t.pack.c.first, t.pack.c.last)
    next_ones = select(*columns).where(t.pack.c.area == area, t.pack.c.seq > seq).order_by(t.pack.c.seq)
    found, count = [], 0
    for one in conn.execute(next_ones.limit(200)).all():
        found.append(one)
        count += one.last - one.first + 1
        if count >= AT_ONCE:
            break
    return found


def remake(conn: Connection, area: str, rows: Collection[str]) -> tuple[int, int]:
    """Makes these rows of an area anew; gives how many conflicts they had and have."""
    if not rows:
        return 0, 0
    listed = sorted(rows)
    kin = select(t.record.c.row).where(
        t.record.c.area == area,
        among(t.record.c.parent, listed),
        t.record.c.parent != "",
        t.record.c.kind.in_(_OF_PARENT),
    )
    listed = sorted({*listed, *conn.execute(kin).scalars()})
    made = _made(conn, area, listed)
    had = select(func.sum(t.record.c.conflicts)).where(t.record.c.area == area, among(t.record.c.row, listed))
    before = conn.execute(had).scalar_one()
    if before is not None:  # what is new stands in none of the tables
        forget(conn, [area], listed)
    _write(conn, area, made)
    return int(before or 0), sum(one.conflicts for one in made)


def forget(conn: Connection, areas: Iterable[str], rows: Iterable[str]) -> None:
    """Takes rows out of the read model: they are made anew, or erased."""
    listed = sorted(rows)
    for table in (t.record, t.summary, t.likely_double):
        conn.execute(delete(table).where(table.c.area.in_(sorted(areas)), among(table.c.row, listed)))


def among(column: ColumnElement[str], values: Sequence[str]) -> ColumnElement[bool]:
    """That a column has one of these values; as one parameter: a thousand of them take longer to name than to find."""
    return column == any_(cast(values, ARRAY(Text)))


def forget_erased(conn: Connection, areas: Iterable[str], row: str) -> None:
    """In the transaction of an erasure: nothing of the row stays in any area where it has been."""
    forget(conn, areas, [row])
    conn.execute(delete(t.likely_double).where(t.likely_double.c.other == row))


def forget_pair(conn: Connection, one: Any, two: Any) -> None:
    """Takes a pair off the list of likely doubles: somebody said that these are two people."""
    double = t.likely_double.c
    for this, that in ((one, two), (two, one)):
        conn.execute(
            delete(t.likely_double).where(double.area == this.area, double.row == this.row, double.other == that.row)
        )


def _made(conn: Connection, area: str, rows: Sequence[str]) -> list[Made]:
    by_row: dict[str, list[Op]] = defaultdict(list)
    columns = (t.op.c.device, t.op.c.n, t.op.c.line)
    for device, n, line in conn.execute(select(*columns).where(t.op.c.area == area, among(t.op.c.row, rows))).all():
        op = wire.kept(line.encode(), area, device, n, SCHEMA)
        if op is not None:
            by_row[op.row].append(op)
    return [one for row, ops in by_row.items() if (one := _record(row, ops))]


def _record(row: str, ops: Sequence[Op]) -> Made | None:
    """None for what is not here: erased, deleted, moved away, of a kind that this program does not know."""
    row_heads = heads(ops)
    values = shown(row_heads)
    kind = KINDS.get(ops[0].kind)
    if kind is None or values.get(ERASED) or values.get(MOVED_TO) or values.get("deleted"):
        return None
    many = sum(not key.startswith("~") for key in conflicts(row_heads)) if len(ops) > 1 else 0
    kept = {key: value for key, value in values.items() if not key.startswith("~") and value is not None}
    return Made(row, kind.name, str(values.get(kind.parent) or "") if kind.parent else "", kept, many)


def _write(conn: Connection, area: str, made: Sequence[Made]) -> None:
    parents = _parents(conn, area, made)
    cursor: Any = conn.connection.cursor()
    with cursor.copy("COPY record (area, row, kind, parent, shown, conflicts) FROM STDIN") as copy:
        for one in made:
            copy.write_row((area, one.row, one.kind, one.parent, _AS_TEXT(one.values), one.conflicts))
    lines = [(one, line) for one in made if (line := _summary(one, parents))]
    with cursor.copy(f"COPY summary (area, row, kind, {', '.join(COLUMNS)}, words) FROM STDIN") as copy:
        for one, line in lines:
            words = words_of(KINDS[one.kind], line, one.values)
            copy.write_row((area, one.row, one.kind, *(line[name] for name in COLUMNS), words))


def _parents(conn: Connection, area: str, made: Sequence[Made]) -> Mapping[str, Mapping[str, str]]:
    """The lines of the rows that these belong to."""
    wanted = {one.parent for one in made if one.kind in _OF_PARENT and one.parent}
    here = [one for one in made if one.row in wanted and one.kind not in _OF_PARENT]
    found = {one.row: line for one in here if (line := _summary(one, {}))}
    missing = wanted - found.keys()
    if missing:
        held = select(t.summary).where(t.summary.c.area == area, t.summary.c.row.in_(sorted(missing)))
        found |= {row.row: {name: getattr(row, name) for name in COLUMNS} for row in conn.execute(held)}
    return found


def _summary(one: Made, parents: Mapping[str, Mapping[str, str]]) -> dict[str, str] | None:
    """What lists show, as the kind's summary says; None for what is listed nowhere."""
    spec = KINDS[one.kind].summary
    if spec is None or (spec.unless and one.values.get(spec.unless)):
        return None
    line = dict.fromkeys(COLUMNS, "")
    line |= {column: _first(one.values, keys) for column, keys in spec.own.items() if column in line}
    parent = parents.get(one.parent, {})
    line |= {column: parent.get(key, "") for column, key in spec.of_parent.items() if column in line}
    return line | {"state": _text(one.values.get("state"))}


def _first(values: Mapping[str, Any], keys: Iterable[str]) -> str:
    """The first text that is there."""
    for key in keys:
        if found := _text(values.get(key)):
            return found
    return ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
