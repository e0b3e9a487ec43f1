"""What is given for all rows of a sheet: programme, place, sector, whose phones, and consent with its evidence.

A row's own words come first; a record's own values, too. Consent for many at once needs three things: the day, how it
was given, and where the signed sheet is (DOMAIN, "Consent has purposes").
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from samarth_desktop.actions.imports.find_programme import ProgrammeFinder
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Field, fields_of
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.places import place
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import NOTICE_VERSION, REGISTRATION, Consent
from samarth_desktop.rules.validation import FUTURE


@dataclass(frozen=True, slots=True)
class ImportHead:
    """The values by key: codes of programme, state, district, sector and owner of the phones; a village as written; a
    consent."""

    programme: str = ""
    state: str = ""
    district: str = ""
    village: str = ""
    sector: str = ""
    phone_owner: str = ""
    how: str = ""
    given_on: date | None = None
    evidence: str = ""
    language: str = ""

    @property
    def values(self) -> tuple[tuple[str, Any], ...]:
        """What stands in a row that says nothing there."""
        keys = ("programme", "state", "district", "village", "sector", "phone_owner")
        return tuple((key, value) for key in keys if (value := getattr(self, key)))

    @property
    def consent(self) -> Consent | None:
        """The consent that all gave, without its holder."""
        if not self.how:
            return None
        return Consent(
            purpose=REGISTRATION,
            how=self.how,
            given_on=self.given_on,
            evidence=self.evidence,
            notice_version=NOTICE_VERSION,
            notice_language=self.language,
        )

    def as_kept(self) -> dict[str, str]:
        """The texts that are kept with the import."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return {key: value if isinstance(value, str) else value.isoformat() for key, value in said.items() if value}


NO_HEAD = ImportHead()


def read_head(session: Session, texts: Mapping[str, str], language: str) -> ImportHead:
    """The head from what a person typed under ``programme district village sector phone_owner consent consent_on
    evidence``.

    `district` is an area (``9/129``) or a district's name; `language` is the one in which the notice was read. Raises
    KnownError that names what cannot be read, or what of a consent is missing.
    """
    given = {key: text.strip() for key, text in texts.items() if text and text.strip()}
    values: dict[str, Any] = {"language": language}
    if text := given.get("programme"):
        codes, _ = ProgrammeFinder(session).find(text)
        if len(codes) != 1:
            raise KnownError(T("No programme is called “{text}”.", text=text[:40]))
        values["programme"] = codes[0]
    if text := given.get("district"):
        values |= _place(text, session.state)
    for key in ("village", "sector", "phone_owner"):
        if text := given.get(key):
            values[key] = _value(fields_of(Artisan)[key], text)
    return ImportHead(**values, **_consent(session, given))


def _place(text: str, home: str) -> dict[str, str]:
    area = place.read_area(text)
    state, _, code = area.partition("/")
    if not code:
        found = place.district(text) or (place.district(text, home) if home else None)
        if found is None:
            raise KnownError(T("No district is called “{text}”. Write it as 9/129, or its name.", text=text[:40]))
        state, code = found.state, found.code
    return {"state": state, "district": code}


def _consent(session: Session, given: Mapping[str, str]) -> dict[str, Any]:
    asked = {"consent": T("how consent was given"), "consent_on": T("the day"), "evidence": T("where the list is")}
    missing = [said for key, said in asked.items() if key not in given]
    if len(missing) == len(asked):
        return {}
    if missing:
        raise KnownError(T("Consent for all rows needs three things. Missing: {what}.", what=missing[0]))
    described = fields_of(Consent)
    day = _value(described["given_on"], given["consent_on"])
    if day > session.today and session.day == "sure":
        raise KnownError(T("{field}: {reason}", field=Text(described["given_on"].label), reason=FUTURE))
    how = _value(described["how"], given["consent"])
    return {"how": how, "given_on": day, "evidence": _value(described["evidence"], given["evidence"])}


def _value(field: Field, text: str) -> Any:
    got = read(field, text)
    if got.wrong is not None:
        raise KnownError(T("{field}: {reason}", field=Text(field.label), reason=got.wrong))
    return got.value
