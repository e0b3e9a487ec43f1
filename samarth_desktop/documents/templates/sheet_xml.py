"""Changes the data rows in the XML of one worksheet; every other byte of the part stays.

Rows are emptied, not deleted: cells keep their formats, and the lists on cells keep their place. Texts are written as
inline strings, so that no other part of the file changes and none can be taken for a formula.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape

from samarth_desktop.documents.spreadsheets.worksheet import letters
from samarth_desktop.documents.templates.model import CellValue, FormulaError, Values
from samarth_desktop.documents.templates.parts import Attributes, BadXmlError, parser, run
from samarth_desktop.documents.templates.workbook import place_of

_SPANS = re.compile(rb"""\sspans\s*=\s*("[^"]*"|'[^']*')""")
_REF = re.compile(rb"""(\sref\s*=\s*["'])([^"']*)(["'])""")
_PREFIX = re.compile(rb"<([\w.-]+:)?sheetData")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x0041_ as the letter A
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class _Cell:
    style: str
    formula: bool
    start: int
    end: int = 0


@dataclass(slots=True)
class _Row:
    number: int
    style: str
    start: int
    inner: int = 0  # where what is in it begins
    end: int = 0
    cells: dict[int, _Cell] = field(default_factory=dict)


@dataclass(slots=True)
class _Sheet:
    """Where things stand in the bytes of a worksheet."""

    rows: list[_Row] = field(default_factory=list)  # from the first data row down
    columns: dict[int, str] = field(default_factory=dict)
    dimension: tuple[int, int] = (0, 0)
    data: tuple[int, int] = (0, 0)


def change_cells(content: bytes, first_row: int, values: Values, empty_columns: frozenset[int] | None) -> bytes:
    """The worksheet with its cells changed; rows and columns count from 0.

    From `first_row` down, the cells of `empty_columns` (all but formulas for None) are emptied, keeping their format,
    then `values` are written. Raises FormulaError where a formula stands in the way, BadXmlError for what is no
    worksheet.
    """
    content = _as_utf8(content)
    sheet = _Scanner(content, first_row).sheet
    prefix = _PREFIX.match(content, sheet.data[0])
    if prefix is None:
        raise BadXmlError("no sheetData")
    writer = _Writer(content, sheet, (prefix[1] or b"").decode(), values, empty_columns)
    return b"".join(writer.parts())


def _as_utf8(content: bytes) -> bytes:
    if not content.startswith(_UTF16):
        return content
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise BadXmlError(str(error)) from error
    return re.sub(r'(<\?xml[^>]*encoding=["\'])[^"\']*', r"\1UTF-8", text, count=1).encode()


class _Scanner:
    """Goes through the worksheet once and notes the byte offsets of rows and cells below the headings."""

    def __init__(self, content: bytes, first_row: int) -> None:
        self.sheet = _Sheet()
        self._first = first_row
        self._content = content
        self._row: _Row | None = None
        self._cell: _Cell | None = None
        self._number = self._column = -1
        self._depth: list[str] = []
        self._parser = parser(self._start, self._end)
        run(self._parser, content)

    def _start(self, tag: str, about: Attributes) -> None:
        at = self._parser.CurrentByteIndex
        self._depth.append(tag)
        if tag == "row" and self._depth[-2:-1] == ["sheetData"]:
            self._number = int(about["r"]) - 1 if about.get("r", "").isdigit() else self._number + 1
            self._column = -1
            if self._number >= self._first:
                style = about.get("s", "") if about.get("customFormat", "") in ("1", "true") else ""
                self._row = _Row(self._number, style, at, self._tag_end(at))
        elif tag == "c":
            self._start_cell(about, at)
        elif tag == "f" and self._cell is not None:
            self._cell.formula = True
        elif tag == "col" and about.get("style"):
            first, last = int(about["min"]) - 1, min(int(about["max"]) - 1, 16_383)
            self.sheet.columns.update(dict.fromkeys(range(first, last + 1), about["style"]))
        elif tag == "dimension":
            self.sheet.dimension = at, self._tag_end(at)
        elif tag == "sheetData":
            self.sheet.data = at, self._tag_end(at)

    def _start_cell(self, about: Attributes, at: int) -> None:
        place = about.get("r")
        self._column = place_of(place, self._number)[1] if place else self._column + 1
        if self._row is not None:
            self._cell = _Cell(about.get("s", ""), False, at)
            self._row.cells[self._column] = self._cell

    def _end(self, tag: str) -> None:
        self._depth.pop()
        if tag == "c" and self._cell is not None:
            self._cell.end = self._element_end(self._cell.start)
            self._cell = None
        elif tag == "row" and self._row is not None:
            self._row.end = self._element_end(self._row.start)
            self.sheet.rows.append(self._row)
            self._row = None

    def _tag_end(self, at: int) -> int:
        """Behind the start or end tag at this offset; a ``>`` may stand in an attribute."""
        end = self._content.index(b">", at) + 1
        while any(self._content.count(quote, at, end) % 2 for quote in (b'"', b"'")):
            end = self._content.index(b">", end) + 1
        return end

    def _element_end(self, start: int) -> int:
        """Behind the element whose start tag is at this offset, when the parser tells its end."""
        end = self._tag_end(start)
        if self._content[end - 2 : end] == b"/>":
            return end
        return self._tag_end(self._parser.CurrentByteIndex)


class _Writer:
    """Puts the worksheet together again."""

    def __init__(
        self, content: bytes, sheet: _Sheet, prefix: str, values: Values, empty_columns: frozenset[int] | None
    ) -> None:
        self._content = content
        self._sheet = sheet
        self._prefix = prefix
        self._values = values
        self._empty = empty_columns
        self._pattern = sheet.rows[0].cells if sheet.rows else {}

    def parts(self) -> "list[bytes]":
        """The bytes, in order."""
        content, sheet = self._content, self._sheet
        start, inner = sheet.data
        pieces = [self._dimensioned(content[:start]), self._opened(content[start:inner])]
        at = inner
        waiting = sorted(set(self._values) - {row.number for row in sheet.rows})
        for row in sheet.rows:
            pieces.append(content[at : row.start])
            while waiting and waiting[0] < row.number:
                pieces.append(self._new_row(waiting.pop(0)))
            pieces.append(self._changed(row))
            at = row.end
        if content[start:inner].endswith(b"/>"):
            pieces += [self._new_row(number) for number in waiting]
            pieces.append(f"</{self._prefix}sheetData>".encode())
        else:
            end = content.index(f"</{self._prefix}sheetData".encode(), at)
            pieces.append(content[at:end])
            pieces += [self._new_row(number) for number in waiting]
            at = end
        pieces.append(content[at:])
        return pieces

    def _opened(self, tag: bytes) -> bytes:
        return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag

    def _dimensioned(self, head: bytes) -> bytes:
        """The head with the sheet's extent as it will be."""
        start, end = self._sheet.dimension
        if not end or not self._values:
            return head
        found = _REF.search(head, start, end)
        if not found:
            return head
        first, _, last = found[2].decode("ascii", "replace").partition(":")
        bottom, right = place_of(last or first, 0)
        bottom = max(bottom, *self._values)
        right = max([right, *(column for cells in self._values.values() for column in cells)])
        ref = f"{first}:{letters(right)}{bottom + 1}".encode()
        return head[: found.start(2)] + ref + head[found.end(2) :]

    def _changed(self, row: _Row) -> bytes:
        new = self._values.get(row.number, {})
        inner = []
        for column in sorted({*row.cells, *new}):
            old = row.cells.get(column)
            if column in new:
                if old is not None and old.formula:
                    raise FormulaError(row.number, column)
                inner.append(self._cell(row.number, column, self._style(row, column), new[column]))
            elif old is not None:
                inner.append(self._kept(row.number, column, old))
        tag = self._content[row.start : row.inner]
        if not inner:
            return self._content[row.start : row.end] if not row.cells else tag
        return _SPANS.sub(b"", self._opened(tag)) + b"".join(inner) + f"</{self._prefix}row>".encode()

    def _kept(self, row: int, column: int, cell: _Cell) -> bytes:
        emptied = not cell.formula if self._empty is None else column in self._empty
        if not emptied:
            return self._content[cell.start : cell.end]
        if cell.formula:
            raise FormulaError(row, column)
        return self._cell(row, column, cell.style, "")

    def _new_row(self, number: int) -> bytes:
        row = _Row(number, "", 0)
        cells = self._values[number]
        inner = b"".join(
            self._cell(number, column, self._style(row, column), cells[column]) for column in sorted(cells)
        )
        return f'<{self._prefix}row r="{number + 1}">'.encode() + inner + f"</{self._prefix}row>".encode()

    def _style(self, row: _Row, column: int) -> str:
        """The cell's own format, else that of the first data row, of its row, of its column."""
        if column in row.cells:
            return row.cells[column].style
        if column in self._pattern:
            return self._pattern[column].style
        return row.style or self._sheet.columns.get(column, "")

    def _cell(self, row: int, column: int, style: str, value: CellValue) -> bytes:
        p = self._prefix
        about = f'r="{letters(column)}{row + 1}"' + (f' s="{style}"' if style else "")
        if isinstance(value, Decimal):
            return f"<{p}c {about}><{p}v>{value:f}</{p}v></{p}c>".encode()
        if not value:
            return f"<{p}c {about}/>".encode()
        value = _ESCAPED.sub("_x005F_", value)
        text = f'<{p}is><{p}t xml:space="preserve">{escape(value)}</{p}t></{p}is>'
        return f'<{p}c {about} t="inlineStr">{text}</{p}c>'.encode()
