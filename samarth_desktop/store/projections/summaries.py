"""Summaries: the narrow rows from which lists and search hits are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.certificates.certificate_record import Certificate
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.shg import Member, Shg


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """What is shown of a person, a group or a certificate without reading its record."""

    id: str
    kind: str
    registration: str = ""
    name_hi: str = ""
    name_en: str = ""
    relative: str = ""
    village: str = ""
    district: str = ""
    programme: str = ""
    mobile: str = ""
    created: str = ""
    complete: bool = False
    active: bool = True

    @property
    def sort_hi(self) -> str:
        """By what a Hindi list is sorted: Devanagari's code points stand in the order of its alphabet."""
        return self.name_hi or self.name_en.casefold()

    @property
    def sort_en(self) -> str:
        """By what an English list is sorted."""
        return self.name_en.casefold() or self.name_hi


_KEYS = tuple(field.name for field in fields(RecordSummary))


def values_of(summary: RecordSummary) -> dict[str, Any]:
    """The column values of a summary, all but its row number."""
    values = {key: getattr(summary, key) for key in _KEYS}
    return values | {"sort_hi": summary.sort_hi, "sort_en": summary.sort_en}


Holder = Callable[[str], RecordSummary | None]
"""Gives the summary of another row: a member lives where her group meets."""


def summary_of(record: Record, complete: bool, here: bool, holder: Holder) -> RecordSummary | None:
    """The summary of a record; None for records that are never listed by themselves.

    `here` is False for a row that went to another area.
    """
    make = _MAKERS.get(record.KIND)
    shown = make(record, holder) if make else None
    if shown is None:
        return None
    active = shown.pop("active", True) and here and not record.deleted
    return RecordSummary(record.id, record.KIND, **shown, created=record.created_at, complete=complete, active=active)


def _artisan(record: Artisan, holder: Holder) -> dict[str, Any]:
    return {
        "registration": record.registration,
        "name_hi": record.name_hi,
        "name_en": record.name_en,
        "relative": record.relative_hi or record.relative_en,
        "village": record.village,
        "district": record.district,
        "mobile": record.mobile,
        "active": record.active,
    }


def _shg(record: Shg, holder: Holder) -> dict[str, Any]:
    return {
        "registration": record.registration,
        "name_hi": record.name_hi,
        "name_en": record.name_en,
        "relative": record.shg_code,
        "village": record.village,
        "district": record.district,
    }


def _member(record: Member, holder: Holder) -> dict[str, Any] | None:
    """A member who is registered has a summary already."""
    if record.person:
        return None
    group = holder(record.shg) or _NOBODY
    return {
        "registration": group.registration,
        "name_hi": record.name_hi,
        "name_en": record.name_en,
        "relative": record.relative,
        "village": group.village,
        "district": group.district,
        "mobile": record.mobile,
        "active": record.active,
    }


def _certificate(record: Certificate, holder: Holder) -> dict[str, Any]:
    whose = holder(record.holder) or _NOBODY
    return {
        "registration": record.serial,
        "name_hi": whose.name_hi,
        "name_en": whose.name_en,
        "relative": whose.registration,
        "village": whose.village,
        "district": whose.district,
        "programme": record.programme,
        "active": record.state in ("", "valid"),
    }


_NOBODY = RecordSummary("", "")
_MAKERS: Mapping[str, Callable[[Any, Holder], dict[str, Any] | None]] = {
    Artisan.KIND: _artisan,
    Shg.KIND: _shg,
    Member.KIND: _member,
    Certificate.KIND: _certificate,
}

LISTED = frozenset(_MAKERS)
"""The kinds of record that have summaries."""
SUMMARY_PARENT: Mapping[str, str] = {Member.KIND: "shg", Certificate.KIND: "holder"}
"""Kinds whose summary shows something of another row, and the field that names it."""

_KIND_NUMBERS = {"artisan": 1, "member": 2, "shg": 3, "certificate": 4, "workshop": 5, "product": 6}
_KIND_BITS = 40


def rids_of(kind: str) -> tuple[int, int]:
    """The lowest and highest row number of a kind: a search for one kind is a range, which FTS5 does quickly."""
    first = _KIND_NUMBERS[kind] << _KIND_BITS
    return first, first + (1 << _KIND_BITS) - 1
