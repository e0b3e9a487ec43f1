"""What time it is where no hub can be asked: the hub's last word and this laptop's clock since then."""

import time

from samarth_desktop.domain.oplog.exchange import OpLog
from samarth_desktop.domain.oplog.op import DAY_MS
from samarth_desktop.i18n import T, Text, Tn

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


def wrong_by(hub_ms: int) -> Text | None:
    """What the person is told where this laptop's clock is more than a day away from the hub's; None where it is right.
    What a clock that is ahead wrote shows before what others write later, and stands against it as a conflict."""
    apart = round((_now_ms() - hub_ms) / DAY_MS)
    if apart > 0:
        said = Tn("{count} day ahead", "{count} days ahead", apart)
    else:
        said = Tn("{count} day behind", "{count} days behind", -apart)
    return T("The clock of this laptop is {apart}. Set its date right, then sync again.", apart=said) if apart else None


def _now_ms() -> int:
    return int(time.time() * 1000)
