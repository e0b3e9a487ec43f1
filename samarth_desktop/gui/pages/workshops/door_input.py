"""The one input at the door: it keeps the focus, knows a scanner from a person, and hands on the door's keys."""

import time

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.surfaces.labels import Badge, Icon
from samarth_desktop.gui.theme import theme
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import T

HEIGHT = 52
_SCANNER_S = 0.35
"""A scanner types a whole number in less than this; nobody else does."""
_KEYS = {
    (Qt.Key.Key_Z, True): "undo",
    (Qt.Key.Key_N, True): "walk-in",
    (Qt.Key.Key_G, True): "grid",
    (Qt.Key.Key_F6, False): "fill",
    (Qt.Key.Key_F7, False): "wrong",
    (Qt.Key.Key_F8, False): "everybody",
}


class DoorInput(TextBox):
    """`asked` carries what was typed or scanned with Enter, and whether a scanner did; `key` one of the door's keys:
    ``undo walk-in grid fill wrong everybody leave let-in`` or a digit."""

    asked = Signal(str, bool)
    key = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(placeholder=T("Scan a badge, or type a name, number or mobile and press Enter"), parent=parent)
        bind_text(self.setAccessibleName, T("Scan a badge, or type a name, number or mobile and press Enter"))
        self.setFixedHeight(HEIGHT)
        self.setProperty("surface", "door")
        self.setTextMargins(38, 0, 96, 0)
        self.setFont(theme.font(15))
        self._sign, self._ready = Icon("scan", "prim", 24, self), Badge(T("Ready"), "ok", "check", parent=self)
        self._ready.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        lang.changed.connect(self._place)
        self._first = 0.0
        self.textEdited.connect(self._typed)

    def _set_margins(self) -> None:
        self.setTextMargins(38, 0, 96, 0)

    def _typed(self, text: str) -> None:
        if len(text) <= 1:
            self._first = time.monotonic()

    def event(self, event: QEvent) -> bool:
        """The door's keys belong to the door, also where the window has them for other pages."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._named(event):
            event.accept()
            return True
        return super().event(event)

    def _named(self, event: QKeyEvent) -> str:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        name = _KEYS.get((Qt.Key(event.key()), control), "")
        return "" if name == "undo" and self.text() else name

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._named(event)
        if name:
            self.key.emit(name)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.key.emit("leave")
        elif not self.text() and event.text().isdigit() and self.property("choosing"):
            self.key.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _entered(self) -> None:
        text = self.text().strip()
        quick = time.monotonic() - self._first < _SCANNER_S and len(text) > 8
        self.clear()
        if text:
            self.asked.emit(text, quick)
        else:
            self.key.emit("let-in")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self._sign.move(16, (self.height() - 24) // 2)
        wide = self._ready.sizeHint().width()
        self._ready.setGeometry(self.width() - wide - 12, (self.height() - 24) // 2, wide, 24)
