"""An end to waiting on the database: no request holds a connection longer than a laptop waits for its answer.

The database ends a statement itself; but where a machine of a cluster stands still in the middle of one, the database
waits for it even while it ends it. Then the connection is given up here, and whoever had it hears of a broken line.
"""

import json
import logging
import socket
import threading
import time
import weakref
from typing import Any

from sqlalchemy import Engine, event

STATEMENT_SECONDS, LOCK_SECONDS, HELD_SECONDS = 20, 10, 30.0
"""A statement's time, that for a lock in it, and that of one holding of a connection; a laptop waits 45 seconds."""

log = logging.getLogger("samarth.hub")


def limit(engine: Engine, held_seconds: float = HELD_SECONDS) -> None:
    """Gives each statement and each holding of a connection of this engine its end, from now on."""
    engine.dispose()  # what is open already has no limits
    held = _Held()
    event.listen(engine, "connect", _hurry)
    event.listen(engine, "checkout", held.out)
    event.listen(engine, "checkin", held.back)
    threading.Thread(
        target=_watch, args=(held, weakref.ref(engine), held_seconds), daemon=True, name="patience"
    ).start()


def _hurry(connection: Any, record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{STATEMENT_SECONDS}s'")
        cursor.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
    connection.commit()


class _Held:
    """The connections that somebody has, and since when."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: dict[int, tuple[float, Any]] = {}

    def out(self, connection: Any, record: object, proxy: object) -> None:
        with self._lock:
            self._since[id(record)] = (time.monotonic(), connection)

    def back(self, connection: Any, record: object) -> None:
        with self._lock:
            self._since.pop(id(record), None)

    def give_up(self, seconds: float) -> None:
        """Cuts the lines of those that are held longer."""
        with self._lock:  # nobody gives one back meanwhile, whose number another line may get
            late = [key for key, (since, _) in self._since.items() if time.monotonic() - since > seconds]
            for connection in [self._since.pop(key)[1] for key in late]:
                _cut(connection)


def _cut(connection: Any) -> None:
    log.error(json.dumps({"given_up": "a connection to the database"}))
    try:
        with socket.fromfd(connection.pgconn.socket, socket.AF_INET, socket.SOCK_STREAM) as line:
            line.shutdown(socket.SHUT_RDWR)
    except Exception as ended:  # it has just ended by itself
        log.info(json.dumps({"given_up": type(ended).__name__}))


def _watch(held: _Held, engine: "weakref.ref[Engine]", seconds: float) -> None:
    while engine() is not None:
        time.sleep(min(1.0, seconds / 4))
        held.give_up(seconds)
