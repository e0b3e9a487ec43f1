"""The search box: a magnifier, the key that leads here, a cross when something stands in it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.theme import icons, paint
from samarth_desktop.gui.theme.language import LocalizedText, bind_text

ROOMY = 460  # narrower, the box gives its room to the words
PAUSE_MS = 60  # between the last key and the search: shorter than a person notices, longer than a key repeat


class SearchBox(TextBox):
    """Tells ``searched(text)`` a moment after typing stops, at once with Enter; Esc empties it."""

    searched = Signal(str)
    entered = Signal(str)

    def __init__(self, placeholder: LocalizedText, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder, parent=parent)
        self._key = key
        bind_text(self.setAccessibleName, placeholder)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda: self._timer.start())
        if key:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self._take_focus)
        self._set_margins()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_silently(self, text: str) -> None:
        """Shows `text` without telling of a search."""
        if text.strip() != self.text().strip():
            self.setText(text)
        self._timer.stop()

    def _set_margins(self) -> None:
        keyed = getattr(self, "_key", "") and self.width() >= ROOMY
        right = paint.keycap_width(self._key) + 4 if keyed else 26
        self.setTextMargins(26, 0, right, 0)

    def _right_icon(self) -> tuple[str, str]:
        return "", ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._timer.stop()
            self.searched.emit(self.text())
            self.entered.emit(self.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.text() and event.position().x() > self.width() - 36:
            self.clear()
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = paint.begin(self)
        middle = self.height() / 2
        icons.draw(painter, "search", "ink2", 12, middle - 8.5, 17)
        if self.text():
            icons.draw(painter, "close", "ink2", self.width() - 28, middle - 8, 16)
        elif self._key and self.width() >= ROOMY:
            paint.keycap(painter, self.width() - 9, middle, self._key, "ink2", "line")
        painter.end()
