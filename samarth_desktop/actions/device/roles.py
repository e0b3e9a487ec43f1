"""The role in which somebody works here: from enrolment at a hub only. Before that everybody is a coordinator."""

from samarth_desktop.actions.session import Session
from samarth_desktop.i18n import Text
from samarth_desktop.rules import roles as table
from samarth_desktop.rules.roles import ALONE, COORDINATOR, OFFICE, TRAINER, Deed, NotAllowed
from samarth_desktop.store.log.exchange import StoreLog

__all__ = ["COORDINATOR", "OFFICE", "TRAINER", "Deed", "NotAllowed", "demand", "is_office", "may", "role", "sees_sales"]


def role(session: Session) -> str:
    """``coordinator``, ``trainer`` or ``office``."""
    return _enrolled_as(session) or COORDINATOR


def may(session: Session, deed: Deed) -> bool:
    """Whether who sits here may do something."""
    mine = role(session)
    return table.may(ALONE if mine == COORDINATOR and not _enrolled_as(session) else mine, deed)


def demand(session: Session, deed: Deed, text: Text | None = None) -> None:
    """Raises NotAllowed, with `text` where that says it better, unless who sits here may do it."""
    if not may(session, deed):
        raise NotAllowed(deed, text)


def sees_sales(session: Session) -> bool:
    """Whether what makers sold is shown here."""
    return may(session, Deed.FAIR_SALES)


def is_office(session: Session) -> bool:
    """Whether the office works here: it may do what rules keep others from, with a reason."""
    return may(session, Deed.OFFICE)


def _enrolled_as(session: Session) -> str:
    from samarth_desktop.sync import identity

    me = identity.load(StoreLog(session.store))
    return me.role if me is not None else ALONE
