"""What is kept about a person, for her to read, and her consents one by one (DPDP Act 2023, ss. 6, 11-13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from samarth_desktop import paths
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.registration import consenting, history, showing
from samarth_desktop.actions.registration.history import Event
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.registers.flowing import Section, render
from samarth_desktop.domain.fields.field import Choice, Record, fields_of
from samarth_desktop.domain.fields.parsing import as_shown, write
from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import N_, Catalog, T, Text, catalog
from samarth_desktop.kinds.consent.record import COMPLAINTS, PURPOSES, Consent, in_force, withdrawn
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.registry import KINDS, children
from samarth_desktop.store.errors import translate
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import audit

_EVENTS = 40
_LEFT_OUT = frozenset({*fields_of(Record), "holder", "shg"})
RIGHTS = (
    N_("You may ask for a correction or for erasure of what stands here at any time."),
    N_("You may take back a consent; nothing new is then done for that purpose."),
    COMPLAINTS,
)
SHOWN, PRINTED = "show", "print"


@dataclass(frozen=True, slots=True)
class Part:
    """One record of hers: what kind it is, and its fields that say something, as label and value."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose, and the consent that counts for it (None: there is none, or it was taken back on `ended`)."""

    choice: Choice
    consent: Consent | None
    ended: date | None


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """All that is kept about a person or group: by record, her consents, and who wrote or looked when."""

    holder: Holder
    parts: tuple[Part, ...]
    purposes: tuple[Purpose, ...]
    events: tuple[Event, ...]


def holder_row(session: Session, typed: str) -> str:
    """The row of the person or group with a number on paper, her certificate's included. KnownError: there is none."""
    with session.store.read() as reader:
        found = showing.find(reader, typed)
        row = getattr(found, "holder", "") or found.id
        if reader.holder(row) is None:
            raise KnownError(T("{number} is not the number of a person or group.", number=typed))
        return row


def own_record(session: Session, row: str, words: Catalog, *, full: bool = False) -> OwnRecord:
    """Reads it, in the words of a language; numbers are masked as on lists, unless `full`, which is noted.

    KnownError: the record is not here.
    """
    if full:
        with writing(session, Deed.HALL) as unit:
            audit.note(unit, session.author, SHOWN, row, "own_record")
            unit.commit()
    with session.store.read() as reader:
        holder = reader.holder(row)
        if holder is None:
            raise KnownError(T("This record is not on this laptop any more."))
        return OwnRecord(
            holder,
            tuple(_parts(reader, holder, words, full)),
            tuple(_purposes(reader.children(Consent, row))),
            history.history(session, reader, row, limit=_EVENTS),
        )


def _parts(reader: Reader, holder: Holder, words: Catalog, full: bool) -> Iterator[Part]:
    """The holder, then every record that belongs to her, kind by kind; consents are told by purpose."""
    yield _part(holder, words, full)
    for kind in children():
        if kind.name != Consent.KIND and kind.parent in ("holder", holder.KIND):
            for record in reader.children(kind.record, holder.id):
                yield _part(record, words, full)


def _part(record: Record, words: Catalog, full: bool) -> Part:
    lines = []
    for key, field in fields_of(type(record)).items():
        value = getattr(record, key)
        if key in _LEFT_OUT or not field.label or value in ("", None, ()):
            continue
        text = write(field, value, words)
        lines.append((words.say(field.label), text if full else as_shown(field, text)))
    for key, text in record.unread.items():
        described = fields_of(type(record)).get(key)
        if described is not None and described.label:
            lines.append((words.say(described.label), text if full else as_shown(described, text)))
    return Part(words.say(KINDS[record.KIND].words.one), tuple(lines))


def _purposes(consents: list[Consent]) -> Iterator[Purpose]:
    for choice in PURPOSES:
        same = [one for one in consents if (one.purpose or PURPOSES[0].code) == choice.code]
        ends = [one.withdrawn_on for one in same if one.withdrawn_on is not None]
        yield Purpose(choice, in_force(same, choice.code), max(ends, default=None))


def give(session: Session, row: str, purpose: str, how: str, witness: str = "") -> Consent:
    """Notes a consent given today. KnownError: a minor's for selling, spoken without a witness, unknown words."""
    with writing(session, Deed.HALL) as unit:
        holder = unit.holder(row)
        if holder is None:
            raise KnownError(T("This record is not on this laptop any more."))
        consent = consenting.noted(session, holder, purpose, how, session.today, witness=witness)
        saved = unit.save(consent, session.author)
        unit.commit()
    return saved


def withdraw(session: Session, row: str, purpose: str) -> int:
    """Takes back, as of today, every consent that holds for a purpose; gives how many there were."""
    with writing(session, Deed.HALL) as unit:
        holding = [
            one for one in unit.children(Consent, row) if one.holds and (one.purpose or PURPOSES[0].code) == purpose
        ]
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        unit.save_all([withdrawn(one, session.today, moment) for one in holding], session.author)
        unit.commit()
    return len(holding)


def pdf(session: Session, row: str, language: str, *, full: bool = False) -> bytes:
    """The record as a paper for her to take home. That it was printed is noted."""
    words = catalog(language)
    own = own_record(session, row, words, full=full)
    with writing(session, Deed.HALL) as unit:
        audit.note(unit, session.author, PRINTED, row, "own_record")
        unit.commit()
    say = words.say
    person = fields_of(type(own.holder))["name_hi"].names == "person"
    name = in_script_of(language, own.holder.name_hi, own.holder.name_en, person=person)
    under = say(T("{number} · {day}", number=own.holder.registration, day=words.date(session.today)))
    sections = [Section(part.title, part.lines) for part in own.parts if part.lines]
    heads = [say(head) for head in (N_("Purpose"), N_("Consent"))]
    rows = [(say(one.choice.label), say(standing(one, words))) for one in own.purposes]
    sections.append(Section(say(T("Consents")), (), heads, rows, (60, 40)))
    heads = [say(head) for head in (N_("Date"), N_("What was written or looked at"))]
    rows = [(words.moment(event.at.astimezone()), say(event.text)) for event in own.events]
    sections.append(Section(say(T("Who wrote and who looked")), (), heads, rows, (30, 70)))
    sections.append(Section(say(T("Your rights")), [(str(n), say(Text(text))) for n, text in enumerate(RIGHTS, 1)]))
    made = datetime.combine(session.today, datetime.now().time())
    return render(say(T("What is kept about {name}", name=name)), under, sections, language, made)


def standing(purpose: Purpose, words: Catalog) -> Text:
    """Whether there is consent for a purpose, since when or until when."""
    if purpose.consent is not None and purpose.consent.given_on is not None:
        return T("given on {day}", day=words.date(purpose.consent.given_on))
    if purpose.ended is not None:
        return T("taken back on {day}", day=words.date(purpose.ended))
    return T("not given")


def write_pdf(session: Session, row: str, file: Path, language: str, *, full: bool = False) -> None:
    """Writes the paper to a file. KnownError: it cannot be written there."""
    data = pdf(session, row, language, full=full)
    part = file.with_name(f".{file.name}.part")
    with translate(file):
        part.write_bytes(data)
        paths.put_in_place(part, file)
