"""Long work on the screen: a bar, how many of how many, how much time is left, Cancel."""

import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Progress
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T, Tn

_SURE = 2.0  # seconds until a guess of the time left is worth saying


class ProgressRow(QWidget):
    """Hidden until :meth:`begin`; ``cancelled`` tells that somebody pressed Cancel."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.bar = Progress()
        self.bar.setMinimumHeight(44)
        self.stop = Button(T("Cancel"), icon="close", small=True)
        self.stop.clicked.connect(self._stop)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self._began = 0.0
        self.hide()

    def begin(self, what: LocalizedText) -> None:
        """Work begins; `what` is said until the first number comes."""
        self._began = time.monotonic()
        self.bar.show_progress(0, 1, what)
        self.stop.enable(True)
        self.show()

    def report(self, done: int, total: int) -> None:
        """So many of so many."""
        self.bar.show_progress(done, total, self._words(done, total))

    def end(self) -> None:
        """Work is over, or was cancelled."""
        self.hide()

    def _words(self, done: int, total: int) -> LocalizedText:
        number, spent = lang.catalog.number, time.monotonic() - self._began
        if not done or done >= total or spent < _SURE:
            return T("{done} of {total}", done=number(done), total=number(total))
        left = round(spent / done * (total - done))
        time_left = (
            Tn("about {count} minute left", "about {count} minutes left", round(left / 60))
            if left >= 90
            else Tn("about {count} second left", "about {count} seconds left", max(left, 1))
        )
        return T("{done} of {total}, {left}", done=number(done), total=number(total), left=time_left)

    def _stop(self) -> None:
        self.stop.enable(False, T("It ends at the next safe place."))
        self.cancelled.emit()
