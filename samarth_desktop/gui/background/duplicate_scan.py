"""The look for doubles in the background: after a round, a stick, a hall, an import, and at the start."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from samarth_desktop.gui.background.background_scan import BackgroundScan
from samarth_desktop.gui.background.tasks import Lane

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.store.duplicates.scan_state import Waiting

FIRST_S = 4
"""Seconds from the start of the window to the first look: what was left when the program ended."""


class DuplicateScan(BackgroundScan):
    """Looks for people who are here twice. `told` carries how many wait (``Waiting``)."""

    def __init__(self, lane: Lane, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(lane, parent)
        self._session = session

    def start(self) -> None:
        """Looks by itself in a while."""
        self.start_in(FIRST_S)

    def look(self) -> "tuple[bool, Waiting]":
        from samarth_desktop.actions.exchange import duplicate_scan

        done = duplicate_scan.scan_next(self._session).done
        return done, duplicate_scan.waiting(self._session)
