"""What laptops of a hall tell each other of their clocks, beside the operations that they exchange."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from samarth_desktop.domain.oplog.exchange import OpLog

OFFSET = "hall.offset"
"""Setting: the seconds by which the hall's clock is ahead of this laptop's."""
HEARD = "hall.heard."
"""Beginning of settings, the device code behind it: when another laptop was heard, and by how many seconds its clock is
ahead of the hall's."""


def now_ms(log: OpLog) -> int:
    """The clock of the laptop with this log."""
    del log  # one clock for all logs of a laptop; a played hall gives each its own
    return time.time_ns() // 1_000_000


def hall_ms(log: OpLog) -> int:
    """The hall's clock as this laptop knows it: its own, and the difference that was measured."""
    said = log.get(OFFSET)
    return now_ms(log) + 1000 * (int(said) if said else 0)


def known_ahead(log: OpLog) -> int:
    """By how many milliseconds this laptop was ahead of the hall when that was measured last."""
    said = log.get(OFFSET)
    return -1000 * int(said) if said else 0


def ahead_of(answer: Mapping[str, Any], asked_ms: int, got_ms: int) -> int | None:
    """By how many milliseconds this laptop is ahead of who answered: the mean of the way there and back (as NTP does,
    RFC 5905). None where the answer says nothing of a clock."""
    said = answer.get("clock")
    if not (isinstance(said, list) and len(said) == 2 and all(type(one) is int for one in said)):
        return None
    return ((asked_ms - int(said[0])) + (got_ms - int(said[1]))) // 2


def note_heard(log: OpLog, device: str, ahead_ms: object = 0) -> None:
    """Notes that another laptop was heard now."""
    ahead = round(ahead_ms / 1000) if isinstance(ahead_ms, int | float) else 0
    at = datetime.fromtimestamp(hall_ms(log) / 1000, UTC).astimezone().replace(tzinfo=None)
    log.put({HEARD + device: f"{at.isoformat(timespec='seconds')} {ahead}"})
