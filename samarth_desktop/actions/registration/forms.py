"""The raw texts of an artisan's or a group's form, and the sheet they stand for.

Keys: the holder's own as they are, with the codes of village and block; ``consent.how``; ``programme``; a programme's
own fields as ``extra.PROGRAMME.key``; ``paper.KIND`` is "yes" for a paper that was shown, ``paper.KIND.number`` its
number, ``paper.KIND.scan`` the hash of its picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from samarth_desktop.actions import today as day
from samarth_desktop.actions.programmes import enrolling
from samarth_desktop.actions.registration.form_keys import PAPER, SCAN
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Field, Kind, Problem, empty, fields_of
from samarth_desktop.domain.fields.form_values import fill, raw, texts_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.programmes import programme
from samarth_desktop.domain.programmes.programme import Own
from samarth_desktop.domain.programmes.programme_model import ExtraField
from samarth_desktop.domain.programmes.rule_model import Answer
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, REGISTRATION, Consent, in_force, withdrawn
from samarth_desktop.kinds.document import record as document_record
from samarth_desktop.kinds.document.record import Document
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.programmes import answers
from samarth_desktop.rules.programmes.eligibility import look
from samarth_desktop.rules.programmes.facts import of_records
from samarth_desktop.rules.validation import validate

CONSENT, EXTRA, PROGRAMME = "consent.", "extra.", "programme"
NOTICE = "consent.notice_language"
CODES = ("village_code", "block_code")
_CONSENT_KEYS = ("how", "witness", "given_on", "withdrawn_on")


def texts(sheet: Registration, today: date, own: Own | None = None) -> dict[str, str]:
    """The raw texts of a sheet, empty ones left out; `own` is the folder of the trial programmes."""
    found = texts_of(sheet.holder, today)
    found |= {key: code for key in CODES if (code := getattr(sheet.holder, key))}
    enrolment = enrolment_of(sheet, "")
    if enrolment is not None:
        found[PROGRAMME] = enrolment.programme
        found |= _extra_texts(sheet, own)
    consent = _consent_of(sheet)
    if consent is not None:
        said = texts_of(consent, today)
        found |= {CONSENT + key: said[key] for key in _CONSENT_KEYS if key in said}
        if consent.notice_language:
            found[NOTICE] = consent.notice_language
    for paper in sheet.documents:
        if not paper.deleted and paper.document_kind:
            found[f"{PAPER}{paper.document_kind}"] = "yes"
            if paper.number:
                found[f"{PAPER}{paper.document_kind}.number"] = paper.number
            if paper.scan:
                found[f"{PAPER}{paper.document_kind}{SCAN}"] = paper.scan
    return found


def filled(
    base: Registration, typed: Mapping[str, str], today: date, author: str = "", own: Own | None = None
) -> Registration:
    """The sheet with what was typed over `base`; keys that are missing keep what the base has."""
    return replace(
        base,
        holder=_with_codes(fill(base.holder, typed, today), typed),
        enrolments=_enrolments(base, typed, today, own),
        consents=_consents(base, typed, today),
        documents=_documents(base, typed, today, author),
    )


def _with_codes(holder: Holder, typed: Mapping[str, str]) -> Holder:
    """With the LGD codes of the village and block that were chosen: a name that was written over has none."""
    if "village" not in typed:
        return holder
    return replace(holder, village_code=typed.get("village_code", ""), block_code=typed.get("block_code", ""))


def problems(sheet: Registration, today: date, own: Own | None = None) -> tuple[Problem, ...]:
    """What is to be mended, each with the key of its place in the form."""
    found = list(validate(sheet.holder, today))
    for consent in sheet.consents:
        found += [Problem(CONSENT + one.key, one.text, one.blocks) for one in validate(consent, today)]
    for paper in sheet.documents:
        if not paper.deleted:
            found += [
                Problem(f"{PAPER}{paper.document_kind}.{one.key}", one.text, one.blocks)
                for one in validate(paper, today)
            ]
    enrolment = enrolment_of(sheet, "")
    if enrolment is not None:
        found += _extra_problems(enrolment, sheet, own)
        found += _refused(enrolment, sheet, today, own)
    return tuple(found)


# -- programme --------------------------------------------------------------------------------------------------------


def enrolment_of(sheet: Registration, code: str) -> Enrolment | None:
    """The enrolment in the programme `code`, or with "" the newest one that goes on."""
    going = [one for one in sheet.enrolments if not one.deleted and one.stage != "withdrawn"]
    if code:
        return next((one for one in sheet.enrolments if one.programme == code and not one.deleted), None)
    return going[-1] if going else None


def extra_fields(code: str, sheet: Registration, own: Own | None = None) -> tuple[ExtraField, ...]:
    """What the programme `code` asks beside the holder's own fields."""
    known = programme.programme(code, own) if code else None
    return known.fields_for(sheet.holder.KIND) if known else ()


def extra_key(code: str, asked: ExtraField) -> str:
    """The form key of a programme's own field."""
    return f"{EXTRA}{code}.{asked.key}"


def _extra_texts(sheet: Registration, own: Own | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for enrolment in sheet.enrolments:
        for asked in extra_fields(enrolment.programme, sheet, own):
            stored = enrolment.extra.get(f"{enrolment.programme}.{asked.key}")
            if stored not in (None, "", [], False):
                found[extra_key(enrolment.programme, asked)] = _shown(asked.field("en"), stored)
    return found


def _shown(field: Field, stored: Any) -> str:
    if isinstance(stored, dict):  # a text that could not be read
        return str(stored.get("raw", ""))
    if field.kind is Kind.CHOICES and isinstance(stored, list):
        stored = tuple(stored)
    if field.kind is Kind.DATE and isinstance(stored, str):
        stored = date.fromisoformat(stored)
    return "no" if stored == "no" else raw(field, stored)


def _enrolments(base: Registration, typed: Mapping[str, str], today: date, own: Own | None) -> tuple[Enrolment, ...]:
    code = typed.get(PROGRAMME)
    if not code:
        return base.enrolments
    chosen = enrolment_of(base, code)
    others = tuple(one for one in base.enrolments if one is not chosen)
    if chosen is None:
        # A new person's programme may be changed until the first save; afterwards another one is a further one.
        others = tuple(one for one in others if one.id)
        chosen = Enrolment(programme=code)
    if not chosen.stage:
        chosen = replace(chosen, stage="registered")
    if chosen.stage == "registered" and chosen.registered_on is None:
        chosen = replace(chosen, registered_on=today)
    extra = dict(chosen.extra)
    for asked in extra_fields(code, base, own):
        key, stored = f"{code}.{asked.key}", typed.get(extra_key(code, asked))
        if stored is None:
            continue
        value = answers.stored(asked.field("en"), stored)
        if value in ("", None, []):
            extra.pop(key, None)
        else:
            extra[key] = value
    return (*others, replace(chosen, extra=extra))


def _extra_problems(enrolment: Enrolment, sheet: Registration, own: Own | None) -> Iterable[Problem]:
    for asked in extra_fields(enrolment.programme, sheet, own):
        stored = enrolment.extra.get(f"{enrolment.programme}.{asked.key}")
        key = extra_key(enrolment.programme, asked)
        if isinstance(stored, dict):
            wrong = read(asked.field("en"), str(stored.get("raw", ""))).wrong
            yield Problem(key, wrong or T("This could not be read. Write it again."))
        elif asked.required and stored in (None, "", []):
            yield Problem(key, T("This programme asks for it."), blocks=False)


def _refused(enrolment: Enrolment, sheet: Registration, today: date, own: Own | None) -> Iterable[Problem]:
    """A new programme that does not take this registration: it will not be entered, the person will."""
    known = programme.programme(enrolment.programme, own) if not enrolment.seen else None
    if known is None:
        return
    found = look(known, of_records(sheet.holder, sheet.documents, sheet.enrolments), today)
    if found.eligible is Answer.NO:
        text = T("{reason} Choose another programme; all else is saved.", reason=enrolling.refusal(found))
        yield Problem(PROGRAMME, text, blocks=False)


# -- consent and papers -----------------------------------------------------------------------------------------------


def _consent_of(sheet: Registration) -> Consent | None:
    """The consent that a form shows: the one that counts, else the newest."""
    standing = [one for one in sheet.consents if not one.deleted]
    return in_force(standing) or (standing[-1] if standing else None)


def _consents(base: Registration, typed: Mapping[str, str], today: date) -> tuple[Consent, ...]:
    own = {key: typed[CONSENT + key] for key in _CONSENT_KEYS if CONSENT + key in typed}
    before = _consent_of(base)
    if not own or (before is None and not own.get("how")):
        return base.consents
    if before is not None and before.withdrawn_on and not own.get("withdrawn_on", "-"):
        own = _given_again(before, own, today)
        before = None  # what was taken back stays on record
    consent = fill(before or Consent(purpose=REGISTRATION, notice_version=NOTICE_VERSION), own, today)
    if consent.withdrawn_on and not (before and before.withdrawn_on):
        consent = withdrawn(consent, consent.withdrawn_on, datetime.now(UTC).isoformat(timespec="seconds"))
    if before is None or not before.notice_language:
        consent = replace(consent, notice_language=typed.get(NOTICE, ""))
    return (*(one for one in base.consents if one is not before), consent)


def _given_again(before: Consent, own: Mapping[str, str], today: date) -> dict[str, str]:
    """What was typed for a new consent where an older one was taken back: its day is today unless another was said."""
    said = texts_of(before, today).get("given_on")
    return {**own, "given_on": f"{today:%d/%m/%Y}" if own.get("given_on") in (None, "", said) else own["given_on"]}


def _documents(base: Registration, typed: Mapping[str, str], today: date, author: str) -> tuple[Document, ...]:
    found = list(base.documents)
    for choice in document_record.KINDS:
        shown = typed.get(f"{PAPER}{choice.code}")
        if shown is None:
            continue
        index = next((i for i, one in enumerate(found) if one.document_kind == choice.code and not one.deleted), None)
        if index is None:
            if not shown:
                continue
            found.append(Document(document_kind=choice.code, seen_by=author, seen_on=today))
            index = len(found) - 1
        own = {"number": typed[key]} if (key := f"{PAPER}{choice.code}.number") in typed else {}
        may = bool(shown) and choice.code not in document_record.NO_SCAN
        scan = typed.get(f"{PAPER}{choice.code}{SCAN}", "") if may else ""
        found[index] = replace(fill(found[index], own, today), deleted=not shown, scan=scan)
    return tuple(one for one in found if one.id or not one.deleted)


def blank(session: Session, kind: str) -> Registration:
    """An empty sheet of an ``artisan`` or ``shg`` at this laptop's home and in today's village."""
    state, _, district = session.store.home_area.partition("/")
    holder = Artisan if kind == Artisan.KIND else Shg
    return Registration(holder(state=state, district=district, village=day.village(session)))


def is_empty(typed: Mapping[str, str], start: Mapping[str, str]) -> bool:
    """Whether nothing was typed beyond what the form began with."""
    return all(text == start.get(key, "") for key, text in typed.items() if text or start.get(key))


def masked_keys(sheet: Registration) -> tuple[str, ...]:
    """The places that show as dots in a record that was there before."""
    holder = sheet.holder
    own = [
        key
        for key, field in fields_of(type(holder)).items()
        if field.masked and getattr(holder, key) != empty(field.kind)
    ]
    return (*own, *(f"{PAPER}{paper.document_kind}.number" for paper in sheet.documents if paper.number))
