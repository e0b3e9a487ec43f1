"""A box for a number that others should not read over the shoulder: dots until Show is pressed."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.theme import icons, theme
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T, Text


class MaskedBox(TextBox):
    """Typed numbers show as they are; a number that was there before shows as dots with an eye to press.

    `revealed` tells that somebody asked to see it: the audit trail notes that.
    """

    changed = Signal()
    revealed = Signal()

    def __init__(self, prefix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(prefix=prefix, parent=parent)
        self._hidden = ""
        self._eye = QToolButton(self)
        self._eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self._eye.setStyleSheet("QToolButton { border: 0; background: transparent; }")
        self._eye.setFixedSize(30, 30)
        self._eye.setIconSize(QSize(18, 18))
        self._eye.clicked.connect(self._reveal)
        self._eye.hide()
        for setter in (self._eye.setToolTip, self._eye.setAccessibleName):
            bind_text(setter, self._eye_words)
        theme.look.changed.connect(self._dress)
        self._dress()
        self.textEdited.connect(lambda text: self.changed.emit())

    def _eye_words(self) -> Text:
        return T("Show the whole number")

    def kept_text(self) -> str:
        """The text, also while it shows as dots."""
        return self._hidden or self.text()

    def show_text(self, text: str) -> None:
        """Shows a text openly: what somebody typed just now."""
        self._open(text)

    def hide_text(self) -> None:
        """Shows what stands there as dots, to be revealed on purpose."""
        text = self.kept_text()
        if len(text) > 4:
            self._hidden = text
            self.setText(masked(text))
            self.setReadOnly(True)
            self._eye.show()
            self._set_margins()

    def _open(self, text: str) -> None:
        self._hidden = ""
        self.setReadOnly(False)
        self._eye.hide()
        self.setText(text)
        self._set_margins()

    def _reveal(self) -> None:
        self._open(self._hidden)
        self.revealed.emit()
        self.setFocus()

    def _dress(self) -> None:
        self._eye.setIcon(icons.icon("eye", "ink2"))

    def _right_icon(self) -> tuple[str, str]:
        return ("", "") if getattr(self, "_hidden", "") else super()._right_icon()

    def _set_margins(self) -> None:
        super()._set_margins()
        if getattr(self, "_hidden", ""):
            margins = self.textMargins()
            self.setTextMargins(margins.left(), 0, margins.right() + 30, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._eye.move(self.width() - 36, (self.height() - 30) // 2)
