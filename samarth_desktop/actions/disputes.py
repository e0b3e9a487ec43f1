"""What two people wrote without seeing each other, put together for the page on which a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samarth_desktop.actions import sync
from samarth_desktop.actions.desk import Desk
from samarth_desktop.domain.fields import Field, Kind, fields_of
from samarth_desktop.domain.reading import write
from samarth_desktop.domain.records import RECORDS
from samarth_desktop.domain.wire import RAW, from_wire
from samarth_desktop.i18n import N_, Catalog, T, Text
from samarth_desktop.store.reader import Conflict, Reader, Rival

KINDS = {"artisan": N_("Person"), "shg": N_("Group"), "member": N_("Member"), "certificate": N_("Certificate")}
_DELETED = Field(N_("Removed or kept?"), Kind.FLAG)


@dataclass(frozen=True, slots=True)
class Side:
    """What one laptop wrote: by whom, when (UTC), on which device; `mine` when it is this one."""

    author: str
    device: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A record with fields to decide. `title` are its names in both scripts, `kind` a message id."""

    row: str
    kind: str
    number: str
    name_hi: str
    name_en: str
    conflicts: tuple[Conflict, ...]
    device: str

    def sides(self) -> tuple[Side, ...]:
        """The laptops that disagree, whose value shows now first."""
        found: dict[tuple[str, str], Side] = {}
        for conflict in self.conflicts:
            for rival in conflict.rivals:
                side = Side(rival.author, rival.device, rival.at, rival.device == self.device)
                found.setdefault((rival.author, rival.device), side)
        return tuple(found.values())

    def label(self, conflict: Conflict) -> Text:
        """What the field is called."""
        field = _field(conflict)
        return T(field.label) if field.label else Text(conflict.key)

    def words(self, conflict: Conflict, rival: Rival, words: Catalog) -> str:
        """A rival value as a person reads it, "" for an emptied field."""
        if isinstance(rival.value, Mapping) and RAW in rival.value:
            return str(rival.value[RAW])
        if conflict.key == "deleted":
            return words.say(N_("Removed") if rival.value else N_("Kept"))
        record: Any = from_wire(RECORDS[conflict.kind], {conflict.key: rival.value})
        value = getattr(record, conflict.key, rival.value)
        return write(_field(conflict), value, words)


def _field(conflict: Conflict) -> Field:
    if conflict.key == "deleted":
        return _DELETED
    return fields_of(RECORDS[conflict.kind]).get(conflict.key, Field("", Kind.LINE))


def open_disputes(desk: Desk) -> tuple[Dispute, ...]:
    """Everything that waits for a decision, a record each."""
    by_row: dict[str, list[Conflict]] = {}
    numbers: dict[str, str] = {}
    for conflict, number in sync.disagreements(desk):
        by_row.setdefault(conflict.row, []).append(conflict)
        numbers[conflict.row] = number
    with desk.store.read() as reader:
        return tuple(_dispute(reader, row, numbers[row], found, desk.store.device) for row, found in by_row.items())


def _dispute(reader: Reader, row: str, number: str, found: list[Conflict], device: str) -> Dispute:
    record: Any = reader.get(RECORDS[found[0].kind], row)
    names = getattr(record, "name_hi", ""), getattr(record, "name_en", "")
    return Dispute(row, KINDS.get(found[0].kind, N_("Record")), number, *names, tuple(found), device)


def decide(desk: Desk, chosen: Mapping[Conflict, Rival]) -> int:
    """Writes the chosen values, one ordinary write each; gives how many."""
    for conflict, rival in chosen.items():
        sync.settle(desk, conflict, rival)
    return len(chosen)
