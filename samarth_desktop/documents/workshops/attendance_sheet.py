"""The attendance sheet: a line for everybody on the list with room for signature or thumb in each session, empty lines
for walk-ins with the notice of consent, and places to sign (A4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, PdfCanvas, Style, wrap
from samarth_desktop.documents.workshops import table
from samarth_desktop.documents.workshops.table import EDGE, MARGIN, ROOM, SMALL, Head, Person, both, put, said
from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, catalog

TITLE = N_("Attendance sheet")
SIGN = N_("Sign or put your thumb impression.")
MUST = N_("must attend for the certificate")
COLUMNS = (N_("No."), N_("Name"), N_("Relative, village"), N_("Registration"))
SESSION = N_("Session")
WALK_INS = N_("Walk-ins")
READ_FIRST = N_("Read the notice below aloud first.")
MOBILE = N_("Mobile")
TRAINER, COORDINATOR = N_("Trainer's signature"), N_("Coordinator's signature")
NOTICE = N_("Notice")
_ROW, _HEAD, _WALK_IN = 13 * MM, 11.5 * MM, 12 * MM
_MOST_SESSIONS = 4
_WALK_INS = 3
_FIXED = (9 * MM, 39 * MM, 25 * MM, 27 * MM)
_FOOT = MARGIN + 22 * MM


@dataclass(frozen=True, slots=True)
class Column:
    """One session on the sheet: its number, when it begins, whether it must be attended."""

    number: int
    starts: str
    must: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet says; `notice` are the sentences of consent by language, with their version."""

    head: Head
    sessions: tuple[Column, ...]
    people: tuple[Person, ...]
    notice: tuple[str, str]
    notice_version: str
    made: datetime


def render(sheet: Sheet) -> bytes:
    """The sheet as a PDF/A file in both languages; of more than four sessions as many sheets as are needed."""
    paper = PdfCanvas(A4, f"{catalog('en').say(TITLE)} {sheet.head.number}", sheet.made, "hi")
    parts = [sheet.sessions[at : at + _MOST_SESSIONS] for at in range(0, len(sheet.sessions), _MOST_SESSIONS)] or [()]
    pages = [(part, rows, last) for part in parts for rows, last in _pages(sheet)]
    for number, (part, rows, last) in enumerate(pages, 1):
        _Page(paper, sheet, part).draw(rows, last)
        table.foot(paper, sheet.head.number, number, len(pages), (catalog("hi"), catalog("en")))
        paper.page()
    return paper.finish()


Rows = Sequence[tuple[int, Person]]


def _pages(sheet: Sheet) -> list[tuple[Rows, bool]]:
    """The people of each page, and whether it is the last, which has the walk-ins and the notice."""
    room = A4[1] - MARGIN - 46 * MM - _HEAD - _FOOT
    per = int(room // _ROW)
    last = int((room - _bottom(sheet)) // _ROW)
    people = list(enumerate(sheet.people, 1))
    pages: list[tuple[Rows, bool]] = []
    while len(people) > last:
        taken, people = people[:per], people[per:]
        pages.append((taken, False))
    return [*pages, (people, True)]


def _bottom(sheet: Sheet) -> float:
    """The height of what stands below the last line."""
    return 8 * MM + _WALK_INS * _WALK_IN + _notice_height(sheet) + 9 * MM


def _notice_height(sheet: Sheet) -> float:
    return sum(len(wrap(as_printed(text), SMALL, ROOM - 6 * MM)) for text in sheet.notice) * SMALL.step + 5 * MM


class _Page:
    """One page in the making."""

    def __init__(self, paper: PdfCanvas, sheet: Sheet, sessions: Sequence[Column]) -> None:
        self.paper, self.sheet, self.sessions = paper, sheet, sessions
        spare = ROOM - sum(_FIXED)
        self.widths = (*_FIXED, *(spare / max(len(sessions), 1) for _ in sessions))

    def draw(self, rows: Rows, last: bool) -> None:
        """The whole page."""
        top = self._title(A4[1] - MARGIN)
        top = self._heads(top)
        for number, person in rows:
            top = self._row(top, number, person)
        if last:
            top = self._walk_ins(top, len(self.sheet.people))
            self._notice(top - 3 * MM)
        self._signs()

    def _title(self, top: float) -> float:
        head, paper = self.sheet.head, self.paper
        table.code(paper, head.number, A4[0] - MARGIN + 4, top + 4)
        room = ROOM - 34 * MM
        hi, en = both(TITLE)
        at = top
        at -= put(paper, MARGIN, at, f"{hi}  {en}", Style(19, "Bold", leading=1.35), room)
        at -= put(paper, MARGIN, at, said(head.title_hi or head.title_en), Style(12, "SemiBold", leading=1.4), room)
        other = said(head.title_en) if head.title_hi else ""
        line = " · ".join(part for part in (other, head.programme) if part)
        at -= put(paper, MARGIN, at, line, Style(9.5, color=table.SOFT, leading=1.4), room)
        facts = "      ".join(part for part in (head.when, said(head.where), said(head.trainers)) if part)
        at -= put(paper, MARGIN, at - 2, facts, Style(9.5, "SemiBold", leading=1.5), room, rows=2) + 2
        sign, must = both(SIGN), both(MUST)
        note = (
            f"{sign[0]} {sign[1]}   *  {must[0]} · {must[1]}"
            if any(one.must for one in self.sessions)
            else " ".join(sign)
        )
        put(paper, MARGIN, top - 38 * MM, note, SMALL, ROOM)
        return top - 44 * MM

    def _heads(self, top: float) -> float:
        labels = [both(column) for column in COLUMNS]
        hi, en = both(SESSION)
        for one in self.sessions:
            star = " *" if one.must else ""
            starts = f" · {one.starts}" if one.starts else ""
            labels.append((f"{hi} {one.number}{starts}{star}", f"{en} {one.number}{star}"))
        self.paper.box(MARGIN, top - _HEAD, ROOM, _HEAD, fill=table.FILL)
        x = MARGIN
        for (above, below), width in zip(labels, self.widths, strict=True):
            put(self.paper, x + 4, top - 3, above, Style(8.5, "SemiBold", leading=1.4), width - 6)
            put(self.paper, x + 4, top - 16, below, Style(8, color=table.SOFT), width - 6)
            x += width
        self._frame(top, _HEAD)
        return top - _HEAD

    def _row(self, top: float, number: int, person: Person) -> float:
        middle = top - _ROW / 2 + 6
        put(self.paper, MARGIN, middle, str(number), Style(9.5, color=table.SOFT), self.widths[0], align="center")
        x = MARGIN + self.widths[0] + 5
        name, other = said(person.name_hi or person.name_en), said(person.name_en if person.name_hi else "")
        room = self.widths[1] - 8
        put(self.paper, x, top - 4, name, Style(11, "SemiBold", leading=1.35), room, smallest=0.6)
        put(self.paper, x, top - 20, other, Style(9, color=table.SOFT), room, smallest=0.7)
        x += self.widths[1]
        put(self.paper, x, top - 4, said(person.relation), Style(9, leading=1.4), self.widths[2] - 8)
        put(self.paper, x, top - 19, said(person.place), Style(8.5, color=table.SOFT), self.widths[2] - 8)
        x += self.widths[2]
        put(self.paper, x - 2, middle, person.registration, Style(8.5), self.widths[3] - 5, smallest=0.8)
        self._frame(top, _ROW)
        return top - _ROW

    def _frame(self, top: float, height: float) -> None:
        x = MARGIN
        for width in self.widths:
            self.paper.box(x, top - height, width, height, line=EDGE, stroke=0.6)
            x += width

    def _walk_ins(self, top: float, before: int) -> float:
        high = 8 * MM
        self.paper.box(MARGIN, top - high, ROOM, high, line=EDGE, fill=table.WARM, stroke=0.6)
        title, first = both(WALK_INS), both(READ_FIRST)
        words = f"{title[0]} {title[1]}  ·  {first[0]} {first[1]}"
        put(self.paper, MARGIN + 6, top - 4, words, Style(9.5, "SemiBold"), ROOM - 12)
        top -= high
        mobile = " ".join(both(MOBILE))
        for number in range(before + 1, before + 1 + _WALK_INS):
            middle = top - _WALK_IN / 2 + 6
            put(self.paper, MARGIN, middle, str(number), Style(9.5, color=table.SOFT), self.widths[0], align="center")
            x = MARGIN + sum(self.widths[:3]) + 3
            put(self.paper, x, top - 2, mobile, Style(8, color=table.SOFT), self.widths[3] - 5)
            self._frame(top, _WALK_IN)
            top -= _WALK_IN
        return top

    def _notice(self, top: float) -> None:
        high = _notice_height(self.sheet)
        self.paper.box(MARGIN, top - high, ROOM, high, line=EDGE, stroke=0.6, radius=3)
        at = top - 2.5 * MM
        for text in self.sheet.notice:
            at -= table.paragraph(self.paper, MARGIN + 3 * MM, at, text, SMALL, ROOM - 6 * MM)

    def _signs(self) -> None:
        for x, label in ((MARGIN, TRAINER), (MARGIN + 72 * MM, COORDINATOR)):
            hi, en = both(label)
            self.paper.rule(x, MARGIN + 14 * MM, x + 62 * MM, MARGIN + 14 * MM, "#2B3F87", 0.8)
            put(self.paper, x, MARGIN + 13 * MM, f"{hi}  {en}", Style(9), 62 * MM)
