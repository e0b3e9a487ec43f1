"""The tables of files that marketplaces send back (XLS, XLSX, CSV, tab-separated text) as rows of text."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.documents.templates import loading, xls
from samarth_desktop.documents.templates.compound import MAGIC
from samarth_desktop.documents.templates.model import fold

Sheet = tuple[str, list[list[str]]]
"""A sheet's name and its rows."""

_SUM = re.compile(r"\s*=\s*SUM\(.*", re.IGNORECASE | re.DOTALL)
_FURTHEST_HEADING = 60
"""Rows in which headings are looked for: Amazon puts a block of definitions above them."""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `heading` is the row of its headings, from 0; `heads` where each (folded) stands."""

    name: str
    rows: Sequence[Sequence[str]]
    heading: int
    heads: dict[str, int]

    def below(self) -> Iterator[tuple[int, Callable[[str], str]]]:
        """The rows below the headings: the number, as a spreadsheet counts, and a look-up of a cell by heading."""
        for number, row in enumerate(self.rows[self.heading + 1 :], self.heading + 2):
            yield number, _looked_up(self.heads, row)


def find(sheets: Iterable[Sheet], wanted: Collection[str], least: int) -> Table | None:
    """The first sheet with a row that holds at least `least` of the wanted (folded) headings."""
    for name, rows in sheets:
        for at, row in enumerate(rows[:_FURTHEST_HEADING]):
            heads: dict[str, int] = {}
            for column, text in enumerate(row):
                heads.setdefault(heading(text), column)
            if sum(head in wanted for head in heads) >= least:
                return Table(name, rows, at, heads)
    return None


def heading(text: str) -> str:
    """A heading as it is compared: folded, without the sum that stands behind some ("... = SUM(J:R)")."""
    return fold(_SUM.sub("", text))


def sheets_of(path: Path) -> Iterator[Sheet]:
    """The sheets of a file, each read when it is asked for. Raises KnownError for what is no readable table."""
    if not _is_xls(path):
        for sheet in open_book(path):
            yield sheet.name, list(sheet.rows())
        return
    book = xls.open_book(path.name, loading.content_of(path))
    for title in book.sheet_names():
        table = xls.sheet(path.name, book, title)
        rows = range(table.nrows)
        yield title, [[xls.text_of(book, table, row, at) for at in range(table.row_len(row))] for row in rows]


def _is_xls(path: Path) -> bool:
    if not path.is_file():
        return False  # said by whoever opens it
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def _looked_up(heads: dict[str, int], row: Sequence[str]) -> Callable[[str], str]:
    def cell(name: str) -> str:
        at = heads.get(name, -1)
        return row[at].strip() if 0 <= at < len(row) else ""

    return cell
