"""Summaries: the narrow rows from which lists and search hits are shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.kinds.registry import KINDS, parent_of


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


Parents = Callable[[str], RecordSummary | None]
"""Gives the summary of another row: a member lives where her group meets."""


def summary_of(record: Record, complete: bool, here: bool, parents: Parents) -> RecordSummary | None:
    """The summary of a record; None for records that are never listed by themselves.

    `here` is False for a row that went to another area.
    """
    spec = KINDS[record.KIND].summary
    held = vars(record)
    if spec is None or held.get(spec.unless):
        return None
    shown = {
        column: (held[keys[0]] or "") if len(keys) == 1 else next(filter(None, map(held.__getitem__, keys)), "")
        for column, keys in spec.own.items()
    }
    if spec.of_parent:
        parent = parents(parent_of(record)) or _NOBODY
        shown |= {column: getattr(parent, key) for column, key in spec.of_parent.items()}
    active = getattr(record, "active", True) and here and not record.deleted
    return RecordSummary(record.id, record.KIND, **shown, created=record.created_at, complete=complete, active=active)


_NOBODY = RecordSummary("", "")
SUMMARY_PARENT: Mapping[str, str] = {
    name: kind.parent for name, kind in KINDS.items() if kind.summary and kind.summary.of_parent
}
"""Kinds whose summary shows something of another row, and the field that names it."""

_KIND_NUMBERS = {name: kind.summary.number for name, kind in KINDS.items() if kind.summary}
_KIND_BITS = 40


def rids_of(kind: str) -> tuple[int, int]:
    """The lowest and highest row number of a kind: a search for one kind is a range, which FTS5 does quickly."""
    first = _KIND_NUMBERS[kind] << _KIND_BITS
    return first, first + (1 << _KIND_BITS) - 1
