"""Beside the form: people on this laptop who may be the same person. Never in the way."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.actions.desk import Desk
from samarth_desktop.actions.registering import Sheet
from samarth_desktop.gui.shell import Shell
from samarth_desktop.gui.widgets.frame import SidePanel
from samarth_desktop.gui.widgets.labels import Label
from samarth_desktop.i18n import T

PAUSE_MS = 350


class SimilarPanel(SidePanel):
    """Asks for look-alikes a moment after typing stops; shows two at most."""

    def __init__(self, shell: Shell, desk: Desk) -> None:
        super().__init__(T("Is this the same person?"), "warn")
        self._shell, self._desk = shell, desk
        self._sheet: Sheet | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._cards = QWidget()
        self._column = QVBoxLayout(self._cards)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self._cards)
        self.quiet = Label(T("Nobody like this is registered on this laptop."), 13, 400, "ink2", wrap=True)
        self.body.addWidget(self.quiet)

    def look(self, sheet: Sheet) -> None:
        """The form has changed."""
        self._sheet = sheet
        self._pause.start()

    def _ask(self) -> None:
        pass
