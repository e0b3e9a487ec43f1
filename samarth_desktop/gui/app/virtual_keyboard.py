"""A keyboard on the screen for a laptop without working keys: below the page, typing where the cursor is."""

import unicodedata

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QInputMethodQueryEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QDialog,
    QDockWidget,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from samarth_desktop.gui.app.keyboard_layers import BY_KEY, LAYERS, Layer, written
from samarth_desktop.gui.theme import icons, preferences, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text
from samarth_desktop.i18n import T

_TALL, _LOW = 36, 28  # of a key; the lower one in a window where the page would have no room
_LOW_WINDOW = 600
_FIGURES = Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhFormattedNumbersOnly
_LATIN = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhEmailCharactersOnly
_SIGNS = ("Mn", "Mc")


def is_editor(widget: QWidget | None) -> bool:
    """Whether somebody can type there."""
    return widget is not None and bool(widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))


def layer_for(widget: QWidget) -> str:
    """The layer for a field: figures or Latin letters where it wants them, else the one chosen last."""
    hints = widget.inputMethodHints()
    if hints & _FIGURES:
        return "figures"
    if hints & _LATIN:
        return "latin"
    if isinstance(widget, QLineEdit) and widget.echoMode() == QLineEdit.EchoMode.Password:
        return "latin"
    chosen = preferences.load().keyboard_layer
    return chosen if chosen in BY_KEY else LAYERS[0].key


def _key(parent: QWidget) -> QPushButton:
    made = QPushButton(parent)
    made.setProperty("role", "key")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays where it is
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(24)
    return made


def _send(key: int, text: str = "") -> None:
    """A key for whoever has the focus, as from a real keyboard."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        target = QApplication.focusWidget()
        if target is not None:
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _before_cursor() -> str:
    target = QApplication.focusWidget()
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImSurroundingText | Qt.InputMethodQuery.ImCursorPosition)
    if target is None:
        return ""
    QApplication.sendEvent(target, asked)
    text = str(asked.value(Qt.InputMethodQuery.ImSurroundingText) or "")
    return text[: int(asked.value(Qt.InputMethodQuery.ImCursorPosition) or 0)]


class KeyboardPanel(QFrame):
    """Four rows of keys and, below, Shift, the layers, space, delete, Enter, next field and hide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "keys")
        bind_text(self.setAccessibleName, T("Keyboard on the screen"))
        self.layer: Layer = LAYERS[0]
        self._height = _TALL
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 6, 12, 6)
        self._column.setSpacing(4)
        self._rows: list[QHBoxLayout] = []
        for _ in range(4):
            row = QHBoxLayout()
            row.setSpacing(4)
            self._rows.append(row)
            self._column.addLayout(row)
        self.keys: list[QPushButton] = []
        self._column.addLayout(self._foot())
        self._dress()
        theme.look.changed.connect(self._dress)
        self.show_layer(self.layer.key)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.shift = self._function(row, T("Capital letters and further signs"), 2)
        self.shift.setCheckable(True)
        self.shift.toggled.connect(self._label)
        self.layers: dict[str, QPushButton] = {}
        for layer in LAYERS:
            button = self._function(row, layer.says, 2)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            bind_text(button.setText, layer.name)
            button.clicked.connect(lambda checked=False, key=layer.key: self._choose(key))
            self.layers[layer.key] = button
        self.space = self._function(row, T("Space"), 6)
        bind_text(self.space.setText, T("Space"))
        self.space.clicked.connect(lambda: _send(Qt.Key.Key_Space, " "))
        self.delete = self._function(row, T("Delete the letter before"), 2)
        self.delete.clicked.connect(lambda: _send(Qt.Key.Key_Backspace))
        self.enter = self._function(row, T("Enter"), 2)
        bind_text(self.enter.setText, "Enter")
        self.enter.clicked.connect(lambda: _send(Qt.Key.Key_Return, "\r"))
        self.next = self._function(row, T("Next field"), 2)
        self.next.clicked.connect(lambda: _send(Qt.Key.Key_Tab, "\t"))
        self.away = self._function(row, T("Hide the keyboard"), 2)
        for button in (self.space, self.delete, self.next):
            button.setAutoRepeat(True)
        return row

    def _function(self, row: QHBoxLayout, words: LocalizedText, stretch: int) -> QPushButton:
        button = _key(self)
        bind_text(button.setAccessibleName, words)
        bind_text(button.setToolTip, words)
        row.addWidget(button, stretch)
        return button

    def _dress(self) -> None:
        for button, icon in ((self.shift, "up"), (self.delete, "left"), (self.next, "right"), (self.away, "down")):
            button.setIcon(icons.icon(icon))
            button.setIconSize(QSize(18, 18))

    def _choose(self, key: str) -> None:
        preferences.save(keyboard_layer=key)
        self.show_layer(key)

    def show_layer(self, key: str) -> None:
        """Shows another layer, without Shift."""
        self.layer = BY_KEY[key]
        self.layers[key].setChecked(True)
        self.shift.setChecked(False)
        counts = [len(row.split(" ")) for row in self.layer.plain]
        while len(self.keys) < sum(counts):
            button, number = _key(self), len(self.keys)
            button.clicked.connect(lambda checked=False, number=number: self._press(number))
            button.setFixedHeight(self._height)
            self.keys.append(button)
        at = iter(self.keys)
        for row, count in zip(self._rows, counts, strict=True):
            while row.count():
                row.takeAt(0)
            for _ in range(count):
                row.addWidget(next(at), 1)
        for number, button in enumerate(self.keys):
            button.setVisible(number < sum(counts))
        self._label()

    def letters(self) -> list[str]:
        """What the keys write now, row after row."""
        rows = self.layer.shifted if self.shift.isChecked() else self.layer.plain
        return [letter for row in rows for letter in row.split(" ")]

    def _label(self) -> None:
        for button, letter in zip(self.keys, self.letters(), strict=False):
            lone = unicodedata.category(letter[0]) in _SIGNS
            button.setText(("\u25cc" + letter if lone else letter).replace("&", "&&"))
            button.setAccessibleName(letter)

    def _press(self, number: int) -> None:
        text = written(self.layer, self.letters()[number], _before_cursor())
        for letter in text if len(text) > 1 else (text,):
            _send(ord(letter.upper()) if letter.isascii() else Qt.Key.Key_unknown, letter)
        self.shift.setChecked(False)

    def fit(self, tall: int) -> None:
        """Lower keys in a window that is not tall."""
        self._height = height = _LOW if tall < _LOW_WINDOW else _TALL
        for button in self.findChildren(QPushButton):
            button.setFixedHeight(height)
        self.setFixedHeight(5 * height + 4 * 4 + 12)


class VirtualKeyboard(QObject):
    """Brings the keys to whoever has the focus: below the pages of the window, and in a dialog at its lower edge.

    Hidden with its own key it stays away until the cursor comes into another field.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.panel = KeyboardPanel()
        self.dock = QDockWidget(window)
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.dock.setTitleBarWidget(QWidget())
        self.dock.setWidget(self.panel)
        self.dock.hide()
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        self.panel.away.clicked.connect(self.dock.hide)
        self._window = window
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)  # no lambda: that would outlive the window
        self._focus_moved(None, QApplication.focusWidget())

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not is_editor(new):
            return
        if new.window() is self._window:
            self.panel.fit(self._window.height())
            self.panel.show_layer(layer_for(new))
            self.dock.show()
            _bring_into_view(new)
        elif isinstance(new.window(), QDialog):
            self._in_dialog(new)

    def _in_dialog(self, field: QWidget) -> None:
        dialog = field.window()
        panel, layout = dialog.findChild(KeyboardPanel), dialog.layout()
        if panel is None:
            if layout is None:
                return
            panel = KeyboardPanel(dialog)
            panel.fit(0)
            panel.away.clicked.connect(panel.hide)
            if isinstance(layout, QGridLayout):
                layout.addWidget(panel, layout.rowCount(), 0, 1, -1)
            elif isinstance(layout, QBoxLayout):
                layout.addWidget(panel)
        panel.show_layer(layer_for(field))
        panel.show()

    def end(self) -> None:
        """Takes the keyboard away."""
        self._window.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.deleteLater()


def _bring_into_view(field: QWidget) -> None:
    """What the keys took from the page must not be the field itself."""
    app = QApplication.instance()
    if app is not None:
        app.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    above = field.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(field, 0, 60)
        above = above.parentWidget()


def use(window: QWidget, on: bool) -> None:
    """Shows or takes away the keyboard of a window, at once."""
    there = window.findChild(VirtualKeyboard)
    if on and there is None and isinstance(window, QMainWindow):
        VirtualKeyboard(window)
    elif not on and there is not None:
        there.end()
