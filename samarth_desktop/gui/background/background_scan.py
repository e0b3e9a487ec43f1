"""A look over everybody in the background, part by part, with a breath between two parts."""

from PySide6.QtCore import QObject, QTimer, Signal

from samarth_desktop.gui.background.tasks import Lane

BREATH_MS = 120
"""Between two parts, so that a district that arrives at once leaves the processor to the person who types."""


class BackgroundScan(QObject):
    """Looks part by part beside the store's lane. `told` carries what is known, after each part.

    Overwrite ``look``, which looks at the next part: whether that was the last, and what is known now.
    """

    told = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._running = self._again = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._part)

    def look(self) -> tuple[bool, object]:
        """Looks at the next part, in the lane."""
        raise NotImplementedError

    def start_in(self, seconds: float) -> None:
        """Looks by itself in a while, not sooner: the window's start should not wait for it."""
        self._running = True
        self._next.start(int(seconds * 1000))

    def begin(self) -> None:
        """Looks at whoever was not looked at yet; tells what is known also when there is nobody new."""
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
        self._lane.run(lambda task: self.look(), self._looked, lambda error: self._end(), owner=self)

    def _looked(self, found: tuple[bool, object]) -> None:
        done, known = found
        self.told.emit(known)
        if not done or self._again:
            self._again = False
            self._next.start(BREATH_MS)
        else:
            self._end()

    def _end(self) -> None:
        self._running = self._again = False
