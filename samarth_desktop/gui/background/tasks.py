"""Work beside the window: a thread for the store, one for the network, one for what goes over everybody.

Answers come to the window's thread.

``lanes.store.run(lambda task: actions.x(...), then=self.show_it, owner=self)``: `fn` gets the Task
whose ``report(done, total)`` shows progress and ends the work when a person cancelled. Cancelling is silent, a
KnownError goes to `failed` (or the lanes' common handler), all else is a bug and goes to `bugs.report`.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background import crash_reporter
from samarth_desktop.logs import redacted

_log = logging.getLogger(__name__)
R = TypeVar("R")
PATIENCE_S, STORE_PATIENCE_S = 0.7, 5.0
"""How long closing waits: for the network and the background, and for a save that is being written."""


class Cancelled(Exception):
    """The person cancelled; nothing to say about it."""


class Task(Generic[R]):
    """One piece of work on a lane."""

    def __init__(
        self,
        fn: Callable[["Task[R]"], R],
        then: Callable[[R], object] | None,
        failed: Callable[[KnownError], object] | None,
        progress: Callable[[int, int], object] | None,
        owner: QObject | None,
    ) -> None:
        self._fn, self._then, self._failed, self._progress, self._owner = fn, then, failed, progress, owner
        self._cancelled = False
        self._post: Callable[[Callable[[], object]], object] = lambda call: call()

    def cancel(self) -> None:
        """Asks the work to end; it does at its next report, and its answer is not delivered."""
        self._cancelled = True

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was asked."""
        return self._cancelled

    def report(self, done: int, total: int) -> None:
        """Called by the work, on its thread: so many of so many done. Raises Cancelled when asked to end."""
        if self._cancelled:
            raise Cancelled
        show = self._progress
        if show is not None:
            self._post(partial(self._deliver, partial(show, done, total)))

    def work(self, lane: "Lane") -> None:
        """Does the work on the calling thread and posts what came of it."""
        self._post = lane.post
        if self._cancelled:
            return
        try:
            result = self._fn(self)
        except Cancelled:
            return
        except KnownError as error:
            _log.warning("could not: %s", redacted(error))
            failed = self._failed or lane.known
            lane.post(partial(self._deliver, partial(failed, error)))
        except Exception as error:  # every other exception is a bug, whatever it is
            lane.post(partial(lane.bug, error))
        else:
            then = self._then
            if then is not None:
                lane.post(partial(self._deliver, partial(then, result)))

    def _deliver(self, call: Callable[[], object]) -> None:
        if not self._cancelled and (self._owner is None or shiboken6.isValid(self._owner)):
            call()


class Lane(QObject):
    """One thread that does one thing after another. It never keeps the program from ending."""

    _posted = Signal(object)

    def __init__(self, name: str, inline: bool) -> None:
        super().__init__()
        self._name, self._inline = name, inline
        self._waiting: SimpleQueue[Task[Any] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._running: Task[Any] | None = None
        self._posted.connect(self._call)
        self._open = True
        self.known: Callable[[KnownError], object] = lambda error: None
        self.bug: Callable[[BaseException], object] = crash_reporter.report

    def run(
        self,
        fn: Callable[[Task[R]], R],
        then: Callable[[R], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
        progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
    ) -> Task[R]:
        """Queues `fn`; `then` gets its result, `failed` its KnownError, unless `owner` is gone by then."""
        task = Task(fn, then, failed, progress, owner)
        if not self._open:
            task.cancel()
        elif self._inline:
            task.work(self)
        else:
            self._waiting.put(task)
            if self._thread is None:
                self._thread = Thread(target=self._serve, name=self._name, daemon=True)
                self._thread.start()
        return task

    def _serve(self) -> None:
        while (task := self._waiting.get()) is not None:
            self._running = task
            task.work(self)
            self._running = None

    def post(self, call: Callable[[], object]) -> None:
        """Calls on the window's thread, soon; at once in an inline lane."""
        if self._inline:
            call()
        elif self._open:
            self._posted.emit(call)

    def end(self, *, drop: bool = True) -> None:
        """Asks what runs to end, at its next report, and takes nothing more; what waits is dropped, or still done."""
        self._open = False
        with suppress(Empty):
            while drop:
                waits = self._waiting.get_nowait()
                if waits is not None:
                    waits.cancel()
        if (running := self._running) is not None:
            running.cancel()
        self._waiting.put(None)

    def join(self, seconds: float) -> bool:
        """Waits until the thread has ended, or for so long; whether it has."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def close(self) -> None:
        """Ends the lane. Work that hangs (a network that does not answer) is left behind."""
        self.end()
        self.join(PATIENCE_S)

    @Slot(object)
    def _call(self, call: Callable[[], object]) -> None:
        call()


@dataclass(frozen=True, slots=True)
class Lanes:
    """The three lanes of the program, so that none waits for another's kind of work: short work on the store, the
    network, and what goes over everybody (imports, passes)."""

    store: Lane
    network: Lane
    background: Lane

    def on_known(self, show: Callable[[KnownError], object]) -> None:
        """Says who shows KnownErrors of work that has no `failed` of its own."""
        for lane in (self.store, self.network, self.background):
            lane.known = show

    def close(self) -> None:
        """Ends all three at once. What waits for the store is still done: half-typed work is among it."""
        self.network.end()
        self.background.end()
        self.store.end(drop=False)
        until = monotonic() + PATIENCE_S
        for lane in (self.network, self.background):
            lane.join(max(until - monotonic(), 0))
        self.store.join(STORE_PATIENCE_S)


def lanes(inline: bool = False) -> Lanes:
    """New lanes; `inline` ones do the work at once on the caller's thread (tests)."""
    return Lanes(Lane("store", inline), Lane("network", inline), Lane("background", inline))
