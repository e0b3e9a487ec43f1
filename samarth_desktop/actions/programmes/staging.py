"""Moving people and groups along a programme: one or many, by hand or by what happened; and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from samarth_desktop.actions.programmes.enrolling import Kin
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.programmes.programme import programme, programmes
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.registry import HOLDERS, RECORDS
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.rules.programmes import stages
from samarth_desktop.rules.programmes.eligibility import look
from samarth_desktop.rules.programmes.facts import of_records
from samarth_desktop.rules.programmes.stages import Missing, Move, Standing
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.search import lookups

AT_ONCE = 500
"""So many are moved in one unit of work: it writes for about 300 ms."""


@dataclass(frozen=True, slots=True)
class Stays:
    """Somebody who will not move, and what is missing."""

    holder: Holder
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a move of many would do: who moves, and who stays and why. `open` counts those who move though something
    is not known of them."""

    target: str
    moves: tuple[tuple[Holder, Enrolment], ...]
    stays: tuple[Stays, ...]
    open: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made and can be taken back: the records before it, and where the log stood after."""

    before: tuple[Enrolment, ...]
    after: tuple[Enrolment, ...]


def standing(kin: Kin, session: Session, sheet: Registration, enrolment: Enrolment) -> Standing:
    """What a move of this enrolment is judged by, the household looked up. KnownError for a programme that is not known
    on this laptop."""
    return _standing(kin, session, sheet, enrolment, _known(session, enrolment.programme))


def _standing(kin: Kin, session: Session, sheet: Registration, enrolment: Enrolment, known: Programme) -> Standing:
    holder = sheet.holder
    facts = kin.beside(of_records(holder, sheet.documents, sheet.enrolments), holder.id, holder.village, known)
    verdict = look(known, facts, session.today)
    return Standing(known, enrolment, facts, verdict, sheet.consented, lacking(session, sheet))


def lacking(session: Session, sheet: Registration) -> tuple[Missing, ...]:
    """What keeps a record from being complete, once for each field."""
    found: dict[str, Missing] = {}
    for record, problem in registering.problems_by_record(session, sheet):
        if problem.blocks and (record is None or record is sheet.holder):
            described = fields_of(type(record)).get(problem.key) if record else None
            label = Text(described.label) if described and described.label else T("Members")
            found.setdefault(
                problem.key, Missing(problem.key, T("{field}: {reason}", field=label, reason=problem.text))
            )
    return tuple(found.values())


def _known(session: Session, code: str) -> Programme:
    known = programme(code, session.library)
    if known is None:
        raise KnownError(T("No programme is called “{text}”.", text=code[:40]))
    return known


def find(sheet: Registration, code: str) -> Enrolment:
    """The enrolment of a sheet in a programme. KnownError where there is none."""
    there = [one for one in sheet.enrolments if one.programme == code.strip().upper() and not one.deleted]
    if not there:
        raise KnownError(
            T("{number} is not in the programme {programme}.", number=sheet.holder.registration, programme=code)
        )
    return next((one for one in there if one.stage != "withdrawn"), there[-1])


def change(
    session: Session, row: str, code: str, target: str, on: date | None = None, reason: str = ""
) -> tuple[Move, Enrolment]:
    """Moves one to a stage as of a day, today where none is said: the move, and how the enrolment stands then."""
    day = on or session.today
    refuse_future(session, day)
    with session.store.unit_of_work() as unit:
        sheet = registering.of(unit, row)
        enrolment = find(sheet, code)
        if gone := unit.gone_to(sheet.holder):
            raise KnownError(gone)
        moved = stages.move(standing(Kin(unit), session, sheet, enrolment), target, day, session.author, reason)
        if moved.after is None:
            return moved, enrolment
        saved = unit.save(moved.after, session.author)
        unit.commit()
    return Move(saved), saved


def to_stage(session: Session, row: str, code: str, target: str, on: date, reason: str = "") -> Enrolment:
    """As :func:`change`, for who asks for this one move: KnownError says what is missing for it."""
    moved, enrolment = change(session, row, code, target, on, reason)
    if not moved.missing:
        return enrolment
    first, *others = moved.missing
    if not others:
        raise KnownError(first.text)
    raise KnownError(
        T("{first} {n} more things are missing: see the programmes of this record.", first=first.text, n=len(others))
    )


def tell(session: Session, row: str, code: str) -> tuple[Enrolment, tuple[Missing, ...]]:
    """How an enrolment stands, and what is missing for the stage that follows."""
    with session.store.read() as reader:
        sheet = registering.of(reader, row)
        enrolment = find(sheet, code)
        where = standing(Kin(reader), session, sheet, enrolment)
    after = stages.next_stage(where.programme, enrolment)
    return enrolment, stages.missing(where, after, session.author) if after else ()


def refuse_future(session: Session, day: date) -> None:
    """Raises KnownError for a day that is not here yet."""
    if day > session.today:
        raise KnownError(T("This date is in the future."))


# -- many ---------------------------------------------------------------------------------------------------------


def plan(
    session: Session, rows: Sequence[str], code: str, target: str, on: date | None = None, reason: str = ""
) -> Plan:
    """What a move of these holders (row ids) would do. Nothing is written."""
    with session.store.read() as reader:
        return _plan(reader, session, rows, code, target, on or session.today, reason)


def move_many(
    session: Session, rows: Sequence[str], code: str, target: str, on: date | None = None, reason: str = ""
) -> tuple[Plan, Moved]:
    """Moves all of these who can, in units of AT_ONCE; gives what was done, and what takes it back."""
    day = on or session.today
    refuse_future(session, day)
    plans: list[Plan] = []
    before: list[Enrolment] = []
    after: list[Enrolment] = []
    for part in lookups.chunks(rows, AT_ONCE):
        with session.store.unit_of_work() as unit:
            one = _plan(unit, session, part, code, target, day, reason)
            held = {e.id: e for e in _enrolments_of(unit, [holder.id for holder, _ in one.moves], code)}
            before += [held[enrolment.id] for _, enrolment in one.moves]
            after += unit.save_all([enrolment for _, enrolment in one.moves], session.author)
            unit.commit()
        plans.append(one)
    whole = Plan(
        target,
        tuple(move for one in plans for move in one.moves),
        tuple(stays for one in plans for stays in one.stays),
        sum(one.open for one in plans),
    )
    return whole, Moved(tuple(before), tuple(after))


def undo(session: Session, moved: Moved) -> int:
    """Takes a move back where nobody wrote since; gives for how many."""
    undone = 0
    pairs = list(zip(moved.before, moved.after, strict=True))
    for part in lookups.chunks(pairs, AT_ONCE):
        with session.store.unit_of_work() as unit:
            now = {one.id: one for one in unit.get_many(Enrolment, [after.id for _, after in part])}
            back = [
                replace(before, seen=after.seen)
                for before, after in part
                if after.id in now and now[after.id].seen == after.seen
            ]
            unit.save_all(back, session.author)
            unit.commit()
        undone += len(back)
    return undone


def _plan(
    reader: Reader, session: Session, rows: Sequence[str], code: str, target: str, day: date, reason: str
) -> Plan:
    known, kin = _known(session, code), Kin(reader)
    moves: list[tuple[Holder, Enrolment]] = []
    stay: list[Stays] = []
    unknown = 0
    for sheet in sheets(reader, rows):
        enrolment = find(sheet, known.code)
        if gone := reader.gone_to(sheet.holder):
            stay.append(Stays(sheet.holder, (Missing("area", gone),)))
            continue
        where = _standing(kin, session, sheet, enrolment, known)
        moved = stages.move(where, target, day, session.author, reason)
        if moved.after is None:
            stay.append(Stays(sheet.holder, moved.missing))
        else:
            moves.append((sheet.holder, moved.after))
            unknown += bool(where.verdict.missing)
    return Plan(target, tuple(moves), tuple(stay), unknown)


def sheets(reader: Reader, rows: Sequence[str]) -> list[Registration]:
    """The sheets of many people and groups, in the order of the rows; those that are not here are left out."""
    holders: dict[str, Holder] = {}
    for kind in HOLDERS:
        holders |= {one.id: cast(Holder, one) for one in reader.get_many(RECORDS[kind], list(rows))}
    there = list(holders)
    enrolments = lookups.children_of(reader, Enrolment, there, "holder")
    consents = lookups.children_of(reader, Consent, there, "holder")
    documents = lookups.children_of(reader, Document, there, "holder")
    members = lookups.children_of(reader, Member, there, "shg")
    return [
        Registration(
            holders[row],
            tuple(enrolments.get(row, ())),
            tuple(consents.get(row, ())),
            tuple(documents.get(row, ())),
            tuple(members.get(row, ())),
        )
        for row in rows
        if row in holders
    ]


def _enrolments_of(reader: Reader, rows: Sequence[str], code: str) -> list[Enrolment]:
    found = lookups.children_of(reader, Enrolment, list(rows), "holder")
    return [one for of_row in found.values() for one in of_row if one.programme == code.strip().upper()]


# -- because something happened ------------------------------------------------------------------------------------


def advance(
    unit: UnitOfWork,
    session: Session,
    holder: str,
    stage: str,
    on: date,
    *,
    code: str = "",
    marketplace: str = "",
) -> list[Enrolment]:
    """Moves a holder's enrolments forward because something happened: ``trained`` (in the programme `code`), ``listed``
    or ``first_sale`` (in those whose programme names the `marketplace`, else in those of her active groups).

    Never back, never over on hold or withdrawn; a date that was set stands. Gives what was changed. An action for other
    actions: call it in the unit of work that writes the cause.
    """
    found = _concerned(unit, session, holder, code, marketplace)
    if not found and marketplace:
        groups = [place.shg for place in unit.memberships(holder) if place.active]
        found = [one for group in groups for one in _concerned(unit, session, group, code, marketplace)]
    after = [(one, stages.advanced(one, stage, on)) for one in found]
    return unit.save_all([new for old, new in after if new != old], session.author)


def _concerned(unit: Reader, session: Session, holder: str, code: str, marketplace: str) -> list[Enrolment]:
    there = [one for one in unit.children(Enrolment, holder) if one.stage not in STOPPED]
    if code:
        return [one for one in there if one.programme == code]
    return stages.concerned(there, programmes(session.library), marketplace)
