"""What an XLSX file says of its cells beside their values: hidden rows and columns, formulas that nobody computed,
numbers shown with zeros in front, serial dates since 1904. Only looked for where the file holds any; read as bytes,
never as XML."""

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samarth_desktop.documents.spreadsheets.worksheet import MOST_COLUMNS

_MOST = 150_000_000  # of one sheet's text: a larger one is read without these marks
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*\bhidden\s*=\s*["'](?:1|true)["'][^>]*>""")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_COLUMNS = re.compile(rb"<(?:\w+:)?cols>.*?</(?:\w+:)?cols>", re.DOTALL)
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_FORMULA_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")  # fmt: skip  # noqa: E501
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_LITERAL = r"""(?:"[^"]*"|\\.|[+\- ()/])*"""
_OF_ZEROS = re.compile(rf"({_LITERAL})(0+)({_LITERAL})")
_NO_WIDTH = re.compile(r"0(?:\.0+)?")
_WHOLE = re.compile(r"(\d{1,15})(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one sheet; rows count from 1, columns from 0. `shown` are texts of cells by row and column (both from 0)."""

    hidden: frozenset[int] = frozenset()
    uncomputed: frozenset[int] = frozenset()
    shown: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    since_1904: bool = False
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    hidden_columns: frozenset[int] = frozenset()


def marks(archive: zipfile.ZipFile, unpacked: Mapping[str, bytes]) -> Mapping[str, Marks]:
    """The marks of the sheets of a workbook by their names; none for a sheet that is too large. `unpacked` are files of
    it that were read before."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return {}
    book = archive.read("xl/workbook.xml")
    since_1904 = re.search(rb"""date1904\s*=\s*["'](?:1|true)["']""", book) is not None
    zeros = _zero_styles(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else {}
    files = _files(archive, names)
    found = {}
    for about in map(_attributes, _SHEET.findall(book)):
        path = files.get(about.get("r:id") or about.get("id", ""), "")
        if path in names and archive.getinfo(path).file_size <= _MOST:
            data = unpacked.get(path) or archive.read(path)
            found[html.unescape(about.get("name", ""))] = _of_sheet(data, zeros, since_1904)
    return found


def _files(archive: zipfile.ZipFile, names: set[str]) -> dict[str, str]:
    """The file of each sheet by its id in the workbook."""
    path = "xl/_rels/workbook.xml.rels"
    if path not in names:
        return {}
    found = {}
    for about in map(_attributes, _RELATION.findall(archive.read(path))):
        target = about.get("Target", "")
        found[about.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _attributes(tag: bytes) -> dict[str, str]:
    pairs = _ATTRIBUTE.findall(tag)
    return {key.decode(): (double or single).decode("utf-8", "replace") for key, double, single in pairs}


def _of_sheet(data: bytes, zeros: Mapping[str, re.Match[str]], since_1904: bool) -> Marks:
    rows = _HIDDEN_ROW.findall(data) if b"hidden" in data else ()
    hidden = frozenset(int(place[2]) for row in rows if (place := _PLACE.search(row)))
    uncomputed = frozenset(_uncomputed(data)) if b"<f" in data or b":f" in data else frozenset[int]()
    shown: dict[int, dict[int, str]] = {}
    for row, column, text in _shown(data, zeros) if zeros else ():
        shown.setdefault(row, {})[column] = text
    return Marks(hidden, uncomputed, shown, since_1904, hidden_columns=_hidden_columns(data))


def _hidden_columns(data: bytes) -> frozenset[int]:
    """Those that somebody hid, or made so narrow that nothing of them is seen."""
    found: set[int] = set()
    columns = _COLUMNS.search(data)
    for about in map(_attributes, _COLUMN.findall(columns[0]) if columns else ()):
        first, last = about.get("min", ""), about.get("max", "")
        unseen = about.get("hidden") in ("1", "true") or _NO_WIDTH.fullmatch(about.get("width", ""))
        if unseen and first.isdecimal() and last.isdecimal():
            found.update(range(int(first) - 1, min(int(last), MOST_COLUMNS)))
    return frozenset(found)


def _uncomputed(data: bytes) -> Iterator[int]:
    for found in _FORMULA_CELL.finditer(data):
        if place := _PLACE.search(found[1]):
            yield int(place[2])


def _zero_styles(data: bytes) -> dict[str, re.Match[str]]:
    """The styles, by number, whose format is made of zeros and fixed text."""
    formats: dict[str, re.Match[str]] = {}
    for about in map(_attributes, _NUMBER_FORMAT.findall(data)):
        code = html.unescape(about.get("formatCode", "")).split(";")[0]
        found = _OF_ZEROS.fullmatch(code)
        if found and (len(found[2]) > 1 or found[1] or found[3]):
            formats[about.get("numFmtId", "")] = found
    styles = _STYLES.search(data)
    if not formats or styles is None:
        return {}
    every = [_attributes(tag).get("numFmtId", "") for tag in _STYLE.findall(styles[0])]
    return {str(at): formats[of] for at, of in enumerate(every) if of in formats}


def _shown(data: bytes, zeros: Mapping[str, re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of the numbers that the sheet shows with zeros in front."""
    style = b"|".join(number.encode() for number in zeros)
    cell = re.compile(
        rb"""<(?:\w+:)?c\b([^>]*\bs\s*=\s*["'](""" + style + rb""")["'][^>]*)>(?:(?!</(?:\w+:)?c>).)*?"""
        rb"""<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>""",
        re.DOTALL,
    )
    for found in cell.finditer(data):
        about, number = found[1], _WHOLE.fullmatch(found[3].decode("ascii", "replace"))
        place = _PLACE.search(about)
        if number is None or place is None or re.search(rb"""\st\s*=\s*["'](?!n["'])""", about):
            continue
        shape = zeros[found[2].decode()]
        text = _literal(shape[1]) + number[1].zfill(len(shape[2])) + _literal(shape[3])
        yield int(place[2]) - 1, _column(place[1]), text


def _literal(code: str) -> str:
    return re.sub(r"\\(.)", r"\1", code.replace('"', ""))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
