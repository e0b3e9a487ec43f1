"""Which day it is for a desk: the laptop's date where it can be right, else what a person said.

DOMAIN, "Today": between the program's build date and the newest hub time + 1 year; otherwise it is asked for once.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from samarth_desktop import __built__
from samarth_desktop.actions.desk import Desk
from samarth_desktop.domain.calendar import believable
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.reader import Reader

SAID, HUB_CLOCK = "day_said", "sync.clock"
"""Settings: the laptop's date and the day a person said instead; the hub's clock in ms beside ours."""


def with_day(desk: Desk, reader: Reader, clock: Callable[[], date] = date.today) -> Desk:
    """The desk with the day by which it works: ``sure``, ``asked`` (said by a person) or ``doubtful`` (not yet)."""
    newest = _hub_day(reader)
    if believable(clock(), newest):
        return replace(desk, clock=clock, day="sure")
    said = reader.setting(SAID).split()
    if len(said) == 2:
        then, meant = (date.fromisoformat(text) for text in said)
        if believable(meant + (clock() - then), newest):
            return replace(desk, clock=lambda: meant + (clock() - then), day="asked")
    least = newest or date.fromisoformat(__built__)
    return replace(desk, clock=lambda: least, day="doubtful")


def say_day(desk: Desk, meant: date, clock: Callable[[], date] = date.today) -> Desk:
    """Takes a person's word for today's date until the laptop's clock is right. KnownError for an impossible one."""
    with desk.store.read() as reader:
        if not believable(meant, _hub_day(reader)):
            raise KnownError(T("{day} cannot be today. Look at a calendar or a telephone.", day=meant))
    desk.store.put(**{SAID: f"{clock().isoformat()} {meant.isoformat()}"})
    with desk.store.read() as reader:
        return with_day(desk, reader, clock)


def _hub_day(reader: Reader) -> date | None:
    held = reader.setting(HUB_CLOCK).split()
    return datetime.fromtimestamp(int(held[0]) / 1000, UTC).date() if held else None
