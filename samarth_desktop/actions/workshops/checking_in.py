"""Writing that somebody is in: one row for a participant and session, whichever door she comes through."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import participants
from samarth_desktop.actions.workshops.participants import Known
from samarth_desktop.domain.ids import derived_id, new_id
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.sync.hall_time import OFFSET


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """Somebody's row in a session; `new` is False where she was in already."""

    row: Attendance
    new: bool


def row_of(workshop: str, session: str, participant: str) -> str:
    """The row id of somebody's attendance: two doors write the same row."""
    return derived_id(Attendance.KIND, workshop, session, participant)


def offset(reader: Reader) -> int | None:
    """The seconds to add to this laptop's clock for the hall's; None before they were compared."""
    said = reader.setting(OFFSET)
    return int(said) if said else None


def now(session: Session) -> datetime:
    """This laptop's moment, on the day by which work is dated."""
    clock = datetime.now().replace(microsecond=0)
    return clock if clock.date() == session.today else datetime.combine(session.today, clock.time())


def written(moment: datetime) -> str:
    """A moment as attendance holds it."""
    return moment.isoformat(timespec="seconds")


def moment_of(typed: str, sitting: Sitting, session: Session) -> datetime:
    """A typed moment: ``YYYY-MM-DDTHH:MM``, or ``HH:MM`` of the session's day. KnownError when it is neither."""
    try:
        if "T" in typed:
            return datetime.fromisoformat(typed).replace(tzinfo=None)
        time = datetime.strptime(typed.strip(), "%H:%M").time()
        return datetime.combine(sitting.held_on or session.today, time)
    except ValueError:
        raise KnownError(T("{text} is no time. Write it as 10:42.", text=typed[:20])) from None


def check_in(
    unit: UnitOfWork,
    session: Session,
    sitting: Sitting,
    person: Known,
    how: str,
    at: datetime | None = None,
) -> CheckedIn:
    """Lets somebody into a session, as a part of a unit of work. Who is in already stays as she is.

    `at` is the hall's time where somebody said one; else it is this laptop's clock, corrected where it is known how.
    """
    row = row_of(sitting.workshop, sitting.id, person.id)
    there = unit.get(Attendance, row)
    if there is not None and there.here:
        return CheckedIn(there, new=False)
    copy = _copy(unit, session, sitting.workshop, person)
    fresh = there or Attendance(id=row, workshop=sitting.workshop, session=sitting.id)
    known = {key: value for key, value in copy.items() if value not in ("", None)}
    entry = replace(
        fresh, **known, presence="present", how=how, laptop=unit.device, out_at="", **in_at(unit, session, at)
    )
    return CheckedIn(unit.save(entry, session.author), new=True)


def by_list(
    unit: UnitOfWork, session: Session, sitting: Sitting, listed: Invitation, how: str, at: datetime | None = None
) -> CheckedIn:
    """The same for somebody on the list whose record is not on this laptop, as of another district: by her copy."""
    row = row_of(sitting.workshop, sitting.id, listed.participant)
    there = unit.get(Attendance, row)
    if there is not None and there.here:
        return CheckedIn(there, new=False)
    copy = {key: getattr(listed, key) for key in _COPIED if key != "invited"}
    fresh = there or Attendance(id=row, workshop=sitting.workshop, session=sitting.id)
    came = {"presence": "present", "how": how, "laptop": unit.device, "out_at": "", **in_at(unit, session, at)}
    return CheckedIn(unit.save(replace(fresh, **copy, **came, invited=True), session.author), new=True)


def in_at(unit: Reader, session: Session, at: datetime | None) -> dict[str, Any]:
    """The values that say when somebody came in."""
    ahead = offset(unit)
    if at is not None:
        return {"in_at": written(at), "corrected": ahead or 0}
    return {"in_at": written(now(session) + timedelta(seconds=ahead or 0)), "corrected": ahead}


def _copy(unit: UnitOfWork, session: Session, workshop: str, person: Known) -> dict[str, Any]:
    invitation = unit.get(Invitation, derived_id(Invitation.KIND, workshop, person.id))
    listed = invitation is not None and not invitation.cancelled and not invitation.deleted
    copy = participants.copy_of(unit, person, session)
    return {**copy, "invited": listed, "staff": bool(listed and invitation and invitation.staff)}


def by_number(number: str) -> str:
    """The participant of somebody who shows a badge whose record is not on this laptop: every door says the same."""
    return derived_id(Attendance.KIND, "number", number)


def name_only(session: Session, sitting: Sitting, values: dict[str, Any]) -> Attendance:
    """Lets somebody in of whom only a name was written: no record, no certificate. `values` are those of the copy; with
    a `registration` it is the badge of somebody who is registered elsewhere, and her record is joined when it comes."""
    number = values.get("registration", "")
    with writing(session, Deed.HALL) as unit:
        participant = by_number(number) if number else new_id()
        entry = Attendance(
            id=row_of(sitting.workshop, sitting.id, participant),
            workshop=sitting.workshop,
            session=sitting.id,
            participant=participant,
            presence="present",
            how="walk_in",
            laptop=unit.device,
            **values,
            **in_at(unit, session, None),
        )
        saved = unit.save(entry, session.author)
        unit.commit()
    return saved


def again(unit: UnitOfWork, session: Session, sitting: Sitting, last: Attendance, presence: str) -> Attendance:
    """Somebody of an earlier session in another one of the same workshop, by her copy there."""
    row = row_of(sitting.workshop, sitting.id, last.participant or last.id)
    there = unit.get(Attendance, row)
    if there is not None:
        entry = there
    else:
        kept = {key: getattr(last, key) for key in _COPIED}
        entry = Attendance(id=row, workshop=sitting.workshop, session=sitting.id, **kept)
    return unit.save(_marked(unit, session, entry, presence), session.author)


_COPIED = (
    "participant", "person", "registration", "name_hi", "name_en", "relation", "relative", "age", "gender", "category",
    "disability", "minority", "mobile", "village", "district", "invited", "staff",
)  # fmt: skip
"""What goes on from one row of a participant to the next: the copy, and whether she was invited."""


def _marked(unit: UnitOfWork, session: Session, entry: Attendance, presence: str) -> Attendance:
    if presence in ("present", "late") and not entry.here:
        came = in_at(unit, session, None) if not entry.in_at else {}
        return replace(entry, presence=presence, how=entry.how or "hand", laptop=entry.laptop or unit.device, **came)
    return replace(entry, presence=presence)


def mark(unit: UnitOfWork, session: Session, sitting: Sitting, rows: Sequence[Any], presence: str) -> list[Attendance]:
    """Writes `present`, `late`, `absent` or "" (nothing said) for participants given by their invitations or earlier
    attendances; those of whom it is said already stay untouched."""
    return [again(unit, session, sitting, _as_last(one), presence) for one in rows]


def _as_last(one: Any) -> Attendance:
    if one.KIND == Attendance.KIND:
        return cast(Attendance, one)
    kept = {key: getattr(one, key) for key in _COPIED if key != "invited"}
    return Attendance(**kept, invited=True)


def take_back(session: Session, row: str) -> Attendance | None:
    """Takes a check-in back: nothing is said of her in this session any more."""
    with writing(session, Deed.HALL) as unit:
        entry = unit.get(Attendance, row)
        if entry is None:
            return None
        entry = unit.save(replace(entry, presence=""), session.author)
        unit.commit()
    return entry
