"""Sections that flow over A4 pages: lines of label and value, and tables with repeated heads."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from samarth_desktop.documents.pdf.layout import baseline
from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, Line, PdfCanvas, Style, fit, wrap
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, Text, catalog

_MARGIN = 16 * MM
_TITLE = Style(18, "Bold", "#26387C", leading=1.45)
_UNDER = Style(10.5, color="#4D526D", leading=1.45)
_SECTION = Style(12, "Bold", "#1C2140", leading=1.5)
_LABEL = Style(9, color="#4D526D", leading=1.42)
_VALUE = Style(10, "SemiBold", leading=1.42)
_HEAD = Style(9, "SemiBold", "#22336F", leading=1.4)
_CELL = Style(9, leading=1.42)
_FOOT = Style(8, color="#4D526D")
_PAD = 4.0
_COLUMNS = 2
PAGE = N_("Page {n} of {total}")
NOTHING = N_("Nothing noted.")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper: `pairs` of label and value in two columns, then a table with `heads`.

    `shares` are the widths of the table's columns in parts of a whole. A table without rows says so in words.
    """

    title: str
    pairs: Sequence[tuple[str, str]] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    shares: Sequence[float] = field(default=())
    lines_to_sign: bool = False


@dataclass(slots=True)
class _Piece:
    """Something `height` high that is drawn below a top; `head` is drawn again where a page begins with it."""

    height: float
    parts: list[tuple[float, float, Sequence[Line], Style]]  # x, offset from the top, lines, style
    fill: str = ""
    rule: bool = False
    head: "_Piece | None" = None
    title: str = ""  # of the section that begins here: the page's bookmark
    keep: bool = False  # stays with what follows


def render(title: str, under: str, sections: Sequence[Section], language: str, made: datetime) -> bytes:
    """The paper as a PDF/A file."""
    paper = PdfCanvas(A4, title, made, language)
    room = A4[0] - 2 * _MARGIN
    words = catalog(language)
    pieces = [*_top(title, under, room)]
    for section in sections:
        pieces += _pieces(section, room, words.say(NOTHING))
    pages = _pages(pieces)
    for number, page in enumerate(pages, 1):
        at = A4[1] - _MARGIN
        for piece in page:
            _draw(paper, piece, at, room)
            at -= piece.height
        foot = words.say(Text(PAGE, {"n": number, "total": len(pages)}))
        paper.text(A4[0] - _MARGIN, _MARGIN - 14, foot, _FOOT, "right")
        paper.text(_MARGIN, _MARGIN - 14, title, _FOOT)
        paper.page(next((piece.title for piece in page if piece.title), ""))
    return paper.finish()


def _draw(paper: PdfCanvas, piece: _Piece, top: float, room: float) -> None:
    if piece.fill:
        paper.box(_MARGIN, top - piece.height, room, piece.height, fill=piece.fill)
    for x, down, lines, style in piece.parts:
        paper.lines(_MARGIN + x, baseline(top - down, style), lines, style)
    if piece.rule:
        paper.rule(_MARGIN, top - piece.height, _MARGIN + room, top - piece.height, "#DBD3C1", 0.4)


def _top(title: str, under: str, room: float) -> list[_Piece]:
    style, lines = fit(title, _TITLE, room)
    below = wrap(as_printed(under), _UNDER, room)
    return [
        _Piece(style.step * len(lines), [(0, 0, lines, style)]),
        _Piece(_UNDER.step * len(below) + 4, [(0, 0, below, _UNDER)]),
    ]


def _pieces(section: Section, room: float, nothing: str) -> list[_Piece]:
    head = wrap(section.title, _SECTION, room)
    found = [_Piece(_SECTION.step + 12, [(0, 10, head, _SECTION)], rule=True, title=section.title, keep=True)]
    wide = room / _COLUMNS
    for at in range(0, len(section.pairs), _COLUMNS):
        found.append(_pair_row(section.pairs[at : at + _COLUMNS], wide))
    if section.heads:
        found += _table(section, room, nothing)
    return found


def _pair_row(pairs: Sequence[tuple[str, str]], wide: float) -> _Piece:
    parts: list[tuple[float, float, Sequence[Line], Style]] = []
    high = 0.0
    for column, (label, value) in enumerate(pairs):
        above = wrap(label, _LABEL, wide - 8)
        below = wrap(as_printed(value) or "–", _VALUE, wide - 8)
        parts.append((column * wide, 4, above, _LABEL))
        parts.append((column * wide, 4 + _LABEL.step * len(above), below, _VALUE))
        high = max(high, 6 + _LABEL.step * len(above) + _VALUE.step * len(below))
    return _Piece(high, parts)


def _table(section: Section, room: float, nothing: str) -> list[_Piece]:
    shares = section.shares or [1.0] * len(section.heads)
    widths = [room * share / sum(shares) for share in shares]
    head = _row(section.heads, widths, _HEAD)
    head.fill, head.keep = "#E4E9F7", True
    if not section.rows:
        return [head, _Piece(_CELL.step + 6, [(_PAD, 3, wrap(nothing, _CELL, room), _CELL)], rule=True)]
    rows = [_row(row, widths, _CELL) for row in section.rows]
    for row in rows:
        row.rule, row.head = True, head
        if section.lines_to_sign:
            row.height = max(row.height, 13 * MM)
    return [head, *rows]


def _row(cells: Sequence[str], widths: Sequence[float], style: Style) -> _Piece:
    x, high = 0.0, style.step
    parts: list[tuple[float, float, Sequence[Line], Style]] = []
    for cell, width in zip(cells, widths, strict=True):
        lines = wrap(as_printed(cell), style, width - 2 * _PAD)
        parts.append((x + _PAD, 3, lines, style))
        high = max(high, style.step * len(lines))
        x += width
    return _Piece(high + 7, parts)


def _pages(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces on pages: a title stays with what follows, a table that goes on begins with its head."""
    room = A4[1] - 2 * _MARGIN
    pages: list[list[_Piece]] = [[]]
    left = room
    for place, piece in enumerate(pieces):
        needed = piece.height
        follower = place
        while pieces[follower].keep and follower + 1 < len(pieces):
            follower += 1
            needed += pieces[follower].height
        if needed > left and pages[-1]:
            pages.append([])
            left = room
            if piece.head is not None:
                pages[-1].append(piece.head)
                left -= piece.head.height
        pages[-1].append(piece)
        left -= piece.height
    return pages
