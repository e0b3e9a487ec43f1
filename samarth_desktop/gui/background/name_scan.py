"""The look at names in the background: at the start, after a round, and whenever Today is shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from samarth_desktop.gui.background.background_scan import BackgroundScan
from samarth_desktop.gui.background.tasks import Lane

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

FIRST_S = 6
"""Seconds from the start of the window to the first look, after the look for doubles has begun."""


class NameScan(BackgroundScan):
    """Looks for names that a person should see. `told` carries how many wait."""

    def __init__(self, lane: Lane, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(lane, parent)
        self._session = session

    def start(self) -> None:
        """Looks by itself in a while."""
        self.start_in(FIRST_S)

    def look(self) -> tuple[bool, int]:
        from samarth_desktop.actions.registration import doubtful_names

        done = doubtful_names.look_on(self._session)
        return done, doubtful_names.waiting(self._session)
