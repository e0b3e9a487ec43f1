"""Roles of native widgets: dynamic properties that the one style sheet dresses, and icons that follow the theme."""

import functools

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.theme import icons, theme


def set_role(widget: QWidget, *, deep: bool = False, **roles: object) -> None:
    """Gives a widget roles and dresses it anew where one changed; `deep` also what stands inside it."""
    changed = False
    for name, value in roles.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if not changed:
        return
    for one in (widget, *(widget.findChildren(QWidget) if deep else ())):
        if one.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is dressed when it is first shown
            one.style().unpolish(one)
            one.style().polish(one)
            one.update()


def restyled(event: QEvent) -> bool:
    """Whether an event of ``changeEvent`` tells that another theme is in force."""
    return event.type() is QEvent.Type.StyleChange


def beside_words(name: str, role: str, size: int = 18, gap: int = 5) -> tuple[QIcon, QSize]:
    """An icon for a native button, with so much more room before the words than Qt leaves; and its size."""
    if not name:
        return QIcon(), QSize(size, size)
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    now = theme.now()
    return _made(name, getattr(now, role), now.disabled, (role, size, gap), ratio), QSize(size + gap, size)


@functools.lru_cache(maxsize=512)
def _made(name: str, color: str, off: str, shape: tuple[str, int, int], ratio: float) -> QIcon:
    """The icon in the colours of the theme in force, which are named so that another theme's are made anew."""
    del color, off
    role, size, gap = shape
    made = QIcon(_widened(icons.pixmap(name, role, size, ratio), gap))
    made.addPixmap(_widened(icons.pixmap(name, "disabled", size, ratio), gap), QIcon.Mode.Disabled)
    return made


def _widened(picture: QPixmap, gap: int) -> QPixmap:
    ratio = picture.devicePixelRatio()
    wide = QPixmap(picture.width() + round(gap * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wide
