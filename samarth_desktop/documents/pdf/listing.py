"""A list as a PDF: a table on A4 with repeated heads, wrapped cells, stripes and page numbers."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from samarth_desktop.documents.pdf.layout import baseline
from samarth_desktop.documents.pdf.pdf_canvas import A4_LANDSCAPE, MM, Align, Line, PdfCanvas, Style, fit, wrap
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, Text, catalog

_MARGIN = 12 * MM
_PAD = 4.0
_HEAD = Style(8.5, "SemiBold", "#22336F", leading=1.35)
_CELL = Style(8.5, leading=1.38)
_TITLE = Style(15, "Bold", "#26387C")
_SMALL = Style(8, color="#4D526D")
_MOST_LINES = 6
_SAMPLE_ROWS = 200
_LONGEST_WORD = 130.0  # a registration number is not to be cut, a line of dots may be
PAGE = N_("Page {n} of {total}")

Row = Sequence[str]


def render(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Row],
    language: str,
    made: datetime,
    *,
    note: str = "",
    right: Sequence[int] = (),
    progress: Callable[[int], None] | None = None,
) -> bytes:
    """The list as a PDF/A file. `right` are columns of numbers; `progress` hears how many rows are laid out, and again
    while the pages are drawn; what it raises ends the work.

    Pages are laid out first and drawn then, because every page says how many there are.
    """
    rows = [tuple(map(as_printed, row)) for row in rows]
    paper = PdfCanvas(A4_LANDSCAPE, title, made, language)
    widths = _widths(heads, rows, paper.width - 2 * _MARGIN)
    pages = _pages(paper, heads, rows, widths, progress)
    table = _Table(paper, title, heads, widths, frozenset(right), note, language, len(rows))
    for number, page in enumerate(pages, 1):
        table.draw(page, number, len(pages))
        if progress:
            progress(len(rows))
    return paper.finish()


def _widths(heads: Sequence[str], rows: Sequence[Row], room: float) -> list[float]:
    """Widths of the columns: what they want where there is room, else the wide ones give way."""
    some = rows[:: max(1, len(rows) // _SAMPLE_ROWS)][: _SAMPLE_ROWS + 1]
    wish = []
    for i, head in enumerate(heads):
        lengths = sorted(_wide(row[i], _CELL) for row in some if i < len(row))
        typical = lengths[int(len(lengths) * 0.95)] if lengths else 0.0
        words = {word for row in some if i < len(row) for word in row[i].split()}
        longest = min(_LONGEST_WORD, max((_wide(word, _CELL) for word in words), default=0.0))
        wish.append(max(_wide(head, _HEAD), typical, longest, 18.0) + 2 * _PAD + 1)
    spare = room - sum(wish)
    if spare >= 0:
        return [w + spare * w / sum(wish) for w in wish]
    return _squeezed(wish, room)


def _squeezed(wish: Sequence[float], room: float) -> list[float]:
    """Cuts the widest columns to one common width so that all fit."""
    low, high = 0.0, max(wish)
    while high - low > 0.5:
        middle = (low + high) / 2
        if sum(min(w, middle) for w in wish) > room:
            high = middle
        else:
            low = middle
    return [min(w, low) for w in wish]


def _wide(text: str, style: Style) -> float:
    return sum(one.width for one in wrap(text, style, 10_000))


Cells = list[tuple[Line, ...]]


def _pages(
    paper: PdfCanvas,
    heads: Sequence[str],
    rows: Sequence[Row],
    widths: Sequence[float],
    progress: Callable[[int], None] | None,
) -> list[list[Cells]]:
    first = paper.height - _MARGIN - _TITLE.step - _SMALL.step - 6
    later = paper.height - _MARGIN
    foot = _MARGIN + _SMALL.step
    head = _height(_cells(heads, widths, _HEAD), _HEAD)
    pages: list[list[Cells]] = [[]]
    at = first - head
    for number, row in enumerate(rows, 1):
        cells = _cells(row, widths, _CELL)
        high = _height(cells, _CELL)
        if at - high < foot and pages[-1]:
            pages.append([])
            at = later - head
        pages[-1].append(cells)
        at -= high
        if progress and number % 500 == 0:
            progress(number)
    return pages


def _cells(row: Row, widths: Sequence[float], style: Style) -> Cells:
    cells = []
    for i, width in enumerate(widths):
        text = row[i] if i < len(row) else ""
        lines = wrap(text, style, width - 2 * _PAD)
        if len(lines) > _MOST_LINES:  # a remark as long as a letter: its beginning, marked as cut
            lines = (*lines[: _MOST_LINES - 1], *wrap("…", style, width))
        cells.append(lines)
    return cells


def _height(cells: Cells, style: Style) -> float:
    return max(1, *(len(lines) for lines in cells), 1) * style.step + 5


class _Table:
    """Draws laid out pages."""

    def __init__(
        self,
        paper: PdfCanvas,
        title: str,
        heads: Sequence[str],
        widths: Sequence[float],
        right: frozenset[int],
        note: str,
        language: str,
        count: int,
    ) -> None:
        self.paper, self.title, self.note, self.count = paper, title, note, count
        self.heads = _cells(heads, widths, _HEAD)
        self.widths, self.right = widths, right
        self.words = catalog(language)

    def draw(self, rows: Sequence[Cells], number: int, total: int) -> None:
        """One page."""
        paper = self.paper
        top = paper.height - _MARGIN
        if number == 1:
            used, lines = fit(self.title, _TITLE, sum(self.widths), rows=1)
            paper.lines(_MARGIN, baseline(top, _TITLE), lines, used)
            top -= _TITLE.step
            used, lines = fit(self.note, _SMALL, sum(self.widths), rows=1)
            paper.lines(_MARGIN, baseline(top, _SMALL), lines, used)
            top -= _SMALL.step + 6
        high = _height(self.heads, _HEAD)
        paper.box(_MARGIN, top - high, sum(self.widths), high, fill="#E4E9F7")
        self._row(self.heads, top, _HEAD)
        top -= high
        for i, cells in enumerate(rows):
            high = _height(cells, _CELL)
            if i % 2:
                paper.box(_MARGIN, top - high, sum(self.widths), high, fill="#FAF7F0")
            self._row(cells, top, _CELL)
            top -= high
            paper.rule(_MARGIN, top, _MARGIN + sum(self.widths), top, "#DBD3C1", 0.4)
        foot = self.words.say(Text(PAGE, {"n": number, "total": total}))
        paper.text(paper.width - _MARGIN, _MARGIN - 2, foot, _SMALL, "right")
        paper.text(_MARGIN, _MARGIN - 2, self.title, _SMALL)
        paper.page()

    def _row(self, cells: Cells, top: float, style: Style) -> None:
        x = _MARGIN
        for i, (lines, width) in enumerate(zip(cells, self.widths, strict=True)):
            align: Align = "right" if i in self.right else "left"
            at = x + width - _PAD if i in self.right else x + _PAD
            self.paper.lines(at, baseline(top - 2.5, style), lines, style, align)
            x += width
