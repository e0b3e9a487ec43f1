"""Which day it is for a session: the laptop's date where it can be right, else what a person said.

DOMAIN, "Today": between the program's build date and the newest hub time + 1 year; otherwise it is asked for once.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from samarth_desktop import __built__
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.calendar import believable
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.store.log.reader import Reader

SAID, HUB_CLOCK = "day_said", "sync.clock"
"""Settings: the laptop's date and the day a person said instead; the hub's clock in ms beside ours."""
_GIVE_DATE = T("This laptop's clock is wrong. Give today's date with --date, such as --date 25/11/2026.")


def with_date(session: Session, reader: Reader, clock: Callable[[], date] = date.today) -> Session:
    """The session with the day by which it works: ``sure``, ``asked`` (said by a person) or ``doubtful`` (not yet)."""
    newest = _hub_day(reader)
    if believable(clock(), newest):
        return replace(session, clock=clock, day="sure")
    said = reader.setting(SAID).split()
    if len(said) == 2:
        then, meant = (date.fromisoformat(text) for text in said)
        if believable(meant + (clock() - then), newest):
            return replace(session, clock=lambda: meant + (clock() - then), day="asked")
    least = newest or date.fromisoformat(__built__)
    return replace(session, clock=lambda: least, day="doubtful")


def set_date(session: Session, meant: date, clock: Callable[[], date] = date.today) -> Session:
    """Takes a person's word for today's date until the laptop's clock is right. KnownError for an impossible one."""
    _refuse_impossible(session, meant)
    session.store.put(**{SAID: f"{clock().isoformat()} {meant.isoformat()}"})
    with session.store.read() as reader:
        return with_date(session, reader, clock)


def on_day(session: Session, meant: date | None) -> Session:
    """The session for one command that writes today's date: of the day given with it, else of a known one.

    KnownError when the laptop's date cannot be right and nobody says which day it is, or says an impossible one.
    """
    if meant is None:
        if session.day == "doubtful":
            raise KnownError(_GIVE_DATE)
        return session
    _refuse_impossible(session, meant)
    said = replace(session, clock=lambda: meant, day="asked")
    session.store.today = said.clock
    return said


def refuse_before_set_up(meant: date | None, clock: Callable[[], date] = date.today) -> None:
    """As :func:`on_day`, before there is a folder to open."""
    if not believable(meant or clock(), None):
        raise KnownError(_no_such(meant) if meant else _GIVE_DATE)


def refuse_unknown(session: Session) -> None:
    """KnownError while nobody knows which day it is: what is printed or taken back then would carry a made-up date."""
    if session.day == "doubtful":
        raise KnownError(
            T(
                "This laptop's clock is wrong and nobody said which day it is. "
                "Set the clock, or open the program again and write today's date."
            )
        )


def _refuse_impossible(session: Session, meant: date) -> None:
    with session.store.read() as reader:
        if not believable(meant, _hub_day(reader)):
            raise KnownError(_no_such(meant))


def _no_such(meant: date) -> Text:
    return T("{day} cannot be today. Look at a calendar or a telephone.", day=meant)


def _hub_day(reader: Reader) -> date | None:
    held = reader.setting(HUB_CLOCK).split()
    return datetime.fromtimestamp(int(held[0]) / 1000, UTC).date() if held else None
