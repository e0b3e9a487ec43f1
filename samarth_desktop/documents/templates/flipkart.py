"""Reads Flipkart's category sheet (XLS): what each column asks is told by colours, a row of hints and lists.

Layout: row 1 headings, 2 type hints, 3 examples, 4 explanations, data from row 5; the category sheet is the widest
that is none of Flipkart's helpers. The rows are found by the heading "Seller SKU ID", so a shifted sheet is read too.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from samarth_desktop.documents.templates import xls
from samarth_desktop.documents.templates.faults import no_template
from samarth_desktop.documents.templates.model import (
    FLIPKART,
    NUMBERS,
    Column,
    Need,
    SheetRow,
    Template,
    ValueKind,
    fold,
    squeeze,
)

_HELPERS = (
    "summary sheet",
    "index",
    "listing faq sheet",
    "image guideline",
    "matchingattributes",
    "variantattributes",
    "parent variant products",
    "template_version",
    "dropdownvaluesforcolumn",
)
_SKU_HEADINGS = ("seller sku id", "seller sku")
_FLIPKARTS_OWN = (
    "flipkart serial number",
    "catalog qc status",
    "qc failed reason (if any)",
    "product data status",
    "disapproval reason (if any)",
)
"""Written by Flipkart in every category, whatever colour a re-saved sheet gives them."""

_COLOURS = {
    (192, 192, 192): Need.MARKETPLACE,
    (141, 180, 226): Need.MUST,
    (204, 153, 255): Need.CONDITIONAL,
    (148, 208, 80): Need.GOOD,
}
_NEAR = 40  # how far a colour may have drifted; grey and blue are 62 apart
_ROWS_TO_DATA = 4  # headings, hints, examples, explanations
_KINDS = (
    ("non_negative_integer", ValueKind.WHOLE),
    ("positive_integer", ValueKind.POSITIVE_WHOLE),
    ("numeric_string", ValueKind.DIGITS),
    ("long_text", ValueKind.LONG_TEXT),
    ("boolean", ValueKind.YES_NO),
    ("decimal", ValueKind.NUMBER),
    ("number", ValueKind.NUMBER),
    ("url", ValueKind.URL),
    ("text", ValueKind.TEXT),
)
_LIMIT = re.compile(r"limited to (\d{1,5}) characters", re.IGNORECASE)
_UNIT = re.compile(r"\((kg|g|gm|cm|mm|m|inr|day)\)\s*$", re.IGNORECASE)
_MOST_KEYWORDS = 5
_LONGEST_SKU = 64  # also where the hint does not say so
_MOST_VALUES = 20_000


def read_template(name: str, content: bytes) -> Template:
    """The template in an XLS file; `name` is for sentences. Raises KnownError for what is none."""
    book = xls.open_book(name, content)
    title, table = _category_sheet(name, book)
    heading = _heading_row(book, table)
    index = _index_lists(name, book)
    columns = tuple(_columns(name, book, table, heading, index))
    if not any(fold(column.heading) in _SKU_HEADINGS for column in columns):
        raise no_template(name)
    return Template(
        marketplace=FLIPKART,
        categories=(title,),
        version=_version(name, book),
        sheet=title,
        heading_row=heading + 1,
        data_row=heading + _ROWS_TO_DATA + 1,
        columns=columns,
    )


def read_rows(name: str, content: bytes, template: Template) -> Iterator[SheetRow]:
    """The rows from the data row down that hold anything, such as those that Flipkart's picture tool filled."""
    book = xls.open_book(name, content)
    table = xls.sheet(name, book, template.sheet)
    for row in range(template.data_row - 1, table.nrows):
        texts = ((column, xls.text_of(book, table, row, column)) for column in range(table.row_len(row)))
        cells = {column: text for column, text in texts if text.strip()}
        if cells:
            yield SheetRow(row + 1, cells)


def _category_sheet(name: str, book: Any) -> tuple[str, Any]:
    found: tuple[int, str, Any] | None = None
    for title in book.sheet_names():
        if fold(title).startswith(_HELPERS):
            continue
        table = xls.sheet(name, book, title)
        wide = len({text for text in _row(book, table, _heading_row(book, table)) if text})
        if found is None or wide > found[0]:
            found = wide, title, table
    if found is None:
        raise no_template(name)
    return found[1], found[2]


def _row(book: Any, table: Any, row: int) -> list[str]:
    if row >= table.nrows:
        return []
    return [xls.text_of(book, table, row, column) for column in range(table.row_len(row))]


def _heading_row(book: Any, table: Any) -> int:
    for row in range(min(10, table.nrows)):
        if any(fold(text) in _SKU_HEADINGS for text in _row(book, table, row)):
            return row
    return 0


def _columns(name: str, book: Any, table: Any, heading: int, index: dict[str, tuple[str, ...]]) -> Iterator[Column]:
    hints = _row(book, table, heading + 1)
    for at, text in enumerate(_row(book, table, heading)):
        title = squeeze(text)
        if not title:
            continue
        hint = squeeze(hints[at]) if at < len(hints) else ""
        kind, multi = _kind(hint), hint.casefold().startswith("multi")
        limit = _LIMIT.search(hint)
        unit = _UNIT.search(title)
        yield Column(
            index=at,
            heading=title,
            need=_need(book, table, heading, at, title),
            kind=kind,
            multi=multi,
            allowed=_allowed(name, book, at, title, kind, multi, index),
            unit=unit[1].casefold() if unit else "",
            longest=int(limit[1]) if limit else _LONGEST_SKU * (fold(title) in _SKU_HEADINGS),
            most_values=_MOST_KEYWORDS if multi and fold(title) == "search keywords" else 0,
        )


def _need(book: Any, table: Any, row: int, column: int, title: str) -> Need:
    if fold(title) in _FLIPKARTS_OWN:
        return Need.MARKETPLACE
    colour = xls.fill_of(book, table, row, column)
    if colour is None:
        return Need.OPTIONAL
    far, need = min((_distance(colour, known), need) for known, need in _COLOURS.items())
    return need if far <= _NEAR else Need.OPTIONAL


def _distance(one: Sequence[int], other: Sequence[int]) -> float:
    return math.dist(one, other)


def _kind(hint: str) -> ValueKind:
    folded = hint.casefold().replace(" ", "_")
    return next((kind for word, kind in _KINDS if word in folded), ValueKind.ANY)


def _allowed(
    name: str, book: Any, at: int, title: str, kind: ValueKind, multi: bool, index: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The column's list. Lists by column number can be another column's (seen in a real file for columns of several
    values): such a column, and one of addresses or numbers, trusts only the Index sheet, which goes by heading."""
    own = f"DropDownValuesForColumn{at}"
    if not multi and kind is not ValueKind.URL and kind not in NUMBERS and own in book.sheet_names():
        table = xls.sheet(name, book, own)
        values = _distinct(xls.text_of(book, table, row, 0) for row in range(table.nrows))
        if values:
            return values
    if fold(title) in index:
        return index[fold(title)]
    return ("Yes", "No") if kind is ValueKind.YES_NO else ()


def _index_lists(name: str, book: Any) -> dict[str, tuple[str, ...]]:
    """The columns of the Index sheet: a heading in one of its first rows, the values below it until a blank cell."""
    title = next((one for one in book.sheet_names() if fold(one) == "index"), "")
    if not title:
        return {}
    table = xls.sheet(name, book, title)
    lists: dict[str, tuple[str, ...]] = {}
    for row in range(min(5, table.nrows)):
        for column, text in enumerate(_row(book, table, row)):
            if not text.strip() or fold(text) in lists:
                continue
            below = _until_blank(xls.text_of(book, table, at, column) for at in range(row + 1, table.nrows))
            if values := _distinct(below):
                lists[fold(text)] = values
    return lists


def _until_blank(texts: Iterator[str]) -> Iterator[str]:
    for text in texts:
        if not text.strip():
            return
        yield text


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    values: dict[str, None] = {}
    for text in texts:
        if text.strip():
            values[text.strip()] = None
        if len(values) >= _MOST_VALUES:
            break
    return tuple(values)


def _version(name: str, book: Any) -> str:
    title = next((one for one in book.sheet_names() if fold(one) == "template_version"), "")
    if not title:
        return ""
    table = xls.sheet(name, book, title)
    texts = (text for row in range(min(5, table.nrows)) for text in _row(book, table, row))
    return squeeze(" ".join(text for text in texts if text))[:100]
