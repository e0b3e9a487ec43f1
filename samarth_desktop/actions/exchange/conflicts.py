"""What two people wrote without seeing each other, merged for the page on which a person decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samarth_desktop.actions.exchange import sync
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Field, Kind, fields_of
from samarth_desktop.domain.fields.parsing import as_shown, write
from samarth_desktop.domain.fields.wire import RAW, from_wire, to_wire
from samarth_desktop.i18n import N_, Catalog, Text
from samarth_desktop.kinds.registry import KINDS, RECORDS
from samarth_desktop.store.log.reader import Conflict, ConflictingValue, Reader

_DELETED = Field(N_("Removed or kept?"), Kind.FLAG)


@dataclass(frozen=True, slots=True)
class Side:
    """Who wrote on which laptop, when last (UTC); `mine` when it is this laptop."""

    author: str
    device: str
    at: datetime
    mine: bool

    def wrote(self, conflicting: ConflictingValue) -> bool:
        """Whether the value is this side's."""
        return (conflicting.author, conflicting.device) == (self.author, self.device)


@dataclass(frozen=True, slots=True)
class RecordConflict:
    """A record with fields to decide. `kind` is a message id, `agreed` the number of filled fields nobody disputes."""

    row: str
    kind: str
    number: str
    name_hi: str
    name_en: str
    conflicts: tuple[Conflict, ...]
    device: str
    agreed: int

    def sides(self) -> tuple[Side, ...]:
        """Those who disagree: this laptop first, then who wrote last."""
        latest: dict[tuple[str, str], datetime] = {}
        for conflicting in (conflicting for conflict in self.conflicts for conflicting in conflict.conflicting_values):
            who = (conflicting.author, conflicting.device)
            latest[who] = max(conflicting.at, latest.get(who, conflicting.at))
        sides = [Side(author, device, at, device == self.device) for (author, device), at in latest.items()]
        return tuple(sorted(sides, key=lambda side: (not side.mine, -side.at.timestamp())))

    def label(self, conflict: Conflict) -> Text:
        """What the field is called."""
        field = _field(conflict)
        return Text(field.label) if field.label else Text(conflict.key)

    def words(self, conflict: Conflict, wire_value: Any, words: Catalog) -> str:
        """A value as a person reads it outside the record's form, "" for an emptied field."""
        field = _field(conflict)
        if isinstance(wire_value, Mapping) and RAW in wire_value:
            return as_shown(field, str(wire_value[RAW]))
        if conflict.key == "deleted":
            return words.say(N_("Removed") if wire_value else N_("Kept"))
        record: Any = from_wire(RECORDS[conflict.kind], {conflict.key: wire_value})
        return as_shown(field, write(field, getattr(record, conflict.key, wire_value), words))

    def end_alike(self, conflict: Conflict, words: Catalog) -> bool:
        """Whether masked values that differ cannot be told apart by what shows of them."""
        read = {self.words(conflict, one.value, words) for one in conflict.conflicting_values}
        return _field(conflict).masked and len(read) < len(conflict.conflicting_values)


def _field(conflict: Conflict) -> Field:
    if conflict.key == "deleted":
        return _DELETED
    return fields_of(RECORDS[conflict.kind]).get(conflict.key, Field("", Kind.LINE))


def open_conflicts(session: Session) -> tuple[RecordConflict, ...]:
    """Everything that waits for a decision, a record each."""
    by_row: dict[str, list[Conflict]] = {}
    numbers: dict[str, str] = {}
    for conflict, number in sync.open_conflicts(session):
        by_row.setdefault(conflict.row, []).append(conflict)
        numbers[conflict.row] = number
    with session.store.read() as reader:
        return tuple(_dispute(reader, row, numbers[row], found, session.store.device) for row, found in by_row.items())


def _dispute(reader: Reader, row: str, number: str, found: list[Conflict], device: str) -> RecordConflict:
    record: Any = reader.get(RECORDS[found[0].kind], row)
    names = getattr(record, "name_hi", ""), getattr(record, "name_en", "")
    filled = to_wire(record).keys() & fields_of(type(record)).keys()
    agreed = len(filled - {conflict.key for conflict in found})
    return RecordConflict(row, KINDS[found[0].kind].words.one, number, *names, tuple(found), device, agreed)


def as_rows(session: Session) -> list[dict[str, Any]]:
    """Everything that waits for a decision, a field each, as the command line prints it."""
    return [
        {
            "registration": number,
            "field": conflict.key,
            "values": [_as_row(conflict, one) for one in conflict.conflicting_values],
        }
        for conflict, number in sync.open_conflicts(session)
    ]


def _as_row(conflict: Conflict, one: ConflictingValue) -> dict[str, Any]:
    plain = one.value[RAW] if isinstance(one.value, Mapping) and RAW in one.value else one.value
    shown = as_shown(_field(conflict), plain) if isinstance(plain, str) else plain
    when = one.at.isoformat(timespec="seconds")
    return {"value": "" if shown is None else shown, "author": one.author, "device": one.device, "when": when}


def decide(session: Session, chosen: Iterable[tuple[Conflict, ConflictingValue]]) -> int:
    """Writes the chosen values, one ordinary write each; gives how many."""
    done = 0
    for conflict, conflicting in chosen:
        sync.settle(session, conflict, conflicting)
        done += 1
    return done
