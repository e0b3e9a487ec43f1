"""A record and the raw texts of its form: what was typed becomes values, what cannot be read stays a text.

Raw texts are the same in every language: a choice is its code, a date day/month/year, a district its code. The key
``age`` stands beside the fields of a person; it becomes an estimated year of birth.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from samarth_desktop.domain.fields import aadhaar, ages
from samarth_desktop.domain.fields.field import Field, Kind, Record, empty, fields_of
from samarth_desktop.domain.fields.parsing import read, write
from samarth_desktop.domain.names.name_cell import Facts, settle
from samarth_desktop.i18n import catalog

AGE = "age"
_CODES = (Kind.CHOICE, Kind.STATE, Kind.DISTRICT)
_FREE = (Kind.LINE, Kind.NOTE)

R = TypeVar("R", bound=Record)


def raw(field: Field, value: Any) -> str:
    """The text that :func:`fill` reads back as `value`, in no language."""
    if value == empty(field.kind):
        return ""
    if field.kind in _CODES:
        return str(value)
    if field.kind is Kind.CHOICES:
        return ";".join(value)
    if field.kind is Kind.FLAG:
        return "yes"
    return write(field, value, catalog("en"))


def texts_of(record: Record, today: date) -> dict[str, str]:
    """The raw texts of a record's form by key, empty ones left out; unread texts as they were typed."""
    found = {
        key: raw(field, getattr(record, key)) for key, field in fields_of(type(record)).items() if not field.system
    }
    found |= {key: text for key, text in record.unread.items() if key in found}
    year = getattr(record, "birth_year", None)
    if year is not None and not found.get("birth_date"):
        found[AGE] = str(today.year - year)
    elif "birth_year" in record.unread:
        found[AGE] = record.unread["birth_year"]
    return {key: text for key, text in found.items() if text}


def fill(record: R, texts: Mapping[str, str], today: date) -> R:
    """The record with what was typed. Keys that are not in `texts` keep their value.

    A text that cannot be read empties its field and is kept in ``unread``. A text that nobody touched stays as it is,
    even one that would not be taken today: opening a form mends nothing.
    """
    described = fields_of(type(record))
    values: dict[str, Any] = {}
    unread = dict(record.unread)
    for key, text in texts.items():
        field = described.get(key)
        if field is None or field.system:
            continue
        if field.kind in _FREE and text and text == getattr(record, key):
            unread.pop(key, None)
            continue
        text = safe(field, text)
        got = read(field, text, values.get("state", getattr(record, "state", "")))
        unread.pop(key, None)
        if got.wrong is None:
            values[key] = got.value
        else:
            values[key] = empty(field.kind)
            unread[key] = text
    settle(Facts(described, values, unread, [], lambda key: getattr(record, key)))
    if AGE in texts and "birth_year" in described:
        _age(texts, values, unread, today)
    return replace(record, unread=unread, **values)


def _age(texts: Mapping[str, str], values: dict[str, Any], unread: dict[str, str], today: date) -> None:
    """A date of birth that can be read wins over the age."""
    text = texts[AGE].strip()
    unread.pop("birth_year", None)
    values["birth_year"] = None
    if values.get("birth_date") or not text:
        return
    if (years := ages.years(text)) is not None:
        values["birth_year"] = today.year - years
    else:
        unread["birth_year"] = text


def safe(field: Field, text: str) -> str:
    """The text without a full Aadhaar number: nobody's belongs into a remark or a name."""
    return aadhaar.mask(text) if field.kind in _FREE else text
