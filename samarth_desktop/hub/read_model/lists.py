"""What the office page lists: records of its areas found in either script, likely doubles, laptops not heard from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, Text, cast, func, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY

from samarth_desktop.domain.names.searching import closeness
from samarth_desktop.domain.oplog.exchange import covers
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.read_model.words import asked
from samarth_desktop.kinds.registry import KINDS

PAGE = 50
_LOOKED_AT = 400
"""Hits that are put in order of likeness; who finds more types more."""
SILENT_DAYS = 14
"""After so many days without a sync the office asks what is wrong with a laptop."""

_summary = t.summary.c


@dataclass(frozen=True)
class Found:
    """A page of a list: `rows`, and where the next page begins ("" at the end)."""

    rows: Sequence[Any]
    after: str = ""


def areas_of(conn: Connection, grants: Sequence[str]) -> list[str]:
    """The areas under these in which there is anything."""
    return sorted(area for area in conn.execute(select(t.folded.c.area)).scalars() if covers(grants, area))


def as_of(conn: Connection, grants: Sequence[str]) -> datetime | None:
    """The moment of the oldest of the figures; None before there are any."""
    rows = conn.execute(select(t.folded.c.area, t.folded.c.at)).all()
    return min((row.at for row in rows if covers(grants, row.area)), default=None)


def counts(conn: Connection, areas: Sequence[str]) -> dict[str, dict[str, int]]:
    """By area, how many records of each kind there are."""
    of_kind = select(t.record.c.area, t.record.c.kind, func.count()).where(t.record.c.area.in_(areas))
    found: dict[str, dict[str, int]] = {area: {} for area in areas}
    for area, kind, count in conn.execute(of_kind.group_by(t.record.c.area, t.record.c.kind)).all():
        found[area][kind] = int(count)
    return found


def records(conn: Connection, areas: Sequence[str], kind: str, typed: str = "", after: str = "") -> Found:
    """The records of a kind in these areas; those that fit what was typed, the nearest first."""
    if not areas:
        return Found(())
    listed = select(t.summary).where(_summary.area.in_(areas), _summary.kind == kind)
    if typed.strip():
        return Found(_fitting(conn, listed, typed))
    if after:
        area, _, row = after.partition(" ")
        listed = listed.where(tuple_(_summary.area, _summary.row) > tuple_(area, row))
    rows = conn.execute(listed.order_by(_summary.area, _summary.row).limit(PAGE + 1)).all()
    more = len(rows) > PAGE
    return Found(rows[:PAGE], f"{rows[PAGE - 1].area} {rows[PAGE - 1].row}" if more else "")


def _fitting(conn: Connection, listed: Select[Any], typed: str) -> list[Any]:
    """By the sound of every word; where nobody has it, by its consonants."""
    for loosely in (False, True):
        wanted = asked(typed[:200], loosely=loosely)
        if not wanted:
            continue
        fits = [_summary.words.overlap(cast(keys, ARRAY(Text))) for keys in wanted]
        if rows := conn.execute(listed.where(*fits).limit(_LOOKED_AT)).all():
            return sorted(rows, key=lambda row: -_nearness(typed, row))[:PAGE]
    return []


def _nearness(typed: str, row: Any) -> float:
    return max(closeness(typed, name) for name in (row.name_hi, row.name_en, ""))


def states_of(conn: Connection, serials: Iterable[str]) -> dict[str, str]:
    """What holds of these certificates."""
    rows = conn.execute(
        select(t.certificate.c.serial, t.certificate.c.state).where(t.certificate.c.serial.in_(list(serials)))
    )
    return {row.serial: row.state for row in rows}


@dataclass(frozen=True)
class Pair:
    """Two records that are probably of one person; `other` is None where the officer does not have its area."""

    score: float
    reasons: Sequence[Any]
    one: Any
    other: Any | None
    other_area: str


def doubles(conn: Connection, areas: Sequence[str]) -> list[Pair]:
    """The likeliest doubles that touch these areas, one of all areas with the other."""
    double = t.likely_double.c
    found = (
        select(t.likely_double).where(double.area.in_(areas)).order_by(double.score.desc(), double.row).limit(4 * PAGE)
    )
    rows = [row for row in conn.execute(found).all() if row.row < row.other or row.other_area not in areas]
    held = _summaries(conn, areas, {row.row for row in rows} | {row.other for row in rows})
    pairs = [
        Pair(row.score, row.reasons, held[row.row], held.get(row.other), row.other_area)
        for row in rows
        if row.row in held
    ]
    return pairs[:PAGE]


def _summaries(conn: Connection, areas: Sequence[str], rows: Iterable[str]) -> dict[str, Any]:
    wanted = select(t.summary).where(_summary.area.in_(areas), _summary.row.in_(sorted(rows)))
    return {row.row: row for row in conn.execute(wanted)}


def place_of(conn: Connection, areas: Sequence[str], row: str) -> Any | None:
    """The record of this row in these areas: its area, kind and number."""
    return conn.execute(select(t.summary).where(_summary.area.in_(areas), _summary.row == row).limit(1)).first()


def is_silent(synced: datetime | None, enrolled: datetime) -> bool:
    """Whether a laptop has not been heard from for long."""
    return (synced or enrolled) < auth.now() - timedelta(days=SILENT_DAYS)


LISTED = tuple(name for name, kind in KINDS.items() if kind.summary)
"""The kinds that have a list."""
