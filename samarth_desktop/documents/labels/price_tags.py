"""Price tags on A4: three in a row, four below each other, with what the law wants on a packet and the SKU as a code.

Legal Metrology (Packaged Commodities) Rules 2011, r. 6: maker's name and address, generic name, net quantity, month and
year of make, MRP with all taxes, unit sale price, consumer care; food also best before and its FSSAI number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.documents.labels import barcode
from samarth_desktop.documents.pdf.layout import baseline
from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, PdfCanvas, Style, fit, wrap
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, T, catalog

COLUMNS, ROWS = 3, 4
WIDE, HIGH = 62 * MM, 66 * MM
_SOFT, _LINE = "#4D526D", "#827C72"
TITLE = N_("Price tags")
_MARGIN = 3 * MM
_SMALL = Style(8, color="#1C2140", leading=1.25)
_QUIET = Style(8, color=_SOFT, leading=1.25)


@dataclass(frozen=True, slots=True)
class Tag:
    """What one tag says; lines that are "" are left out. `legal` are the lines of the law in their order."""

    title: str
    below: str
    price: str
    legal: tuple[str, ...]
    care: tuple[str, ...]
    sku: str


def render(tags: Sequence[Tag], made: datetime, language: str, start: int = 0) -> bytes:
    """The sheets. `start` is the place (from 0) of the first tag on a sheet of which some were used."""
    words = catalog(language)
    paper = PdfCanvas(A4, words.say(TITLE), made, language)
    each = COLUMNS * ROWS
    places = range(start, start + len(tags))
    pages = (start + len(tags) - 1) // each + 1 if tags else 1
    for page in range(pages):
        for tag, place in zip(tags, places, strict=True):
            if place // each == page:
                row, column = divmod(place % each, COLUMNS)
                _draw(paper, tag, *_corner(row, column))
        said = T(
            "{n} tags, 62 x 66 mm · page {page} of {pages} · the number for customers is the group's, nobody's own",
            n=len(tags),
            page=page + 1,
            pages=pages,
        )
        paper.text(9 * MM, 7 * MM, words.say(said), _QUIET)
        paper.page()
    return paper.finish()


def _corner(row: int, column: int) -> tuple[float, float]:
    gap_x, gap_y = (A4[0] - COLUMNS * WIDE) / (COLUMNS + 1), (A4[1] - 12 * MM - ROWS * HIGH) / (ROWS + 1)
    return gap_x + column * (WIDE + gap_x), A4[1] - (row + 1) * (HIGH + gap_y)


def _draw(paper: PdfCanvas, tag: Tag, x: float, y: float) -> None:
    paper.box(x, y, WIDE, HIGH, line=_LINE, stroke=0.5, radius=1.5 * MM)
    paper.box(x + WIDE / 2 - 1.5 * MM, y + HIGH - 4.5 * MM, 3 * MM, 3 * MM, line=_LINE, stroke=0.5, radius=1.5 * MM)
    inner, left = WIDE - 2 * _MARGIN, x + _MARGIN
    top = y + HIGH - 5 * MM
    used, lines = fit(as_printed(tag.title), Style(12, "Bold", leading=1.35), inner, smallest=0.84, rows=2)
    paper.lines(left, baseline(top, used), lines, used)
    top -= len(lines) * used.step
    used, lines = fit(as_printed(tag.below), Style(8.5, color=_SOFT, leading=1.3), inner, smallest=0.95, rows=2)
    paper.lines(left, baseline(top, used), lines, used)
    top -= max(len(lines), 1) * used.step + 1
    price = Style(18, "Bold", leading=1.25)
    width = paper.text(left, baseline(top, price), tag.price, price)
    both = [catalog(language).say(T("MRP incl. all taxes")) for language in ("hi", "en")]
    for at, line in enumerate(both):
        paper.text(left + width + 2 * MM, top - 9 - at * 10, line, _QUIET)
    top -= price.step + 2
    _lines(paper, tag, left, top, y + 17 * MM, inner)
    _code(paper, tag, x, y)


def _lines(paper: PdfCanvas, tag: Tag, left: float, top: float, floor: float, inner: float) -> None:
    """What fits above `floor` of the lines of the law, then of whom to ask."""
    for style, texts in ((_SMALL, tag.legal), (_QUIET, tag.care)):
        for text in texts:
            for one in wrap(as_printed(text), style, inner)[:2]:
                if top - style.step < floor:
                    return
                paper.lines(left, baseline(top, style), (one,), style)
                top -= style.step


def _code(paper: PdfCanvas, tag: Tag, x: float, y: float) -> None:
    """The SKU as Code 128, without its hyphens where it has no room with them, and in letters."""
    middle = x + WIDE / 2
    for text in (tag.sku, tag.sku.replace("-", "")):
        if barcode.draw(paper, text, middle, y + 7 * MM, WIDE - 2 * MM, 8 * MM):
            break
    paper.text(middle, y + 3.2 * MM, tag.sku, Style(8.5, "SemiBold"), "center")
