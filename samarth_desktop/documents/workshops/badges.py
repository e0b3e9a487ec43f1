"""Badges of card size (85.6 x 54 mm), eight to an A4 sheet from a chosen place: the name in both scripts to be read
from across a table, and the registration number as QR, with nothing else in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.documents.pdf import artwork, qr
from samarth_desktop.documents.pdf.layout import baseline
from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, PdfCanvas, Style, fit, line, wrap
from samarth_desktop.documents.workshops import table
from samarth_desktop.documents.workshops.table import Person, both, put, said
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, T, catalog

WIDTH, HEIGHT = 85.6 * MM, 54 * MM
COLUMNS, ROWS = 2, 4
PER_SHEET = COLUMNS * ROWS
TEAM = N_("Team")
FIRST, OTHER = 21.0, 18.0
"""The sizes of the name and of the other script, in points: never smaller than the second."""
_QR = 22 * MM
_HEAD = 8.6 * MM
_PAD = 3.6 * MM
_NAVY, _MADDER = "#1F2B5B", "#A62B1C"
_GAP_X, _GAP_Y = 13.5 * MM, 16.5 * MM


@dataclass(frozen=True, slots=True)
class Badges:
    """What the badges say beside the people; `day` and `short` (the title) are as printed."""

    number: str
    programme: str
    day: str
    short: str
    people: Sequence[Person]
    made: datetime
    label: bool = False
    """One badge a page, of its own size, for a label printer."""


def render(badges: Badges, start: int = 1) -> bytes:
    """The badges as a PDF/A file, the first at place `start` (1 to 8, by rows) of a part-used sheet."""
    size = (WIDTH, HEIGHT) if badges.label else A4
    paper = PdfCanvas(size, f"{catalog('en').say(N_('Badges'))} {badges.number}", badges.made, "hi")
    if badges.label:
        for person in badges.people:
            _Badge(paper, badges, person, 0, 0).draw()
            paper.page()
        return paper.finish()
    first = min(max(start, 1), PER_SHEET) - 1
    total = -(-(len(badges.people) + first) // PER_SHEET) or 1
    for page in range(total):
        for place in range(PER_SHEET):
            at = page * PER_SHEET + place - first
            if 0 <= at < len(badges.people):
                x, y = _place(place)
                _marks(paper, x, y)
                _Badge(paper, badges, badges.people[at], x, y).draw()
        _foot(paper, badges, page + 1, total, start)
        paper.page()
    return paper.finish()


def _place(place: int) -> tuple[float, float]:
    left = (A4[0] - COLUMNS * WIDTH - (COLUMNS - 1) * _GAP_X) / 2
    top = (A4[1] + ROWS * HEIGHT + (ROWS - 1) * _GAP_Y) / 2 + 2 * MM
    return left + place % COLUMNS * (WIDTH + _GAP_X), top - place // COLUMNS * (HEIGHT + _GAP_Y) - HEIGHT


def _marks(paper: PdfCanvas, x: float, y: float) -> None:
    near, far = 1 * MM, 3 * MM
    for cx, dx in ((x, -1), (x + WIDTH, 1)):
        for cy, dy in ((y, -1), (y + HEIGHT, 1)):
            paper.rule(cx + dx * near, cy, cx + dx * far, cy, "#4D526D", 0.4)
            paper.rule(cx, cy + dy * near, cx, cy + dy * far, "#4D526D", 0.4)


def _foot(paper: PdfCanvas, badges: Badges, page: int, total: int, start: int) -> None:
    words = T(
        "{number} · page {page} of {total} · 85.6 x 54 mm · first place {start} · print at 100 % (actual size)",
        number=badges.number, page=page, total=total, start=start,
    )  # fmt: skip
    put(paper, table.MARGIN, table.MARGIN, catalog("hi").say(words), table.SMALL, A4[0] - 2 * table.MARGIN)


class _Badge:
    """One badge; (x, y) is its lower left corner."""

    def __init__(self, paper: PdfCanvas, badges: Badges, person: Person, x: float, y: float) -> None:
        self.paper, self.badges, self.person, self.x, self.y = paper, badges, person, x, y

    def draw(self) -> None:
        """Draws everything."""
        paper, x, y = self.paper, self.x, self.y
        paper.box(x, y, WIDTH, HEIGHT, line="#DBD3C1", fill="#FFFFFF", stroke=0.6, radius=2.2 * MM)
        self._head()
        right = self._code(x + WIDTH - 1.6 * MM, y + HEIGHT - _HEAD - 2.2 * MM)
        self._names(right - 1 * MM - (x + _PAD))
        paper.text(x + _PAD, y + 3 * MM, self.person.registration, Style(9, "SemiBold"))
        room = WIDTH - 2 * _PAD - line(self.person.registration, Style(9, "SemiBold")).width - 2 * MM
        put(
            paper, x + WIDTH - _PAD - room, y + 3 * MM + 9.5, said(self.badges.short),
            Style(8, color=table.SOFT), room, align="right",
        )  # fmt: skip

    def _code(self, right: float, top: float) -> float:
        """The number as QR with its quiet modules, its corner at (right, top); gives where its left side is. Who has no
        number has no code."""
        if not self.person.registration:
            return right
        quiet = _QR / len(qr.modules(self.person.registration)) * qr.QUIET
        qr.draw(self.paper, self.person.registration, right - quiet - _QR, top - quiet - _QR, _QR)
        return right - _QR - 2 * quiet

    def _head(self) -> None:
        paper, top = self.paper, self.y + HEIGHT
        color = _MADDER if self.person.staff else _NAVY
        paper.box(self.x, top - _HEAD, WIDTH, _HEAD, fill=color, radius=2.2 * MM)
        paper.box(self.x, top - _HEAD, WIDTH, 3 * MM, fill=color)
        unit = 0.42 * MM
        count = int(WIDTH / (8 * unit))
        pitch = WIDTH / count
        peaks = " ".join(
            artwork.peak(self.x + (at + 0.5) * pitch, top - _HEAD - 4 * unit, unit * pitch / (8 * unit), 0, 1)
            for at in range(count)
        )
        paper.canvas.write(f"0.89 0.643 0.133 rg {peaks} f")
        title = " · ".join(both(TEAM)) if self.person.staff else self.badges.programme
        put(paper, self.x + _PAD, top - 2 * MM, title, Style(8.5, "SemiBold", "#FFFFFF"), WIDTH - 2 * _PAD - 22 * MM)
        put(
            paper, self.x + WIDTH - _PAD - 20 * MM, top - 2 * MM, self.badges.day,
            Style(8, color="#FFFFFF"), 20 * MM, align="right",
        )  # fmt: skip

    def _names(self, room: float) -> None:
        """The name at 21 points, in the other script at 18; a long one at 18 in two lines, and then the second script
        below it while there is room."""
        person = self.person
        names = [said(name) for name in (person.name_hi, person.name_en) if name]
        top = self.y + HEIGHT - _HEAD - 3.4 * MM
        low = self.y + 8.5 * MM
        one_line = all(line(as_printed(name), Style(OTHER, "Bold")).width <= room for name in names)
        for index, name in enumerate(names):
            style = Style(FIRST if index == 0 else OTHER, "Bold" if index == 0 else "SemiBold", leading=1.34)
            if one_line:
                used, lines = fit(as_printed(name), style, room, OTHER / style.size, 1)
            else:
                used = Style(OTHER, style.weight, leading=1.18)
                lines = wrap(as_printed(name), used, room)
            fitting = max(1, int((top - low) // used.step))
            self.paper.lines(self.x + _PAD, baseline(top, used), lines[:fitting], used)
            top -= used.step * min(len(lines), fitting)
        if top - low >= 12 and person.place:
            put(self.paper, self.x + _PAD, top - 1, said(person.place), Style(10, color=table.SOFT), room)
