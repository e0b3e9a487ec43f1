"""What the papers of a workshop have in common: fitted text, a head with the number as QR, labels in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass

from samarth_desktop.documents.pdf import qr
from samarth_desktop.documents.pdf.layout import baseline
from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, Align, PdfCanvas, Style, fit, wrap
from samarth_desktop.domain.names.other_script import drawable
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import Catalog, Text, catalog

MARGIN = 10 * MM
ROOM = A4[0] - 2 * MARGIN
SOFT, EDGE, FILL, WARM = "#4D526D", "#827C72", "#EEE8DB", "#FFF2D1"
BLUE = "#2B3F87"
SMALL = Style(8, color=SOFT)
QR_SIDE = 22 * MM


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a paper says of its workshop; `when` and `where` are words of the first language."""

    number: str
    title_hi: str
    title_en: str
    programme: str
    when: str
    where: str
    trainers: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a paper: `relation` is her relative with the word for it, `place` her village."""

    registration: str
    name_hi: str
    name_en: str
    relation: str = ""
    place: str = ""
    staff: bool = False


def said(text: str) -> str:
    """A name or place as the typeface can draw it."""
    return drawable(text)


def put(
    paper: PdfCanvas, x: float, top: float, text: str, style: Style, width: float, *, rows: int = 1,
    smallest: float = 0.7, align: Align = "left",
) -> float:  # fmt: skip
    """Draws a text below `top`, made to fit; gives the height that it took."""
    used, lines = fit(as_printed(text), style, width, smallest, rows)
    if len(lines) > rows:
        lines = wrap(as_printed(text), used, width)[:rows]
    at = {"left": x, "center": x + width / 2, "right": x + width}[align if align in ("center", "right") else "left"]
    paper.lines(at, baseline(top, used), lines, used, align)
    return used.step * max(len(lines), 1)


def paragraph(paper: PdfCanvas, x: float, top: float, text: str, style: Style, width: float) -> float:
    """Draws a whole paragraph below `top`; gives its height."""
    lines = wrap(as_printed(text), style, width)
    paper.lines(x, baseline(top, style), lines, style)
    return style.step * len(lines)


def both(message: str | Text) -> tuple[str, str]:
    """A label in Hindi and English."""
    return catalog("hi").say(message), catalog("en").say(message)


def code(paper: PdfCanvas, text: str, right: float, top: float, side: float = QR_SIDE) -> None:
    """The QR code of a number with its four quiet modules, its upper right corner at (right, top), the number below."""
    unit = side / (len(qr.modules(text)))
    quiet = unit * qr.QUIET
    qr.draw(paper, text, right - side - quiet, top - side - quiet, side)
    paper.text(right - quiet - side / 2, top - side - 2 * quiet - 4, text, Style(7.5), "center")


def foot(paper: PdfCanvas, left: str, number: int, total: int, words: Sequence[Catalog]) -> None:
    """The line at the foot: what is said at the left, and which page this is in every language of the paper."""
    from samarth_desktop.documents.pdf.listing import PAGE

    pages = " · ".join(one.say(Text(PAGE, {"n": number, "total": total})) for one in words)
    put(paper, MARGIN, MARGIN + 2, left, SMALL, ROOM * 0.62)
    paper.text(A4[0] - MARGIN, MARGIN - 6, pages, SMALL, "right")
