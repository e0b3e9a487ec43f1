"""Paper: a ReportLab canvas that draws text in both scripts rightly.

Everything that this program prints is drawn through :class:`Paper`: certificates, lists, receipts, the recovery
sheet. Lengths are points from the lower left corner, colours ``#RRGGBB``.
"""

import functools
import io
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from samarth_desktop.documents.pdf import indic, structure
from samarth_desktop.documents.pdf.indic import Run, Weight
from samarth_desktop.domain.programmes.wording import BOLD, NO_BREAK, WORD_JOINER

if TYPE_CHECKING:
    from samarth_desktop.documents.pdf.reportlab_canvas import ReportLabCanvas

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A4_LANDSCAPE = (297 * MM, 210 * MM)
INK = "#1C2140"
SMALL_INK = "#000000"  # a printer without colour makes dots of any other, in which letters below 10 pt dissolve
Align = Literal["left", "center", "right", "justify"]
Word = tuple[tuple[Weight, str], ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks: size in points, weight of plain and of bold runs, colour, line height as a factor."""

    size: float
    weight: Weight = "Regular"
    color: str = INK
    bold: Weight = "SemiBold"
    leading: float = 1.5

    @property
    def step(self) -> float:
        """The distance of two baselines in points."""
        return self.size * self.leading


@dataclass(frozen=True, slots=True)
class Line:
    """One line ready to draw: shaped runs and the width in points at a size."""

    runs: tuple[Run, ...]
    width: float
    size: float


def line(text: str, style: Style) -> Line:
    """One line from a text, which is never markup."""
    return _line([(style.weight, text)], style.size)


def _spans(text: str, style: Style) -> list[tuple[Weight, str]]:
    """The stretches of one weight in a text with **bold** runs; a `**` without its partner stays as it is."""
    parts = [part.replace(WORD_JOINER, "") for part in text.split(BOLD)]
    if len(parts) % 2 == 0:
        return [(style.weight, text.replace(WORD_JOINER, ""))]
    return [(style.bold if i % 2 else style.weight, part) for i, part in enumerate(parts) if part]


def _line(pieces: Sequence[tuple[Weight, str]], size: float) -> Line:
    # What held the words together has done so: whoever copies the line gets plain spaces.
    runs = tuple(indic.shape(weight, text.replace(NO_BREAK, " ")) for weight, text in pieces if text)
    return Line(runs, sum(_points(run, size) for run in runs), size)


def _points(run: Run, size: float) -> float:
    return run.width * size / indic.face(run.weight).metrics.em


@functools.lru_cache(maxsize=4_000)
def wrap(text: str, style: Style, width: float, balance: bool = False, bold: bool = False) -> tuple[Line, ...]:
    """Breaks a text into lines no wider than `width` points, at spaces (inside a word only where it is wider).

    `balance` evens the lines out without adding one: for centred text. `bold` is for our own sentences: ``**`` marks
    bold runs there; in every other text it is two asterisks.
    """
    pieces = _spans(text, style) if bold else [(style.weight, text)]
    words = [part for word in _words(pieces, " ") for part in _fitting(word, style.size, width)]
    rows = _fill(words, style.size, width)
    if balance and len(rows) > 1:
        low, high = max(_line(word, style.size).width for word in words), width
        while high - low > 4:
            middle = (low + high) / 2
            tried = _fill(words, style.size, middle)
            low, high, rows = (low, middle, tried) if len(tried) <= len(rows) else (middle, high, rows)
    return tuple(_line(_joined(row), style.size) for row in rows)


def _words(pieces: Sequence[tuple[Weight, str]], space: str) -> list[Word]:
    """Words between spaces; a word may hold several weights."""
    words: list[list[tuple[Weight, str]]] = [[]]
    for weight, text in pieces:
        for i, part in enumerate(indic.plain(text).split(space)):
            if i:
                words.append([])
            if part:
                words[-1].append((weight, part))
    return [tuple(word) for word in words if word]


def _fitting(word: Word, size: float, width: float) -> list[Word]:
    """The word itself, or its pieces where it is wider than the line (at no-break spaces, else between clusters)."""
    if _line(word, size).width <= width:
        return [word]
    apart = _words(word, NO_BREAK)
    if len(apart) > 1:
        return [piece for one in apart for piece in _fitting(one, size, width)]
    pieces: list[Word] = []
    used = 0.0
    current: list[tuple[Weight, str]] = []
    for weight, text in word:
        em = indic.face(weight).metrics.em
        for cluster, kern in indic.shape(weight, text).items:
            wide = (cluster.width + kern) * size / em
            if current and used + wide > width:
                pieces.append(tuple(current))
                current, used = [], 0.0
            current.append((weight, cluster.text))
            used += wide
    return [*pieces, tuple(current)]


def _fill(words: Sequence[Word], size: float, width: float) -> list[list[Word]]:
    rows: list[list[Word]] = [[]]
    used = 0.0
    for word in words:
        wide = _line(word, size).width
        space = indic.width_of(word[0][0], " ", size)
        if rows[-1] and used + space + wide > width + 0.01:
            rows.append([])
            used = 0.0
        used += wide + (space if rows[-1] else 0.0)
        rows[-1].append(word)
    return rows


def _joined(words: Sequence[Word]) -> list[tuple[Weight, str]]:
    """The words as stretches of one weight, a space between words in the weight before it."""
    pieces: list[tuple[Weight, str]] = []
    for i, word in enumerate(words):
        for j, (weight, text) in enumerate(word):
            if i and not j:
                before, last = pieces[-1]
                pieces[-1] = (before, last + " ")
            if pieces and pieces[-1][0] == weight:
                pieces[-1] = (weight, pieces[-1][1] + text)
            else:
                pieces.append((weight, text))
    return pieces


@functools.lru_cache(maxsize=4_000)
def fit(text: str, style: Style, width: float, smallest: float = 0.6, rows: int = 2) -> tuple[Style, tuple[Line, ...]]:
    """One line, shrunk to `smallest` of its size if it must be; then up to `rows` lines at that size or below.

    Gives the style that was used and the lines; they are never wider than `width`.
    """
    whole = line(text, style)
    if not whole.runs:
        return style, ()
    if whole.width <= width:
        return style, (whole,)
    ratio = width / whole.width
    if ratio >= smallest:
        used = _sized(style, style.size * ratio * 0.999)
        return used, (line(text, used),)
    size = style.size * smallest
    while True:
        used = _sized(style, size)
        lines = wrap(text, used, width, balance=True)
        if len(lines) <= rows or size < 4:
            return used, lines
        size *= 0.94


def _sized(style: Style, size: float) -> Style:
    return Style(size, style.weight, style.color, style.bold, style.leading)


@functools.cache
def rgb(color: str) -> str:
    """``#RRGGBB`` as three operands of a PDF colour operator."""
    return " ".join(f"{int(color[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))


class PdfCanvas:
    """A document being drawn: pages of text, lines and pictures. Close it with :meth:`finish`.

    `facts` are those of its certificates, in the order of their drawing; a signed document carries them. `letters` is
    the one colour of all letters where a sheet is to have one.
    """

    letters = ""

    def __init__(self, size: tuple[float, float], title: str, made: datetime, language: str = "hi") -> None:
        from samarth_desktop.documents.pdf import reportlab_canvas

        self._target = io.BytesIO()
        self.canvas: ReportLabCanvas = reportlab_canvas.ReportLabCanvas(self._target, size, title, made, language)
        self.width, self.height = size
        self.made = made
        self.facts: list[bytes] = []

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> float:
        """Draws one line with its baseline at y; x is its left end, middle or right end. Gives its width."""
        ready = line(text, style)
        self.line(x, y, ready, style.color, align)
        return ready.width

    def line(self, x: float, y: float, ready: Line, color: str = INK, align: Align = "left") -> None:
        """Draws a line that :func:`wrap` or :func:`fit` made."""
        left = x - {"center": ready.width / 2, "right": ready.width}.get(align, 0)
        with self._read_out((ready,), left, y):
            self._show(left, y, ready, color, 0)

    def _read_out(self, ready: Sequence[Line], x: float, y: float) -> AbstractContextManager[None]:
        """Lines as one paragraph for who listens, in the language of their letters."""
        text = "".join(run.text for one in ready for run in one.runs)
        if not text.strip():
            return nullcontext()
        return self.canvas.tagged("P", x, y, structure.language_of(text))

    def lines(
        self, x: float, y: float, ready: Sequence[Line], style: Style, align: Align = "left", width: float = 0
    ) -> float:
        """Draws lines downward from the baseline y; gives the baseline after the last. `width` is for justify."""
        with self._read_out(ready, x, y):
            for i, one in enumerate(ready):
                if align == "justify" and i < len(ready) - 1:
                    self._justify(x, y, one, style.color, width)
                else:
                    self.line(x, y, one, style.color, "left" if align == "justify" else align)
                y -= style.step
        return y

    def _justify(self, x: float, y: float, one: Line, color: str, width: float) -> None:
        spaces = sum(run.text.count(" ") for run in one.runs)
        self._show(x, y, one, color, (width - one.width) / spaces if spaces else 0)

    def _show(self, x: float, y: float, ready: Line, color: str, gap: float) -> None:
        if not ready.runs:
            return
        out = [f"BT {rgb(self.letters or color)} rg {x:.3f} {y:.3f} Td"]
        for run in ready.runs:
            font = self.canvas.font(run.weight)
            shown = font.stretched(run, gap * font.face.metrics.em / ready.size) if gap else font.string(run)
            out.append(f"/{font.name} {ready.size:.4g} Tf {shown} TJ")
        self.canvas.write(" ".join([*out, "ET"]))

    def rule(self, x0: float, y0: float, x1: float, y1: float, color: str, width: float = 0.75) -> None:
        """A straight line."""
        self.canvas.write(f"{rgb(color)} RG {width:.3g} w {x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        line: str = "",
        fill: str = "",
        stroke: float = 0.75,
        radius: float = 0,
    ) -> None:
        """A rectangle, filled and/or outlined, with round corners where `radius` is given."""
        self.canvas.write(
            " ".join(
                [
                    f"{rgb(fill)} rg" if fill else "",
                    f"{rgb(line)} RG {stroke:.3g} w" if line else "",
                    _outline(x, y, width, height, radius),
                    {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(fill), bool(line)],
                ]
            )
        )

    def part(self) -> None:
        """What follows on this page is read out after what came before, wherever it stands."""
        self.canvas.part += 1

    def page(self, bookmark: str = "") -> None:
        """Ends a page; `bookmark` is its title in the reader's side bar."""
        self.canvas.bookmark(bookmark)
        self.canvas.showPage()

    def finish(self) -> bytes:
        """Closes the document and gives its bytes."""
        self.canvas.save()
        return self._target.getvalue()


def _outline(x: float, y: float, width: float, height: float, radius: float) -> str:
    if not radius:
        return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"
    r, k = radius, radius * 0.4477
    x1, y1 = x + width, y + height
    points: tuple[Any, ...] = (
        (x + r, y), "m", (x1 - r, y), "l", (x1 - k, y), (x1, y + k), (x1, y + r), "c",
        (x1, y1 - r), "l", (x1, y1 - k), (x1 - k, y1), (x1 - r, y1), "c",
        (x + r, y1), "l", (x + k, y1), (x, y1 - k), (x, y1 - r), "c",
        (x, y + r), "l", (x, y + k), (x + k, y), (x + r, y), "c h",
    )  # fmt: skip
    return " ".join(p if isinstance(p, str) else f"{p[0]:.3f} {p[1]:.3f}" for p in points)
