"""Who is invited to a workshop: from any list, in reserve, told or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import participants
from samarth_desktop.actions.workshops.participants import Known
from samarth_desktop.domain.ids import derived_id
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.store.log.unit_of_work import UnitOfWork

_PART = 500


@dataclass(frozen=True, slots=True)
class Invited:
    """What came of an invitation: row ids of those who are new on the list, and of those who stood there."""

    new: tuple[str, ...]
    already: tuple[str, ...]


def row_of(workshop: str, participant: str) -> str:
    """The row id of somebody's invitation: two laptops that invite her write the same row."""
    return derived_id(Invitation.KIND, workshop, participant)


def invite(session: Session, workshop: str, rows: Sequence[str], *, reserve: bool = False) -> Invited:
    """Puts people, members or groups with these row ids on the list of a workshop."""
    with session.store.unit_of_work() as unit:
        done = write(unit, session, workshop, participants.by_rows(unit, rows), reserve=reserve)
        unit.commit()
    return done


def write(
    unit: UnitOfWork, session: Session, workshop: str, people: Sequence[Known], *, reserve: bool = False
) -> Invited:
    """The same as a part of a greater unit of work; who was taken off the list is on it again."""
    there = {one.participant: one for one in unit.children(Invitation, workshop)}
    new = []
    for one in people:
        old = there.get(one.id)
        if old is None:
            copy = participants.copy_of(unit, one, session)
            new.append(Invitation(id=row_of(workshop, one.id), workshop=workshop, reserve=reserve, **copy))
        elif old.cancelled or (old.reserve and not reserve):
            new.append(replace(old, cancelled=False, reserve=reserve))
    for start in range(0, len(new), _PART):
        unit.save_all(new[start : start + _PART], session.author)
    fresh = {one.participant for one in new}
    return Invited(tuple(fresh), tuple(one.id for one in people if one.id not in fresh))


def on_list(session: Session, workshop: str) -> list[Invitation]:
    """The list of a workshop by name, who was taken off left out; the reserve last."""
    with session.store.read() as reader:
        found = [one for one in reader.children(Invitation, workshop) if not one.cancelled]
    return sorted(found, key=lambda one: (one.staff, one.reserve, one.name, one.id))


def told(session: Session, invitations: Sequence[str], how: str) -> None:
    """Notes that these were told today, and how (a code of TOLD); "" takes that back."""
    with session.store.unit_of_work() as unit:
        day = session.today if how else None
        found = unit.get_many(Invitation, invitations)
        unit.save_all([replace(one, told_how=how, told_on=day) for one in found], session.author)
        unit.commit()


def set_flag(session: Session, invitations: Sequence[str], key: str, on: bool) -> None:
    """Sets ``reserve``, ``staff`` or ``cancelled`` of these invitations."""
    with session.store.unit_of_work() as unit:
        found = unit.get_many(Invitation, invitations)
        unit.save_all([replace(one, **{key: on}) for one in found], session.author)  # type: ignore[arg-type]  # flags
        unit.commit()
