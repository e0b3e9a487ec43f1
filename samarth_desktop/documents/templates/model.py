"""What a marketplace's template asks, column by column, and the rows that fill it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

FLIPKART = "flipkart"
AMAZON = "amazon"

LONGEST_CELL = 32_767
"""Characters that one cell of a spreadsheet can hold."""

CellValue = str | Decimal
"""What is written into a cell: a text, or a number with its exact digits."""

Values = Mapping[int, Mapping[int, CellValue]]
"""What is written into a sheet: by row, then by column, both from 0."""

_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_BLANKS = re.compile(r"\s+")


class FormulaError(Exception):
    """A cell that is to be written or emptied holds a formula of the template. `row` and `column` count from 0."""

    def __init__(self, row: int, column: int) -> None:
        super().__init__(f"formula at row {row}, column {column}")
        self.row = row
        self.column = column


class Need(StrEnum):
    """Who must fill a column, and when."""

    MUST = "must"
    CONDITIONAL = "conditional"
    GOOD = "good"
    OPTIONAL = "optional"
    MARKETPLACE = "marketplace"  # written by the marketplace: never filled, emptied before a sheet is sent again


class ValueKind(StrEnum):
    """What a cell may hold, as the template tells it; ANY where it tells nothing."""

    ANY = "any"
    TEXT = "text"
    LONG_TEXT = "long_text"
    POSITIVE_WHOLE = "positive_whole"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes_no"
    DIGITS = "digits"
    URL = "url"


NUMBERS = frozenset((ValueKind.POSITIVE_WHOLE, ValueKind.WHOLE, ValueKind.NUMBER))


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `index` counts from 0, `key` is the marketplace's own name of the field ('' where it has none).

    `allowed` is empty where any value will do. `longest` (characters), `longest_bytes` (of UTF-8) and `most_values`
    (of a column with several) are 0 where no limit is told.
    """

    index: int
    heading: str
    key: str = ""
    need: Need = Need.OPTIONAL
    kind: ValueKind = ValueKind.ANY
    multi: bool = False
    allowed: tuple[str, ...] = ()
    unit: str = ""
    longest: int = 0
    longest_bytes: int = 0
    most_values: int = 0

    @property
    def name(self) -> str:
        """The heading as a person sees it; the key where there is no heading."""
        return self.heading or self.key


@dataclass(frozen=True, slots=True)
class Template:
    """A loaded template. Rows count from 1, as a spreadsheet shows them; `sheet` is the data sheet's name.

    `categories` are the category names or product types that the template is for.
    """

    marketplace: str
    categories: tuple[str, ...]
    version: str
    sheet: str
    heading_row: int
    data_row: int
    columns: tuple[Column, ...]

    def find(self, name: str) -> Column | None:
        """The column with this heading or key; see :class:`ColumnIndex`."""
        return ColumnIndex(self.columns).find(name)

    def musts(self) -> Iterator[Column]:
        """The columns that every row must fill."""
        return (column for column in self.columns if column.need is Need.MUST)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that stands in the data sheet already: number from 1, and the texts by column."""

    number: int
    cells: Mapping[int, str]


def squeeze(text: str) -> str:
    """The text with every run of blanks and line breaks as one blank, none at the ends."""
    return _BLANKS.sub(" ", text.replace("\xa0", " ")).strip()


def fold(text: str) -> str:
    """The form in which headings and list values are compared: blanks squeezed, no case."""
    return squeeze(text).casefold()


def plain_key(key: str) -> str:
    """A key without its bracket parts: ``item_name[language_tag=en_IN]#1.value`` is ``item_name#1.value``."""
    return _BRACKETS.sub("", key).strip()


class ColumnIndex:
    """Finds the columns of a template by heading or key, never by position.

    A name written exactly as in the template means that column before all that differ in case: Flipkart has both
    "Weight (KG)", of the packet, and "Weight (kg)".
    """

    def __init__(self, columns: Iterable[Column]) -> None:
        self._exact: dict[str, list[Column]] = {}
        self._folded: dict[str, list[Column]] = {}
        for column in columns:
            names = {squeeze(name) for name in (column.key, plain_key(column.key), column.heading) if name}
            for name in names:
                self._exact.setdefault(name, []).append(column)
            for name in {name.casefold() for name in names}:
                self._folded.setdefault(name, []).append(column)

    def find(self, name: str) -> Column | None:
        """The column of this name, the first where several have it."""
        found = self._exact.get(squeeze(name)) or self._folded.get(fold(name))
        return found[0] if found else None

    def assign(self, names: Iterable[str]) -> dict[str, Column]:
        """The column of each name that has one; each column is given once, exact names first."""
        names = tuple(names)
        found: dict[str, Column] = {}
        taken: set[int] = set()
        for table, spelt in ((self._exact, squeeze), (self._folded, fold)):
            for name in names:
                free = next((one for one in table.get(spelt(name), ()) if one.index not in taken), None)
                if name not in found and free is not None:
                    found[name] = free
                    taken.add(free.index)
        return found
