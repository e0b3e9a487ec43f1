"""The search box: a magnifier, the key that leads here, a cross when something stands in it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.inputs.fields import HEIGHT, TextBox
from samarth_desktop.gui.kit.surfaces.labels import Icon, Keycap
from samarth_desktop.gui.kit.surfaces.small import IconButton
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T

ROOMY = 460  # narrower, the box gives its room to the words
PAUSE_MS = 60  # between the last key and the search: shorter than a person notices, longer than a key repeat


class SearchBox(TextBox):
    """Tells ``searched(text)`` a moment after typing stops, at once with Enter; Esc empties it."""

    searched = Signal(str)
    entered = Signal(str)

    def __init__(self, placeholder: LocalizedText, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder=placeholder, parent=parent)
        self._key = key
        self._loupe, self._cap = Icon("search", "ink2", 17, self), Keycap(key, parent=self)
        self._loupe.move(12, (HEIGHT - 17) // 2)
        self._cross = IconButton(T("Clear"), "close", self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.clear)
        bind_text(self.setAccessibleName, placeholder)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda: self._timer.start())
        self.textChanged.connect(lambda: self._set_margins())
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
        if not hasattr(self, "_cross"):  # still being made
            return
        keyed = bool(self._key) and self.width() >= ROOMY
        self._cross.setVisible(bool(self.text()))
        self._cap.setVisible(keyed and not self.text())
        self._cross.move(self.width() - 33, (self.height() - self._cross.height()) // 2)
        self._cap.move(self.width() - 9 - self._cap.width(), (self.height() - self._cap.height()) // 2)
        self.setTextMargins(26, 0, self._cap.width() + 4 if keyed else 26, 0)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()
