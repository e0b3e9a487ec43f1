"""One table of a file that people have, as rows of text, and how much of one is read; a part of one as a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

MOST_ROWS = 1_048_576  # of one sheet in Excel; the directory's villages are 650,000
MOST_COLUMNS = 1_000

Open = Callable[[], BinaryIO]
"""Gives the content from its beginning; called once for each time that it is read."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One table. `count` rows, blank ones among them; the first row of `rows()` is row 1 as a spreadsheet counts.

    `hidden` says that the sheet itself is, `hidden_rows` which rows of it are, by number, `hidden_columns` which
    columns, by their place in `rows()`; `left` so many columns stand empty before the first one. `uncomputed` are rows
    with a formula that no program has computed, `broken` those with a quotation mark that was not closed; `since_1904`
    says that bare serial dates count from 1904. A part of a sheet has the name of the sheet in `of`; it begins with
    `first_row`, counted as in the sheet, and with `first_column`: what stands outside is blank.
    """

    name: str
    count: int
    rows: Callable[[], Iterator[list[str]]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    uncomputed: frozenset[int] = frozenset()
    broken: frozenset[int] = frozenset()
    since_1904: bool = False
    hidden_columns: frozenset[int] = frozenset()
    left: int = 0
    of: str | None = None
    first_row: int = 1
    first_column: int = 0

    @property
    def whole(self) -> str:
        """The name of the sheet of which this is a part; its own where it is all of it."""
        return self.name if self.of is None else self.of


def part(sheet: Worksheet, name: str, rows: range, columns: range) -> Worksheet:
    """The cells of a sheet in these rows (from 1) and columns (from 0) as a sheet of their own, at their places."""

    def inside() -> Iterator[list[str]]:
        for number, cells in enumerate(sheet.rows(), 1):
            if number >= rows.stop:
                return
            yield [""] * columns.start + cells[columns.start : columns.stop] if number in rows else []

    def within(numbers: frozenset[int]) -> frozenset[int]:
        return frozenset(number for number in numbers if number in rows)

    return replace(
        sheet,
        name=name,
        count=min(sheet.count, rows.stop - 1),
        rows=inside,
        hidden_rows=within(sheet.hidden_rows),
        uncomputed=within(sheet.uncomputed),
        broken=within(sheet.broken),
        hidden_columns=frozenset(at for at in sheet.hidden_columns if at in columns),
        of=sheet.whole,
        first_row=max(rows.start, sheet.first_row),
        first_column=max(columns.start, sheet.first_column),
    )


def letters(at: int) -> str:
    """The letters over a column, as a spreadsheet shows them; `at` counts from 0."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
