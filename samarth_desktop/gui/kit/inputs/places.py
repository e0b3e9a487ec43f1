"""A list of states or districts that is found by typing, in either script whatever the language of the window."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.places.place import District, State
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.i18n import T

_FORGET = 1.2  # seconds between two keys that still belong to one word


class PlaceCombo(ComboBox):
    """Typing ``bar`` chooses Barabanki, also where the list shows बाराबंकी. `find` gives the place of a code."""

    def __init__(self, find: Callable[[str], State | District | None], parent: QWidget | None = None) -> None:
        super().__init__((), T("Choose"), parent)
        self._find_place = find
        self._typed, self._last = "", 0.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters, now = event.text(), time.monotonic()
        going_on = now - self._last < _FORGET  # then a space belongs to the name and opens no list
        commanding = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if not letters.isprintable() or not (letters.strip() or (letters and going_on)) or commanding:
            super().keyPressEvent(event)
            return
        self._typed = self._typed + letters if going_on else letters
        self._last = now
        self._choose(self._typed.casefold())

    def _choose(self, typed: str) -> None:
        for index in range(self.count()):
            one = self._find_place(str(self.itemData(index)))
            if one and any(name.casefold().startswith(typed) for name in (one.en, one.hi)):
                self.setCurrentIndex(index)
                self.picked.emit(self.value())
                return
