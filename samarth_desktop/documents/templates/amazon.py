"""Reads Amazon's listing templates (XLSX, XLSM), both generations: flat file and category listings.

The first row tells the layout (``settings=...&labelRow=4&attributeRow=5&dataRow=7`` or ``TemplateType=...``); where it
does not, the row of keys is recognised by its words. Who must fill a column stands on the sheet "Data Definitions" or
in a row of words above the data; lists stand in the data sheet's rules and on "Valid Values".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from samarth_desktop.documents.templates import amazon_lists
from samarth_desktop.documents.templates.faults import no_template
from samarth_desktop.documents.templates.model import (
    AMAZON,
    Column,
    Need,
    SheetRow,
    Template,
    ValueKind,
    fold,
    plain_key,
    squeeze,
)
from samarth_desktop.documents.templates.parts import Package
from samarth_desktop.documents.templates.workbook import Cells, Workbook

_SKUS = ("item_sku", "contribution_sku#1.value", "sku")
_ACTION = "::record_action"  # of the keys with "::" the one that the seller fills
_ROW_SETTING = re.compile(r"\b(labelRow|attributeRow|dataRow)=(\d{1,3})\b")
_TYPE = re.compile(r"TemplateType=([^&;\s]+)")
_VERSION = re.compile(r"\b(?:Version|timestamp)=([^&;\s]+)", re.IGNORECASE)
_KEY = re.compile(r"(?:::)?[a-z][a-z0-9_]*(?:[#.:\[][^\s]*)?")
_LAST_HEADING_ROW = 40
_PRODUCT_TYPE = ("product_type#1.value", "feed_product_type")

_WORDS = {
    "required": Need.MUST,
    "mandatory": Need.MUST,
    "conditionally required": Need.CONDITIONAL,
    "conditional": Need.CONDITIONAL,
    "recommended": Need.GOOD,
    "preferred": Need.GOOD,
    "desired": Need.GOOD,
    "optional": Need.OPTIONAL,
}
_RANGE = re.compile(r"(\S+?)(\d+) - (\S+?)(\d+)")
_LIMIT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,5})[\s-]*(?:[a-z]+\s+){0,2}char", re.IGNORECASE)
_BYTES = re.compile(r"(\d{1,5})\s*bytes", re.IGNORECASE)

# Published limits of the fields that templates are silent about: title 200 characters, search terms 250 bytes.
_LONGEST = {"item_name#1.value": 200, "item_name": 200}
_LONGEST_BYTES = {"generic_keyword#1.value": 250, "generic_keywords": 250}


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where things stand, from 0; `labels` is -1 where there is no row of headings."""

    labels: int
    keys: int
    data: int


@dataclass(frozen=True, slots=True)
class _Definition:
    need: Need | None
    accepts: str


def read_template(name: str, content: bytes) -> Template:
    """The template in an XLSX or XLSM file; `name` is for sentences. Raises KnownError for what is none."""
    book = Workbook(Package(name, content))
    title, about = _data_sheet(book)
    if not title:
        raise no_template(name)
    cells = book.cells(title)
    rows = _layout(cells, about)
    if rows is None:
        raise no_template(name)
    columns = tuple(_columns(book, title, cells, rows))
    if not any(plain_key(column.key) in _SKUS for column in columns):
        raise no_template(name)
    return Template(
        marketplace=AMAZON,
        categories=_categories(columns, about),
        version=_first(_VERSION, about),
        sheet=title,
        heading_row=(rows.labels if rows.labels >= 0 else rows.keys) + 1,
        data_row=rows.data + 1,
        columns=columns,
    )


def read_rows(name: str, content: bytes, template: Template) -> Iterator[SheetRow]:
    """The rows from the data row down that hold anything."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), text in Workbook(Package(name, content)).cells(template.sheet).items():
        if row >= template.data_row - 1 and text.strip():
            found.setdefault(row, {})[column] = text
    for row in sorted(found):
        yield SheetRow(row + 1, found[row])


def _data_sheet(book: Workbook) -> tuple[str, str]:
    """The sheet whose first row tells of itself, "Template" before others, and that row's words."""
    for title in sorted(book.sheets, key=lambda title: fold(title) != "template"):
        cells = book.cells(title)
        about = "\t".join(text for (row, _), text in sorted(cells.items()) if row == 0)
        if "settings=" in about or "TemplateType=" in about or _ROW_SETTING.search(about):
            return title, unquote(about)
    return "", ""


def _layout(cells: Cells, about: str) -> _Rows | None:
    told = {key: int(number) - 1 for key, number in _ROW_SETTING.findall(about)}
    keys = told.get("attributeRow", -1)
    if keys < 0:
        keys = _key_row(cells)
    data = told.get("dataRow", keys + 1)
    labels = told.get("labelRow", keys - 1 if keys > 1 else -1)
    if not 0 < keys < data <= _LAST_HEADING_ROW or labels >= data:
        return None
    return _Rows(labels, keys, data)


def _key_row(cells: Cells) -> int:
    """The row of the first ten in which nearly every cell is a key, and one of them the SKU's."""
    rows: dict[int, list[str]] = {}
    for (row, _), text in cells.items():
        if 0 < row < 10:
            rows.setdefault(row, []).append(text.strip())
    for row, texts in sorted(rows.items()):
        keys = sum(bool(_KEY.fullmatch(text)) for text in texts)
        if keys >= 0.9 * len(texts) and any(plain_key(text) in _SKUS for text in texts):
            return row
    return -1


def _columns(book: Workbook, title: str, cells: Cells, rows: _Rows) -> Iterator[Column]:
    definitions = _definitions(book)
    marks = _marks(cells, rows)
    named = [
        (column, squeeze(cells.get((rows.labels, column), "")), cells.get((rows.keys, column), "").strip())
        for column in sorted({column for row, column in cells if row in (rows.keys, rows.labels)})
    ]
    if not named:
        return
    lists = amazon_lists.lists(book, title, rows.data, [(column, key, label) for column, label, key in named])
    limits = amazon_lists.length_limits(book, title, rows.data, named[-1][0])
    for column, label, key in named:
        plain = plain_key(key)
        definition = definitions.get(key) or definitions.get(plain) or definitions.get(fold(label))
        accepts = definition.accepts if definition else ""
        allowed = lists.get(column, ())
        yield Column(
            index=column,
            heading=label,
            key=key,
            need=_need(plain, definition, marks.get(column)),
            kind=_kind(plain, accepts, bool(allowed)),
            allowed=allowed,
            longest=_LONGEST.get(plain) or limits.get(column) or _limit(_LIMIT, accepts),
            longest_bytes=_LONGEST_BYTES.get(plain) or _limit(_BYTES, accepts),
        )


def _need(key: str, definition: _Definition | None, mark: Need | None) -> Need:
    if key.startswith("::") and key != _ACTION:
        return Need.MARKETPLACE
    if key in _SKUS:
        return Need.MUST
    if definition and definition.need is not None:
        return definition.need
    return mark or Need.OPTIONAL


def _marks(cells: Cells, rows: _Rows) -> dict[int, Need]:
    """What a row of words such as "Required", "Optional" above the data says of each column."""
    for row in range(1, rows.data):
        texts = {column: fold(text) for (at, column), text in cells.items() if at == row and text.strip()}
        found = {column: _WORDS[text] for column, text in texts.items() if text in _WORDS}
        if found and 2 * len(found) >= len(texts):
            return found
    return {}


def _definitions(book: Workbook) -> Mapping[str, _Definition]:
    """What the sheet "Data Definitions" says, by key (with and without brackets) and by folded label."""
    title = next((title for title in book.sheets if fold(title) == "data definitions"), "")
    if not title:
        return {}
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in book.cells(title).items():
        rows.setdefault(row, {})[column] = text
    found: dict[str, _Definition] = {}
    heads: dict[str, int] = {}
    required = ""
    for _, texts in sorted(rows.items()):
        if not heads:
            folded = {fold(text): column for column, text in texts.items()}
            required = next((head for head in folded if head.startswith("required")), "")
            heads = folded if "field name" in folded and required else {}
            continue
        said = {head: texts.get(column, "") for head, column in heads.items()}
        key, need = said["field name"].strip(), _WORDS.get(fold(said[required]))
        if key:
            definition = _Definition(need, said.get("accepted values", ""))
            for one in _spread(key):
                found.setdefault(one, definition)
                found.setdefault(plain_key(one), definition)
            if label := fold(said.get("local label name", "")):
                found.setdefault(label, definition)
    return found


def _spread(key: str) -> list[str]:
    """The keys that ``bullet_point1 - bullet_point5`` means."""
    spread = _RANGE.fullmatch(key)
    if spread and spread[1] == spread[3] and int(spread[2]) <= int(spread[4]) < int(spread[2]) + 100:
        return [f"{spread[1]}{number}" for number in range(int(spread[2]), int(spread[4]) + 1)]
    return [key]


def _kind(key: str, accepts: str, listed: bool) -> ValueKind:
    if listed:
        return ValueKind.TEXT
    if "media_location" in key or key.endswith("_image_url") or "image_url" in key:
        return ValueKind.URL
    folded = fold(accepts)
    if "whole number" in folded or "integer" in folded:
        return ValueKind.WHOLE
    if folded.startswith(("a number", "number", "numeric", "decimal")) or "decimal point" in folded:
        return ValueKind.NUMBER
    return ValueKind.ANY


def _limit(pattern: re.Pattern[str], accepts: str) -> int:
    found: list[str] = pattern.findall(accepts)
    return max((int(number.replace(",", "")) for number in found), default=0)


def _categories(columns: tuple[Column, ...], about: str) -> tuple[str, ...]:
    for column in columns:
        if plain_key(column.key) in _PRODUCT_TYPE and column.allowed:
            return column.allowed
    told = _first(_TYPE, about)
    return (told,) if told else ()


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
