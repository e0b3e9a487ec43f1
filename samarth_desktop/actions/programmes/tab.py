"""The programmes of one person or group, as her page shows them; and what is answered there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import asking, enrolling, staging
from samarth_desktop.actions.registration import history, registering
from samarth_desktop.actions.registration.history import Event
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.domain.programmes.programme import programme, programmes
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.follow_up.record import FollowUp
from samarth_desktop.rules.programmes import dates, stages
from samarth_desktop.rules.programmes.eligibility import Verdict, kept_answers
from samarth_desktop.rules.programmes.stages import Missing
from samarth_desktop.store.database.rows import stamped
from samarth_desktop.store.log.reader import Reader


@dataclass(frozen=True, slots=True)
class Entry:
    """One programme somebody is in. `kept` is what decided at entry; `missing` what the next stage needs; `history`
    what happened in it, the newest first."""

    enrolment: Enrolment
    programme: Programme | None
    verdict: Verdict | None
    kept: dict[str, tuple[Answer, LocalizedName]]
    next_stage: str
    missing: tuple[Missing, ...]
    ends: tuple[dates.Ends, ...]
    history: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """All of it. `others` are the programmes that she is not in, those she may join first."""

    sheet: Registration
    age: int | None
    entries: tuple[Entry, ...]
    others: tuple[tuple[Programme, Verdict], ...]
    follow_ups: tuple[FollowUp, ...]
    papers: tuple[dates.Ends, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What can be answered in the row of a rule: a field of the record or the programme's own, and its answers."""

    key: str
    own: bool
    options: tuple[tuple[str, Text | LocalizedName], ...]


def look(session: Session, row: str) -> Tab:
    """Reads it. KnownError when the record is not there any more."""
    with session.store.read() as reader:
        sheet = registering.of(reader, row)
        there = [one for one in sheet.enrolments if not one.deleted]
        entries = tuple(_entry(reader, session, sheet, one) for one in there)
        inside = {one.programme for one in there if one.stage != "withdrawn"}
        rest = [one for one in programmes(session.library) if one.code not in inside]
        others = [(one, asking.verdict_of(reader, session, sheet, one)) for one in rest]
        visits = reader.children(FollowUp, row)
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO)
    return Tab(
        sheet,
        sheet.holder.age_on(session.today),
        entries,
        tuple(sorted(others, key=lambda pair: order.index(pair[1].eligible))),
        tuple(sorted((one for one in visits if one.open), key=lambda one: one.due or date.max)),
        tuple(dates.of_papers(sheet.documents)),
    )


def _entry(reader: Reader, session: Session, sheet: Registration, one: Enrolment) -> Entry:
    known = programme(one.programme, session.library)
    events = history.history(session, reader, one.id, Enrolment.KIND)
    if known is None:
        return Entry(one, None, None, {}, "", (), (), events)
    after = stages.next_stage(known, one)
    where = staging.standing(enrolling.Kin(reader), session, sheet, one)
    return Entry(
        one,
        known,
        where.verdict,
        kept_answers(one.decided),
        after,
        stages.missing(where, after) if after else (),
        tuple(dates.of_enrolment(known, one)),
        events,
    )


def question(known: Programme, keys: Sequence[str], kind: type, *, enrolled: bool) -> Question | None:
    """What of the missing keys can be answered by choosing; None where a form or a paper is needed."""
    for key in keys:
        asked = next((one for one in known.fields if one.key == key), None)
        if asked is not None and enrolled:
            options = [(option.code, LocalizedName(option.label.hi, option.label.en)) for option in asked.options]
            if asked.kind == "yesno":
                return Question(key, True, (("yes", T("Yes")), ("no", T("No"))))
            if asked.kind == "choice":
                return Question(key, True, tuple(options))
        described = fields_of(kind).get(key)
        if described is not None and described.kind is Kind.CHOICE:
            return Question(key, False, tuple((one.code, Text(one.label)) for one in described.choices))
    return None


def answer(session: Session, row: str, code: str, asked: Question, value: str) -> None:
    """Keeps an answer in the record, or in the enrolment where the question is the programme's own."""
    with writing(session, Deed.RECORDS) as unit:
        sheet = registering.of(unit, row)
        if asked.own:
            enrolling.answer(unit, session, sheet.holder, f"{code}.{asked.key}", value)
        else:
            unread = {key: text for key, text in sheet.holder.unread.items() if key != asked.key}
            unit.save(stamped(sheet.holder, {"unread": unread, asked.key: value}), session.author)
        unit.commit()


def join(session: Session, row: str, code: str, by_hand: str = "") -> Enrolment:
    """Takes somebody into a programme. KnownError says why not."""
    with writing(session, Deed.RECORDS) as unit:
        holder = registering.of(unit, row).holder
        if gone := unit.gone_to(holder):
            raise KnownError(gone)
        made = enrolling.enrol(unit, session, holder, code, by_hand)
        unit.commit()
    return made


def show_paper(session: Session, row: str, kind: str, until: date | None = None) -> None:
    """Notes that a paper was shown today; `until` is its last day."""
    with writing(session, Deed.RECORDS) as unit:
        sheet = registering.of(unit, row)
        held = next((one for one in sheet.documents if one.document_kind == kind and not one.deleted), None)
        paper = held or Document(holder=row, document_kind=kind, seen_by=session.author, seen_on=session.today)
        unit.save(replace(paper, valid_until=until or paper.valid_until), session.author)
        unit.commit()
