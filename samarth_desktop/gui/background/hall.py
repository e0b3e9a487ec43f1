"""This laptop answers its neighbours in a hall, beside all other work, until it is told to stop."""

from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.i18n import Text

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


class Hall(QObject):
    """Serves in a thread of its own, so that rounds with the office go on. Tells of its address, its
    end, and what a person should know between."""

    opened = Signal(str)
    closed = Signal()
    failed = Signal(object)
    told = Signal(object)

    def __init__(self, session: "Session", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._lane, self._stop = session, Lane("hall-desk", inline=False), Event()
        self.url = ""
        self._running = False

    @property
    def serving(self) -> bool:
        """Whether neighbours are answered, or the last answers are given."""
        return self._running

    def start(self) -> None:
        """Begins to answer neighbours; `opened` brings the address, `failed` the reason why not."""
        if not self._running:
            self._running = True
            self._stop.clear()
            self._lane.run(lambda task: self._serve(), then=lambda none: self._end(), failed=self._fail, owner=self)

    def stop(self) -> None:
        """Ends it soon; an answer under way is finished."""
        self._stop.set()

    def close(self) -> None:
        """Ends it and waits for the end: the data folder may be closed afterwards."""
        self.stop()
        self._lane.close()

    def _serve(self) -> None:
        from samarth_desktop.actions.exchange import sync

        with sync.serve_hall(self._session, self._tell) as url:
            self._lane.post(partial(self._open, url))
            self._stop.wait()

    def _tell(self, text: Text) -> None:
        self._lane.post(partial(self.told.emit, text))

    def _open(self, url: str) -> None:
        self.url = url
        self.opened.emit(url)

    def _end(self) -> None:
        self._running, self.url = False, ""
        self.closed.emit()

    def _fail(self, error: KnownError) -> None:
        self._running, self.url = False, ""
        self.failed.emit(error)
