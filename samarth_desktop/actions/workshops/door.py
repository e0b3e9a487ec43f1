"""The door of a workshop: what is typed or scanned, and the answer to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import checking_in, moving, participants, planning
from samarth_desktop.actions.workshops.participants import Known
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.domain.fields.digits import only_digits
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.ids import derived_id, read_number
from samarth_desktop.domain.names.searching import closeness
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds import registry
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.attendance.record import Attendance
from samarth_desktop.kinds.invitation.record import Invitation
from samarth_desktop.kinds.session.record import Sitting
from samarth_desktop.rules.validation import validate_stored
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import workshops as store
from samarth_desktop.store.search import finder
from samarth_desktop.sync.hall_time import HEARD

Verdict = Literal["in", "already", "not_invited", "name_only", "choose", "elsewhere", "nobody"]
LAST = 10
_CHOICES = 9  # a digit chooses
_SURE, _ALIKE, _LEAD = 0.93, 0.62, 0.12
_FOUND = 20
_PHONE = re.compile(r"(?:\+?91|0)?[6-9][0-9]{9}")


@dataclass(frozen=True, slots=True)
class Attended:
    """What came of a list of numbers: who is newly in, who was, whom nobody here knows, who was not invited."""

    new: list[str] = field(default_factory=list)
    already: list[Attendance] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    not_invited: list[str] = field(default_factory=list)


def sitting_now(session: Session, plan: Plan, number: int | None = None) -> Sitting:
    """The session that is meant: by number, else the one that goes on now. KnownError when there is none."""
    if number is None:
        found = planning.current(plan, session.today, f"{checking_in.now(session):%H:%M}")
        if found is not None:
            return found
    return planning.sitting_of(plan, number)


def attend(
    session: Session,
    plan: Plan,
    sitting: Sitting,
    numbers: Sequence[str],
    at: str = "",
    *,
    walk_ins: Sequence[str] = (),
) -> Attended:
    """Checks in everybody behind these numbers, invited or not; `walk_ins` are those who were registered just now."""
    done = Attended()
    moment = checking_in.moment_of(at, sitting, session) if at else None
    with writing(session, Deed.HALL) as unit:
        moving.join_badges_of(unit, session, plan.workshop.id)
        found = participants.named(unit, numbers)
        for typed in found.unknown:
            listed = store.listed(unit, plan.workshop.id, "registration", number_in(typed))
            if listed is None:
                done.unknown.append(typed)
                continue
            copied = checking_in.by_list(unit, session, sitting, listed, "hand", moment)
            if copied.new:
                done.new.append(listed.registration)
            else:
                done.already.append(copied.row)
        for number, person in found.people:
            how = "walk_in" if number in walk_ins else "hand"
            outcome = checking_in.check_in(unit, session, sitting, person, how, moment)
            if not outcome.new:
                done.already.append(outcome.row)
                continue
            done.new.append(number)
            if not outcome.row.invited:
                done.not_invited.append(number)
        unit.commit()
    return done


# The page at the door


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant: `row` is her row id or her invitation's participant."""

    row: str
    name_hi: str
    name_en: str
    relative: str
    village: str
    invited: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the door says: the verdict, whose row it is about (None where nobody is meant yet), and what else is told.

    `waits` says that nothing was written: Enter lets her in, or a digit chooses among `candidates`. `missing` are the
    labels of what her record lacks; `photo` is the hash of her photo; `heard` when the laptop that let her in was last
    heard; `full` how many are in and how many have room.
    """

    verdict: Verdict
    typed: str
    row: Attendance | None = None
    person: str = ""
    group: str = ""
    photo: str = ""
    missing: tuple[Text, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    heard: str = ""
    full: tuple[int, int] | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return self.verdict in ("not_invited", "choose")


@dataclass(frozen=True, slots=True)
class Door:
    """The counts under the answer and those who came last."""

    inside: int
    invited: int
    to_come: int
    walk_ins: int
    staff: int
    last: tuple[Attendance, ...]
    by_laptop: dict[str, int]


def state(session: Session, plan: Plan, sitting: Sitting) -> Door:
    """How the door stands now."""
    with session.store.read() as reader:
        here = store.here_now(reader, sitting.id, plan.workshop.id)
        invited = store.expected(reader, plan.workshop.id)
        last = store.newest(reader, plan.workshop.id, sitting.id, LAST)
        by_laptop = store.of_laptops(reader, plan.workshop.id)
    return Door(
        here["in"], invited, max(invited - here["invited"], 0), here["in"] - here["invited"], here["staff"],
        tuple(last), by_laptop,
    )  # fmt: skip


def answer(session: Session, plan: Plan, sitting: Sitting, typed: str, *, scanned: bool = False) -> Answer:
    """Answers what was scanned or typed: a number, a phone number, or a name in either script with slips. Who is on the
    list, and means one person, is in at once; everybody else waits for a decision."""
    typed = " ".join(typed.replace("\0", " ").split())[:200]
    with writing(session, Deed.HALL) as unit:
        said = _answer(unit, session, plan, sitting, typed, "scan" if scanned else "hand")
        unit.commit()
    return said


def let_in(session: Session, plan: Plan, sitting: Sitting, row: str, how: str = "hand") -> Answer:
    """Lets somebody in who was chosen: by row id, or by the participant of an earlier session."""
    with writing(session, Deed.HALL) as unit:
        people = participants.by_rows(unit, [row])
        if people:
            said = _in(unit, session, sitting, people[0], "", how)
        else:
            copied = _by_copy(unit, session, plan, sitting, row, "", how)
            if copied is None:
                raise KnownError(T("This record is not on this laptop any more."))
            said = copied
        unit.commit()
    return said


def admit(unit: UnitOfWork, session: Session, sitting: Sitting, row: str, how: str) -> Answer:
    """Lets in a registered person as a part of a unit of work."""
    return _in(unit, session, sitting, participants.by_rows(unit, [row])[0], "", how)


def _answer(unit: UnitOfWork, session: Session, plan: Plan, sitting: Sitting, typed: str, how: str) -> Answer:
    number = number_in(typed)
    if number:
        people = participants.by_number(unit, number)
        if not people:
            return _elsewhere(unit, session, plan, sitting, number, how)
        moving.join_badges_of(unit, session, plan.workshop.id)
        return _decide(unit, session, plan, sitting, people[0], number, how)
    figures = only_digits(typed)
    if len(figures) >= 10 and _PHONE.fullmatch(figures):
        rows = store.by_mobile(unit, plan.workshop.id, figures[-10:])
        if len(rows) == 1:
            people = participants.by_rows(unit, rows)
            if people:
                return _decide(unit, session, plan, sitting, people[0], typed, how)
            listed = store.listed(unit, plan.workshop.id, "mobile", figures[-10:])
            if listed is not None:
                return _listed(unit, session, sitting, listed, typed, how)
    return _by_name(unit, session, plan, sitting, typed, how)


def _elsewhere(unit: UnitOfWork, session: Session, plan: Plan, sitting: Sitting, number: str, how: str) -> Answer:
    """A badge without its record here: by her place on the list, else as she came in by it before, else it waits for
    her name."""
    listed = store.listed(unit, plan.workshop.id, "registration", number)
    if listed is not None:
        return _listed(unit, session, sitting, listed, number, how)
    known = _by_copy(unit, session, plan, sitting, checking_in.by_number(number), number, how)
    return known or Answer("elsewhere", number)


def number_in(typed: str) -> str:
    """The number of a badge or certificate in what was scanned or typed, "" where it is none. A certificate's seal
    names its serial."""
    try:
        return read_number(typed)
    except KnownError:
        pass
    if len(typed) < 40:
        return ""
    from samarth_desktop.documents.signing import seal

    try:
        return seal.read(typed).serial
    except ValueError:
        return ""


def _decide(
    unit: UnitOfWork, session: Session, plan: Plan, sitting: Sitting, person: Known, typed: str, how: str
) -> Answer:
    row = unit.get(Attendance, checking_in.row_of(plan.workshop.id, sitting.id, person.id))
    if row is not None and row.here:
        return _told(unit, session, Answer("already", typed, row), person)
    invitation = unit.get(Invitation, derived_id(Invitation.KIND, plan.workshop.id, person.id))
    if invitation is None or invitation.cancelled or invitation.deleted:
        shown = Attendance(**participants.copy_of(unit, person, session))
        inside = store.here_now(unit, sitting.id, plan.workshop.id)["in"]
        full = (inside, plan.workshop.capacity) if plan.workshop.capacity else None
        return _told(unit, session, Answer("not_invited", typed, shown, full=full), person)
    return _in(unit, session, sitting, person, typed, how)


def _in(unit: UnitOfWork, session: Session, sitting: Sitting, person: Known, typed: str, how: str) -> Answer:
    done = checking_in.check_in(unit, session, sitting, person, how)
    return _told(unit, session, Answer("in" if done.new else "already", typed, done.row), person)


def _told(reader: Reader, session: Session, said: Answer, person: Known) -> Answer:
    """With what the card shows beside the verdict: photo, group, what is missing, when the other laptop was heard."""
    known = registry.person(person)
    if known is None:
        return replace(said, person=person.id)
    described = fields_of(Artisan)
    problems = validate_stored(known, session.today)
    labels = dict.fromkeys(described[one.key].label for one in problems if one.blocks and one.key in described)
    group = next((one for one in reader.memberships(person.id) if one.active), None)
    summary = reader.holder(group.shg) if group is not None else None
    heard = ""
    if said.verdict == "already" and said.row is not None and said.row.laptop != session.store.device:
        heard = reader.setting(HEARD + said.row.laptop)[11:16]
    return replace(
        said,
        person=person.id,
        photo=known.photo,
        group=(summary.name_hi or summary.name_en) if summary is not None else "",
        missing=tuple(Text(label) for label in labels if label),
        heard=heard,
    )


def _by_name(unit: UnitOfWork, session: Session, plan: Plan, sitting: Sitting, typed: str, how: str) -> Answer:
    """By name: those on the list and in the hall first, then anybody on this laptop."""
    if not typed:
        return Answer("nobody", typed)
    near = _near(unit, plan, typed)
    best = near[0][0] if near else 0.0
    close = [one for score, one in near if score >= max(best - _LEAD, _ALIKE)]
    if len(close) == 1 and best >= _SURE:
        return _chosen(unit, session, plan, sitting, close[0], typed, how)
    if close:
        return Answer("choose", typed, candidates=tuple(close[:_CHOICES]))
    hits = finder.find(unit, typed, "people", _FOUND)
    some = [
        Candidate(
            one.summary.id, one.summary.name_hi, one.summary.name_en, one.summary.relative, one.summary.village, False
        )
        for one in hits
        if one.summary.active and one.summary.kind == Artisan.KIND
    ]
    return Answer("choose", typed, candidates=tuple(some[:_CHOICES])) if some else Answer("nobody", typed)


def _near(reader: Reader, plan: Plan, typed: str) -> list[tuple[float, Candidate]]:
    people: dict[str, Invitation | Attendance] = {
        one.participant: one for one in reader.children(Invitation, plan.workshop.id) if not one.cancelled
    }
    for row in store.attendance(reader, plan.workshop.id):
        people.setdefault(row.participant, row)
    found = []
    for participant, one in people.items():
        score = max(closeness(typed, name) if name else 0.0 for name in (one.name_hi, one.name_en))
        if score >= _ALIKE:
            invited = bool(getattr(one, "invited", True))  # who stands on the list is
            candidate = Candidate(participant, one.name_hi, one.name_en, one.relative, one.village, invited)
            found.append((score, candidate))
    return sorted(found, key=lambda pair: (-pair[0], pair[1].name_hi or pair[1].name_en))


def _chosen(
    unit: UnitOfWork, session: Session, plan: Plan, sitting: Sitting, one: Candidate, typed: str, how: str
) -> Answer:
    people = participants.by_rows(unit, [one.row])
    if people:
        return _decide(unit, session, plan, sitting, people[0], typed, how)
    copied = _by_copy(unit, session, plan, sitting, one.row, typed, how)
    return copied or Answer("nobody", typed)


def _by_copy(
    unit: UnitOfWork, session: Session, plan: Plan, sitting: Sitting, participant: str, typed: str, how: str
) -> Answer | None:
    """Somebody without a record here: by her place on the list, else by her row in another session."""
    listed = store.listed(unit, plan.workshop.id, "participant", participant)
    if listed is not None:
        return _listed(unit, session, sitting, listed, typed, how)
    earlier = [row for row in store.attendance(unit, plan.workshop.id) if row.participant == participant]
    same = next((row for row in earlier if row.session == sitting.id and row.here), None)
    if same is not None:
        return Answer("already", typed, same)
    if not earlier:
        return None
    return Answer("name_only", typed, checking_in.again(unit, session, sitting, earlier[-1], "present"))


def _listed(unit: UnitOfWork, session: Session, sitting: Sitting, one: Invitation, typed: str, how: str) -> Answer:
    done = checking_in.by_list(unit, session, sitting, one, how)
    return Answer("in" if done.new else "already", typed, done.row)
