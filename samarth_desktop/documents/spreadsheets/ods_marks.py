"""What an ODS file says of its cells beside their values: hidden rows and columns, cells merged over several rows,
formulas that nobody computed, numbers shown with zeros in front."""

import html
import re
import zipfile
from collections.abc import Mapping

from samarth_desktop.documents.spreadsheets.worksheet import MOST_COLUMNS
from samarth_desktop.documents.spreadsheets.xlsx_marks import Marks

_MOST = 150_000_000
_INTERESTING = re.compile(
    rb"""visibility\s*=\s*["'](?:collapse|filter)|rows-spanned\s*=\s*["'](?:[2-9]|\d\d)|table:formula|<text:p>0\d"""
)
_TAG = re.compile(
    rb"<(?:\w+:)?(?P<tag>table-row|table-column|table-cell|covered-table-cell|table)(?P<about>(?:\s[^<>]*)?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PARAGRAPH = re.compile(rb"<text:p[^>]*>([^<]*)</text:p>")
_PADDED = re.compile(r"0\d{1,20}")
_END = re.compile(rb"</(?:\w+:)?table-cell>")
_FARTHEST = 2_000_000


class _Sheet:
    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.columns = 0
        self.uncomputed: set[int] = set()
        self.shown: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self.row, self.column, self.repeat = 0, 0, 0

    def begin_row(self, about: dict[str, str]) -> None:
        self.row, self.repeat, self.column = self.row + self.repeat, _count(about, "rows"), 0
        if about.get("table:visibility") in ("collapse", "filter") and self.repeat < 10_000:
            self.hidden.update(range(self.row + 1, self.row + self.repeat + 1))

    def describe_columns(self, about: dict[str, str]) -> None:
        first, self.columns = self.columns, self.columns + _count(about, "columns")
        if about.get("table:visibility") in ("collapse", "filter"):
            self.hidden_columns.update(range(first, min(self.columns, MOST_COLUMNS)))

    def cell(self, about: dict[str, str], inner: bytes) -> None:
        here, self.column = self.column, self.column + _count(about, "columns")
        text = _PARAGRAPH.search(inner)
        said = html.unescape(text[1].decode("utf-8", "replace")).strip() if text else ""
        spanned = int(about.get("table:number-rows-spanned", "1") or 1)
        if 1 < spanned < _FARTHEST:
            self.merged.append(((self.row, here), (self.row + spanned - 1, here)))
        if "table:formula" in about and not said and not about.get("office:value"):
            self.uncomputed.add(self.row + 1)
        if about.get("office:value-type") == "float" and _PADDED.fullmatch(said):
            self.shown.setdefault(self.row, {})[here] = said

    def marks(self) -> Marks:
        hidden, columns = frozenset(self.hidden), frozenset(self.hidden_columns)
        return Marks(hidden, frozenset(self.uncomputed), self.shown, False, tuple(self.merged), columns)


def marks(archive: zipfile.ZipFile) -> Mapping[str, Marks]:
    """The marks of the sheets of an ODS file by their names; none where the file is too large or holds nothing so."""
    if "content.xml" not in archive.namelist() or archive.getinfo("content.xml").file_size > _MOST:
        return {}
    data = archive.read("content.xml")
    if not _INTERESTING.search(data):
        return {}
    found: dict[str, _Sheet] = {}
    sheet = _Sheet()
    for tag in _TAG.finditer(data):
        about = _attributes(tag["about"])
        match tag["tag"]:
            case b"table":
                sheet = found.setdefault(about.get("table:name", ""), _Sheet())
            case b"table-column":
                sheet.describe_columns(about)
            case b"table-row":
                sheet.begin_row(about)
            case b"covered-table-cell":
                sheet.column += _count(about, "columns")
            case _:
                end = None if tag["about"].endswith(b"/") else _END.search(data, tag.end())
                sheet.cell(about, data[tag.end() : end.start()] if end else b"")
    return {name: one.marks() for name, one in found.items()}


def _attributes(tag: bytes) -> dict[str, str]:
    pairs = _ATTRIBUTE.findall(tag)
    return {key.decode(): html.unescape((a or b).decode("utf-8", "replace")) for key, a, b in pairs}


def _count(about: dict[str, str], of: str) -> int:
    text = about.get(f"table:number-{of}-repeated", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1
