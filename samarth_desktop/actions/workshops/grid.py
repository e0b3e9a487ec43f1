"""Attendance of a session as a grid: everybody on the list and everybody who came, marked by many at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.kinds.attendance.record import HERE, Attendance
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.people import Participant
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import audit
from samarth_desktop.store.queries import workshops as store


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody in the grid: her copy, what is said of her in this session (None: nothing yet), on the list or not."""

    who: Participant
    row: Attendance | None
    invited: bool
    staff: bool

    @property
    def presence(self) -> str:
        """``present``, ``late``, ``absent`` or "" where nothing is said."""
        return self.row.presence if self.row is not None else ""


@dataclass(frozen=True, slots=True)
class Before:
    """What stood there before a marking, for undo: participants, and the row or None."""

    said: str
    rows: tuple[tuple[str, Attendance | None], ...]


def lines(session: Session, plan: Plan, sitting: Sitting) -> list[Line]:
    """The grid of a session: the list by name, then walk-ins, the team last."""
    with session.store.read() as reader:
        return lines_in(reader, plan, sitting)


def lines_in(reader: Reader, plan: Plan, sitting: Sitting) -> list[Line]:
    """The same in one state of the data."""
    here = store.attendance(reader, plan.workshop.id)
    mine = {row.participant: row for row in here if row.session == sitting.id}
    listed = {one.participant: one for one in reader.children(Invitation, plan.workshop.id) if not one.cancelled}
    found = [Line(one, mine.get(one.participant), True, one.staff) for one in listed.values()]
    others = {row.participant: row for row in here if row.participant not in listed and row.presence}
    found += [Line(row, mine.get(row.participant), False, row.staff) for row in others.values()]
    return sorted(found, key=lambda one: (one.staff, not one.invited, one.who.name, one.who.id))


def mark(session: Session, sitting: Sitting, some: Sequence[Line], presence: str) -> Before:
    """Says of these that they are `present`, `late`, `absent` or (``""``) nothing; gives what stood there before.
    What is said of a session of the past is noted in the audit trail."""
    with writing(session, Deed.HALL) as unit:
        for one in some:
            checking_in.mark(unit, session, sitting, [one.row or one.who], presence)
        _note(unit, session, sitting, f"{presence or 'nothing'} {len(some)}")
        unit.commit()
    return Before(presence, tuple((one.who.participant, one.row) for one in some))


def leave(session: Session, sitting: Sitting, some: Sequence[Line]) -> Before:
    """Writes that these leave now."""
    with writing(session, Deed.HALL) as unit:
        moment = checking_in.in_at(unit, session, None)["in_at"]
        rows = unit.get_many(Attendance, [one.row.id for one in some if one.row is not None])
        unit.save_all([replace(row, out_at=moment) for row in rows], session.author)
        _note(unit, session, sitting, f"left {len(rows)}")
        unit.commit()
    return Before("left", tuple((one.who.participant, one.row) for one in some))


def remark(session: Session, sitting: Sitting, one: Line, text: str) -> None:
    """Writes a remark beside somebody."""
    with writing(session, Deed.HALL) as unit:
        (row,) = checking_in.mark(unit, session, sitting, [one.row or one.who], one.presence)
        unit.save(replace(row, remark=" ".join(text.split())[:200]), session.author)
        unit.commit()


def undo(session: Session, sitting: Sitting, before: Before) -> None:
    """Writes back what stood there before a marking."""
    with writing(session, Deed.HALL) as unit:
        for participant, old in before.rows:
            row = unit.get(Attendance, checking_in.row_of(sitting.workshop, sitting.id, participant))
            if row is not None:
                values = (old.presence, old.out_at) if old is not None else ("", "")
                unit.save(replace(row, presence=values[0], out_at=values[1]), session.author)
        unit.commit()


def finish(session: Session, sitting: Sitting, some: Sequence[Line]) -> Sitting:
    """Says that the attendance of a session is complete: who was not marked is absent."""
    with writing(session, Deed.HALL) as unit:
        open_ones = [one.row or one.who for one in some if not one.presence and one.invited and not one.staff]
        checking_in.mark(unit, session, sitting, open_ones, "absent")
        there = unit.get(Sitting, sitting.id) or sitting
        saved = unit.save(replace(there, done=True), session.author)
        unit.commit()
    return saved


def is_past(session: Session, sitting: Sitting) -> bool:
    """Whether a session was on an earlier day: its attendance is unlocked first, and every change is noted."""
    return sitting.held_on is not None and sitting.held_on < session.today


def counts(some: Sequence[Line]) -> dict[str, int]:
    """How many of each: all without the team, who is here, late, absent; the team; walk-ins; only written names."""
    people = [one for one in some if not one.staff]
    return {
        "all": len(people),
        "present": sum(one.presence == "present" for one in people),
        "late": sum(one.presence == "late" for one in people),
        "absent": sum(one.presence not in HERE for one in people),
        "team": len(some) - len(people),
        "walk_ins": sum(one.presence in HERE and not one.invited for one in people),
        "names": sum(one.presence in HERE and not one.who.person for one in people),
        "female": sum(one.presence in HERE and one.who.gender == "female" for one in people),
        "male": sum(one.presence in HERE and one.who.gender == "male" for one in people),
        "other": sum(one.presence in HERE and one.who.gender == "other" for one in people),
    }


def _note(unit: UnitOfWork, session: Session, sitting: Sitting, detail: str) -> None:
    if is_past(session, sitting):
        audit.note(unit, session.author, "attendance", row=sitting.id, detail=detail)
