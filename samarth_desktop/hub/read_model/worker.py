"""The process beside the web workers that keeps the read model up with the feeds: one on all machines of a hub."""

import json
import logging
import signal
import sys
import threading

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
    engine = open_engine(url, 3)
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
        try:
            waited = float(LOOKED_EVERY_SECONDS)
            while not ended.is_set():
                folded = fold.catch_up(engine, stopped=ended.is_set)
                if waited >= LOOKED_EVERY_SECONDS and not folded:
                    waited = 0 if _look(engine, ended) else LOOKED_EVERY_SECONDS - LOOKED_AGAIN_SECONDS
                _still_there(holder)
                ended.wait(PAUSE_SECONDS)
                waited += PAUSE_SECONDS
        finally:
            holder.invalidate()  # the lock goes with the connection


def _look(engine: Engine, ended: threading.Event) -> bool:
    """Looks for likely doubles; False where that failed: the lists go on without."""
    try:
        doubles.look(engine, stopped=ended.is_set)
    except Exception as wrong:  # whatever it is, it must not keep back the lists
        log.error(json.dumps({"doubles_not_looked_for": type(wrong).__name__}))
        return False
    return True


def _still_there(holder: Connection) -> None:
    holder.execute(select(1))
    holder.commit()
