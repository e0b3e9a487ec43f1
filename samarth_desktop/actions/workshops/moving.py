"""Attendance, invitations and trainings that go over to another person: two records merged, a name that was only
written and is a registered person after all, or a badge whose record has come meanwhile."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import participants
from samarth_desktop.actions.workshops.checking_in import row_of
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.ids import derived_id
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.training.record import Training
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import workshops as store


def of_merged(unit: UnitOfWork, session: Session, stays: Artisan, goes: str) -> Iterator[Record]:
    """What hangs on the one that goes, as it is to hang on the one that stays. Rows have ids derived from the person,
    so it is another row that gets what this one says, and this one is deleted."""
    copy = participants.copy_of(unit, stays, session)
    yield from _attendance(unit, store.of_person(unit, Attendance, [goes]), stays.id, copy)
    for one in store.of_person(unit, Invitation, [goes]):
        row = derived_id(Invitation.KIND, one.workshop, stays.id)
        yield from _over(unit, one, row, copy)
    for one in unit.children(Training, goes):
        row = derived_id(Training.KIND, one.workshop, stays.id)
        yield from _over(unit, one, row, {"holder": stays.id})


def link(session: Session, rows: Sequence[Attendance], person: str) -> list[Attendance]:
    """Says that a name that was only written is this registered person; gives her rows. KnownError when she is not
    here."""
    with writing(session, Deed.HALL) as unit:
        found = unit.get(Artisan, unit.kept(person))
        if found is None or found.deleted:
            raise KnownError(T("This record is not on this laptop any more."))
        copy = participants.copy_of(unit, found, session)
        saved: list[Attendance] = unit.save_all(list(_attendance(unit, rows, found.id, copy)), session.author)
        unit.commit()
    return [one for one in saved if not one.deleted]


def join_badges(session: Session) -> int:
    """Joins everybody who came in by a badge alone to her record, where it is here now; gives how many rows moved."""
    with session.store.read() as reader:
        if not store.by_badge(reader):
            return 0
    with writing(session, Deed.HALL) as unit:
        moved = join_badges_of(unit, session)
        unit.commit()
    return moved


def join_badges_of(unit: UnitOfWork, session: Session, workshop: str = "") -> int:
    """The same as a part of a greater unit of work, for one workshop where one is named."""
    waiting: dict[str, list[Attendance]] = {}
    for row in store.by_badge(unit, workshop):
        waiting.setdefault(row.registration, []).append(row)
    moved = 0
    for number, rows in waiting.items():
        for known in participants.by_number(unit, number)[:1]:
            copy = participants.copy_of(unit, known, session)
            unit.save_all(list(_attendance(unit, rows, known.id, copy)), session.author)
            moved += len(rows)
    return moved


def _attendance(
    unit: UnitOfWork, rows: Sequence[Attendance], person: str, copy: dict[str, Any]
) -> Iterator[Attendance]:
    for one in rows:
        row = row_of(one.workshop, one.session, person)
        there = unit.get(Attendance, row)
        if there is None or there.deleted or not there.in_at:
            yield from _over(unit, one, row, copy)
        else:
            yield replace(there, **_earlier(there, one))
            yield replace(one, deleted=True)


def _earlier(there: Attendance, other: Attendance) -> dict[str, Any]:
    """Of two rows of one person in one session: the first of two doors counts, and that she was there."""
    first = min((there, other), key=lambda one: one.in_at or "~")
    presence = there.presence if there.here or not other.here else other.presence
    return {
        "in_at": first.in_at, "how": first.how, "laptop": first.laptop, "corrected": first.corrected,
        "presence": presence, "invited": there.invited or other.invited,
    }  # fmt: skip


def _over(unit: UnitOfWork, one: Any, row: str, copy: dict[str, Any]) -> Iterator[Any]:
    there = unit.get(type(one), row)
    if there is None or there.deleted:
        seen = there.seen if there is not None else 0
        system = {"created_by": "", "created_device": "", "created_at": "", "deleted": False}
        yield replace(one, id=row, seen=seen, **system, **copy)
    yield replace(one, deleted=True)
