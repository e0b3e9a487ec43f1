"""Roles of native widgets: dynamic properties that the one style sheet dresses, and icons that follow the theme."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.theme import icons


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
    plain, off = icons.pixmap(name, role, size), icons.pixmap(name, "disabled", size)
    made = QIcon(_widened(plain, gap))
    made.addPixmap(_widened(off, gap), QIcon.Mode.Disabled)
    return made, QSize(size + gap, size)


def _widened(picture: QPixmap, gap: int) -> QPixmap:
    from PySide6.QtGui import QPainter

    ratio = picture.devicePixelRatio()
    wide = QPixmap(picture.width() + round(gap * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wide
