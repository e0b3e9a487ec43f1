"""The list on which many give consent: the notice, and a line for everybody with room to sign or for a thumb (A4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, PdfCanvas, Style, wrap
from samarth_desktop.documents.workshops import table
from samarth_desktop.documents.workshops.table import EDGE, MARGIN, ROOM, SMALL, paragraph, put, said
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, Catalog, T

TITLE = N_("Consent list")
_HEADS = (N_("No."), N_("Name"), N_("Relative, age"), N_("Village"), N_("Sign or put your thumb impression."))
_WIDTHS = (11 * MM, 52 * MM, 45 * MM, 34 * MM)
_ROW, _HEAD = 13 * MM, 9 * MM
_FOOT = MARGIN + 22 * MM
_NOTICE = Style(10, leading=1.5)


@dataclass(frozen=True, slots=True)
class Signer:
    """One line of the list."""

    name: str
    relative: str
    village: str


@dataclass(frozen=True, slots=True)
class ConsentList:
    """What the list says: the office or programme that asks, the notice sentence by sentence with its version."""

    asks: str
    notice: tuple[str, ...]
    version: str
    day: str
    evidence: str
    people: tuple[Signer, ...]
    made: datetime


def render(content: ConsentList, words: Catalog) -> bytes:
    """The list as a PDF/A file, in the language of `words`."""
    paper = PdfCanvas(A4, words.say(TITLE), content.made, words.language)
    first = _room(content)
    rows = list(enumerate(content.people, 1))
    pages: list[Sequence[tuple[int, Signer]]] = [rows[:first]]
    later = int((A4[1] - 2 * MARGIN - _HEAD - _FOOT + MARGIN - 12 * MM) // _ROW)
    pages += [rows[at : at + later] for at in range(first, len(rows), later)]
    for number, page in enumerate(pages, 1):
        top = A4[1] - MARGIN
        top = _title(paper, content, words, top, whole=number == 1)
        _table(paper, words, page, top)
        table.foot(paper, content.version, number, len(pages), (words,))
        paper.page()
    return paper.finish()


def _room(content: ConsentList) -> int:
    """How many lines have room below the notice."""
    lines = sum(len(wrap(as_printed(text), _NOTICE, ROOM)) for text in content.notice)
    return max(1, int((A4[1] - MARGIN - 24 * MM - lines * _NOTICE.step - _HEAD - _FOOT) // _ROW))


def _title(paper: PdfCanvas, content: ConsentList, words: Catalog, top: float, *, whole: bool) -> float:
    top -= put(paper, MARGIN, top, words.say(TITLE), Style(17 if whole else 12, "Bold", leading=1.4), ROOM)
    facts = "      ".join(filter(None, (said(content.asks), content.day, content.evidence)))
    top -= put(paper, MARGIN, top, facts, Style(9.5, "SemiBold", leading=1.5), ROOM) + 2 * MM
    if whole:
        for text in content.notice:
            top -= paragraph(paper, MARGIN, top, text, _NOTICE, ROOM)
        top -= 3 * MM
    return top


def _table(paper: PdfCanvas, words: Catalog, rows: Sequence[tuple[int, Signer]], top: float) -> None:
    widths = (*_WIDTHS, ROOM - sum(_WIDTHS))
    paper.box(MARGIN, top - _HEAD, ROOM, _HEAD, fill=table.FILL)
    x = MARGIN
    for head, width in zip(_HEADS, widths, strict=True):
        put(paper, x + 4, top - 5, words.say(head), Style(8.5, "SemiBold", leading=1.4), width - 8, rows=1)
        x += width
    top -= _HEAD
    for number, one in rows:
        cells = (str(number), said(one.name), said(one.relative), said(one.village), "")
        x = MARGIN
        for at, (text, width) in enumerate(zip(cells, widths, strict=True)):
            paper.box(x, top - _ROW, width, _ROW, line=EDGE)
            style = Style(10.5, "SemiBold" if at == 1 else "Regular", leading=1.35)
            put(paper, x + 4, top - 6, text, style, width - 8, rows=2)
            x += width
        top -= _ROW
    put(paper, MARGIN, MARGIN + 12 * MM, words.say(T("Read the notice aloud before anybody signs.")), SMALL, ROOM)
