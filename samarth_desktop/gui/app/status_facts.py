"""What the status line and the left bar say of work that was not sent: asked anew whenever data changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from samarth_desktop.gui.background.changes import Changes
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.i18n import T, Tn
from samarth_desktop.store.log.changed import DRAFT, SETTING

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.store.log.changed import Changed
    from samarth_desktop.store.queries.waiting import Unsent


class StatusFacts(QObject):
    """Keeps ``unsent`` and ``laptop`` in the status line, and the counter beside Sync, as they are."""

    def __init__(self, host: PageHost, session: "Session", changes: Changes) -> None:
        super().__init__(changes)
        self._host, self._session = host, session
        changes.told.connect(self._heard)
        self.ask()

    def ask(self) -> None:
        """Asks the store what waits."""
        from samarth_desktop.actions import today

        self._host.lanes.store.run(lambda task: today.unsent(self._session), self._show, owner=self)

    def _heard(self, changed: "Changed") -> None:
        if changed.kinds - {DRAFT, SETTING}:
            self.ask()

    def _show(self, unsent: "Unsent") -> None:
        self._host.fact("unsent", Tn("{count} not yet sent", "{count} not yet sent", unsent.records), "unsent")
        self._host.count("sync", unsent.records)
        device = self._session.store.device
        self._host.fact("laptop", T("This laptop: {name}", name=device) if device else "")
