"""Tells the window, in its own thread, that data changed: in a lane, in a sync round, wherever."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from samarth_desktop.store.log.changed import Changed

if TYPE_CHECKING:
    from samarth_desktop.store.store import Store

GATHER_MS = 60
"""Whatever changes within this time is told at once: a round writes many units."""


class Changes(QObject):
    """`told` carries a :class:`Changed` soon after one or more units of work were kept."""

    told = Signal(object)
    _heard = Signal(object)

    def __init__(self, store: "Store", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._gathered = store, Changed()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(GATHER_MS)
        self._soon.timeout.connect(self._tell)
        self._heard.connect(self._gather)
        store.listeners.append(self._hear)

    def stop(self) -> None:
        """Nothing more is told."""
        if self._hear in self._store.listeners:
            self._store.listeners.remove(self._hear)
        self._soon.stop()

    def _hear(self, changed: Changed) -> None:
        """On the writer's thread."""
        if shiboken6.isValid(self):
            self._heard.emit(changed)

    def _gather(self, changed: Changed) -> None:
        self._gathered |= changed
        if not self._soon.isActive():
            self._soon.start()

    def _tell(self) -> None:
        changed, self._gathered = self._gathered, Changed()
        self.told.emit(changed)
