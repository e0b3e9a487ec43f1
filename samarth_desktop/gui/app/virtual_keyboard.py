"""Qt's own keyboard on the screen: it takes half of a small one, so the page moves up until the field is seen."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from samarth_desktop.gui.kit.inputs.suggest import ProposingBox

ROOM, ROOM_FOR_LIST = 28, 150
"""Below the field, for the sentence about it or for a list of proposals."""


HINDI, LATIN = "hi_IN", "en_GB"
_QML = f"""
import QtQml
import QtQuick.VirtualKeyboard.Settings
QtObject {{
    property string letters: "{HINDI}"
    onLettersChanged: VirtualKeyboardSettings.locale = letters
    Component.onCompleted: VirtualKeyboardSettings.activeLocales = ["{HINDI}", "{LATIN}"]
}}
""".encode()


class VirtualKeyboard(QObject):
    """Moves what a window shows while the keyboard covers the field in which somebody writes."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window, self._up = window, 0
        self._letters = _Letters(self)
        method = QGuiApplication.inputMethod()
        method.visibleChanged.connect(self.follow)
        method.keyboardRectangleChanged.connect(self.follow)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)  # no lambda: that would outlive the window

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        self.follow()

    def follow(self) -> None:
        """The keyboard came or went, or the cursor stands in another field."""
        keys, field = self.keys_height(), self._window.focusWidget()
        if keys:
            self._choose_letters()
        up = max(0, self._bottom(field) - self._free(keys)) if keys and field is not None else 0
        self._up = up
        shown = self._window.centralWidget()
        if shown is not None:
            shown.installEventFilter(self)  # once only, however often it is said
            shown.move(0, -up)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A layout that puts the page back to its place is put right."""
        if event.type() is QEvent.Type.Move and isinstance(watched, QWidget) and watched.y() != -self._up:
            watched.move(0, -self._up)
        return False

    def _choose_letters(self) -> None:
        """Latin letters where a field is meant for them; Qt's keyboard does not heed that by itself."""
        field = self._window.focusWidget()
        latin = field is not None and field.inputMethodHints() & Qt.InputMethodHint.ImhLatinOnly
        self._letters.use(LATIN if latin else HINDI)

    def keys_height(self) -> int:
        """How tall the keyboard is, 0 while there is none."""
        method = QGuiApplication.inputMethod()
        return round(method.keyboardRectangle().height()) if method.isVisible() else 0

    def _free(self, keys: int) -> int:
        """How much of the window the keyboard, at the lower edge of the screen, leaves to see."""
        screen = self._window.screen().geometry()
        below = self._window.mapToGlobal(QPoint(0, self._window.height())).y()
        return self._window.height() - max(0, below - (screen.bottom() + 1 - keys))

    def _bottom(self, field: QWidget) -> int:
        """Where the field ends when nothing is moved."""
        room = ROOM_FOR_LIST if isinstance(field, ProposingBox) else ROOM
        return field.mapTo(self._window, QPoint(0, field.height())).y() + self._up + room


class _Letters(QObject):
    """The keyboard's own settings, which can be reached from QML only: two languages under the globe key."""

    def __init__(self, parent: QObject) -> None:
        from PySide6.QtQml import QQmlComponent, QQmlEngine

        super().__init__(parent)
        # All three are held here: what the component made lives no longer than they do.
        self._engine = QQmlEngine(self)
        self._component = QQmlComponent(self._engine, self)
        self._component.setData(_QML, QUrl())
        self._made = self._component.create()

    def use(self, locale: str) -> None:
        """Shows the letters of a locale."""
        if self._made is not None:
            self._made.setProperty("letters", locale)
