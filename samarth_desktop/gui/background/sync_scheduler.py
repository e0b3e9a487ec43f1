"""Rounds with the hub: by button, and by themselves when a network appears; one at a time, in the network lane."""

from threading import Event
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.sync.backoff import Backoff

if TYPE_CHECKING:
    from samarth_desktop.actions.exchange.sync import Counts
    from samarth_desktop.actions.session import Session

FIRST_S, MORE_S = 20, 60
"""Seconds to the first round, and to the next while something is left to send."""
LISTEN_S = 5
"""Seconds until the system is asked to tell of networks: after the window's start, which should not wait for it."""


class SyncScheduler(QObject):
    """Tells of a round that `began`, how far it is, and how it ended."""

    began = Signal()
    told = Signal(int, int, int)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._session = lane, session
        self._stop, self._running, self._pace = Event(), False, Backoff()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.now)

    def start(self) -> None:
        """From now on rounds come by themselves."""
        self._timer.start(FIRST_S * 1000)
        QTimer.singleShot(LISTEN_S * 1000, self, self._listen)

    def _listen(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():  # a system without one has its rounds by the clock alone
            online = QNetworkInformation.Reachability.Online
            self.heed(QNetworkInformation.instance().reachabilityChanged, online)

    def heed(self, changed: SignalInstance, online: object) -> None:
        """A round begins soon after `changed` says `online`."""
        changed.connect(lambda now: self._appeared() if now == online else None)

    def _appeared(self) -> None:
        if shiboken6.isValid(self) and not self._running and not self._stop.is_set():
            self._timer.start(int(self._pace.network_appeared() * 1000))

    def now(self) -> None:
        """Begins a round unless one is going on. Without a hub nothing happens."""
        if self._running:
            return
        self._running = True
        self._stop.clear()
        self._lane.run(lambda task: self._round(), then=self._end, failed=self._fail, owner=self)

    def stop(self) -> None:
        """Ends a round between two requests; what was done stays done."""
        self._timer.stop()
        self._stop.set()

    def _round(self) -> "Counts | None":
        from samarth_desktop.actions.exchange import sync

        if not sync.enrolled(self._session):
            return None
        self._lane.post(self.began.emit)
        return sync.sync_now(
            self._session, lambda *counts: self._lane.post(lambda: self.told.emit(*counts)), self._stop
        )

    def _end(self, counts: "Counts | None") -> None:
        self._running = False
        seconds = self._pace.after(well=True)
        self._timer.start(int(MORE_S if counts is not None and counts.left else seconds) * 1000)
        if counts is not None:
            self.ended.emit(counts)

    def _fail(self, error: KnownError) -> None:
        self._running = False
        self._timer.start(int(self._pace.after(well=False)) * 1000)
        self.failed.emit(error)
