"""The slip that a person takes home at once: that she was registered, under which number, when and where."""

from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.documents.pdf import artwork
from samarth_desktop.documents.pdf.layout import Block, place, text_block
from samarth_desktop.documents.pdf.pdf_canvas import MM, PdfCanvas, Style, fit
from samarth_desktop.domain.names.other_script import drawable
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import N_, catalog
from samarth_desktop.rules.certificates.certificate import best

SIZE = (148 * MM, 105 * MM)
_MARGIN = 10 * MM
_SOFT = "#4D526D"
TITLE = N_("Registration slip")
NUMBER = N_("Registration no.")
KEEP = N_("Keep this slip. This is your number everywhere. The certificate comes later.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a slip says. `made` is the moment of registration, local time; `by` who registered."""

    name: Words
    registration: str
    made: datetime
    laptop: str
    programme: Words = Words()
    by: Words = Words()


def render(receipt: Receipt, language: str) -> bytes:
    """The slip on A6 in one language."""
    words = catalog(language)
    paper = PdfCanvas(SIZE, words.say(TITLE), receipt.made, language)
    width, height = SIZE
    paper.box(6 * MM, 6 * MM, width - 12 * MM, height - 12 * MM, line="#26387C", stroke=1, radius=2 * MM)
    artwork.strip(paper, 6 * MM + 4, height - 13 * MM, width - 12 * MM - 8, 0.7 * MM, artwork.INDIGO)
    parts = (words.moment(receipt.made), drawable(best(receipt.by, language)), receipt.laptop)
    blocks = [
        _text(paper, words.say(TITLE), Style(16, "Bold", "#26387C", leading=1.4)),
        _text(paper, best(receipt.programme, language), Style(10.5, color=_SOFT)),
        _text(paper, best(receipt.name, language), Style(22, "Bold", leading=1.4), stretch=8),
        _text(paper, _other(receipt.name, language), Style(12.5, leading=1.4)),
        _number(paper, words.say(NUMBER), receipt.registration),
        _text(paper, "  ·  ".join(part for part in parts if part), Style(10.5), stretch=10),
        _text(paper, words.say(KEEP), Style(10, color=_SOFT), stretch=6),
    ]
    place([block for block in blocks if block.height], height - 16 * MM, 9 * MM)
    paper.page()
    return paper.finish()


def _text(paper: PdfCanvas, text: str, style: Style, stretch: float = 3) -> Block:
    used, lines = fit(as_printed(text), style, SIZE[0] - 2 * _MARGIN)
    return text_block(paper, SIZE[0] / 2, lines, used, 1, stretch)


def _number(paper: PdfCanvas, label: str, number: str) -> Block:
    """The number in a frame."""
    high, wide = 17 * MM, SIZE[0] - 2 * _MARGIN - 20 * MM
    used, lines = fit(number, Style(21, "Bold"), wide - 12, rows=1)

    def draw(top: float) -> None:
        paper.box((SIZE[0] - wide) / 2, top - high, wide, high, line="#26387C", radius=3)
        paper.text(SIZE[0] / 2, top - 5 * MM, label, Style(9.5, color=_SOFT), "center")
        paper.lines(SIZE[0] / 2, top - 13.3 * MM, lines, used, "center")

    return Block(high, draw, 4, 10)


def _other(name: Words, language: str) -> str:
    """The name in the other script where both are known and can be drawn."""
    other = drawable(name.say("en" if language == "hi" else "hi"))
    return other if other != as_printed(best(name, language)) else ""
