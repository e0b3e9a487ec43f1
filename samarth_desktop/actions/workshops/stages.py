"""The stage that a workshop brings: `trained`, wherever the person's enrolment is."""

from dataclasses import replace

from samarth_desktop.actions.session import Session
from samarth_desktop.kinds.enrolment.record import WAY, Enrolment
from samarth_desktop.kinds.workshop.record import Workshop
from samarth_desktop.store.log.unit_of_work import UnitOfWork

_TRAINED = WAY.index("trained")


def trained(unit: UnitOfWork, session: Session, person: str, workshop: Workshop) -> None:
    """Brings the person's enrolment in the workshop's programme to `trained`; it never goes back, is not on hold or
    withdrawn, and a date set by hand stays."""
    for one in unit.children(Enrolment, person):
        if one.programme != workshop.programme or one.stage not in WAY:
            continue
        moved = replace(one, trained_on=one.trained_on or workshop.until or session.today)
        if WAY.index(one.stage) < _TRAINED:
            moved = replace(moved, stage="trained")
        if moved != one:
            unit.save(moved, session.author)
