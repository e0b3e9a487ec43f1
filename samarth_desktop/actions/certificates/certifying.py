"""Who may have a certificate, and the entry in the register that goes with it. Drawing it is in `issuing`."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from samarth_desktop.actions.device import business_date
from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import enrolling
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.ids import read_number
from samarth_desktop.domain.names.other_script import drawable
from samarth_desktop.domain.paper.printable import PRINTED, unprintable
from samarth_desktop.domain.programmes.programme import Programme, programme
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.domain.programmes.wording import NO_BREAK
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules import authority
from samarth_desktop.rules.certificates import certificate as content
from samarth_desktop.rules.certificates.certificate_validity import REPLACED, VALID, leading
from samarth_desktop.rules.certificates.readiness import running
from samarth_desktop.rules.programmes.eligibility import look
from samarth_desktop.rules.programmes.facts import of_records
from samarth_desktop.store.log.exchange import StoreLog
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.search import lookups


@dataclass(frozen=True, slots=True)
class Ineligible:
    """Somebody who cannot have a certificate yet: what is missing, and the key of the first field to mend."""

    row: str
    registration: str
    text: Text
    key: str = ""

    @property
    def reason(self) -> Text:
        """What is missing, without her number."""
        said = self.text.args.get("reason")
        return said if isinstance(said, Text) else self.text


@dataclass(frozen=True, slots=True)
class Eligible:
    """Somebody who can: her sheet and the programme that certifies her; for a participation certificate the number of
    the workshop and what the paper says of it."""

    sheet: Registration
    programme: Programme
    subject: str = ""
    attended: content.Attended | None = None

    @property
    def kind(self) -> str:
        """The kind of certificate, as the register writes it."""
        return "workshop" if self.subject else KINDS[self.sheet.holder.KIND].certificate

    @property
    def trial(self) -> bool:
        """Whether there is nothing but a trial programme: then a sample is printed, and nothing certified."""
        return self.programme.trial


def examine(session: Session, row: str) -> Eligible | Ineligible:
    """Whether the person or group with this row id can have a certificate: complete, consenting, in a programme."""
    with session.store.read() as reader:
        return examine_in(reader, session, row)


def examine_in(reader: Reader, session: Session, row: str) -> Eligible | Ineligible:
    """The same in one state of the data, which may be that of the unit of work that writes the entry."""
    sheet = whole_sheet(reader, session, row)
    if isinstance(sheet, Ineligible):
        return sheet
    enrolled = [(each, programme(each.programme, session.library)) for each in running(sheet.enrolments)]
    known, against = [], None
    for enrolment, one in enrolled:
        if one is not None:
            refused = _refused(session, sheet, enrolment, one)
            against = against or refused
            known += [] if refused else [one]
    if not known:
        return ineligible(sheet.holder, against or T("No programme is chosen."), "programme")
    return Eligible(sheet, next((one for one in known if not one.trial), known[0]))


Examine = Callable[[Reader, Session, str], Eligible | Ineligible]
"""Judges one row, as :func:`examine_in` does for a first certificate."""


def ineligible(holder: Holder, text: Text, key: str = "") -> Ineligible:
    """The answer for somebody who cannot have a certificate, with her number before the reason."""
    said = T("{number}: {reason}", number=holder.registration, reason=text)
    return Ineligible(holder.id, holder.registration, said, key)


def whole_sheet(reader: Reader, session: Session, row: str) -> Registration | Ineligible:
    """The sheet of somebody who is here, complete, consenting and can be printed: what every certificate needs."""
    sheet = registering.of(reader, row)
    holder = sheet.holder
    gone = reader.gone_to(holder)
    if gone is not None:
        return ineligible(holder, gone)
    if not holder.active:
        return ineligible(holder, T("No longer active, so nothing is printed."))
    for record, problem in registering.problems_by_record(session, sheet):
        if problem.blocks:
            field = fields_of(type(record)).get(problem.key) if record else None
            label = Text(field.label) if field and field.label else T("Members")
            return ineligible(holder, T("{field}: {reason}", field=label, reason=problem.text), problem.key)
    unprinted = next((one for one in unprintable(holder) if one.lost), None)
    if unprinted is not None:
        label = Text(fields_of(type(holder))[unprinted.key].label)
        return ineligible(holder, T("{field}: {reason}", field=label, reason=unprinted.text), unprinted.key)
    for key, syllables in _badly_drawn(holder):
        text = T("The letters {syllables} would be printed with an empty circle. Write this anew.", syllables=syllables)
        return ineligible(
            holder, T("{field}: {reason}", field=Text(fields_of(type(holder))[key].label), reason=text), key
        )
    if not sheet.consented:
        return ineligible(
            holder, T("Consent is missing. Read the notice out and note how consent was given."), "consent"
        )
    return sheet


def _refused(session: Session, sheet: Registration, enrolment: Enrolment, under: Programme) -> Text | None:
    """Why a programme does not certify somebody whom its rules refuse; who was let in by hand is certified."""
    if enrolment.admitted_by:
        return None
    found = look(under, of_records(sheet.holder, sheet.documents, sheet.enrolments), session.today)
    says = found.compliant if enrolment.decided else found.eligible
    return enrolling.refusal(found) if says is Answer.NO else None


def _badly_drawn(holder: Holder) -> Iterator[tuple[str, str]]:
    """The keys whose text the typeface would not draw as letters, with those syllables; not those that give way to
    another form of the same name."""
    from samarth_desktop.documents.pdf.drawable import badly_drawn

    for key in PRINTED:
        if syllables := badly_drawn(drawable(getattr(holder, key, ""))):
            yield key, syllables


def rows_of(session: Session, registrations: Sequence[str]) -> list[str]:
    """The row ids of typed registration numbers. KnownError names the first that is not on this laptop."""
    rows = []
    with session.store.read() as reader:
        for typed in registrations:
            number = read_number(typed)
            found = reader.by_registration(number)
            if found is None:
                raise KnownError(T("Nobody on this laptop has the registration number {number}.", number=number))
            rows.append(found.id)
    return rows


def content_hash(data: content.CertificateData) -> str:
    """What the paper says, in 64 hex digits: without serial, date, picture and layout: a reprint may differ there.
    Nor does a new version of the programme matter that says the same."""
    said: dict[str, Any] = asdict(replace(data, serial="", photo=None))
    for unsaid in ("paper", "programme_code", "programme_version", "photo_id"):
        del said[unsaid]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False).replace(NO_BREAK, " ")  # where lines end says nothing
    return hashlib.sha256(text.encode()).hexdigest()


def enter(
    unit: UnitOfWork,
    author: str,
    ready: Eligible,
    said: str,
    today: date,
    *,
    language: str,
    demo: bool,
    sealed: Callable[[Certificate], bool] = lambda old: True,
) -> tuple[Certificate, Certificate | None]:
    """The register's entry for a certificate that says what hashes to `said`, and the entry that it replaces.

    The same content gives the same entry and serial, however often it is issued; other content (after a correction)
    a new one, and the old is marked as replaced by it. `sealed` is whether an entry's seal is right for the content:
    its hash holds the photo, which `said` does not. ValueError for a trial programme: nothing under it is certified.
    """
    if ready.trial:
        raise ValueError(ready.programme.code)
    holder = ready.sheet.holder
    held = unit.children(Certificate, holder.id)
    old = leading(
        one for one in held
        if (one.certificate_kind, one.programme, one.subject, one.demo)
        == (ready.kind, ready.programme.code, ready.subject, demo)
    )  # fmt: skip
    if old is not None and old.state == VALID and old.content_hash == said and sealed(old):
        return old, None
    entry = Certificate(
        serial=unit.next_serial(ready.kind),
        certificate_kind=ready.kind,
        holder=holder.id,
        programme=ready.programme.code,
        subject=ready.subject,
        issued_on=today,
        issuer=author,
        language=language,
        content_hash=said,
        state="valid",
        demo=demo,
    )
    entry = unit.save(entry, author)  # before what it replaces: by it the hub believes that
    if old is not None and (old.state == VALID or (old.issued_on or date.min) >= today):
        # A revoked one of a later day (another laptop's calendar) would else count as the newest.
        state = REPLACED if old.state == VALID else old.state
        old = unit.save(replace(old, state=state, replaced_by=entry.serial), author)
    return entry, old


def revoke(session: Session, serial: str, reason: str) -> Certificate:
    """Takes a certificate back for a reason. KnownError when there is no such serial, or it does not hold any more."""
    business_date.refuse_unknown(session)
    number = read_number(serial)
    with writing(session, Deed.HALL) as unit:
        found = unit.by_serial(number)
        if found is None:
            raise KnownError(T("There is no certificate {serial} on this laptop.", serial=number))
        if found.state != "valid":
            raise KnownError(T("The certificate {serial} does not hold any more.", serial=number))
        if not _may_revoke(session, found, unit.area_of(found)):
            raise KnownError(authority.FOREIGN_STATE)
        if not reason.strip():
            raise KnownError(T("Write the reason for taking the certificate back."))
        revoked = unit.save(
            replace(found, state="revoked", reason=reason.strip(), revoked_on=session.today), session.author
        )
        unit.commit()
    note_states(session)
    return revoked


def _may_revoke(session: Session, entry: Certificate, area: str) -> bool:
    """Whether the hub would believe this laptop that a certificate does not hold. Before enrolment all are its own."""
    from samarth_desktop.sync import identity

    me = identity.load(StoreLog.of(session.store))
    if me is None:
        return True
    writer = identity.read_card(me.card, me.hub_key()).writer
    mine = writer.codes | {session.store.device}
    return authority.issuer_of(entry.serial) in mine or (writer.role == "office" and writer.holds(area))


def note_states(session: Session) -> None:
    """Tells the verification on this computer, which opens no data folder, which certificates hold and which do not:
    by this laptop's register, and by what the hub said of others. A certificate holds where neither says no.

    The list follows what is kept already, so a disk that cannot take it now fails nobody's work: the next time it is
    told, all is written."""
    from samarth_desktop.actions.certificates import verifying

    said = StoreLog.of(session.store).reference("revoked")
    states = {
        serial: Certificate(serial=serial, state=str(f["state"]), replaced_by=str(f.get("by") or ""))
        for serial, f in said.items()
    }
    for entry in register(session):
        if entry.state != VALID or entry.serial not in states:
            states[entry.serial] = entry
    with suppress(OSError):
        verifying.note_states(states.values(), session.today)


def note_printed(session: Session, serials: Sequence[str]) -> None:
    """Counts one more printing of each of these certificates."""
    with writing(session, Deed.HALL) as unit:
        entries = [entry for serial in serials if (entry := unit.by_serial(serial)) is not None]
        unit.save_all([replace(entry, printed=(entry.printed or 0) + 1) for entry in entries], session.author)
        unit.commit()


def register(session: Session) -> list[Certificate]:
    """Every certificate that this laptop knows of, oldest first."""
    with session.store.read() as reader:
        return reader.every(Certificate)


def as_rows(session: Session, entries: Sequence[Certificate]) -> list[dict[str, str | int]]:
    """Entries as the command line prints them, each with its holder's registration number."""
    holders = sorted({entry.holder for entry in entries})
    numbers: dict[str, str] = {}
    with session.store.read() as reader:
        for some in lookups.chunks(holders):
            numbers |= {one.id: one.registration for one in reader.get_many(Artisan, some)}
            numbers |= {one.id: one.registration for one in reader.get_many(Shg, some)}
    return [_as_row(entry, numbers.get(entry.holder, "")) for entry in entries]


def _as_row(entry: Certificate, registration: str) -> dict[str, str | int]:
    return {
        "serial": entry.serial,
        "registration": registration,
        "kind": entry.certificate_kind,
        "programme": entry.programme,
        "issued": entry.issued_on.isoformat() if entry.issued_on else "",
        "state": entry.state,
        "replaced_by": entry.replaced_by,
        "reason": entry.reason,
        "printed": entry.printed or 0,
    }
