"""CSV files: finds out encoding and delimiter, reads them as a stream."""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from itertools import count

from samarth_desktop.documents.spreadsheets.worksheet import MOST_COLUMNS, MOST_ROWS, Open, Worksheet
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text

GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
"""What :func:`.sheet_write.guard` wrote; its first apostrophe is taken away again."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_BYTES = (b"\x00", b"\x09")  # the first half of Latin and Hindi letters in UTF-16
_ERRORS = {"cp1252": "replace"}  # five of its bytes mean nothing
_DELIMITERS = ",;\t|"
_BLOCK = 1 << 20
_SAMPLE = 1 << 16
_MOST_LINES = 200  # of one cell
_LONGEST_CELL = 131_072  # as the csv module allows
# Controls that no table has; many of them are a program, a picture or a database.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sheets(name: str, source: Open) -> tuple[Worksheet, ...]:
    """The one table of a CSV file, looked through to its end. Raises KnownError."""
    encoding = _encoding(name, source)
    with source() as stream:
        wrapped = TextIOWrapper(stream, encoding, errors=_ERRORS.get(encoding, "strict"), newline="")
        sample = wrapped.read(_SAMPLE)
        more = bool(wrapped.read(1))
    if len(_BINARY.findall(sample)) > len(sample) // 1000:
        raise KnownError(T("{file} is no table. Give a CSV, XLSX or ODS file.", file=name))
    said = re.match(r"sep=(.)\r?\n", sample)  # Excel's own line above the heads; it shows no row for it
    delimiter = said[1] if said else _delimiter(sample, more)
    rows = 0
    broken: set[int] = set()
    for cells in _rows(name, source, encoding, delimiter, skip=bool(said), broken=broken):
        rows += 1
        if rows > MOST_ROWS:
            raise KnownError(T("{file} has more than {n} rows. Split it into parts.", file=name, n=MOST_ROWS))
        if len(cells) > MOST_COLUMNS:
            raise KnownError(T("{file} has more than {n} columns. Is it the right file?", file=name, n=MOST_COLUMNS))
    return (
        Worksheet(
            "",
            rows,
            lambda: _rows(name, source, encoding, delimiter, skip=bool(said), broken=set()),
            broken=frozenset(broken),
        ),
    )


def _encoding(name: str, source: Open) -> str:
    """UTF-8 where the whole file is; UTF-16 where a mark or every second byte says so; else Windows-1252."""
    with source() as stream:
        start = stream.read(_BLOCK)
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return _proved(name, source, encoding)
    low, high = (sum(map(half.count, _HIGH_BYTES)) for half in (start[0:2000:2], start[1:2000:2]))
    if start[:2000].count(0) > len(start[:2000]) // 5 or max(low, high) * 5 > len(start[:2000]) * 2:
        return _proved(name, source, "utf-16-le" if high > low else "utf-16-be")
    if _decodes(source, "utf-8"):
        return "utf-8"
    # Hindi in UTF-8 with a wound (cut off, a byte lost) must not come in as rubbish of another encoding.
    guessed = start.decode("utf-8", "replace")
    wounds = guessed.count("\ufffd")
    if sum(1 for letter in guessed if letter > "\x7f") - wounds > 2 * wounds:
        raise KnownError(_damaged(name))
    return "cp1252"


def _proved(name: str, source: Open, encoding: str) -> str:
    if not _decodes(source, encoding):
        raise KnownError(_damaged(name))
    return encoding


def _damaged(name: str) -> Text:
    return T("The letters of {file} are damaged. Open it and save it once more as XLSX.", file=name)


def _decodes(source: Open, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with source() as stream:
        try:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _delimiter(sample: str, cut: bool) -> str:
    """The delimiter that gives the most rows the same number of cells, and the more cells the better."""
    lines = sample.splitlines(keepends=True)
    if cut and len(lines) > 1:
        lines.pop()

    def fitness(delimiter: str) -> int:
        if not cut and _is_open(lines, delimiter):
            reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        else:
            reader = csv.reader(lines, delimiter=delimiter)
        try:
            widths = [len(cells) for cells in reader if any(cells)]
        except csv.Error:
            return 0
        common = max(set(widths), key=widths.count, default=1)
        return widths.count(common) * (common - 1)

    return max(_DELIMITERS, key=fitness)


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether a quotation mark is still open at the end: it would swallow the rows by which the delimiter is known."""
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _rows(name: str, source: Open, encoding: str, delimiter: str, skip: bool, broken: set[int]) -> Iterator[list[str]]:
    """The records. One whose quotation mark is not closed is read as its line stands, noted in `broken`, and swallows
    nothing that comes after it."""
    errors = _ERRORS.get(encoding, "strict")
    with source() as raw, TextIOWrapper(raw, encoding, errors=errors, newline="") as stream:
        if skip:
            stream.readline()
        lines = _Lines(stream)
        for number in count(1):
            try:
                cells = lines.record(delimiter)
            except csv.Error:
                text = T("{file}: a quotation mark in row {row} is not closed. Mend the row.", file=name, row=number)
                raise KnownError(text) from None
            if cells is None:
                return
            if lines.was_broken:
                broken.add(number)
            yield cells


class _Lines:
    """The lines of a file, of which some may be given back."""

    def __init__(self, stream: Iterable[str]) -> None:
        self._stream = iter(stream)
        self._back: deque[str] = deque()
        self._taken: list[str] = []
        self.was_broken = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._taken) > _MOST_LINES or sum(map(len, self._taken[1:])) > _LONGEST_CELL:
            raise _TooLong
        line = self._back.popleft() if self._back else next(self._stream)
        self._taken.append(line)
        return line

    def record(self, delimiter: str) -> list[str] | None:
        """The next record; None at the end. csv.Error for a line that is no record."""
        self._taken, self.was_broken = [], False
        line = self._back.popleft() if self._back else next(self._stream, None)
        if line is None:
            return None
        if '"' in line or len(line) > _LONGEST_CELL:
            self._back.appendleft(line)
            cells = self._quoted(delimiter)
        else:  # nearly every line, in a fifth of the time
            said = line.rstrip("\r\n")
            cells = said.split(delimiter) if said else []
            if "'" not in said:
                return cells
        return [_plain(cell) if cell[:1] == "'" else cell for cell in cells]

    def _quoted(self, delimiter: str) -> list[str]:
        """The next record, with quotation marks around some of its cells, or inside them."""
        try:
            cells = next(csv.reader(self, delimiter=delimiter, strict=True), [])
            if len(self._taken) < 2 or not self._swallowed(delimiter):
                return cells
        except (csv.Error, _TooLong):
            pass
        taken, quotes = self._taken, 0
        for used, line in enumerate(taken, 1):  # "राम" कुमार: a quotation mark inside a cell
            quotes += line.count('"')
            if quotes % 2 == 0 and len(loose := list(csv.reader(taken[:used], delimiter=delimiter))) == 1:
                self._taken = taken[:used]
                if used == 1 or not self._swallowed(delimiter):
                    self._back.extendleft(reversed(taken[used:]))
                    return loose[0]
        self._back.extendleft(reversed(taken[1:]))
        self.was_broken = True
        plain = next(csv.reader(taken[:1], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        return [cell.strip('"') for cell in plain]

    def _swallowed(self, delimiter: str) -> bool:
        """Whether the lines of one cell are as full of cells as the first: then it is no text of several lines."""
        cells = self._taken[0].count(delimiter)
        inner = self._taken[1:]
        return cells > 1 and any(line.count(delimiter) >= cells for line in inner)


class _TooLong(Exception):
    """A cell of too many lines."""


def _plain(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell
