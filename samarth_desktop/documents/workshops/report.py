"""The funder's report of a workshop or fair on A4: who came, sessions, feedback, costs, pictures, places to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.documents.pdf import picture as pictures
from samarth_desktop.documents.pdf.artwork import peak
from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, PdfCanvas, Style, line, rgb, wrap
from samarth_desktop.documents.workshops import table
from samarth_desktop.documents.workshops.pictures import bare
from samarth_desktop.documents.workshops.table import BLUE, SOFT, Head, paragraph, put, said
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, Catalog, T, Text, catalog

_MARGIN = 12 * MM
_ROOM = A4[0] - 2 * _MARGIN
_GAP = 7 * MM
_LINE = 15.0
_LIGHT = "#6B7DBE"
_LABEL = Style(9.5, leading=1.4)
_VALUE = Style(9.5, "SemiBold", leading=1.4)
TITLE, FAIR_TITLE = N_("Workshop report"), N_("Fair report")
MADE = N_("All figures are counted from the attendance · made {day} · Samarth Desktop")
NO_PICTURE = N_("No picture yet")
SIGNATURES = (N_("Field coordinator"), N_("District programme officer"), N_("For the funder: name, date, seal"))


@dataclass(frozen=True, slots=True)
class Block:
    """One block of figures: a title and (label, value, share of the longest bar; None draws none)."""

    title: str
    rows: tuple[tuple[str, str, float | None], ...]
    note: str = ""
    total: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture (JPEG or PNG as kept; None where it is still missing) and the line below it."""

    content: bytes | None
    caption: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report says, in the words of its language."""

    head: Head
    programme: str
    fair: bool
    numbers: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Block, ...], ...]
    note: str
    pictures: tuple[Shown, ...]
    quotes: tuple[str, ...]
    signatures: tuple[tuple[str, str], ...]
    made: datetime


def render(report: Report, language: str) -> bytes:
    """The report as a PDF/A file in one language."""
    words = catalog(language)
    pages = _Pages(report, words, language, 0)
    pages.draw()
    again = _Pages(report, words, language, pages.count)  # every page says how many there are
    again.draw()
    return again.paper.finish()


class _Pages:
    """The pages in the making: what does not fit goes on to the next."""

    def __init__(self, report: Report, words: Catalog, language: str, total: int) -> None:
        self.report, self.words, self.total = report, words, total
        self.paper = PdfCanvas(A4, f"{words.say(TITLE)} {report.head.number}", report.made, language)
        self.count, self.top = 1, 0.0

    def draw(self) -> None:
        """Everything, in order."""
        self._begin()
        self._title()
        self._numbers()
        for row in self.report.rows:
            self._need(max(_height(block) for block in row) + 14)
            self._blocks(row)
            if row is self.report.rows[0] and self.report.note:
                self.top -= paragraph(self.paper, _MARGIN, self.top + 6, self.report.note, _LABEL, _ROOM) - 2
        self._pictures()
        for quote in self.report.quotes:
            self._quote(quote)
        self._need(25 * MM)  # 19 mm to write in: places to sign never stand alone on a page for a little more
        self._sign()
        self._end()

    def _begin(self) -> None:
        unit = 1.05 * MM
        peaks = " ".join(peak((at + 0.5) * 8 * unit, A4[1], unit, 0, -1) for at in range(int(A4[0] / (8 * unit)) + 1))
        self.paper.canvas.write(f"{rgb('#A62B1C')} rg {peaks} f")
        self.top = A4[1] - 9 * MM

    def _end(self) -> None:
        made = self.words.say(Text(MADE, {"day": self.report.made.strftime("%d/%m/%Y")}))
        table.foot(self.paper, made, self.count, self.total or self.count, (self.words,))
        self.paper.page()

    def _need(self, height: float) -> None:
        if self.top - height < 16 * MM:
            self._end()
            self.count += 1
            self._begin()
            self.top -= 4 * MM

    def _title(self) -> None:
        head, paper, room = self.report.head, self.paper, _ROOM - 32 * MM
        table.code(paper, head.number, A4[0] - _MARGIN + 3, self.top - 1 * MM, 17 * MM)
        kind = self.words.say(FAIR_TITLE if self.report.fair else TITLE)
        at = self.top
        soft, plain = Style(10, color=SOFT, leading=1.45), Style(10.5, leading=1.45)
        title = head.title_hi if self.words.language == "hi" else head.title_en
        for text, style, rows in (
            (f"{kind} · {self.report.programme}", soft, 1),
            (said(title or head.title_en or head.title_hi), Style(20, "Bold", leading=1.35), 2),
            (" · ".join(part for part in (head.when, said(head.where)) if part), plain, 2),
            (said(head.trainers), soft, 1),
        ):
            if text:
                at -= put(paper, _MARGIN, at, text, style, room, rows=rows)
        self.top = min(at, self.top - 27 * MM) - 3 * MM

    def _numbers(self) -> None:
        high, count = 19 * MM, len(self.report.numbers)
        paper, top = self.paper, self.top
        paper.box(_MARGIN, top - high, _ROOM, high, line="#DBD3C1", fill="#FAF7F0", stroke=0.8, radius=3)
        wide = _ROOM / count
        for at, (value, label) in enumerate(self.report.numbers):
            x = _MARGIN + at * wide
            if at:
                paper.rule(x, top - high + 4, x, top - 4, "#DBD3C1", 0.7)
            put(paper, x + 8, top - 4, value, Style(21, "Bold", BLUE, leading=1.3), wide - 12)
            put(paper, x + 8, top - 33, label, Style(9.5, leading=1.4), wide - 12, smallest=0.75)
        self.top = top - high - 5 * MM

    def _blocks(self, row: Sequence[Block]) -> None:
        wide = (_ROOM - _GAP * (len(row) - 1)) / len(row)
        low = self.top
        for at, block in enumerate(row):
            low = min(low, self._block(block, _MARGIN + at * (wide + _GAP), wide))
        self.top = low - 5 * MM

    def _block(self, block: Block, x: float, wide: float) -> float:
        paper, top = self.paper, self.top
        put(paper, x, top, block.title, Style(11.5, "SemiBold", leading=1.35), wide)
        top -= 18
        paper.rule(x, top, x + wide, top, BLUE, 1.2)
        top -= 4
        for label, value, share in block.rows:
            bar = wide * 0.42 if share is not None else 0.0
            worth = max(paper_width(value), 20.0)
            put(paper, x, top, label, _LABEL, wide - bar - worth - 8, smallest=0.72)
            if share is not None:
                left = x + wide - worth - bar - 4
                color = BLUE if share > 0.5 else _LIGHT
                if share > 0:
                    paper.box(left, top - 10.5, max(bar * share, 1.5), 6.5, fill=color)
            put(paper, x + wide - worth, top, value, _VALUE, worth, align="right")
            top -= _LINE
        if block.total is not None:
            paper.rule(x, top, x + wide, top, "#1C2140", 0.8)
            put(paper, x, top - 1, block.total[0], _VALUE, wide * 0.6)
            put(paper, x, top - 1, block.total[1], _VALUE, wide, align="right")
            top -= _LINE
        if block.note:
            top -= paragraph(paper, x, top, block.note, Style(8.5, color=SOFT, leading=1.4), wide)
        return top

    def _pictures(self) -> None:
        shown = self.report.pictures
        if not shown:
            return
        wide = (_ROOM - _GAP * 0.6) / 2
        high = wide * 0.6
        self._need(high + 22 * MM)
        title = self.words.say(N_("Pictures"))
        put(self.paper, _MARGIN, self.top, title, Style(11.5, "SemiBold", leading=1.35), _ROOM)
        self.paper.rule(_MARGIN, self.top - 18, A4[0] - _MARGIN, self.top - 18, BLUE, 1.2)
        self.top -= 24
        for first in range(0, len(shown), 2):
            if first:
                self._need(high + 8 * MM)
            for at, one in enumerate(shown[first : first + 2]):
                self._picture(one, _MARGIN + at * (wide + _GAP * 0.6), wide, high)
            self.top -= high + 22

    def _picture(self, one: Shown, x: float, wide: float, high: float) -> None:
        paper, low = self.paper, self.top - high
        content = bare(one.content) if one.content else None
        found = pictures.read(content, 1400) if content else None
        if found is not None:
            pictures.draw(paper, found, x, low, wide, high, cover=True)
        else:
            paper.box(x, low, wide, high, line="#AE740B", stroke=0.8, radius=3)
            put(
                paper,
                x,
                low + high / 2 + 8,
                self.words.say(NO_PICTURE),
                Style(10, color="#714500"),
                wide,
                align="center",
            )
        put(paper, x, low - 3, one.caption, Style(8.5, color=SOFT), wide)

    def _quote(self, text: str) -> None:
        quote = f"“{said(text)}”"
        high = len(wrap(as_printed(quote), _LABEL, _ROOM - 16)) * _LABEL.step + 10
        self._need(high + 6)
        self.paper.box(_MARGIN, self.top - high, _ROOM, high, fill="#FAF7F0", radius=3)
        paragraph(self.paper, _MARGIN + 8, self.top - 5, quote, _LABEL, _ROOM - 16)
        self.top -= high + 6

    def _sign(self) -> None:
        wide = (_ROOM - 2 * _GAP) / 3
        at = max(self.top - 22 * MM, 22 * MM)
        for number, (name, role) in enumerate(self.report.signatures):
            x = _MARGIN + number * (wide + _GAP)
            self.paper.rule(x, at, x + wide, at, "#1C2140", 0.8)
            put(self.paper, x, at - 3, said(name), Style(9.5, "SemiBold", leading=1.4), wide)
            put(self.paper, x, at - 17, role, Style(8.5, color=SOFT, leading=1.4), wide, smallest=0.75)
        self.top = at - 34


def paper_width(value: str) -> float:
    """How wide a value is drawn."""
    return line(value, _VALUE).width + 2


def _height(block: Block) -> float:
    rows = len(block.rows) + (block.total is not None)
    return 24 + rows * _LINE + (26 if block.note else 0)


def picture_note(taken: str, place: str, words: Catalog) -> str:
    """The line below a picture: when and where, and nothing else that the camera wrote."""
    if not taken:
        return place
    moment = datetime.fromisoformat(taken)
    return words.say(T("{time} · {day} · {place}", time=f"{moment:%H:%M}", day=f"{moment:%d/%m/%Y}", place=place))
