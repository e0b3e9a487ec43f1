"""Further tables of one sheet, beside the first or below it: each can be taken in as a table of its own, by the name of
the sheet with a number behind it (``Sheet1 #2``)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from samarth_desktop.documents.spreadsheets.worksheet import MOST_COLUMNS, Worksheet, part
from samarth_desktop.rules.sheets import column_mapping
from samarth_desktop.rules.sheets.survey import another_below

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.sheet_source import Source

_MOST = 20  # tables of one sheet: more of them are rows that look like heads
_NUMBERED = re.compile(r"(.*?)\s*#\s*([2-9]|[1-9]\d)")
Look = Callable[[Worksheet, list[list[str]]], "Source | None"]
"""Finds the heads among the first rows of a sheet."""


def name_of(sheet: str, number: int = 2) -> str:
    """The name by which the second table of a sheet, or a further one, is chosen."""
    return f"{sheet} #{number}".strip()


def next_name(sheet: Worksheet, further: int = 1) -> str:
    """The name of the table that comes so many after this one on the sheet."""
    number = int(sheet.name.rpartition("#")[2]) if is_further(sheet) else 1
    return name_of(sheet.whole, number + further)


def asked(name: str, sheets: Sequence[Worksheet]) -> tuple[str, int]:
    """The sheet and the number of its table that a name means: 1 for the sheet itself."""
    known = {one.name.strip() for one in sheets}
    found = _NUMBERED.fullmatch(name.strip())
    if name.strip() in known or found is None or found[1] not in known:
        return name, 1
    return found[1], int(found[2])


def others(source: "Source", look: Look, looked_at: int) -> tuple["Source", ...]:
    """The further tables of the sheet: the one beside the first, then those below."""
    sheet, plan = source.sheet, source.plan
    name = sheet.whole
    below = another_below(plan, enumerate(sheet.rows(), 1))
    found: list[Source] = []
    if beside := column_mapping.second_table(plan):
        rows = range(plan.first, below or sheet.count + 1)
        cut = part(sheet, name_of(name), rows, range(min(beside), MOST_COLUMNS))
        found += filter(None, [_of_part(cut, look, looked_at)])
    while below and len(found) < _MOST:
        cut = part(sheet, name_of(name, len(found) + 2), range(below, sheet.count + 1), range(MOST_COLUMNS))
        table = _of_part(cut, look, looked_at)
        if table is None:
            break
        found.append(table)
        below = another_below(table.plan, enumerate(cut.rows(), 1))
    return tuple(found)


def _of_part(cut: Worksheet, look: Look, looked_at: int) -> "Source | None":
    above = cut.first_row - 1
    found = look(cut, list(islice(cut.rows(), above, above + looked_at)))
    return found and found.planned(replace(found.plan, top=found.plan.top + above))


def apart(tables: Sequence["Source"]) -> tuple["Source", ...]:
    """These tables, each ending where another of them begins."""
    return tuple(_until_the_next(one, tables) for one in tables)


def _until_the_next(table: "Source", tables: Sequence["Source"]) -> "Source":
    sheet = table.sheet
    same = [one.sheet for one in tables if one.sheet.whole == sheet.whole]
    below = [one.first_row for one in same if one.first_row > sheet.first_row and not one.first_column]
    beside = [
        one.first_column for one in same if one.first_column > sheet.first_column and one.first_row >= sheet.first_row
    ]
    if not below and not beside:
        return table
    rows = range(sheet.first_row, min(below, default=sheet.count + 1))
    columns = range(sheet.first_column, min(beside, default=MOST_COLUMNS))
    return replace(table, sheet=replace(part(sheet, sheet.name, rows, columns), of=sheet.of))


def is_further(sheet: Worksheet) -> bool:
    """Whether this is a second table of a sheet."""
    return sheet.first_row > 1 or sheet.first_column > 0
