"""The quick card: two sides of A4 in large letters for the wall or the laptop's bag. Lengths are points."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from samarth_desktop.documents.pdf import artwork
from samarth_desktop.documents.pdf.layout import Block, baseline, fitted, place, text_block
from samarth_desktop.documents.pdf.pdf_canvas import A4, MM, PdfCanvas, Style, fit, wrap

_MARGIN = 18 * MM
_ROOM = A4[0] - 2 * _MARGIN
_BLUE = "#26387C"
_NUMBER = 8 * MM
_STRIP = 1.1 * MM
_KEY_COLUMNS = 2
_LARGEST = 1.5


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands below it: numbered steps, or questions each followed by its answer."""

    title: str
    steps: Sequence[str] = ()
    questions: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One page: its title, its parts, and keys with what they do in two columns at its foot."""

    title: str
    parts: Sequence[Part]
    keys: Sequence[tuple[str, str]] = field(default=())


def render(title: str, sides: Sequence[Side], language: str, made: datetime) -> bytes:
    """The card as a PDF/A file, a page a side; letters are as large as the page allows."""
    paper = PdfCanvas(A4, title, made, language)
    for side in sides:
        artwork.strip(paper, _MARGIN, A4[1] - _MARGIN, _ROOM, _STRIP, artwork.INDIGO)
        style, lines = fit(side.title, Style(24, "Bold", _BLUE, leading=1.5), _ROOM)
        top = A4[1] - _MARGIN - 5 * MM
        paper.lines(_MARGIN, baseline(top, style), lines, style)
        top -= style.step * len(lines) + 2 * MM
        blocks = fitted(partial(_blocks, paper, side), top - _MARGIN, _LARGEST)
        place(blocks, top, _MARGIN)
        paper.page()
    return paper.finish()


def _blocks(paper: PdfCanvas, side: Side, scale: float) -> list[Block]:
    found: list[Block] = []
    head = Style(14 * scale, "Bold", _BLUE, leading=1.45)
    said = Style(11 * scale, leading=1.45)
    strong = Style(11 * scale, "SemiBold", leading=1.45)
    for part in side.parts:
        found.append(text_block(paper, _MARGIN, wrap(part.title, head, _ROOM), head, 9 * scale, 14, "left"))
        for number, step in enumerate(part.steps, 1):
            found.append(_step(paper, f"{number}.", step, said, 2.5 * scale))
        for asked, answer in part.questions:
            found.append(text_block(paper, _MARGIN, wrap(asked, strong, _ROOM), strong, 4 * scale, 6, "left"))
            found.append(text_block(paper, _MARGIN, wrap(answer, said, _ROOM), said, 0, 0, "left"))
    rows = range(0, len(side.keys), _KEY_COLUMNS)
    found += [_keys(paper, side.keys[at : at + _KEY_COLUMNS], strong, said, scale, first=not at) for at in rows]
    return found


def _step(paper: PdfCanvas, number: str, text: str, style: Style, gap: float) -> Block:
    lines = wrap(text, style, _ROOM - _NUMBER)

    def draw(top: float) -> None:
        paper.text(_MARGIN, baseline(top, style), number, style)
        paper.lines(_MARGIN + _NUMBER, baseline(top, style), lines, style)

    return Block(len(lines) * style.step, draw, gap, 3)


def _keys(
    paper: PdfCanvas, keys: Sequence[tuple[str, str]], strong: Style, said: Style, scale: float, *, first: bool
) -> Block:
    """A row of keys, each in a frame beside what it does."""
    wide = _ROOM / _KEY_COLUMNS
    frame = 32 * MM
    high = strong.step + 4 * scale

    def draw(top: float) -> None:
        for column, (key, does) in enumerate(keys):
            x = _MARGIN + column * wide
            paper.box(x, top - high, frame, high, line="#8A94B8", stroke=0.8, radius=1.5 * MM)
            used, lines = fit(key, strong, frame - 6, rows=1)
            paper.lines(x + frame / 2, baseline(top - 2 * scale, used), lines, used, "center")
            used, lines = fit(does, said, wide - frame - 4 * MM, rows=1)
            paper.lines(x + frame + 3 * MM, baseline(top - 2 * scale, used), lines, used)

    return Block(high, draw, (14 if first else 3.5) * scale, 6)
