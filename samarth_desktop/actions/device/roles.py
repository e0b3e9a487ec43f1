"""The role of this laptop: it comes from enrolment at a hub only. Before that everybody is a coordinator."""

from samarth_desktop.actions.session import Session
from samarth_desktop.store.log.exchange import StoreLog

COORDINATOR, TRAINER, OFFICE = "coordinator", "trainer", "office"


def role(session: Session) -> str:
    """``coordinator``, ``trainer`` or ``office``."""
    from samarth_desktop.sync import identity

    me = identity.load(StoreLog(session.store))
    return me.role if me is not None else COORDINATOR


def sees_sales(session: Session) -> bool:
    """Whether what makers sold is shown here: to everybody but trainers."""
    return role(session) != TRAINER


def is_office(session: Session) -> bool:
    """Whether the office works here: it may do what rules keep others from, with a reason."""
    return role(session) == OFFICE
