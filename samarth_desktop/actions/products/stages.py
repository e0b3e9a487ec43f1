"""Lets the stages of makers follow what happens at a marketplace: listed, first sale."""

from collections.abc import Iterable
from datetime import date

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.store.database.rows import stamped
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork

LISTED, FIRST_SALE = "listed", "first_sale"


def advance(unit: UnitOfWork, session: Session, holder: str, marketplace: str, stage: str, day: date) -> None:
    """Moves the enrolments of a maker that the marketplace belongs to, else those of her group, to a stage (DOMAIN,
    "Enrolment"): only forward, never over on hold or withdrawn; a date that stands there wins."""
    key = f"{stage}_on"
    changed = [
        stamped(one, {"stage": stage, key: getattr(one, key) or day})
        for one in of_marketplace(unit, session, holder, marketplace)
        if one.stage in WAY and WAY.index(one.stage) < WAY.index(stage)
    ]
    unit.save_all(changed, session.author)


def of_marketplace(reader: Reader, session: Session, holder: str, marketplace: str) -> list[Enrolment]:
    """The enrolments of a maker in programmes that name the marketplace; where she has none, those of her group."""
    own = _named(reader.children(Enrolment, holder), session, marketplace)
    if own:
        return own
    places: Iterable[Member] = reader.memberships(holder)
    group = next((place.shg for place in places if place.active), "")
    return _named(reader.children(Enrolment, group), session, marketplace) if group else []


def _named(enrolments: Iterable[Enrolment], session: Session, marketplace: str) -> list[Enrolment]:
    found = []
    for one in enrolments:
        known = programme(one.programme, session.programmes)
        if known is not None and marketplace.casefold() in {name.casefold() for name in known.marketplaces}:
            found.append(one)
    return found
