"""Changes cells of one sheet in the stream of an XLS workbook (BIFF8); every other record stays byte for byte.

Layout after [MS-XLS]. A spreadsheet library would read the file and write what it understood, losing lists on cells,
comments and pictures. Here only the table of cells of one sheet is made anew and the new texts are appended to the
table of texts; then the places that name an offset in the stream are set right.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from samarth_desktop.documents.templates.model import CellValue, FormulaError, Values

_BOF, _EOF, _CONTINUE, _FILEPASS = 0x0809, 0x000A, 0x003C, 0x002F
_BOUNDSHEET, _SST, _EXTSST, _INDEX, _DBCELL = 0x0085, 0x00FC, 0x00FF, 0x020B, 0x00D7
_DIMENSIONS, _COLINFO, _ROW = 0x0200, 0x007D, 0x0208
_BLANK, _NUMBER, _LABELSST, _MULBLANK, _MULRK, _RK = 0x0201, 0x0203, 0x00FD, 0x00BE, 0x00BD, 0x027E
_FORMULA, _STRING, _SHARED, _ARRAY, _TABLE = 0x0006, 0x0207, 0x04BC, 0x0221, 0x0236
_CELLS = frozenset((_BLANK, _NUMBER, 0x0204, 0x0205, _FORMULA, _RK, _MULRK, _MULBLANK, _LABELSST, 0x00D6))
_FOLLOWERS = frozenset((_STRING, _SHARED, _ARRAY, _TABLE, _CONTINUE))  # belong to the formula before them

_MOST_DATA = 8224  # bytes of one record
_ROWS_IN_BLOCK = 32
_DEFAULT_XF = 15
_LAST_ROW, _LAST_COLUMN = 65_535, 255


class BiffError(ValueError):
    """The stream is no BIFF8 workbook, or is damaged."""


class LockedError(BiffError):
    """The workbook is encrypted."""


@dataclass(slots=True)
class _Record:
    kind: int
    raw: bytes  # with its four bytes of head

    @property
    def data(self) -> bytes:
        return self.raw[4:]


@dataclass(slots=True)
class _Cell:
    xf: int
    raw: bytes | None = None  # None: to be written as a blank
    formula: bool = False


@dataclass(slots=True)
class _Table:
    """The rows and cells of a sheet, and the records before and behind them."""

    before: list[_Record] = field(default_factory=list)
    behind: list[_Record] = field(default_factory=list)
    rows: dict[int, bytes] = field(default_factory=dict)
    cells: dict[int, dict[int, _Cell]] = field(default_factory=dict)
    columns: dict[int, int] = field(default_factory=dict)


def change_cells(
    stream: bytes,
    sheet: str,
    first_row: int,
    values: Values,
    empty_columns: frozenset[int] | None,
) -> bytes:
    """The workbook stream with the cells of `sheet` changed; rows and columns count from 0.

    From `first_row` down, the cells of `empty_columns` (all but formulas for None) are emptied, keeping their format,
    then `values` are written as texts or numbers, never as formulas. Raises FormulaError where a formula stands in
    the way, BiffError for what is no BIFF8 workbook.
    """
    segments, bounds = _segments(stream)
    number = next((i for i, bound in enumerate(bounds) if bound.name == sheet and bound.is_sheet), -1)
    if number < 0:
        raise BiffError("no such sheet")
    texts = _Texts(segments[0].records)
    table = _take_apart(segments[bounds[number].segment].records, first_row)
    _empty(table, first_row, empty_columns)
    _write(table, first_row, values, texts)
    segments[bounds[number].segment].records = list(_put_together(table))
    segments[0].records = texts.into(segments[0].records)
    return _joined(segments, bounds)


@dataclass(slots=True)
class _Segment:
    """The part of the stream from one BOF to the next, whose offset a BOUNDSHEET names (the first: globals)."""

    start: int
    records: list[_Record]
    tail: bytes = b""


@dataclass(slots=True)
class _Bound:
    name: str
    is_sheet: bool
    segment: int


def _records(stream: bytes, start: int, end: int) -> tuple[list[_Record], bytes]:
    """The records of a part; bytes behind its last EOF that are no record (padding) apart."""
    records: list[_Record] = []
    at, depth = start, 0
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > end:
            raise BiffError("a record is cut off")
        records.append(_Record(kind, stream[at : at + 4 + length]))
        at += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            break
    if not records or records[0].kind != _BOF or depth:
        raise BiffError("a part does not begin and end as it must")
    return records, stream[at:end]


def _segments(stream: bytes) -> tuple[list[_Segment], list[_Bound]]:
    if len(stream) < 8 or struct.unpack_from("<HHH", stream) < (_BOF, 8, 0x0600):
        raise BiffError("no BIFF8")
    globals_, _ = _records(stream, 0, len(stream))
    if any(record.kind == _FILEPASS for record in globals_):
        raise LockedError("encrypted")
    found = [(struct.unpack_from("<I", r.raw, 4)[0], r) for r in globals_ if r.kind == _BOUNDSHEET]
    starts = sorted({start for start, _ in found})
    end_of_globals = sum(len(record.raw) for record in globals_)
    if not starts or starts[0] < end_of_globals or starts[-1] >= len(stream):
        raise BiffError("a sheet lies outside the file")
    segments = [_Segment(0, globals_, stream[end_of_globals : starts[0]])]
    for start, end in zip(starts, [*starts[1:], len(stream)], strict=True):
        segments.append(_Segment(start, *_records(stream, start, end)))
    bounds = [_Bound(_sheet_name(record.data), record.data[5] == 0, starts.index(start) + 1) for start, record in found]
    return segments, bounds


def _sheet_name(data: bytes) -> str:
    count, wide = data[6], data[7] & 1
    return data[8 : 8 + count * 2].decode("utf-16-le", "replace") if wide else data[8 : 8 + count].decode("latin-1")


def _take_apart(records: list[_Record], first_row: int) -> _Table:
    table = _Table()
    depth = 0
    last: _Cell | None = None
    for record in records:
        depth += record.kind == _BOF
        if depth == 1 and record.kind == _ROW:
            table.rows[struct.unpack_from("<H", record.raw, 4)[0]] = record.raw
        elif depth == 1 and record.kind in _CELLS:
            last = _take_cells(table, record, first_row)
        elif last is not None and last.formula and record.kind in _FOLLOWERS:
            last.raw = (last.raw or b"") + record.raw
        elif depth != 1 or record.kind not in (_DBCELL, _INDEX):  # both only hasten the search for a row
            if depth == 1 and record.kind == _COLINFO:
                first, to, _, xf = struct.unpack_from("<4H", record.raw, 4)
                table.columns.update(dict.fromkeys(range(first, min(to, _LAST_COLUMN) + 1), xf))
            (table.behind if table.rows or table.cells else table.before).append(record)
            last = None
        depth -= record.kind == _EOF
    return table


def _take_cells(table: _Table, record: _Record, first_row: int) -> _Cell:
    row, column, xf = struct.unpack_from("<3H", record.raw, 4)
    cells = table.cells.setdefault(row, {})
    if row < first_row or record.kind not in (_MULBLANK, _MULRK):
        cells[column] = _Cell(xf, record.raw, record.kind == _FORMULA)
        return cells[column]
    # Several cells in one record: apart, since some of them may change.
    step = 2 if record.kind == _MULBLANK else 6
    made = _Cell(xf)
    for at in range(8, len(record.raw) - 2 - step + 1, step):
        xf = struct.unpack_from("<H", record.raw, at)[0]
        made = _Cell(xf)
        if step == 6:
            made.raw = struct.pack("<5H", _RK, 10, row, column, xf) + record.raw[at + 2 : at + 6]
        cells[column] = made
        column += 1
    return made


def _empty(table: _Table, first_row: int, columns: frozenset[int] | None) -> None:
    for row, cells in table.cells.items():
        if row < first_row:
            continue
        for column, cell in cells.items():
            if columns is None and cell.formula:
                continue
            if columns is None or column in columns:
                if cell.formula:
                    raise FormulaError(row, column)
                cell.raw = None


def _write(
    table: _Table,
    first_row: int,
    values: Values,
    texts: "_Texts",
) -> None:
    pattern = table.cells.get(first_row, {})
    model_row = table.rows.get(first_row)
    for row, cells in sorted(values.items()):
        if row > _LAST_ROW:
            raise BiffError("more rows than the format has")
        have = table.cells.setdefault(row, {})
        if row not in table.rows and model_row is not None:
            table.rows[row] = model_row[:4] + struct.pack("<H", row) + model_row[6:]
        for column, value in cells.items():
            old = have.get(column)
            if old is not None and old.formula:
                raise FormulaError(row, column)
            xf = old.xf if old else _format(table, pattern, row, column)
            have[column] = _Cell(xf, _encoded(row, column, xf, value, texts))


def _format(table: _Table, pattern: Mapping[int, _Cell], row: int, column: int) -> int:
    """The format of a cell that the file has not: of the first data row, else of the row, else of the column."""
    if column in pattern:
        return pattern[column].xf
    if row in table.rows:
        flags = struct.unpack_from("<I", table.rows[row], 16)[0]
        if flags & 0x80:
            return int(flags >> 16 & 0x0FFF)
    return table.columns.get(column, _DEFAULT_XF)


def _encoded(row: int, column: int, xf: int, value: CellValue, texts: "_Texts") -> bytes:
    if isinstance(value, Decimal):
        return struct.pack("<5Hd", _NUMBER, 14, row, column, xf, float(value))
    if not value:
        return struct.pack("<5H", _BLANK, 6, row, column, xf)
    return struct.pack("<5HI", _LABELSST, 10, row, column, xf, texts.number(value))


def _put_together(table: _Table) -> Iterator[_Record]:
    rows = sorted({*table.rows, *(row for row, cells in table.cells.items() if cells)})
    last_column = max((column + 1 for cells in table.cells.values() for column in cells), default=0)
    for record in table.before:
        if record.kind == _DIMENSIONS and rows:
            first, last, left, right = struct.unpack_from("<IIHH", record.raw, 4)
            sizes = min(first, rows[0]), max(last, rows[-1] + 1), left, max(right, last_column)
            record = _Record(_DIMENSIONS, record.raw[:4] + struct.pack("<IIHH", *sizes) + record.raw[16:])
        yield record
    for start in range(0, len(rows), _ROWS_IN_BLOCK):
        block = rows[start : start + _ROWS_IN_BLOCK]
        for row in block:
            yield _Record(_ROW, _row(row, table))
        for row in block:
            for column, cell in sorted(table.cells.get(row, {}).items()):
                yield _Record(0, cell.raw or struct.pack("<5H", _BLANK, 6, row, column, cell.xf))
    yield from table.behind


def _row(row: int, table: _Table) -> bytes:
    raw = table.rows.get(row) or struct.pack("<8HI", _ROW, 16, row, 0, 0, 0x00FF, 0, 0, 0x000F0100)
    cells = table.cells.get(row)
    if not cells:
        return raw
    left, right = struct.unpack_from("<HH", raw, 6)
    sizes = (min(left, *cells), max(right, max(cells) + 1)) if right else (min(cells), max(cells) + 1)
    return raw[:6] + struct.pack("<HH", *sizes) + raw[10:]


class _Texts:
    """The workbook's table of texts, to which new ones are appended in records of their own."""

    def __init__(self, records: list[_Record]) -> None:
        self._at = next((i for i, record in enumerate(records) if record.kind == _SST), -1)
        if self._at < 0:
            raise BiffError("no table of texts")
        self._total, self._unique = struct.unpack_from("<II", records[self._at].raw, 4)
        self._numbers: dict[str, int] = {}
        self._parts: list[bytearray] = [bytearray()]
        self._used = 0

    def number(self, text: str) -> int:
        """The place of a text in the table."""
        self._used += 1
        if text not in self._numbers:
            self._numbers[text] = self._unique + len(self._numbers)
            self._append(text)
        return self._numbers[text]

    def _append(self, text: str) -> None:
        wide = any(letter > "\xff" for letter in text)
        data = text.encode("utf-16-le") if wide else text.encode("latin-1")
        head = struct.pack("<HB", len(data) // 2 if wide else len(data), wide)
        if len(self._parts[-1]) + 5 > _MOST_DATA:  # a text's head is never cut
            self._parts.append(bytearray())
        self._parts[-1] += head
        at = 0
        while at < len(data):
            room = _MOST_DATA - len(self._parts[-1])
            if wide:
                room -= room % 2
                # The two halves of a character beyond the first 65,536 stay together.
                if at + room < len(data) and 0xD8 <= data[at + room - 1] <= 0xDB:
                    room -= 2
            if room <= 0:
                self._parts.append(bytearray([wide]))
                continue
            self._parts[-1] += data[at : at + room]
            at += room
            if at < len(data):
                self._parts.append(bytearray([wide]))

    def into(self, records: list[_Record]) -> list[_Record]:
        """The globals with the longer table. Its index of places is left out: nobody needs it, and it is now wrong."""
        raw = records[self._at].raw
        sizes = struct.pack("<II", min(self._total + self._used, 0x7FFFFFFF), self._unique + len(self._numbers))
        last = self._at + 1
        while last < len(records) and records[last].kind == _CONTINUE:
            last += 1
        new = [_Record(_CONTINUE, struct.pack("<HH", _CONTINUE, len(p)) + p) for p in self._parts if p]
        head = [*records[: self._at], _Record(_SST, raw[:4] + sizes + raw[12:])]
        rest = [record for record in records[last:] if record.kind != _EXTSST]
        return [*head, *records[self._at + 1 : last], *new, *rest]


def _joined(segments: list[_Segment], bounds: list[_Bound]) -> bytes:
    bodies = [b"".join(record.raw for record in segment.records) + segment.tail for segment in segments]
    starts, at = [], 0
    for body in bodies:
        starts.append(at)
        at += len(body)
    waiting = iter(bounds)
    for record in segments[0].records:
        if record.kind == _BOUNDSHEET:
            start = starts[next(waiting).segment]
            record.raw = record.raw[:4] + struct.pack("<I", start) + record.raw[8:]
    bodies[0] = b"".join(record.raw for record in segments[0].records) + segments[0].tail
    for number, segment in enumerate(segments[1:], 1):
        moved = starts[number] - segment.start
        for record in segment.records:
            if record.kind == _INDEX:
                record.raw = _moved(record.raw, moved)
                bodies[number] = b"".join(record.raw for record in segment.records) + segment.tail
    return b"".join(bodies)


def _moved(raw: bytes, by: int) -> bytes:
    """An INDEX record whose offsets into the stream are those of the new place."""
    count = (len(raw) - 4 - 12) // 4
    offsets = struct.unpack_from(f"<{count}I", raw, 16)
    return raw[:16] + struct.pack(f"<{count}I", *(offset and offset + by for offset in offsets))
