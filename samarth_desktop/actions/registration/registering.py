"""Registering a person or a group: one sheet with all that belongs together, saved in one go."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from samarth_desktop.actions import search
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import enrolling
from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Kind, Problem, Record, fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.ids import child_id, read_number
from samarth_desktop.domain.names.name_cell import Facts, settle
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, Consent, in_force
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.kinds.registry import holder as as_holder
from samarth_desktop.rules.group import together
from samarth_desktop.rules.proposals import without_proposals
from samarth_desktop.rules.validation import FUTURE, validate_stored
from samarth_desktop.store.database.rows import stamped
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import villages

R = TypeVar("R", bound=Record)
_GIVEN_AT_FIRST = ("seen", "registration", "created_by", "created_device", "created_at")


@dataclass(frozen=True, slots=True)
class Registration:
    """A person or group with everything that is written on her form.

    Children that are no longer listed stay as they are: removing one is writing it with ``deleted=True``.
    """

    holder: Holder
    enrolments: tuple[Enrolment, ...] = ()
    consents: tuple[Consent, ...] = ()
    documents: tuple[Document, ...] = ()
    members: tuple[Member, ...] = ()

    @property
    def consented(self) -> bool:
        """Whether a consent counts."""
        return in_force(self.consents) is not None


def load(session: Session, row: str) -> Registration:
    """The sheet of a person or group by row id. Raises KnownError when it is not there (any more)."""
    with session.store.read() as reader:
        return of(reader, row)


def of(reader: Reader, row: str) -> Registration:
    """The sheet of a person or group in one state of the data. Raises KnownError when it is not there (any more)."""
    holder = reader.holder(row)
    if holder is None:
        raise KnownError(T("This record is not on this laptop any more."))
    return Registration(
        holder,
        enrolments=tuple(reader.children(Enrolment, row)),
        consents=tuple(reader.children(Consent, row)),
        documents=tuple(reader.children(Document, row)),
        members=tuple(reader.children(Member, row)),
    )


def save(
    session: Session,
    sheet: Registration,
    photo: bytes | None = None,
    draft: str = "",
    apart: Collection[str] = (),
) -> Registration:
    """Writes the sheet in one transaction and gives it back as it now stands, numbers included; or keeps nothing of it.

    `draft` is the key of the half-typed form that ends with this; `apart` are the rows of those who are other people,
    though they are like this one. See :func:`write` for the rest.
    """
    with writing(session, Deed.RECORDS) as unit:
        saved = write(unit, session, sheet, photo)
        if apart:
            search.tell_apart(unit, session.author, saved.holder.id, *apart)
            saved = of(unit, saved.holder.id)
        left = drafts.forget(unit, draft) if draft else []
        unit.commit()
    for name in left:
        with suppress(KnownError):  # the record is kept; a picture that nothing names any more harms nobody
            drafts.drop_file(session, name)
    return saved


def write(unit: UnitOfWork, session: Session, sheet: Registration, photo: bytes | None = None) -> Registration:
    """Writes the sheet as a part of a unit of work and gives it back as it now stands, numbers included.

    `photo` is a JPEG of at most 150 KB, kept encrypted beside the database, where the scans of papers lie already; an
    empty one takes the photo away. A
    registration number is given at the first save, even to an unfinished record. A new form whose record has its id
    already may be saved twice: the second time changes the same record. Who is complete is not entered into a programme
    that says no.
    """
    sheet = _numbered(unit, sheet)
    holder: Holder = sheet.holder
    if photo is not None:
        holder = stamped(holder, {"photo": session.store.photos.keep(photo) if photo else ""})
    holder = unit.save(holder, session.author)
    if photo:
        unit.keep_blob(photo, holder.id)  # queued for sync under the record's own area
    for paper in sheet.documents:
        if paper.scan and not paper.deleted and session.store.photos.has(paper.scan):
            unit.queue_blob(paper.scan, holder.id)
    entered = [_first(unit, session, holder, sheet, one) for one in sheet.enrolments]
    return Registration(
        holder,
        enrolments=_children(unit, session, [one for one in entered if one is not None], holder=holder.id),
        consents=_children(unit, session, sheet.consents, holder=holder.id),
        documents=_children(unit, session, sheet.documents, holder=holder.id),
        members=_children(unit, session, sheet.members, shg=holder.id),
    )


def _first(unit: UnitOfWork, session: Session, holder: Holder, sheet: Registration, one: Enrolment) -> Enrolment | None:
    """An enrolment as it is written: a new one with what decided; None where the programme says no. A draft keeps what
    was chosen and typed, and no certificate comes of it."""
    known = programme(one.programme, session.library) if not one.seen and not one.decided else None
    if known is None or one.deleted:
        return one
    others = [each for each in sheet.enrolments if each is not one]
    found = enrolling.verdict(unit, session, known, holder, sheet.documents, [*others, one])
    if found.eligible is not Answer.NO:
        return enrolling.entered(session, found, one)
    return one if any(problem.blocks for problem in problems(session, sheet)) else None


def _numbered(unit: UnitOfWork, sheet: Registration) -> Registration:
    """The sheet of a new form whose record has an id: its rows get theirs from it, and what a save before wrote is
    what this one goes on from."""
    holder = sheet.holder
    if not holder.id or holder.seen:
        return sheet

    def rows(children: Sequence[R]) -> tuple[R, ...]:
        return tuple(
            child if child.id else _as_there(unit, replace(child, id=child_id(holder.id, child.KIND, number)))
            for number, child in enumerate(children)
        )

    return Registration(
        _as_there(unit, holder),
        enrolments=rows(sheet.enrolments),
        consents=rows(sheet.consents),
        documents=rows(sheet.documents),
        members=rows(sheet.members),
    )


def _as_there(unit: UnitOfWork, record: R) -> R:
    there = unit.get(type(record), record.id)
    if there is None:
        return record
    kept = {key: getattr(there, key) for key in _GIVEN_AT_FIRST if hasattr(there, key)}
    return replace(record, **kept)


def _children(unit: UnitOfWork, session: Session, children: Sequence[R], **parent: Any) -> tuple[R, ...]:
    return tuple(unit.save_all([replace(child, **parent) for child in children], session.author))


def problems(session: Session, sheet: Registration) -> tuple[Problem, ...]:
    """Everything to mend on a sheet. Consent is asked for certificates, not for "complete"."""
    return tuple(problem for _, problem in problems_by_record(session, sheet))


def problems_by_record(session: Session, sheet: Registration) -> Iterator[tuple[Record | None, Problem]]:
    """The same, each with the record to which its key belongs; None for what is wrong with a group as a whole."""
    for record, problem in _problems(session, sheet):
        # A date that a person said does not make another one wrong.
        doubtful = session.day != "sure" and problem.text == FUTURE
        yield record, replace(problem, blocks=False) if doubtful else problem


def _problems(session: Session, sheet: Registration) -> Iterator[tuple[Record | None, Problem]]:
    holder = sheet.holder
    yield from ((holder, problem) for problem in validate_stored(holder, session.today))
    yield from ((None, problem) for problem in together(holder, sheet.members))
    for child in (*sheet.enrolments, *sheet.consents, *sheet.documents, *sheet.members):
        if not child.deleted:
            yield from ((child, problem) for problem in validate_stored(child, session.today))


def next_like(sheet: Registration) -> Registration:
    """An empty sheet that keeps village and programme of the last one: "save and register the next"."""
    holder = without_proposals(sheet.holder)
    blank = type(holder)(**{key: getattr(holder, key) for key in villages.KEYS})
    programmes = tuple(Enrolment(programme=one.programme, stage="registered") for one in sheet.enrolments)
    return Registration(blank, enrolments=programmes)


def correct(session: Session, registration: str, texts: Mapping[str, str]) -> Holder:
    """Writes values, as typed, into the record with this registration number.

    Beside the record's own keys: ``programme`` enrols, ``PROGRAMME.key`` answers a programme's own question,
    ``consent`` notes how consent was given today. Raises KnownError naming the field when a key is unknown or a text
    cannot be read; nothing is written then.
    """
    number = read_number(registration)
    with writing(session, Deed.RECORDS) as unit:
        found = as_holder(unit.by_registration(number))
        if found is None:
            raise KnownError(T("Nobody on this laptop has the registration number {number}.", number=number))
        if gone := unit.gone_to(found):
            raise KnownError(gone)
        answers = {key: text for key, text in texts.items() if "." in key}
        own = {key: text for key, text in texts.items() if key not in (PROGRAMME, CONSENT, *answers)}
        values = {AS_ON_SHEETS.get(key, key): text for key, text in own.items()}
        corrected = unit.save(with_texts(found, values, session), session.author)
        if PROGRAMME in texts:
            enrolling.enrol(unit, session, corrected, texts[PROGRAMME])
        for key, text in answers.items():
            enrolling.answer(unit, session, corrected, key, text)
        if CONSENT in texts:
            _consent(unit, session, found.id, texts[CONSENT])
        unit.commit()
    return corrected


PROGRAMME, CONSENT = "programme", "consent"
AS_ON_SHEETS = {"shg_name_hi": "name_hi", "shg_name_en": "name_en"}
"""Keys by which sheets call the names of a group."""


def _consent(unit: UnitOfWork, session: Session, row: str, text: str) -> None:
    got = read(fields_of(Consent)["how"], text)
    if got.wrong is not None or not got.value:
        raise KnownError(T("{field}: {reason}", field=T("Consent"), reason=got.wrong or T("This is needed.")))
    given = Consent(
        holder=row, purpose="registration", how=got.value, given_on=session.today, notice_version=NOTICE_VERSION
    )
    unit.save(given, session.author)


def with_texts(record: R, texts: Mapping[str, str], session: Session) -> R:
    """A record with values as typed, by key. Another village has another code and another spelling than the one before.

    Raises KnownError naming the field when a key is unknown or a text cannot be read.
    """
    described = fields_of(type(record))
    values: dict[str, Any] = {}
    for key, text in texts.items():
        if key == "age" and text.strip().isdigit() and "birth_year" in described:
            values |= {"birth_year": session.today.year - int(text), "birth_date": None}
            continue
        field = described.get(key)
        if field is None or field.system or key == KINDS[record.KIND].number:
            raise KnownError(T("There is no field called {key} to correct.", key=key))
        state = values.get("state", getattr(record, "state", "")) if field.kind is Kind.DISTRICT else ""
        got = read(field, text, state)
        wrong = got.wrong
        if wrong is None and session.day == "sure" and isinstance(got.value, date) and got.value > session.today:
            wrong = FUTURE
        if wrong is not None:
            raise KnownError(T("{field}: {reason}", field=Text(field.label), reason=wrong))
        values[key] = got.value
    before = getattr(record, "village", "")
    if values.get("village", before) != before:
        values = {"village_code": "", "village_other": ""} | values
    unread = {key: text for key, text in record.unread.items() if key not in values}
    settle(Facts(described, values, unread, [], lambda key: getattr(record, key)))
    return replace(record, unread=unread, **values)
