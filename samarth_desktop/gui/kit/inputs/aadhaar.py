"""The Aadhaar box: checked while typed, then at once nothing but the last four digits.

The full number lives in this box only, for as long as it is being typed; nobody outside can ask for it.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.fields import aadhaar
from samarth_desktop.domain.fields.digits import only_digits
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.i18n import T, Text


class AadhaarBox(TextBox):
    """Shows ``XXXX XXXX 1234`` as soon as twelve right digits stand there. `judged` carries state and sentence."""

    changed = Signal()
    judged = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon="lock", limit=20, parent=parent)
        self._kept = ""
        self._judged_before = False
        self.textEdited.connect(self._typed)

    def kept_text(self) -> str:
        """``XXXX XXXX 1234``, or "" while it is empty or not yet reduced."""
        return f"XXXX XXXX {self._kept}" if self._kept else ""

    def show_text(self, text: str) -> None:
        """Shows the last four digits of a kept text."""
        self._kept = aadhaar.last_four(text)
        self._judged_before = False
        self.setText(self.kept_text())
        self.judged.emit("", "")

    def wrong(self) -> Text | None:
        """The sentence about a number that is not reduced, or None."""
        if self._kept or not self.text().strip():
            return None
        return aadhaar.wrong(self.text()) or T("This Aadhaar number is not finished. Write it again.")

    def _typed(self, text: str) -> None:
        self._kept = ""
        figures = only_digits(text)
        if aadhaar.is_number(figures):
            self._reduce(figures[-4:])
        self.changed.emit()
        if self._kept:
            self.judged.emit("ok", T("The number is right."))
        elif len(figures) >= 12:
            self._judged_before = True
            self.judged.emit("error", aadhaar.wrong(text))
        elif self._judged_before:
            self.judged.emit("", "")

    def _reduce(self, last: str) -> None:
        self._kept = last
        self.setText(self.kept_text())  # QLineEdit forgets its undo history at setText

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._kept or not self.text().strip():
            return
        last = aadhaar.last_four(self.text())  # only the last four digits were given
        if last:
            self._reduce(last)
            self.changed.emit()
            self.judged.emit("hint", T("Only the last 4 digits, not checked."))
        else:
            self._judged_before = True
            self.judged.emit("error", self.wrong())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._kept:
            self.selectAll()  # typing begins a new number
