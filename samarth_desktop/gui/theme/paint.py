"""Small drawing helpers that the self-painting widgets share. Colours are roles of the theme in force."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.theme import theme

KEYCAP_HEIGHT = 22
_BROKEN = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_ELLIPSIS = "…"


def begin(widget: QWidget) -> QPainter:
    """A smooth painter on `widget`; end it, or the next paint fails.

    Left is left also in a mirrored window: what a widget draws inside itself must not run into its own words.
    """
    painter = QPainter(widget)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(painter: QPainter, rect: QRectF, radius: float, fill: str = "", line: str = "", width: float = 1.0) -> None:
    """A rounded rectangle whose border lies inside `rect`."""
    now = theme.now()
    half = width / 2
    painter.setPen(QPen(now.color(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(now.color(fill) if fill else Qt.BrushStyle.NoBrush)
    inside = rect.adjusted(half, half, -half, -half) if line else rect
    painter.drawRoundedRect(inside, radius, radius)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    role: str,
    size: int = 15,
    weight: int = 400,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: bool = False,
) -> None:
    """One line of text, centred in height; `elide` shortens with an ellipsis what does not fit."""
    face = theme.font(size, weight)
    painter.setFont(face)
    painter.setPen(theme.now().color(role))
    if elide:
        text = shortened(text, QFontMetrics(face), int(rect.width()))
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)


def lines(painter: QPainter, rect: QRectF, text: str, role: str, size: int = 15, weight: int = 400) -> None:
    """Text from the top of a rectangle, broken between words; :func:`height_of` says how high it is."""
    painter.setFont(theme.font(size, weight))
    painter.setPen(theme.now().color(role))
    painter.drawText(rect, int(_BROKEN), text)


def height_of(text: str, width: int, size: int = 15, weight: int = 400) -> int:
    """How high a text is that is broken between words, in logical pixels."""
    return QFontMetrics(theme.font(size, weight)).boundingRect(0, 0, max(width, 1), 0, int(_BROKEN), text).height()


def shortened(text: str, metrics: QFontMetrics, width: int) -> str:
    """As much of a line as fits into a width, with an ellipsis for the rest. A number is there whole or not at all:
    half of it is another one."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    kept = shown.removesuffix(_ELLIPSIS)
    if shown == text or not kept or kept[-1].isspace() or text[len(kept) : len(kept) + 1].isspace():
        return shown
    start = max(kept.rfind(" "), kept.rfind("(")) + 1
    if not any(ch.isdigit() for ch in text[start:].partition(" ")[0]):
        return shown
    if not start:  # of a number that stands alone the running digits say most
        return metrics.elidedText(text, Qt.TextElideMode.ElideLeft, width)
    return kept[:start].rstrip(" ·(") + " " + _ELLIPSIS


def width_of(text: str, size: int = 15, weight: int = 400) -> int:
    """The width of a line in logical pixels."""
    return QFontMetrics(theme.font(size, weight)).horizontalAdvance(text)


def keycap_width(key: str) -> int:
    """How wide the keycap of `key` is."""
    return width_of(key, 13) + 14


def focus_ring(painter: QPainter, rect: QRectF, radius: float, role: str = "prim") -> None:
    """The 2 px ring of a focused widget; it lies inside, so nothing moves."""
    box(painter, rect, radius, line=role, width=2)


def line(painter: QPainter, start: QPointF, end: QPointF, role: str, width: float = 1.0) -> None:
    """A straight line in a role's colour."""
    painter.setPen(QPen(theme.now().color(role), width))
    painter.drawLine(start, end)


def woven(painter: QPainter, rect: QRectF, role: str = "turmeric", upright: bool = False) -> None:
    """The woven strip: stepped peaks in tiles of 16 by 8, along `rect` or, `upright`, down its right edge."""
    ink = theme.now().color(role)
    # (from the tile's start, depth from the base, length, thickness): three steps and the base line
    steps = ((0, 0, 16, 2), (3, 2, 10, 2), (5, 4, 6, 2), (7, 6, 2, 2))
    tiles = int((rect.height() if upright else rect.width()) // 16) + 1
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for tile in range(tiles):
        for start, depth, length, thick in steps:
            if upright:
                at = QRectF(rect.right() - depth - thick, rect.top() + tile * 16 + start, thick, length)
            else:
                at = QRectF(rect.left() + tile * 16 + start, rect.bottom() - depth - thick, length, thick)
            painter.fillRect(at.intersected(rect), ink)
    painter.restore()


def in_two_lines(text: str, width: int, size: int = 14) -> str:
    """As much of a text as wraps into two lines of a width; what does not fit ends in an ellipsis."""
    return _fitted(text, width, size, 2 * QFontMetrics(theme.font(size)).lineSpacing())


def _fitted(text: str, width: int, size: int, high: float, weight: int = 400) -> str:
    shown, words = text, text.split(" ")
    while height_of(shown, width, size, weight) > high and len(words) > 1:
        words.pop()
        shown = " ".join(words) + " …"
    return shown


def wrapped(painter: QPainter, rect: QRectF, text: str, role: str, size: int = 14, weight: int = 400) -> None:
    """Text that wraps inside `rect`, centred in height; what does not fit into its height ends in an ellipsis."""
    painter.setFont(theme.font(size, weight))
    painter.setPen(theme.now().color(role))
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
    painter.drawText(rect, flags, _fitted(text, int(rect.width()), size, rect.height(), weight))
