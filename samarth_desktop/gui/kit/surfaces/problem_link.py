"""What is still to be mended in a form, as a line in the footer that leads there."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from samarth_desktop.gui.theme import icons, paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text

_TONES = {"error": ("err", "err"), "warning": ("warn", "warn"), "ok": ("check", "ok"), "hint": ("info", "ink2")}


class ProblemLink(QAbstractButton):
    """An icon and a sentence of up to two lines; a press goes to the first place."""

    def __init__(self, tall: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._tall = "", tall
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_state(self, state: str, text: LocalizedText) -> None:
        """``error``, ``warning``, ``ok`` or ``hint`` with a sentence; "" takes it away."""
        self._state = state
        bind_text(self.setText, text)
        bind_text(self.setToolTip, text)
        self.setVisible(bool(state))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(paint.width_of(self.text(), 14) + 30, self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._state:
            return
        icon, role = _TONES[self._state]
        painter = paint.begin(self)
        icons.draw(painter, icon, role, 0, self.height() / 2 - 8.5, 17)
        place = QRectF(24, 0, self.width() - 26, self.height())
        paint.two_lines(painter, place, self.text(), role, 14)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), 4)
        painter.end()
