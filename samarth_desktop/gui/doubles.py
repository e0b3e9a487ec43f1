"""The look for doubles in the background: after a round, a stick, a hall, an import, and at the start."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from samarth_desktop.gui.tasks import Lane

if TYPE_CHECKING:
    from samarth_desktop.actions.desk import Desk
    from samarth_desktop.store.arrivals import Waiting

FIRST_S = 4
"""Seconds from the start of the window to the first look: what was left when the program ended."""
BREATH_MS = 120
"""Between two parts, so that a district that arrives at once leaves the processor to the person who types."""


class Doubles(QObject):
    """Looks part by part beside the store's lane. `told` carries how many wait, after each part."""

    told = Signal(object)

    def __init__(self, lane: Lane, desk: "Desk", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane, self._desk = lane, desk
        self._running = self._again = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._part)

    def start(self) -> None:
        """Looks by itself in a while, not sooner: the window's start should not wait for it."""
        self._running = True
        self._next.start(FIRST_S * 1000)

    def begin(self) -> None:
        """Looks at whoever was not looked at yet; tells how many wait also when there is nobody new."""
        if self._running:
            self._again = True
        else:
            self._running = True
            self._part()

    def stop(self) -> None:
        """Nothing more is begun; a part under way is kept."""
        self._running = True
        self._next.stop()
        self.blockSignals(True)

    def _part(self) -> None:
        # A full disk is told by whatever the person does next; this look goes on another time.
        self._lane.run(lambda task: self._look(), self._looked, lambda error: self._end(), owner=self)

    def _look(self) -> "tuple[bool, Waiting]":
        from samarth_desktop.actions import arrivals

        done = arrivals.look_on(self._desk).done
        return done, arrivals.waiting(self._desk)

    def _looked(self, found: "tuple[bool, Waiting]") -> None:
        done, waiting = found
        self.told.emit(waiting)
        if not done or self._again:
            self._again = False
            self._next.start(BREATH_MS)
        else:
            self._end()

    def _end(self) -> None:
        self._running = self._again = False
