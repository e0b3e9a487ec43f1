"""Small things to press inside a line of words: an icon with its name as tooltip, a link."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from samarth_desktop.gui.theme import icons, paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text


class IconButton(QAbstractButton):
    """An icon 16 px in a box of 26 by 24; its words are the tooltip and the accessible name."""

    def __init__(self, text: LocalizedText, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(26, 24)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for setter in (self.setToolTip, self.setAccessibleName):
            bind_text(setter, text)

    def sizeHint(self) -> QSize:
        return QSize(26, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        if self.underMouse() or self.isDown():
            paint.box(painter, QRectF(self.rect()), 4, "tint")
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), 4)
        icons.draw(painter, self._icon, "prim" if self.underMouse() else "ink2", 5, 4, 16)
        painter.end()


class TextLink(QAbstractButton):
    """Underlined words that lead somewhere."""

    def __init__(self, text: LocalizedText, size: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        bind_text(self.setText, text)

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self.text(), self._size) + 4, round(self._size * 1.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 60), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.begin(self)
        role = "hover" if self.underMouse() else "prim"
        paint.words(painter, QRectF(self.rect()), self.text(), role, self._size, elide=True)
        wide = min(paint.width_of(self.text(), self._size), self.width())
        low = self.height() - 2.5
        paint.line(painter, QPointF(0, low), QPointF(wide, low), role)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), 4)
        painter.end()
