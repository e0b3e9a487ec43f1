"""Whether a laptop has heard from the office lately: who has not for long may have been shut out without knowing it,
and neither serves nor visits a hall. Each laptop's card says on which day the hub last signed it."""

from datetime import UTC, date, datetime, timedelta

from samarth_desktop.domain.oplog.exchange import OpLog
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import Text, Tn
from samarth_desktop.sync import clock
from samarth_desktop.sync.identity import Card

DAYS = "sync.halls_days"
"""Setting: after how many days without a word from the office a laptop stays out of halls, as the office says."""
USUAL_DAYS = 60
_UNDATED_UNTIL = date(2027, 2, 1)
"""Until then a card without a day is taken: a hub of before gave it, and there may have been no network since."""


def check_own(log: OpLog, card: Card) -> None:
    """Raises KnownError where this laptop has to sync with the office before it meets others."""
    if is_stale(log, card):
        raise KnownError(own_sentence(log))


def own_sentence(log: OpLog) -> Text:
    """What the person at the laptop is told that has not heard from the office for too long."""
    return Tn(
        "This laptop has not heard from the office for {count} day. Sync with the office first, or use a stick.",
        "This laptop has not heard from the office for {count} days. Sync with the office first, or use a stick.",
        days(log),
    )


def other_sentence(log: OpLog) -> Text:
    """The same of the laptop at the other end."""
    return Tn(
        "The other laptop has not heard from the office for {count} day. It must sync with the office first.",
        "The other laptop has not heard from the office for {count} days. It must sync with the office first.",
        days(log),
    )


def days(log: OpLog) -> int:
    """What the office has set."""
    kept = log.get(DAYS)
    return int(kept) if kept.isdecimal() else USUAL_DAYS


def is_stale(log: OpLog, card: Card) -> bool:
    """Whether the hub's last word to this laptop is too old, by the hub's time as far as it is known here."""
    today = datetime.fromtimestamp(clock.trusted_ms(log) / 1000, UTC).date()
    if not card.on:
        return today >= _UNDATED_UNTIL
    return date.fromisoformat(card.on) < today - timedelta(days=days(log))
