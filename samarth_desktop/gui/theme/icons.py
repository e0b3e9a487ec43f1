"""The program's own SVG icons, recoloured when they are drawn (Qt SVG ignores currentColor)."""

import functools
import re

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from samarth_desktop import paths
from samarth_desktop.gui.theme import theme

_STROKE = re.compile(rb'stroke="#[0-9A-Fa-f]{6}"')


def pixmap(name: str, role: str, size: int, ratio: float | None = None) -> QPixmap:
    """The icon `name` in the colour of a theme role, `size` logical pixels, for the screen's pixel ratio."""
    if ratio is None:
        app = QGuiApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _pixmap(name, getattr(theme.now(), role), size, ratio)


def icon(name: str, role: str = "ink", size: int = 18) -> QIcon:
    """A QIcon for Qt's own buttons and menus. Ask again after a change of theme."""
    made = QIcon(pixmap(name, role, size))
    made.addPixmap(pixmap(name, "disabled", size), QIcon.Mode.Disabled)
    return made


def app_icon() -> QIcon:
    """The program's icon, in its own colours."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_pixmap("app", "", size, 1.0))
    return made


def draw(painter: QPainter, name: str, role: str, x: float, y: float, size: int) -> None:
    """Draws the icon with its top left corner at (x, y)."""
    picture = pixmap(name, role, size, painter.device().devicePixelRatioF())
    painter.drawPixmap(QRectF(x, y, size, size), picture, QRectF(picture.rect()))


@functools.lru_cache(maxsize=1024)
def _pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, color).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@functools.lru_cache(maxsize=256)
def _renderer(name: str, color: str) -> QSvgRenderer:
    source = paths.resource(f"icons/{name}.svg").read_bytes()
    if color:
        source = _STROKE.sub(f'stroke="{color}"'.encode(), source)
    return QSvgRenderer(QByteArray(source))
