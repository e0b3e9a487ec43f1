"""The role in which somebody works here: from enrolment at a hub only. Before that everybody is a coordinator."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.i18n import Text
from samarth_desktop.rules import roles as table
from samarth_desktop.rules.roles import ALONE, COORDINATOR, OFFICE, TRAINER, Deed, NotAllowed
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.log.unit_of_work import UnitOfWork

__all__ = [
    "COORDINATOR", "OFFICE", "TRAINER", "Deed", "NotAllowed", "demand", "is_office", "may", "of", "role",
    "sees_sales", "writing",
]  # fmt: skip


def role(session: Session) -> str:
    """``coordinator``, ``trainer`` or ``office``: that of who sits here, where the laptop's card lists its people."""
    return _enrolled_as(session) or COORDINATOR


def of(session: Session, name: str) -> str:
    """The role of somebody of this laptop."""
    return role(replace(session, author=name))


def may(session: Session, deed: Deed) -> bool:
    """Whether who sits here may do something."""
    if deed is Deed.HALL:
        return True  # the hall's many small units ask nothing that needs the card
    mine = role(session)
    return table.may(ALONE if mine == COORDINATOR and not _enrolled_as(session) else mine, deed)


def demand(session: Session, deed: Deed, text: Text | None = None) -> None:
    """Raises NotAllowed, with `text` where that says it better, unless who sits here may do it."""
    if not may(session, deed):
        raise NotAllowed(deed, text)


@contextmanager
def writing(session: Session, deed: Deed) -> Iterator[UnitOfWork]:
    """A unit of work for who may do `deed`. Every action that writes opens its unit here, so that no page, command or
    other edge can forget to ask. Raises NotAllowed before anything is written."""
    demand(session, deed)
    with session.store.unit_of_work() as unit:
        yield unit


def sees_sales(session: Session) -> bool:
    """Whether what makers sold is shown here."""
    return may(session, Deed.FAIR_SALES)


def is_office(session: Session) -> bool:
    """Whether the office works here: it may do what rules keep others from, with a reason."""
    return may(session, Deed.OFFICE)


def _enrolled_as(session: Session) -> str:
    from samarth_desktop.sync import identity

    me = identity.load(StoreLog(session.store))
    if me is None:
        return ALONE
    found = card_people.named(me.people.present, session.author)
    return found.role if found else me.role
