"""Planning a workshop or fair: its record, its sessions, and what lists show of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.kinds.workshop.record import FAIR, Workshop
from samarth_desktop.rules.workshops.fulfilment import USUAL_PERCENT
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import workshops as store
from samarth_desktop.store.queries.workshops import Numbers

MOST_SESSIONS = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """A workshop with its sessions in order."""

    workshop: Workshop
    sittings: tuple[Sitting, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of workshops."""

    workshop: Workshop
    numbers: Numbers


def find(reader: Reader, number: str) -> Workshop:
    """The workshop with a typed number. KnownError when it is not on this laptop."""
    printed = ids.read_number(number)
    found = store.by_number(reader, printed)
    if found is None:
        raise KnownError(T("No workshop on this laptop has the number {number}.", number=printed))
    return found


def load(session: Session, row: str) -> Plan:
    """A workshop with its sessions by row id. KnownError when it is not there (any more)."""
    with session.store.read() as reader:
        return of(reader, row)


def of(reader: Reader, row: str) -> Plan:
    """The same in one state of the data."""
    workshop = reader.get(Workshop, row)
    if workshop is None or workshop.deleted:
        raise KnownError(T("This workshop is not on this laptop any more."))
    return Plan(workshop, sittings(reader, row))


def sittings(reader: Reader, workshop: str) -> tuple[Sitting, ...]:
    """The sessions of a workshop in order."""
    return tuple(sorted(reader.children(Sitting, workshop), key=lambda one: one.number or 0))


def read_texts(session: Session, texts: Mapping[str, str]) -> dict[str, Any]:
    """Values of a workshop from typed texts by key. KnownError names the field that cannot be read; a district may be
    an area code (``9/164``), a programme must be known."""
    described, values = fields_of(Workshop), dict[str, Any]()
    for key, text in texts.items():
        if key == "district" and "/" in text:
            values |= _of_area(text)
            continue
        got = read(described[key], text, values.get("state", ""))
        if got.wrong is not None:
            raise KnownError(T("{field}: {reason}", field=Text(described[key].label), reason=got.wrong))
        values[key] = got.value
    if "district" in values and "state" not in values:
        found = place.district(values["district"])
        values |= {"state": found.state} if found else {}
    if "programme" in values:
        known = programme(values["programme"], session.library)
        if known is None and not values["programme"]:
            raise KnownError(T("Choose the programme."))
        if known is None:
            raise KnownError(T("No programme is called “{text}”.", text=str(values["programme"])[:40]))
        values["programme"] = known.code
    return values


def _of_area(area: str) -> dict[str, str]:
    state, _, district = area.partition("/")
    found = place.district(district, state)
    if found is None:
        raise KnownError(T("There is no district with the code {code}.", code=area[:20]))
    return {"state": found.state, "district": found.code}


def add(session: Session, texts: Mapping[str, str], sessions: int = 1) -> Plan:
    """A new workshop from typed texts, with so many sessions spread over its days. KnownError when it lacks what a
    workshop cannot be without."""
    values = read_texts(session, {key: text for key, text in texts.items() if text})
    workshop = Workshop(status="planned", **values)
    if not 0 <= sessions <= MOST_SESSIONS:
        raise KnownError(T("A workshop has at most {n} sessions.", n=MOST_SESSIONS))
    if workshop.until is None and workshop.since is not None:
        workshop = replace(workshop, until=workshop.since)
    return save(session, Plan(workshop, _spread(workshop, 0 if workshop.workshop_kind == FAIR else sessions)))


def _spread(workshop: Workshop, count: int) -> tuple[Sitting, ...]:
    """So many sessions, shared out over the days of a workshop."""
    days = (workshop.until - workshop.since).days + 1 if workshop.since and workshop.until else 1
    each = -(-count // max(days, 1)) if count else 1
    first = workshop.since
    return tuple(
        Sitting(number=n + 1, held_on=first + timedelta(days=n // each) if first else None) for n in range(count)
    )


def save(session: Session, plan: Plan, draft: str = "") -> Plan:
    """Writes a workshop and its sessions in one transaction and gives it as it now stands, its number included.
    Sessions keep their numbers; those that are no longer listed and have no attendance go. `draft` is the key of the
    half-typed form that ends with this."""
    with writing(session, Deed.HALL) as unit:
        saved = write(unit, session, plan)
        if draft:
            drafts.forget(unit, draft)
        unit.commit()
    return saved


def write(unit: UnitOfWork, session: Session, plan: Plan) -> Plan:
    """The same as a part of a greater unit of work."""
    must_be_whole(plan.workshop)
    workshop = plan.workshop
    if workshop.attend_percent is None and workshop.workshop_kind != FAIR:
        workshop = replace(workshop, attend_percent=USUAL_PERCENT)
    there = unit.get(Workshop, workshop.id) if workshop.id and not workshop.seen else None
    if there is not None:  # a new one that was saved before: saving twice is saving once
        given = ("seen", "number", "created_by", "created_device", "created_at")
        workshop = replace(workshop, **{key: getattr(there, key) for key in given})
    workshop = unit.save(workshop, session.author)
    before = {one.id: one for one in unit.children(Sitting, workshop.id)}
    kept = [_placed(workshop, one, number, before) for number, one in enumerate(plan.sittings, 1)]
    gone = [one for row, one in before.items() if row not in {sitting.id for sitting in kept}]
    taken = {row.session for row in store.attendance(unit, workshop.id)} if gone else set()
    if any(one.id in taken for one in gone):
        raise KnownError(T("A session in which somebody was cannot be taken out."))
    unit.save_all([*kept, *(replace(one, deleted=True) for one in gone)], session.author)
    return of(unit, workshop.id)


def _placed(workshop: Workshop, one: Sitting, number: int, before: Mapping[str, Sitting]) -> Sitting:
    """A session with its place and its derived id; one that is there is gone on from."""
    row = one.id or ids.derived_id(Sitting.KIND, workshop.id, str(number))
    seen = before[row].seen if row in before else one.seen
    return replace(one, id=row, workshop=workshop.id, number=one.number or number, deleted=False, seen=seen)


def must_be_whole(workshop: Workshop) -> None:
    """KnownError names what a workshop cannot be without: what it is about, where and when."""
    described = fields_of(Workshop)
    for key in ("programme", "workshop_kind", "venue", "district", "since"):
        if not getattr(workshop, key):
            raise KnownError(T("{field}: {reason}", field=Text(described[key].label), reason=T("This is needed.")))
    if not workshop.title_hi and not workshop.title_en:
        raise KnownError(T("Write a title in Hindi or English."))
    if workshop.since and workshop.until and workshop.until < workshop.since:
        raise KnownError(T("The last day is before the first. Check both."))


def lines(session: Session) -> list[Line]:
    """All workshops of this laptop, the next due first, then what is over, the newest first."""
    with session.store.read() as reader:
        found = store.every(reader)
        counts = store.numbers(reader, [one.id for one in found])
    today = session.today
    order = sorted(found, key=lambda one: _due(one, today))
    return [Line(one, counts[one.id]) for one in order]


def _due(workshop: Workshop, today: date) -> tuple[bool, int]:
    last = workshop.until or workshop.since or date.min
    over = last < today
    return over, -last.toordinal() if over else (workshop.since or date.max).toordinal()


def today(session: Session) -> Plan | None:
    """The workshop that is held today, the first of several; None when none is."""
    with session.store.read() as reader:
        found = store.on_day(reader, session.today)
        return of(reader, found[0].id) if found else None


def current(plan: Plan, day: date, minute: str) -> Sitting | None:
    """The session that goes on or comes next: of today's that have begun the last, else today's first, else the first
    of all; `minute` is the time of day as HH:MM."""
    todays = [one for one in plan.sittings if one.held_on == day] or list(plan.sittings[:1])
    begun = [one for one in todays if one.starts and one.starts <= minute]
    return begun[-1] if begun else todays[0] if todays else None


def sitting_of(plan: Plan, number: int | None) -> Sitting:
    """The session with this number, the first for None. KnownError when there is none."""
    found: Sequence[Sitting] = [one for one in plan.sittings if number is None or one.number == number]
    if not found:
        raise KnownError(T("{workshop} has no session {n}.", workshop=plan.workshop.number, n=number or 1))
    return found[0]
