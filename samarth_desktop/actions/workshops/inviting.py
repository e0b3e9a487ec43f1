"""Who is invited to a workshop: from any list, in reserve, told or not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import participants
from samarth_desktop.actions.workshops.participants import Known
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.ids import derived_id
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.workshop.record import Workshop
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import workshops

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Change, Subject

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
    with writing(session, Deed.HALL) as unit:
        done = write(unit, session, workshop, participants.by_rows(unit, rows), reserve=reserve)
        unit.commit()
    return done


def write(
    unit: UnitOfWork, session: Session, workshop: str, people: Sequence[Known], *, reserve: bool = False
) -> Invited:
    """The same as a part of a greater unit of work; who was taken off the list is on it again."""
    there = _there(unit, workshop, people)
    found = (_entry(unit, session, workshop, one, there.get(one.id), reserve) for one in people)
    new = [one for one in found if one is not None]
    for start in range(0, len(new), _PART):
        unit.save_all(new[start : start + _PART], session.author)
    fresh = {one.participant for one in new}
    return Invited(tuple(fresh), tuple(one.id for one in people if one.id not in fresh))


def _there(reader: Reader, workshop: str, people: Sequence[Known]) -> dict[str, Invitation]:
    """Their invitations, deleted ones too, by participant."""
    rows = [row_of(workshop, one.id) for one in people]
    return {one.participant: one for one in reader.get_many(Invitation, rows)}


def _entry(
    reader: Reader, session: Session, workshop: str, one: Known, old: Invitation | None, reserve: bool
) -> Invitation | None:
    if old is None or old.deleted:
        copy = participants.copy_of(reader, one, session)
        made = Invitation(id=row_of(workshop, one.id), workshop=workshop, reserve=reserve, **copy)
        return made if old is None else replace(made, seen=old.seen)
    if old.cancelled or (old.reserve and not reserve):
        return replace(old, cancelled=False, reserve=reserve)
    return None


def change(workshop: str, *, reserve: bool) -> "Change":
    """Puts everybody who is ticked in a list on the list of a workshop; of a group, its members."""

    def invite_one(reader: Reader, session: Session, subject: "Subject") -> Sequence[Record]:
        people = participants.by_rows(reader, [subject.record.id])
        if not people:
            raise KnownError(T("The group has no members yet."))
        old = _there(reader, workshop, people)
        entries = (_entry(reader, session, workshop, one, old.get(one.id), reserve) for one in people)
        return [one for one in entries if one is not None]

    return invite_one


def open_for(session: Session) -> list[Workshop]:
    """The workshops to which people can still be invited: of today and later, the next first."""
    with session.store.read() as reader:
        return workshops.coming(reader, session.today)


def on_list(session: Session, workshop: str) -> list[Invitation]:
    """The list of a workshop by name, who was taken off left out; the reserve last."""
    with session.store.read() as reader:
        found = [one for one in reader.children(Invitation, workshop) if not one.cancelled]
    return sorted(found, key=lambda one: (one.staff, one.reserve, one.name, one.id))


def told(session: Session, invitations: Sequence[str], how: str) -> None:
    """Notes that these were told today, and how (a code of TOLD); "" takes that back."""
    with writing(session, Deed.HALL) as unit:
        day = session.today if how else None
        found = unit.get_many(Invitation, invitations)
        unit.save_all([replace(one, told_how=how, told_on=day) for one in found], session.author)
        unit.commit()


def set_flag(session: Session, invitations: Sequence[str], key: str, on: bool) -> None:
    """Sets ``reserve``, ``staff`` or ``cancelled`` of these invitations."""
    with writing(session, Deed.HALL) as unit:
        found = unit.get_many(Invitation, invitations)
        unit.save_all([replace(one, **{key: on}) for one in found], session.author)  # type: ignore[arg-type]  # flags
        unit.commit()
