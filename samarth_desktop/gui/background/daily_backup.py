"""The rolling backup of the day: soon after unlocking, and when the day turns while the window stays open."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from samarth_desktop.gui.background.tasks import Lane

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

FIRST_S: float = 30
"""Seconds from the start of the window to the first look, when the window is at rest."""
AGAIN_S: float = 15 * 60
"""Seconds between two looks: on a day that has its backup a look costs a listing of one folder."""


class DailyBackup(QObject):
    """Looks whether today has its backup. `failed` carries the reason why it could not be made."""

    failed = Signal(object)

    def __init__(self, lane: Lane, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._session = lane, session
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """From now on every day gets its backup."""
        self._timer.start(int(FIRST_S * 1000))

    def stop(self) -> None:
        """Nothing more is begun."""
        self._timer.stop()

    def look(self) -> None:
        """Makes the backup of today unless it is there."""
        from samarth_desktop.actions.device import device

        self._timer.setInterval(int(AGAIN_S * 1000))
        self._lane.run(lambda task: device.keep_house(self._session), failed=self.failed.emit, owner=self)
