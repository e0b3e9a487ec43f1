"""Moving people and groups along a programme: by hand, or because something happened."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import enrolling
from samarth_desktop.actions.programmes.enrolling import Kin
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.oplog.card_people import Author
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


def standing(kin: Kin, session: Session, sheet: Registration, enrolment: Enrolment) -> Standing:
    """What a move of this enrolment is judged by, the household looked up. KnownError for a programme that is not known
    on this laptop."""
    holder, known = sheet.holder, _known(session, enrolment.programme)
    facts = kin.beside(of_records(holder, sheet.documents, sheet.enrolments), holder.id, holder.village, known)
    verdict = look(known, facts, session.today)
    mover = entered_by = Author("", session.author)
    if known.verify == stages.SECOND_PERSON:
        mover = entered_by = kin.reader.author(session.author)  # what is not kept yet is entered by who moves it
        if enrolment.created_by:
            entered_by = kin.reader.author_of(enrolment, "created_by")
    return Standing(known, enrolment, facts, verdict, sheet.consented, mover, entered_by, lacking(session, sheet))


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
    return enrolling.find(sheet.enrolments, sheet.holder, code)


def change(
    session: Session, row: str, code: str, target: str, on: date | None = None, reason: str = ""
) -> tuple[Move, Enrolment]:
    """Moves one to a stage as of a day, today where none is said: the move, and how the enrolment stands then."""
    day = on or session.today
    refuse_future(session, day)
    with writing(session, Deed.RECORDS) as unit:
        sheet = registering.of(unit, row)
        enrolment = find(sheet, code)
        if gone := unit.gone_to(sheet.holder):
            raise KnownError(gone)
        moved = stages.move(standing(Kin(unit), session, sheet, enrolment), target, day, reason)
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
    return enrolment, stages.missing(where, after) if after else ()


def refuse_future(session: Session, day: date) -> None:
    """Raises KnownError for a day that is not here yet."""
    if day > session.today:
        raise KnownError(T("This date is in the future."))


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
