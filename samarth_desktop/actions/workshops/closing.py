"""What comes after a workshop: who fulfils its rule, participation certificates, trainings of people."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samarth_desktop.actions.certificates import certifying, issuing
from samarth_desktop.actions.certificates.certifying import Eligible, Examine, Ineligible
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.workshops import moving, planning
from samarth_desktop.actions.workshops.planning import Plan
from samarth_desktop.domain.ids import derived_id
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.registry import person
from samarth_desktop.kinds.training.record import Training
from samarth_desktop.rules.certificates.certificate import Attended
from samarth_desktop.rules.workshops.fulfilment import Presence, lacking, presences, rule_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import workshops as store

# Why somebody gets no certificate, by which they are grouped.
SESSIONS, MUST, NAME_ONLY, RECORD, CONSENT = "sessions", "must", "name_only", "record", "consent"
NAME_ONLY_TEXT = T("Only the name was written. Register her, and she gets it.")
BADGE_TEXT = T("Her record is on another laptop. Exchange with it, and she gets it.")


@dataclass(frozen=True, slots=True)
class Without:
    """A participant who gets no certificate (yet): why, in a group, and what her record lacks (`key`)."""

    presence: Presence
    group: str
    text: Text
    key: str = ""

    @property
    def number(self) -> str:
        """Her registration number, or her name where she has none."""
        return self.presence.last.registration or self.presence.last.name


@dataclass(frozen=True, slots=True)
class Results:
    """Who of those who came gets a certificate, and who does not. `fulfilled` are all who fulfil the rule, whatever
    their record lacks."""

    plan: Plan
    gets: tuple[Presence, ...]
    without: tuple[Without, ...]
    fulfilled: tuple[Presence, ...]


def results(session: Session, workshop: str) -> Results:
    """How the participants of a workshop stand to its rule, now."""
    with session.store.read() as reader:
        return results_in(reader, session, planning.of(reader, workshop))


def results_in(reader: Reader, session: Session, plan: Plan) -> Results:
    """The same in one state of the data."""
    rule = rule_of(plan.workshop, plan.sittings)
    gets, without, fulfilled = [], [], []
    for one in presences(store.attendance(reader, plan.workshop.id)):
        if not one.came:
            continue
        lacks = lacking(rule, one.attended)
        if lacks is not None:
            group = MUST if len(one.attended) >= rule.needed else SESSIONS
            without.append(Without(one, group, lacks))
            continue
        fulfilled.append(one)
        wrong = _record_lacks(reader, session, plan, one)
        if wrong is None:
            gets.append(one)
        else:
            without.append(wrong)
    return Results(plan, tuple(gets), tuple(without), tuple(fulfilled))


def _record_lacks(reader: Reader, session: Session, plan: Plan, one: Presence) -> Without | None:
    if not one.last.person or reader.holder(reader.kept(one.last.person)) is None:
        return Without(one, NAME_ONLY, BADGE_TEXT if one.last.registration else NAME_ONLY_TEXT)
    found = examiner(plan)(reader, session, reader.kept(one.last.person))
    if isinstance(found, Ineligible):
        return Without(one, CONSENT if found.key == "consent" else RECORD, found.text, found.key)
    return None


def examiner(plan: Plan) -> Examine:
    """Judges who may have a participation certificate of this workshop, as far as her record decides it."""

    def examine(reader: Reader, session: Session, row: str) -> Eligible | Ineligible:
        sheet = certifying.whole_sheet(reader, session, row)
        if isinstance(sheet, Ineligible):
            return sheet
        if person(sheet.holder) is None:
            return certifying.ineligible(sheet.holder, T("Only a person takes part in a workshop."))
        under = programme(plan.workshop.programme, session.library)
        if under is None:
            text = T("The programme {code} is not known here.", code=plan.workshop.programme)
            return certifying.ineligible(sheet.holder, text, "programme")
        return Eligible(sheet, under, plan.workshop.number, _attended(plan))

    return examine


def examiner_of(session: Session, number: str) -> Examine:
    """The same for the workshop with a number. KnownError when it is not here."""
    with session.store.read() as reader:
        return examiner(planning.of(reader, planning.find(reader, number).id))


def _attended(plan: Plan) -> Attended:
    workshop = plan.workshop
    where = ", ".join(dict.fromkeys(part for part in (workshop.venue, workshop.village) if part))
    since = workshop.since or workshop.until
    if since is None:
        raise KnownError(T("{field}: {reason}", field=T("First day"), reason=T("This is needed.")))
    title = Words(workshop.title_hi or workshop.title_en, workshop.title_en or workshop.title_hi)
    return Attended(title, Words(where, where), since, workshop.until)


@dataclass(frozen=True, slots=True)
class Certified:
    """The certificates of a workshop, and who has none."""

    batch: issuing.Batch
    without: tuple[Without, ...]


def certify(
    session: Session,
    workshop: str,
    out: Path,
    look: issuing.PrintOptions | None = None,
    *,
    only: Sequence[str] | None = None,
    files: issuing.Files = "single",
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Certified:
    """Issues participation certificates to those who fulfil the rule and whose record is whole, in one batch; `only`
    are the participants that somebody ticked."""
    moving.join_badges(session)
    found = results(session, workshop)
    with session.store.read() as reader:
        rows = [reader.kept(one.last.person) for one in found.gets if only is None or one.participant in only]
    batch = issuing.issue(
        session, rows, out, look, files=files, examine=examiner(found.plan), progress=progress, cancelled=cancelled
    )
    return Certified(batch, found.without)


def for_printer(session: Session, workshop: str, only: Sequence[str]) -> bytes:
    """The certificates of these participants in one PDF, entered in the register as by :func:`certify`. KnownError when
    none of them may have one."""
    with tempfile.TemporaryDirectory() as folder:
        done = certify(session, workshop, Path(folder), only=only, files="one")
        made = [one.file for one in (*done.batch.papers, *done.batch.samples)][:1]
        if not made:
            raise KnownError(T("Nobody of them may have a certificate yet."))
        return made[0].read_bytes()


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing wrote: who was trained (registration numbers), and who was not, with the reason."""

    trained: tuple[str, ...]
    without: tuple[Without, ...]


def close(session: Session, workshop: str) -> Closed:
    """Closes a workshop: one training record for each registered participant who fulfilled the rule, in her own area,
    and her stage. Closing twice writes the same rows."""
    with writing(session, Deed.HALL) as unit:
        moving.join_badges_of(unit, session, workshop)
        plan = planning.of(unit, workshop)
        found = results_in(unit, session, plan)
        trained = [one for one in found.fulfilled if one.last.person and unit.holder(unit.kept(one.last.person))]
        unit.save_all([_training(unit, plan, one) for one in trained], session.author)
        for one in trained:
            on = plan.workshop.until or session.today
            staging.advance(unit, session, unit.kept(one.last.person), "trained", on, code=plan.workshop.programme)
        unit.save(replace(plan.workshop, status="closed", closed_on=session.today), session.author)
        unit.commit()
    without = [one for one in found.without if one.group in (SESSIONS, MUST, NAME_ONLY)]
    return Closed(tuple(one.last.registration for one in trained), tuple(without))


def _training(unit: UnitOfWork, plan: Plan, one: Presence) -> Training:
    workshop, person = plan.workshop, unit.kept(one.last.person)
    row = derived_id(Training.KIND, workshop.id, person)
    there = unit.get(Training, row) or Training(id=row)
    return replace(
        there,
        holder=person,
        workshop=workshop.id,
        number=workshop.number,
        programme=workshop.programme,
        training_kind=workshop.workshop_kind,
        title_hi=workshop.title_hi,
        title_en=workshop.title_en,
        since=workshop.since,
        until=workshop.until,
        attended=len(one.attended),
        sessions=len(plan.sittings),
        deleted=False,
    )
