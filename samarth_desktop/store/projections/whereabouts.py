"""Which rows are written elsewhere now: those that moved to another area, and those merged into another record.

One table answers it for lists, search, export, corrections and certificates.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, false, or_, select

from samarth_desktop.rules.duplicates.merges import kept_row
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import put
from samarth_desktop.store.database.rows import among, among_given, given

_gone = tables.elsewhere.c
_AREA = select(_gone.area).where(_gone.row == bindparam("which"))
_KEPT = select(_gone.kept).where(_gone.row == bindparam("which"))
_PLACES = select(tables.elsewhere).where(among_given(_gone.row))


def moved_rows(areas: Iterable[str] | None = None) -> Select[tuple[str]]:
    """The ids of all rows that are in other areas, or in these of them: for conditions."""
    there = _gone.area != "" if areas is None else within(_gone.area, areas)
    return select(_gone.row).where(there)


def within(column: ColumnElement[str], areas: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column names one of these areas, or a part of one."""
    return or_(false(), *(or_(column == area, column.startswith(area + "/")) for area in areas))


def moved_to(connection: Connection, row: str) -> str:
    """The area to which a row moved, "" while it is here."""
    return connection.scalar(_AREA, {"which": row}) or ""


def kept(connection: Connection, row: str) -> str:
    """The row that stands for this one after merges: itself where it was merged into none."""
    return kept_row(row, lambda one: connection.scalar(_KEPT, {"which": one}) or "")


def merged_away(connection: Connection, rows: Iterable[str]) -> set[str]:
    """These rows and all that were merged into them, over any number of merges."""
    found: set[str] = set()
    fresh = set(rows)
    while fresh:
        found |= fresh
        fresh = set(connection.scalars(select(_gone.row).where(among(_gone.kept, fresh)))) - found
    return found


def note(connection: Connection, now: Mapping[str, tuple[str, str]]) -> set[str]:
    """Keeps where rows are: of each the area to which it moved and the record into which it was merged, "" for none.
    Gives the rows of which it changed who stands for whom."""
    before = {row.row: (row.area, row.kept) for row in connection.execute(_PLACES, given(now))}
    away = {row: place for row, place in now.items() if any(place)}
    if back := before.keys() - away.keys():
        connection.execute(delete(tables.elsewhere).where(among(_gone.row, back)))
    put(connection, tables.elsewhere, [{"row": r, "area": a, "kept": k} for r, (a, k) in away.items()], replacing=True)
    merged: set[str] = set()
    for row in before.keys() | away.keys():
        old, new = before.get(row, ("", ""))[1], away.get(row, ("", ""))[1]
        merged |= {row, old, new} if old != new else set()
    return merged - {""}
