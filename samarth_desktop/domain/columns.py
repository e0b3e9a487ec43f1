"""Rows of a sheet to what they say of a record: pure, one row at a time.

Every cell loses control characters and full Aadhaar numbers before anything else is done with it. What cannot be read
as its field is kept as text beside the field. A row is only wrong when a cell could do harm; whether somebody is
named in it, the caller asks.
"""

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from samarth_desktop.domain import aadhaar, krutidev, place, spelling, table
from samarth_desktop.domain.digits import western
from samarth_desktop.domain.fields import Field, Kind, Record, empty, fields_of
from samarth_desktop.domain.heads import TABLES, Plan, columns_of
from samarth_desktop.domain.reading import LONGEST, Read, read, tidy
from samarth_desktop.i18n import T, Text

R = TypeVar("R", bound=Record)

LONGEST_CELL = LONGEST[Kind.NOTE]
OLDEST_AGE = 130
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_MASKED = re.compile(r"[•*Xx]{3,}\w{0,4}")
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_RELATIVES = ("husband", "father", "mother")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EXAMPLE = ("example", "उदाहरण")


@dataclass(frozen=True, slots=True)
class Taken:
    """What one row says. `values` and `unread` are keyed as the record's fields; nothing given is left out.

    `wrong` is the key and the sentence of a cell that must not be stored.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)
    registration: str = ""
    programme: str = ""
    shg: str = ""
    person: str = ""
    wrong: tuple[str, Text] | None = None
    example: bool = False

    @property
    def named(self) -> bool:
        """True when there is a name in either script."""
        return bool(self.values.get("name_hi") or self.values.get("name_en"))

    def as_record(self, record_class: type[R], **more: Any) -> R:
        """A new record of what the row says; `more` are values for what it does not say."""
        return record_class(**{**more, **self.values}, unread=dict(self.unread))

    def onto(self, record: R) -> R:
        """The record with what the row says in its place; what the row leaves empty stays."""
        told = {*self.values, *self.unread}
        unread = {key: text for key, text in record.unread.items() if key not in told}
        described = fields_of(type(record))
        blank = {key: empty(described[key].kind) for key in self.unread}
        return replace(record, **{**blank, **self.values}, unread={**unread, **self.unread})

    def agrees(self, record: Record) -> bool:
        """True when the record already says everything that the row says."""
        return all(getattr(record, key) == value for key, value in self.values.items()) and all(
            record.unread.get(key) == text for key, text in self.unread.items()
        )


class Taker:
    """Reads the rows of one plan. `today` turns ages into years of birth."""

    def __init__(self, plan: Plan, today: date) -> None:
        self._plan = plan
        self._today = today
        described = columns_of(plan.kind)
        self._record_keys = frozenset(fields_of(TABLES[plan.kind]))
        # The state is read first: it tells districts of the same name apart.
        columns = [(at, key, described.get(key)) for at, key in enumerate(plan.keys) if key]
        self._columns = sorted(columns, key=lambda column: column[1] != "state")
        self._width = max((at + 1 for at, head in enumerate(plan.heads) if head), default=0)

    def clean(self, cells: Sequence[str]) -> list[str]:
        """The cells as they may be shown and written again: no control characters, no full Aadhaar number."""
        return [aadhaar.mask(tidy(cell)) for cell in cells]

    def take(self, cells: Sequence[str]) -> Taken:
        """What the row says."""
        values: dict[str, Any] = {}
        unread: dict[str, str] = {}
        special: dict[str, str] = {}
        if any(cells[at].strip() for at in range(self._width, len(cells))):
            return Taken(wrong=("", T("There are more cells than heads. A comma inside a cell? Compare the row.")))
        for at, key, described in self._columns:
            raw = cells[at] if at < len(cells) else ""
            if not raw or raw.isspace():
                continue
            if len(raw) > LONGEST_CELL:
                text = T("At most {most} characters; here are {n}.", most=LONGEST_CELL, n=len(raw))
                return Taken(wrong=(key, text))
            if at in self._plan.legacy:
                raw = krutidev.to_unicode(raw)
            if described is None or key == "registration":
                special[key] = aadhaar.mask(tidy(raw))
            else:
                _put(key, described, raw, values, unread)
        self._people(special, values)
        self._age(special.get("age", ""), values, unread)
        _settle_state(values)
        registration = special.get("registration", "")
        return Taken(
            values,
            unread,
            registration,
            special.get("programme", ""),
            special.get("shg", ""),
            special.get("person", ""),
            example=(registration or special.get("shg", "")).casefold() in _EXAMPLE,
        )

    def _people(self, special: Mapping[str, str], values: dict[str, Any]) -> None:
        """Names of which the script, not the head, says the field."""
        if name := special.get("name"):
            self._by_script("name", name, values)
        if relative := special.get("relative"):
            self._by_script("relative", relative, values)
        for relation in _RELATIVES:
            if special.get(relation) and not any(key.startswith("relative") for key in values):
                self._by_script("relative", special[relation], values)
                values.setdefault("relation", relation)

    def _by_script(self, stem: str, text: str, values: dict[str, Any]) -> None:
        if stem in self._record_keys:
            values.setdefault(stem, text)
            return
        for script, part in scripts(text).items():
            values.setdefault(f"{stem}_{script}", part)

    def _age(self, text: str, values: dict[str, Any], unread: dict[str, str]) -> None:
        if not text or "birth_date" in values or "birth_year" in values:
            return
        found = re.fullmatch(r"(\d{1,3})(?:\.0+)?(?:\s*\D*)?", western(text))
        if found and 0 < int(found[1]) <= OLDEST_AGE:
            values["birth_year"] = self._today.year - int(found[1])
        else:
            unread["birth_year"] = text


def scripts(text: str) -> dict[str, str]:
    """A name by script, ``hi`` and ``en``; both where a cell holds both, such as ``रमेश (Ramesh)``."""
    if not _DEVANAGARI.search(text):
        return {"en": text}
    words = re.split(r"[\s/()\[\],|]+", text)
    latin = [word for word in words if re.search(r"[A-Za-z]", word) and not _DEVANAGARI.search(word)]
    if not latin:
        return {"hi": text}
    hindi = [word for word in words if _DEVANAGARI.search(word)]
    return {"hi": " ".join(hindi), "en": " ".join(latin)}


def _put(key: str, described: Field, raw: str, values: dict[str, Any], unread: dict[str, str]) -> None:
    text, got = _read(key, described, raw, values.get("state", "") if key == "district" else "")
    if got is None:
        return
    if got.wrong is not None:
        if key == "birth_date" and (year := re.fullmatch(r"(19|20)\d\d", western(text))):
            values["birth_year"] = int(year[0])  # only the year is known
        else:
            unread[key] = text
    elif got.value != empty(described.kind):
        values[key] = got.value


@functools.lru_cache(100_000)
def _read(key: str, described: Field, raw: str, state: str) -> tuple[str, Read | None]:
    """The clean text of a cell and what it means; None for a number shown by its last digits: no news in it."""
    text = tidy(raw)
    if described.kind is Kind.AADHAAR:
        got = read(described, text)
        return (f"XXXX XXXX {western(text)[-4:]}" if got.wrong else ""), got
    text = aadhaar.mask(_note(raw) if described.kind is Kind.NOTE else text)
    if described.masked and _MASKED.fullmatch(text):
        return text, None
    if described.kind is Kind.DIGITS and (whole := _WHOLE_NUMBER.fullmatch(text)):
        text = whole[1]
    got = read(described, text, state)
    if got.wrong is not None and (code := _synonyms().get((key, spelling.key(text)))):
        got = Read(code)
    return text, got


def _note(raw: str) -> str:
    """A text of several lines without control and direction characters, otherwise as written."""
    lines = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", lines).strip()


def _settle_state(values: dict[str, Any]) -> None:
    """A district tells its state where the sheet has none."""
    if values.get("district") and not values.get("state"):
        found = place.district(values["district"])
        if found:
            values["state"] = found.state


@functools.cache
def _synonyms() -> Mapping[tuple[str, str], str]:
    return {
        (key, spelling.key(value)): code
        for key, code, values in table.rows("sheet_values.tsv")
        for value in table.words(values)
    }
