"""The words of a table's cell in lines: a second line rather than a word that is cut, where the row is high enough."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from samarth_desktop.gui.theme import paint

_ONE, _BELOW = 24, 22  # the height of a line, and of one below it
_BETWEEN = " · "
_OVERLAP = 2  # the two lie a little closer than they are high


class Lines(NamedTuple):
    """How high the words and those below them are drawn, 0 for none; `whole` where nothing of them is cut."""

    text: int
    below: int
    whole: bool


def height(text: str, below: str, bold: bool, width: int) -> int:
    """The height in which all words are whole in a width, on at most two lines each."""
    return sum(_wanted(text, below, bold, width)) - (_OVERLAP if below else 0)


def placed(text: str, below: str, bold: bool, width: int, room: float) -> Lines:
    """How the words stand in a room so wide and high.

    Where there is no room for all, a name goes on in a second line in place of its other spelling below; a number
    below stays: by it a record is found.
    """
    wanted = _wanted(text, below, bold, width)
    if sum(wanted) - (_OVERLAP if below else 0) <= room:
        return Lines(*wanted, _whole(text, width, 15, bold, wanted[0]) and _whole(below, width, 13, False, wanted[1]))
    if wanted[0] > _ONE and wanted[0] <= room and not any(sign.isdigit() for sign in below):
        return Lines(wanted[0], 0, False)
    return Lines(_ONE, _BELOW if below else 0, False)


def draw(
    painter: QPainter, rect: QRectF, text: str, below: str, bold: bool, tone: str, align: Qt.AlignmentFlag
) -> None:
    """Draws the words in the middle of `rect`."""
    lines, width = placed(text, below, bold, int(rect.width()), rect.height()), rect.width()
    top = rect.center().y() - (lines.text + lines.below - (_OVERLAP if lines.below else 0)) / 2
    upper = QRectF(rect.left(), top, width, lines.text)
    lower = QRectF(rect.left(), upper.bottom() - _OVERLAP, width, lines.below)
    weight = 600 if bold else 400
    if lines.text > _ONE:
        paint.wrapped(painter, upper, text, tone, 15, weight)
    elif text:
        paint.words(painter, upper, text, tone, 15, weight, align, elide=True)
    if lines.below > _BELOW:
        paint.wrapped(painter, lower, _broken(below, width), "ink2", 13)
    elif lines.below:
        paint.words(painter, lower, below, "ink2", 13, 400, align, elide=True)


def _broken(text: str, width: float) -> str:
    """The text in two lines that part between two things said, where both have room: a number stays in one piece."""
    parts = text.split(_BETWEEN)
    for at in range(len(parts) - 1, 0, -1):
        halves = _BETWEEN.join(parts[:at]), _BETWEEN.join(parts[at:])
        if all(paint.width_of(half, 13) <= width for half in halves):
            return "\n".join(halves)
    return text


def _wanted(text: str, below: str, bold: bool, width: int) -> tuple[int, int]:
    return _high(text, width, 15, bold, _ONE), _high(below, width, 13, False, _BELOW) if below else 0


def _high(text: str, width: int, size: int, bold: bool, one: int) -> int:
    """One line, or two where one would cut the words."""
    weight = 600 if bold else 400
    if paint.width_of(text, size, weight) <= width or " " not in text:
        return one
    return min(paint.height_of(text, width, size, weight), 2 * paint.height_of("", width, size, weight)) + 4


def _whole(text: str, width: int, size: int, bold: bool, high: int) -> bool:
    weight = 600 if bold else 400
    return paint.width_of(text, size, weight) <= width or paint.height_of(text, width, size, weight) <= high
