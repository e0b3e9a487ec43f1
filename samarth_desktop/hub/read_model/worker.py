"""The process beside the web workers that keeps the read model up with the feeds: one on all machines of a hub."""

import json
import logging
import signal
import sys
import threading
import time
from collections.abc import Callable

from sqlalchemy import Connection, Engine, func, select

from samarth_desktop.hub.context import open_engine
from samarth_desktop.hub.read_model import doubles, fold

PAUSE_SECONDS = 2.0
LOOKED_EVERY_SECONDS, LOOKED_AGAIN_SECONDS = 6 * 3600, 600
"""How often likely doubles are looked for anew, and how soon again where that failed."""
_ALONE = 5843
"""The advisory lock of the one process that folds; its connection holds it as long as it lives."""

log = logging.getLogger("samarth.hub")


def main(url: str) -> None:
    """Folds until the process is told to end, or who started it is gone."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    ended = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: ended.set())
    threading.Thread(target=_wait_for_end, args=(ended,), daemon=True).start()
    engine = open_engine(url, 4)  # the lock's, the look's, and what folding asks with
    try:
        while not ended.wait(PAUSE_SECONDS):
            try:
                _while_alone(engine, ended)
            except Exception as wrong:  # whatever it is, it is tried again: nobody would start this process anew
                log.warning(json.dumps({"not_folding": type(wrong).__name__}))
    finally:
        engine.dispose()


def _wait_for_end(ended: threading.Event) -> None:
    """The other end of our input is held by who started us; it closes even where that process was killed."""
    sys.stdin.read()
    ended.set()


def _while_alone(engine: Engine, ended: threading.Event) -> None:
    with engine.connect() as holder:
        if not holder.execute(select(func.pg_try_advisory_lock(_ALONE))).scalar():
            return
        holder.commit()
        lost = threading.Event()
        looks = _Looks(engine, lambda: ended.is_set() or lost.is_set())
        try:
            while not ended.is_set():
                fold.catch_up(engine, stopped=ended.is_set)
                looks.begin_when_due()
                _still_there(holder)
                ended.wait(PAUSE_SECONDS)
        finally:
            lost.set()
            holder.invalidate()  # the lock goes with the connection


class _Looks:
    """Looks for likely doubles now and then, in a thread and on a connection of its own: of a million people it takes
    minutes, and the lists go on meanwhile. A look that is `stopped` changes nothing."""

    def __init__(self, engine: Engine, stopped: Callable[[], bool]) -> None:
        self._engine, self._stopped = engine, stopped
        self._due = time.monotonic()
        self._under_way: threading.Thread | None = None

    def begin_when_due(self) -> None:
        """Begins a look where its time has come and none is under way."""
        if time.monotonic() < self._due or (self._under_way and self._under_way.is_alive()):
            return
        self._under_way = threading.Thread(target=self._look, daemon=True, name="doubles")
        self._under_way.start()

    def _look(self) -> None:
        pause = LOOKED_EVERY_SECONDS
        try:
            doubles.look(self._engine, stopped=self._stopped)
        except Exception as wrong:  # whatever it is, it must not keep back the lists
            log.error(json.dumps({"doubles_not_looked_for": type(wrong).__name__}))
            pause = LOOKED_AGAIN_SECONDS
        self._due = time.monotonic() + pause


def _still_there(holder: Connection) -> None:
    holder.execute(select(1))
    holder.commit()
