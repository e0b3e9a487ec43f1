"""All problems of a record: unread texts, missing required fields, values that do not fit, rules between fields."""

import functools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, cast

from samarth_desktop import __built__
from samarth_desktop.domain.fields.field import Field, Kind, Problem, Record, blanks, fields_of
from samarth_desktop.domain.fields.mixins import Address
from samarth_desktop.domain.fields.text import Verdict, judge_line
from samarth_desktop.domain.fields.text.scripts import DEVANAGARI
from samarth_desktop.domain.fields.unread import why
from samarth_desktop.domain.paper import printable
from samarth_desktop.domain.places import pin, place
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.registry import KINDS

FUTURE = T("This date lies in the future. Check it.")
_ADDRESS = fields_of(Address).keys() - fields_of(Record).keys()

SLACK = timedelta(days=1)
"""So far the dates of a stored record may lie ahead: another laptop's calendar may be a day further."""
HORIZON = date.fromisoformat(__built__) + timedelta(days=11 * 366)
"""The last day on which this program can believe to be, and so the last for which it asks what will change."""


def validate(record: Record, today: date) -> tuple[Problem, ...]:
    """Every problem, in the order of the fields. `today` decides ages and which dates lie in the future."""
    return tuple(_problems(record, today, today))


def validate_stored(record: Record, today: date) -> tuple[Problem, ...]:
    """As :func:`validate`, of a record that is stored: with SLACK for the dates in it."""
    return tuple(_problems(record, today, today + SLACK))


def complete(record: Record, today: date) -> bool:
    """True when nothing blocks a stored record: certificates need it. Warnings do not count."""
    return not any(problem.blocks for problem in _may_block(record, today, today + SLACK))


def changes_on(record: Record, today: date, whole: bool) -> date | None:
    """The first day after `today` on which :func:`complete` says something else than `whole`, what it says today; None
    when that is never, or after HORIZON."""
    days = sorted(day for day in _turning_days(record) if today < day <= HORIZON)
    return next((day for day in days if complete(record, day) is not whole), None)


def _turning_days(record: Record) -> Iterator[date]:
    """The days on which something else may be said of a record: its dates are no longer ahead, somebody is older."""
    held = vars(record)
    for key in _dates(_key(record)):
        if (value := held[key]) is not None and value > date.min:
            yield value - SLACK
    for age in KINDS[record.KIND].turns:
        if born := held["birth_date"]:
            yield birthday(born, age)
        elif held["birth_year"]:
            yield date(min(max(held["birth_year"] + age, 1), 9999), 1, 1)


@functools.cache
def _dates(record_class: Any) -> tuple[str, ...]:
    return tuple(key for key, one in _all_fields(record_class).items() if one.is_day)


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age; born on 29 February, in other years on 1 March."""
    year = min(born.year + age, 9999)
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _problems(record: Record, today: date, latest: date) -> Iterator[Problem]:
    yield from _may_block(record, today, latest)
    if _has_address(_key(record)):
        yield from printable.problems(record)  # warnings, all of them


def _may_block(record: Record, today: date, latest: date) -> Iterator[Problem]:
    yield from _field_problems(record, latest)
    if rules := KINDS[record.KIND].rules:
        yield from rules(record, today)
    if _has_address(_key(record)):
        yield from _place_problems(cast(Address, record))


@functools.cache
def _has_address(record_class: Any) -> bool:
    return fields_of(record_class).keys() >= _ADDRESS


class _Looked(NamedTuple):
    """A field, its blank, and of which two shapes it is: told once, for an import asks it of every value."""

    field: Field
    blank: Any
    is_day: bool
    is_text: bool


@functools.cache
def _looked_at(record_class: Any) -> Mapping[str, _Looked]:
    """The fields of which something can be wrong: half of a person's can only be unread."""
    return {
        key: one
        for key, one in _all_fields(record_class).items()
        if one.field.required or one.field.check is not None or one.is_day or one.is_text
    }


@functools.cache
def _all_fields(record_class: Any) -> Mapping[str, _Looked]:
    blank = blanks(record_class)
    return {
        key: _Looked(field, blank[key], _is_day(field), field.kind is Kind.LINE and not field.system)
        for key, field in fields_of(record_class).items()
    }


def _is_day(field: Field) -> bool:
    return field.kind is Kind.DATE and not field.ahead


def _key(record: Record) -> Any:
    return type(record)  # to mypy a class with a dataclass __hash__ is not hashable


def _field_problems(record: Record, latest: date) -> Iterator[Problem]:
    held, unread, looked_at = vars(record), record.unread, _looked_at(_key(record))
    if unread and any(key not in looked_at for key in unread):
        looked_at = _all_fields(_key(record))
    for key, (field, blank, is_day, is_text) in looked_at.items():
        value = held[key]
        if key in unread:
            yield Problem(key, why(field, unread[key]))
        elif value == blank:
            if field.required:
                yield Problem(key, Text(KINDS[record.KIND].needed))
        elif field.check is not None and (wrong := field.check(value)):
            yield Problem(key, wrong)
        elif is_day and value > latest:
            yield Problem(key, FUTURE)
        elif is_text and (verdict := judge_line(field.names, field.script, value)) != (value, None, (), None):
            yield from _text_problems(key, field, value, verdict)


def _text_problems(key: str, field: Field, value: str, verdict: Verdict) -> Iterator[Problem]:
    """What is to be doubted of a text that stands there, whoever wrote it. It is never changed here."""
    if verdict.refused is not None:
        yield Problem(key, verdict.refused)
    elif verdict.text != value:
        text = T("Better written so: {text}", text=verdict.text) if verdict.text else T("This says nothing. Empty it.")
        unreadable = bool(DEVANAGARI.search(verdict.text)) and not DEVANAGARI.search(value)
        yield Problem(key, text, blocks=unreadable or (not verdict.text and field.names == "person"))
    for doubt in verdict.doubts:
        yield Problem(key, doubt, blocks=False)


def _place_problems(record: Address) -> Iterator[Problem]:
    district = place.district(record.district) if record.district else None
    if district and record.state and district.state != record.state:
        yield Problem("district", T("This district lies in another state. Choose both again."))
    elif district and len(record.pin) == 6 and pin.pin_agrees(record.pin, district.code) is False:
        # A warning only: PIN data ages, and districts are split.
        yield Problem("pin", T("This PIN code is of another district. Leave it so if it is right."), blocks=False)
