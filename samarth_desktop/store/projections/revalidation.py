"""Judgements that change with the day: somebody turns 18, a date is no longer ahead.

Whether a record is complete stands beside it, as it was judged when it was projected. Of the few of which something
else will be said on a later day, that day is noted; when it has come they are projected anew. When the day goes back
(a clock was wrong), or an older program kept no such notes, they are looked for among all records, once.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, false, or_, select

from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.validation import HORIZON, SLACK
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import put
from samarth_desktop.store.database.rows import among_given, given

JUDGED_KEY = "judged"
"""The setting that holds the newest day by which records of this folder were judged."""
NEVER = date.min.isoformat()
"""Its value in a folder without records."""
_FIRST = date(2026, 1, 1)  # no program judged on an earlier day

_noted = tables.revalidation
_FORGET = delete(_noted).where(among_given(_noted.c.row))


def note(connection: Connection, days: Mapping[str, date | None], *, fresh: bool) -> None:
    """Keeps for each of these rows the next day on which it is judged otherwise; None for never. `fresh` says that
    nothing was noted of them before."""
    if not fresh:
        forget(connection, days)
    put(connection, _noted, [{"row": row, "day": day} for row, day in days.items() if day], replacing=True)


def due(connection: Connection, judged: str, today: date) -> list[str]:
    """The rows that are judged otherwise today than they stand there; `judged` is the setting."""
    rows = set(connection.scalars(select(_noted.c.row).where(_noted.c.day <= today)))
    if not judged:
        rows |= {*_turning(connection, _FIRST, today), *_turning(connection, today, HORIZON)}
    elif today.isoformat() < judged:
        rows |= {*_turning(connection, today, date.fromisoformat(judged))}
    return sorted(rows)


def _turning(connection: Connection, after: date, until: date) -> Iterator[str]:
    """The rows of which something else may be said on some day after the one and until the other."""
    for name, table in tables.RECORD_TABLES.items():
        described = fields_of(KINDS[name].record).items()
        dates = [_within(table, key, after + SLACK, until + SLACK) for key, one in described if one.kind is Kind.DATE]
        ages = [_turns(table, age, after, until) for age in KINDS[name].turns]
        # What is no longer ahead was incomplete for it.
        first = and_(or_(false(), *dates), table.c.complete.is_(False)) if after == _FIRST else or_(false(), *dates)
        yield from connection.scalars(select(table.c.id).where(or_(first, *ages)))


def _within(table: Table, key: str, after: date, until: date) -> ColumnElement[bool]:
    return and_(table.c[key] > after, table.c[key] <= until)


def _turns(table: Table, age: int, after: date, until: date) -> ColumnElement[bool]:
    """Whether somebody reaches an age in that time. A day more on both sides is for those born on 29 February."""
    born, year = table.c.birth_date, table.c.birth_year
    first, last = (date(max(day.year - age, 1), day.month, min(day.day, 28)) for day in (after, until))
    by_date = and_(born >= first, born <= last.replace(day=28) + 4 * SLACK)
    return or_(by_date, and_(year.is_not(None), year >= after.year - age, year <= until.year - age))


def forget(connection: Connection, rows: Iterable[str]) -> None:
    """Nothing is to be judged of these any more."""
    connection.execute(_FORGET, given(rows))
