"""XLSX and ODS files, read by calamine after a look at what they would unpack to."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from samarth_desktop.documents.spreadsheets import ods_marks, xlsx_blanks, xlsx_marks
from samarth_desktop.documents.spreadsheets.worksheet import MOST_COLUMNS, MOST_ROWS, Open, Worksheet
from samarth_desktop.documents.spreadsheets.xlsx_marks import Marks
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

MOST_UNPACKED = 400_000_000
MOST_CELLS = 12_000_000  # calamine holds a whole sheet in memory, 24 bytes and the text for each cell
MOST_IN_MEMORY = 100_000_000
_BLOCK = 1 << 20
_KEPT = 64_000_000  # of an unpacked sheet, that it need not be unpacked twice
_TABLE_ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".ods")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)
_UNMARKED = Marks()
_NOTHING_SHOWN: Mapping[int, str] = {}
_EXACT = 10**15  # a spreadsheet keeps 15 digits of a number; a longer one has lost its end

# The places of cells are only counted one by one when a cell lies beyond column AZ or row 99,999, or is hidden
# from this look by an entity.
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[B-Zb-z][A-Za-z]\d|[A-Za-z]{3}|[A-Za-z]*\d{6}|[^"'<>]*&)""")
_XLSX_TAG = re.compile(rb"<(?:\w+:)?(?P<tag>row|c)(?P<about>(?:\s[^<>]*)?)>")
_XLSX_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})["']""")
_ODS_TAG = re.compile(
    rb"<(?:\w+:)?(?P<tag>table-row|table-cell|covered-table-cell|table)(?P<about>(?:\s[^<>]*)?)>",
)
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,12})["']""")


def file_inside(name: str, source: Open) -> tuple[str, bytes] | None:
    """Name and content of the one table inside a plain zip; None for a file that is a spreadsheet itself."""
    with _archive(name, source) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if "xl/workbook.xml" in names or "content.xml" in names:
            return None
        if "xl/workbook.bin" in names:
            raise KnownError(T("{file} is a binary Excel file. Open it and save it as XLSX.", file=name))
        tables = [e for e in entries if e.filename.lower().endswith(_TABLE_ENDINGS) and "__MACOSX" not in e.filename]
        if len(tables) != 1:
            text = T("{file} holds {n} tables. Put one CSV, XLSX or ODS file into it.", file=name, n=len(tables))
            raise KnownError(text)
        entry = tables[0]
        if entry.flag_bits & 1:
            raise KnownError(_locked(name))
        if entry.file_size > MOST_IN_MEMORY:
            raise KnownError(_swollen(name))
        return entry.filename.rpartition("/")[2], archive.read(entry)


def sheets(name: str, source: Open) -> tuple[Worksheet, ...]:
    """The sheets of an XLSX or ODS file, hidden ones among them. Raises KnownError for what is damaged or harmful."""
    source, unpacked = _looked_through(name, source)
    with ThreadPoolExecutor(1) as beside:  # calamine reads without holding up other threads
        marked = beside.submit(_marks, name, source, unpacked)
        tables = _tables(name, source)
        marks = marked.result()
    found = [_sheet(title, table, marks.get(title, _UNMARKED), hidden=hidden) for title, table, hidden in tables]
    if not any(sheet.count for sheet in found if not sheet.hidden):
        raise KnownError(T("{file} is empty.", file=name))
    return tuple(found)


def _marks(name: str, source: Open, unpacked: Mapping[str, bytes]) -> Mapping[str, Marks]:
    with _archive(name, source) as archive:
        return ods_marks.marks(archive) or xlsx_marks.marks(archive, unpacked)


def _tables(name: str, source: Open) -> list[tuple[str, Any, bool]]:
    """The name of each sheet, its cells, and whether it is hidden."""
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with source() as stream:
            book = CalamineWorkbook.from_filelike(stream)
        listed = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        return [
            (about.name, book.get_sheet_by_name(about.name), about.visible != SheetVisibleEnum.Visible)
            for about in listed
        ]
    except PasswordError:
        raise KnownError(_locked(name)) from None
    except (CalamineError, OSError, ValueError) as error:
        raise KnownError(_damaged(name)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how calamine's own assertions come out; not an Exception
            raise
        raise KnownError(_damaged(name)) from error


@contextmanager
def _archive(name: str, source: Open) -> Iterator[zipfile.ZipFile]:
    try:
        with source() as stream, zipfile.ZipFile(stream) as archive:
            yield archive
    except _BROKEN as error:
        raise KnownError(_damaged(name)) from error


def _damaged(name: str) -> Text:
    return T("{file} is damaged or was not copied to its end. Copy it once more.", file=name)


def _locked(name: str) -> Text:
    return T("{file} is protected with a password. Open it, take the password away and save it.", file=name)


def _swollen(name: str) -> Text:
    return T("{file} would unpack to something too large. Is it the right file?", file=name)


def _looked_through(name: str, source: Open) -> tuple[Open, Mapping[str, bytes]]:
    """The file to be read: as it is, or without cells of white space that make it too wide or too long; and what was
    kept of it."""
    try:
        with _archive(name, source) as archive:
            return source, _look_through(name, archive)
    except KnownError:
        cleaned = None
        with suppress(*_BROKEN), source() as stream:
            cleaned = xlsx_blanks.without_blanks(stream)
        if cleaned is None:
            raise
        content = cleaned.getvalue()
    with _archive(name, lambda: BytesIO(content)) as archive:
        unpacked = _look_through(name, archive)
    return lambda: BytesIO(content), unpacked


def _look_through(name: str, archive: zipfile.ZipFile) -> Mapping[str, bytes]:
    """Unpacks everything once: sizes and checksums are then known to be true. Gives the first sheet where its size is
    usual, since it is wanted once more, and keeps nothing else.

    Also finds how far the cells of each sheet reach; two cells at the far corners of a sheet are 17 thousand million.
    """
    unpacked: dict[str, bytes] = {}
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or len(entries) > 5_000:
        raise KnownError(_swollen(name))
    cells = 0
    for entry in entries:
        if entry.flag_bits & 1:
            raise KnownError(_locked(name))
        if entry.filename.startswith("xl/worksheets/"):
            blocks: Iterable[bytes]
            if entry.file_size <= _KEPT and not unpacked:
                unpacked[entry.filename] = archive.read(entry)
                blocks = unpacked.values()
            else:
                blocks = _whole_tags(archive, entry)
            if not _is_far(blocks):
                continue
            rows, columns = _xlsx_reach(archive, entry)
        elif entry.filename == "content.xml":
            rows, columns = _ods_reach(archive, entry)
        else:
            for _ in _blocks(archive, entry):
                pass
            continue
        cells += rows * columns
        if rows > MOST_ROWS:
            raise KnownError(T("{file} has more than {n} rows. Split it into parts.", file=name, n=MOST_ROWS))
        if columns > MOST_COLUMNS:
            raise KnownError(T("{file} has more than {n} columns. Is it the right file?", file=name, n=MOST_COLUMNS))
        if cells > MOST_CELLS:
            raise KnownError(_swollen(name))
    return unpacked


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            yield block


def _whole_tags(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content in blocks that end before a ``<``, so that no tag is cut."""
    rest = b""
    for block in _blocks(archive, entry):
        block = rest + block
        cut = block.rfind(b"<")
        if cut <= 0 or len(block) > 8 * _BLOCK:
            cut = len(block)
        rest = block[cut:]
        yield block[:cut]
    yield rest


def _is_far(blocks: Iterable[bytes]) -> bool:
    rows = 0
    far = False
    for block in blocks:
        rows += block.count(b"row")
        far = far or bool(_FAR.search(block))
    return far or rows > 200_000


def _xlsx_reach(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Last row and column that hold something. Formatted but empty cells, often down to the last row, do not."""
    row = column = rows = columns = 0
    for block in _whole_tags(archive, entry):
        for found in _XLSX_TAG.finditer(block):
            about = found["about"]
            place = _XLSX_PLACE.search(about)
            if found["tag"] == b"row":
                row, column = int(place[2]) if place else row + 1, 0
                continue
            here = row
            column += 1
            if place:
                column, here = _column_number(place[1]), int(place[2])
            if not about.endswith(b"/"):
                rows, columns = max(rows, here), max(columns, column)
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _ods_reach(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """The sum of rows and the largest width of what holds something, repeats counted."""
    total = rows = columns = row = repeat = column = 0
    for block in _whole_tags(archive, entry):
        for found in _ODS_TAG.finditer(block):
            about = found["about"]
            times = _REPEATED.search(about)
            count = int(times[1]) if times else 1
            if found["tag"] == b"table":
                total, rows, row, repeat = total + rows, 0, 0, 0
            elif found["tag"] == b"table-row":
                row, repeat, column = row + repeat, count, 0
            else:
                column += count
                if not about.endswith(b"/") or b"value" in about:
                    rows, columns = max(rows, row + repeat), max(columns, column)
    return total + rows, columns


def _sheet(title: str, table: Any, marks: Marks, *, hidden: bool) -> Worksheet:
    left = table.start[1] if table.start else 0
    return Worksheet(
        title,
        table.total_height + 1 if table.height else 0,
        lambda: _rows(table, marks),
        hidden=hidden,
        hidden_rows=marks.hidden,
        uncomputed=marks.uncomputed,
        since_1904=marks.since_1904,
        hidden_columns=frozenset(at - left for at in marks.hidden_columns if at >= left),
        left=left,
    )


def _rows(table: Any, marks: Marks) -> Iterator[list[str]]:
    merged: dict[int, list[tuple[int, int]]] = {}
    left = table.start[1] if table.start else 0
    for (top, first), (bottom, last) in (*(table.merged_cell_ranges or ()), *marks.merged):
        if last >= first >= left and bottom > top:  # a value that stands for the rows below it, such as a village
            merged.setdefault(top, []).append((first - left, bottom))
    standing: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(table.iter_rows()):
        texts = [cell if type(cell) is str else _text(cell) for cell in cells]
        for column, text in marks.shown.get(number, _NOTHING_SHOWN).items():
            if left <= column < left + len(texts):
                texts[column - left] = text
        if merged:
            _stand_in(texts, number, merged, standing)
        yield texts


def _stand_in(
    texts: list[str],
    number: int,
    merged: dict[int, list[tuple[int, int]]],
    standing: dict[int, tuple[int, str]],
) -> None:
    blank = not any(texts)  # stays so: nobody stands there
    for column, (bottom, text) in tuple(standing.items()):
        if number > bottom:
            del standing[column]
        elif not blank and column < len(texts) and not texts[column]:
            texts[column] = text
    for column, bottom in merged.get(number, ()):
        if column < len(texts):
            standing[column] = (bottom, texts[column])


def _text(cell: Any) -> str:
    """What a person sees in the cell, as far as it is told: no ``.0`` behind a phone number, dates as ISO."""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        if abs(cell) >= _EXACT:
            return f"{cell:.14E}"
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
