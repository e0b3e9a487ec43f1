"""What can be done with many records at once: values as typed, a programme, a stage, names confirmed, drafts gone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, cast

from samarth_desktop.actions.many.planning import Change, Refused, Subject
from samarth_desktop.actions.products import mending
from samarth_desktop.actions.programmes import enrolling, staging
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.proposed_names import KnownNames
from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import Record, changed, fields_of
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.registry import KINDS, children
from samarth_desktop.rules import proposals
from samarth_desktop.rules.programmes import stages
from samarth_desktop.store.log.reader import Reader


def values(texts: Mapping[str, str]) -> Change:
    """Values as typed, by the record's keys."""

    def change(reader: Reader, session: Session, subject: Subject) -> Sequence[Record]:
        before, after = subject.record, registering.with_texts(subject.record, texts, session)
        if not changed(before, after):
            return ()
        if before.KIND != Product.KIND:
            return (after,)
        fields = mending.corrected(cast(Product, before), cast(Product, after))
        return (after, *mending.ready_again(reader, after.id, fields))

    return change


def answers(texts: Mapping[str, str]) -> Change:
    """Answers to programmes' own questions as typed, by ``PROGRAMME.key``."""

    def change(reader: Reader, session: Session, subject: Subject) -> Sequence[Enrolment]:
        sheet = _sheet(subject)
        there = {one.id: one for one in sheet.enrolments}
        for own, text in texts.items():
            after = enrolling.answered(session, list(there.values()), sheet.holder, own, text)
            there[after.id] = after
        return [there[one.id] for one in sheet.enrolments if there[one.id] != one]

    return change


def programme_of(code: str) -> Callable[[Reader, Session, Subject], Sequence[Enrolment]]:
    """Takes people and groups into a programme."""

    def change(reader: Reader, session: Session, subject: Subject) -> Sequence[Enrolment]:
        sheet, known = _sheet(subject), programme(code, session.library)
        if known is None:
            raise KnownError(T("No programme is called “{text}”.", text=code[:40]))
        if any(one.programme == known.code and one.stage != "withdrawn" for one in sheet.enrolments):
            return ()
        verdict = enrolling.verdict(reader, session, known, sheet.holder, sheet.documents, sheet.enrolments)
        if verdict.eligible is Answer.NO:
            raise KnownError(enrolling.refusal(verdict))
        first = Enrolment(holder=sheet.holder.id, programme=known.code, stage="registered")
        return (enrolling.entered(session, verdict, first),)

    return change


def stage(target: str, code: str = "", on: date | None = None, reason: str = "") -> Change:
    """Moves people and groups to a stage of a programme, as of a day (today where none is said); without a programme of
    the only one that each is in."""
    kin = lru_cache(1)(enrolling.Kin)  # of one reader, so that a village is read once

    def change(reader: Reader, session: Session, subject: Subject) -> Sequence[Record]:
        sheet, day = _sheet(subject), on or session.today
        staging.refuse_future(session, day)
        enrolment = staging.find(sheet, code or _only_programme(sheet.enrolments))
        where = staging.standing(kin(reader), session, sheet, enrolment)
        moved = stages.move(where, target, day, reason)
        if moved.after is None:
            raise Refused([one.text for one in moved.missing])
        return (moved.after,) if changed(enrolment, moved.after) else ()

    return change


def _only_programme(enrolments: Sequence[Enrolment]) -> str:
    there = [one for one in enrolments if not one.deleted]
    if len(there) > 1:
        raise KnownError(T("In several programmes: say which one."))
    if not there:
        raise KnownError(T("In no programme yet."))
    return there[0].programme


def drafts_deleted(reader: Reader, session: Session, subject: Subject) -> Sequence[Record]:
    """Deletes a draft with all that belongs to it; what is complete, has a certificate or is in a group stays."""
    record = subject.record
    if record.deleted:
        return ()
    if reader.is_complete(record):
        raise KnownError(T("It is complete: only drafts are deleted here."))
    if reader.children(Certificate, record.id):
        raise KnownError(T("There is a certificate already."))
    if any(member.active for member in reader.memberships(record.id)):
        raise KnownError(T("She is a member of a group. Take her out of the group first."))
    below: list[Any] = [one for kind in children() for one in reader.children(kind.record, record.id)]
    return [replace(one, deleted=True) for one in (record, *below)]


def names_confirmed() -> Change:
    """Takes the proposed spellings of names as they stand: those that a paper used, and those only proposed so far."""
    known = KnownNames()

    def change(reader: Reader, session: Session, subject: Subject) -> Sequence[Record]:
        holder = _sheet(subject).holder
        made = [one for one in proposals.proposals(holder, known.of(reader, holder)) if not one.sure]
        waiting = [*proposals.stored(holder), *made]
        if not waiting:
            raise KnownError(T("No name is proposed here."))
        for one in waiting:
            holder = proposals.confirmed(holder, one.key, one.proposed)
        return (holder,)

    return change


def several(*all_of: Change) -> Change:
    """Several changes, each of what the one before made of the record and its enrolments; all go or none."""

    def change(reader: Reader, session: Session, subject: Subject) -> Sequence[Record]:
        written: dict[str, Record] = {}
        for one in all_of:
            for record in one(reader, session, subject):
                made = record if record.id else replace(record, id=ids.new_id())
                written[made.id] = made
                subject = _after(subject, made)
        return list(written.values())

    return change


def _after(subject: Subject, made: Record) -> Subject:
    """What the next change finds."""
    sheet = subject.sheet
    if made.id == subject.record.id:
        return Subject(made, sheet and replace(sheet, holder=cast(Holder, made)))
    if sheet is None or made.KIND != Enrolment.KIND:
        return subject
    others = [one for one in sheet.enrolments if one.id != made.id]
    return Subject(subject.record, replace(sheet, enrolments=(*others, cast(Enrolment, made))))


def _sheet(subject: Subject) -> registering.Registration:
    if subject.sheet is None:
        raise KnownError(T("Only people and groups are in programmes."))
    return subject.sheet


def is_answer(key: str) -> bool:
    """Whether a key names a programme's own question."""
    return "." in key


def refuse_unknown(session: Session, keys: Iterable[str]) -> None:
    """Raises KnownError for a key that no kind of record has, nor a programme as its own (``PROGRAMME.key``): then a
    change could not go for anybody."""
    typed = {key for kind in KINDS.values() for key, field in fields_of(kind.record).items() if not field.system}
    typed -= {kind.number for kind in KINDS.values()}  # given once, never typed over
    for key in keys:
        if is_answer(key):
            enrolling.question(session, key)
        elif key not in typed | {"age"}:
            raise KnownError(T("There is no field called {key} to correct.", key=key))
