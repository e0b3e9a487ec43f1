"""One table of a file that people have, as rows of text, and how much of one is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    says that bare serial dates count from 1904.
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
