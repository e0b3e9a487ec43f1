"""A registration form to be filled in by hand, with its number printed on it: two to an A4 page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, PdfCanvas, Style, wrap
from samarth_desktop.documents.workshops import table
from samarth_desktop.documents.workshops.table import EDGE, MARGIN, ROOM, SOFT, both, paragraph, put
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, catalog

TITLE = N_("Registration form")
LINES: tuple[tuple[tuple[str, float], ...], ...] = (
    ((N_("Name"), 1.0),),
    ((N_("Relation"), 0.3), (N_("Father's, husband's or mother's name"), 0.7)),
    ((N_("Age or date of birth"), 0.3), (N_("Gender"), 0.3), (N_("Mobile number"), 0.4)),
    ((N_("Village or ward"), 0.4), (N_("Block"), 0.3), (N_("District"), 0.3)),
    ((N_("Craft"), 0.5), (N_("Social category"), 0.25), (N_("Disability"), 0.25)),
    ((N_("Bank account number"), 0.6), (N_("IFSC"), 0.4)),
)
CONSENT = N_("Consent: signature or thumb impression")
_HALF = A4[1] / 2
_TOP, _HEAD, _SIGN, _GAP, _EDGE = 7 * MM, 30 * MM, 13 * MM, 2 * MM, 6 * MM  # _EDGE: where printers and scissors go
_NOTICE = Style(8, color=SOFT, leading=1.35)


@dataclass(frozen=True, slots=True)
class Forms:
    """What the forms say: their numbers, the programme's name by language, and the sentences of consent."""

    numbers: Sequence[str]
    programme: tuple[str, str]
    notice: tuple[str, str]
    made: datetime


def render(forms: Forms) -> bytes:
    """The forms as a PDF/A file."""
    paper = PdfCanvas(A4, catalog("en").say(TITLE), forms.made, "hi")
    for first in range(0, len(forms.numbers), 2):
        for at, number in enumerate(forms.numbers[first : first + 2]):
            _form(paper, forms, number, A4[1] - at * _HALF - _TOP)
        paper.rule(0, _HALF, A4[0], _HALF, EDGE, 0.4)
        paper.page()
    return paper.finish()


def _form(paper: PdfCanvas, forms: Forms, number: str, top: float) -> None:
    table.code(paper, number, A4[0] - MARGIN + 3, top + 2, 20 * MM)
    room = ROOM - 32 * MM
    at = top
    at -= put(paper, MARGIN, at, "  ".join(both(TITLE)), Style(15, "Bold", leading=1.35), room)
    at -= put(paper, MARGIN, at, " · ".join(dict.fromkeys(forms.programme)), Style(9.5, color=SOFT), room)
    at -= put(paper, MARGIN, at, number, Style(13, "Bold", leading=1.5), room)
    at = top - _HEAD
    read = sum(_NOTICE.step * len(wrap(as_printed(text), _NOTICE, ROOM)) for text in forms.notice)
    high = min(11.5 * MM, (_HALF - _TOP - _HEAD - read - 2 * _GAP - _SIGN - _EDGE) / len(LINES))
    for boxes in LINES:
        x = MARGIN
        for label, share in boxes:
            wide = ROOM * share
            paper.box(x, at - high, wide, high, line=EDGE, stroke=0.6)
            put(
                paper,
                x + 3,
                at - 1,
                " ".join(dict.fromkeys(both(label))),
                Style(8, color=SOFT),
                wide - 6,
                smallest=0.85,
            )
            x += wide
        at -= high
    at -= _GAP
    for text in forms.notice:
        at -= paragraph(paper, MARGIN, at, text, _NOTICE, ROOM)
    at -= _GAP
    paper.box(MARGIN, at - _SIGN, ROOM, _SIGN, line=EDGE, stroke=0.6)
    put(paper, MARGIN + 3, at - 1, " ".join(both(CONSENT)), Style(8, color=SOFT), ROOM)
