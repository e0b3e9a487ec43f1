"""Strips that say how many names a person should look at, and lead there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


class NamesBanner(Banner):
    """Hidden as long as no name waits."""

    def __init__(self, host: PageHost) -> None:
        super().__init__("", "warning", "warn")
        self.look = Button(T("Look at these names"), small=True, end_icon="arrow")
        self.look.clicked.connect(lambda: host.go("names", tab="doubtful"))
        self.row.addWidget(self.look)
        self.hide()

    def show_waiting(self, count: int) -> None:
        """What is known now."""
        text = Tn(
            "{count} name may be wrong: it would stand so on the certificate.",
            "{count} names may be wrong: they would stand so on the certificates.",
            count,
        )
        self.show_state(text, "warning", "warn")
        self.setVisible(count > 0)


class NamesToPrint(Banner):
    """Before a batch: the names that would be printed as the program proposes them. Hidden where there is none."""

    def __init__(self, host: PageHost) -> None:
        super().__init__("", "info", "idea")
        self._host = host
        self._rows: list[str] = []
        self.look = Button(T("Look at these names"), small=True, end_icon="arrow")
        self.look.clicked.connect(lambda: host.go("names", rows=list(self._rows)))
        self.row.addWidget(self.look)
        self.hide()

    def ask(self, session: "Session", owner: QObject, rows: list[str]) -> None:
        """Counts the names of these people and groups."""
        from samarth_desktop.actions.registration import proposed_names

        self._rows = rows
        self.hide()
        if rows:
            self._host.lanes.store.run(
                lambda task: len(proposed_names.listing(session, rows)), self.show_waiting, owner=owner
            )

    def show_waiting(self, count: int) -> None:
        """What is known now."""
        text = Tn(
            "{count} name is proposed by the program and would be printed so. Look at it first.",
            "{count} names are proposed by the program and would be printed so. Look at them first.",
            count,
        )
        self.show_state(text, "info", "idea")
        self.setVisible(count > 0)
