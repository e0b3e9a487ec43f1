"""What time it is where no hub can be asked: the hub's last word and this laptop's clock since then."""

import time

from samarth_desktop.domain.oplog.exchange import OpLog

_KEY = "sync.clock"
_LONGEST_MS = 90 * 24 * 3600 * 1000
"""How much of our own clock is believed since the hub last spoke."""


def noted(hub_ms: int) -> dict[str, str]:
    """The setting that keeps the hub's time beside ours."""
    return {_KEY: f"{hub_ms} {_now_ms()}"}


def trusted_ms(log: OpLog) -> int:
    """Milliseconds since 1970 for the clock rule; our own time before the first sync."""
    held = log.get(_KEY)
    if not held:
        return _now_ms()
    hub_ms, then_ms = map(int, held.split())
    return hub_ms + min(max(_now_ms() - then_ms, 0), _LONGEST_MS)


def _now_ms() -> int:
    return int(time.time() * 1000)
