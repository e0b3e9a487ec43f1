"""The recovery sheet: the key that opens the data when the passphrase is forgotten, printed once at set-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.documents.pdf import artwork
from samarth_desktop.documents.pdf.layout import baseline
from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, PdfCanvas, Style, fit, wrap
from samarth_desktop.i18n import N_, Text, catalog

_MARGIN = 24 * MM
_SOFT = "#4D526D"
TITLE = N_("Recovery key")
PURPOSE = N_("With this key the data on the laptop opens when the passphrase is forgotten.")
RULES = (
    N_("Keep this sheet at home or in the office, never with the laptop."),
    N_("Whoever has this sheet and the laptop can read everything. Show it to nobody."),
    N_(
        "The program does not store this key. If the sheet is lost, print a new one: Settings, Passphrase and recovery."
    ),
    N_("To use it: at the passphrase, choose “Use the recovery key” and type the groups in order."),
)


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says. `groups` are the key as it is typed; it is printed and kept nowhere."""

    groups: Sequence[str]
    laptop: str
    owner: str
    made: datetime


def render(sheet: RecoverySheet, languages: Sequence[str]) -> bytes:
    """One A4 page in one language or both, the first language first."""
    first = catalog(languages[0])
    paper = PdfCanvas(A4, first.say(TITLE), sheet.made, languages[0])
    width = A4[0]
    room = width - 2 * _MARGIN
    artwork.strip(paper, _MARGIN, A4[1] - 24 * MM, room, 1.1 * MM, artwork.INDIGO)
    top = A4[1] - 32 * MM
    title = " · ".join(dict.fromkeys(catalog(language).say(TITLE) for language in languages))
    for text, style in (
        (title, Style(26, "Bold", "#26387C", leading=1.5)),
        (f"{sheet.owner}  ·  {sheet.laptop}  ·  {first.date(sheet.made.date())}", Style(12, color=_SOFT)),
    ):
        used, lines = fit(text, style, room)
        paper.lines(width / 2, baseline(top, used), lines, used, "center")
        top -= used.step * len(lines)
    top = _key(paper, sheet.groups, top - 6 * MM, room) - 8 * MM
    for language in languages:
        top = _explained(paper, language, top, room) - 6 * MM
    paper.page()
    return paper.finish()


def _key(paper: PdfCanvas, groups: Sequence[str], top: float, room: float) -> float:
    """The groups in a frame, four a row, numbered so that none is skipped. Gives the height below it."""
    columns = 4
    rows = -(-len(groups) // columns)
    step = 19 * MM
    height = rows * step + 4 * MM
    paper.box(_MARGIN, top - height, room, height, line="#26387C", stroke=1.6, radius=2.5 * MM)
    for i, group in enumerate(groups):
        x = _MARGIN + (i % columns + 0.5) * room / columns
        y = top - 3 * MM - (i // columns + 0.68) * step
        used, lines = fit(group, Style(21, "Bold"), room / columns - 10, rows=1)
        paper.lines(x, y, lines, used, "center")
        paper.text(x, y + 8.4 * MM, str(i + 1), Style(9, color=_SOFT), "center")
    return top - height


def _explained(paper: PdfCanvas, language: str, top: float, room: float) -> float:
    words = catalog(language)
    style = Style(13, "SemiBold", leading=1.5)
    lines = wrap(words.say(PURPOSE), style, room)
    paper.lines(_MARGIN, baseline(top, style), lines, style)
    top -= style.step * len(lines) + 2 * MM
    style = Style(11.5, leading=1.5)
    for number, rule in enumerate(RULES, 1):
        lines = wrap(words.say(Text(rule)), style, room - 8 * MM)
        paper.text(_MARGIN, baseline(top, style), f"{number}.", style)
        paper.lines(_MARGIN + 8 * MM, baseline(top, style), lines, style)
        top -= style.step * len(lines) + 1.2 * MM
    return top
