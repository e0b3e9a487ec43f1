"""Looking things up: records by id, number or holder, the history of a row, settings."""

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, bindparam, select

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.card_people import Author
from samarth_desktop.domain.oplog.held_areas import HeldAreas
from samarth_desktop.domain.oplog.op import ERASED, MOVED_TO, Op, moment_ms
from samarth_desktop.domain.oplog.whereabouts import deleted, gone_to, left_in
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.registry import HOLDERS, KINDS, RECORDS
from samarth_desktop.kinds.registry import holder as as_holder
from samarth_desktop.rules.heads import conflicts, heads
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import LogEntry, ops_of, record_of
from samarth_desktop.store.projections import whereabouts

R = TypeVar("R", bound=Record)
AREAS, LEFT = "areas", "areas.left"
"""Settings: the areas which the office gave this laptop; in JSON, what it had before (:class:`HeldAreas`)."""
_SETTING = select(tables.setting.c.value).where(tables.setting.c.key == bindparam("which"))
_COUNTER = select(tables.counter.c.value).where(tables.counter.c.name == bindparam("which"))


# Put together once: a person is read with a dozen of these.
@functools.cache
def _of_row(kind: str) -> Select[Any]:
    table = tables.RECORD_TABLES[kind]
    return select(table).where(table.c.id == bindparam("row"))


@functools.cache
def _of_parent(kind: str, key: str) -> Select[Any]:
    table = tables.RECORD_TABLES[kind]
    wanted = select(table).where(table.c[key] == bindparam("parent"), table.c.deleted == False)  # noqa: E712 (SQL, not Python)
    return wanted.order_by(table.c.id)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a row's history. `old` and `new` are wire values; `at` is the author's clock in UTC."""

    at: datetime
    author: str
    device: str
    key: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class ConflictingValue:
    """One of several values that people gave a field without having seen each other's."""

    value: Any
    author: str
    device: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field for a person to decide; the conflicting value that shows until then comes first.

    `before` is the wire value that they all stand over, None when there was none.
    """

    kind: str
    row: str
    key: str
    conflicting_values: tuple[ConflictingValue, ...]
    before: Any = None


class Reader:
    """What can be asked of the data in one state of it. Everything that comes out is frozen."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, record_class: type[R], row: str) -> R | None:
        """The record with this row id; None when there is none, or when it was erased."""
        found = self.connection.execute(_of_row(record_class.KIND), {"row": row}).one_or_none()
        return None if found is None else record_of(record_class, found)

    def get_many(self, record_class: type[R], rows: Sequence[str]) -> list[R]:
        """The records with these row ids, in this order; those that are not there are left out."""
        table = tables.RECORD_TABLES[record_class.KIND]
        found = self.connection.execute(select(table).where(table.c.id.in_(rows))).all()
        by_id = {row.id: record_of(record_class, row) for row in found}
        return [by_id[row] for row in rows if row in by_id]

    def holder(self, row: str) -> Holder | None:
        """The person or group with this row id; None when there is none."""
        for kind in HOLDERS:
            found = self.get(RECORDS[kind], row)
            if found is not None:
                return as_holder(found)
        return None

    def by_registration(self, number: str) -> Record | None:
        """The person or group with this registration number, as printed; of a merged-away one the kept record."""
        found = self._numbered(number)
        return found and (self.get(type(found), self.kept(found.id)) or found)

    def kept(self, row: str) -> str:
        """The row that stands for a person after merges: itself where it was merged into none."""
        return whereabouts.kept(self.connection, row)

    def moved_to(self, row: str) -> str:
        """The area to which a row moved, "" while it is here: then it can be written."""
        return whereabouts.moved_to(self.connection, row)

    def gone_to(self, holder: Record) -> Text | None:
        """The sentence for a person or group that was deleted, or that is in an area which this laptop does not have,
        because it moved there or because the area was taken away; None while it is here."""
        if holder.deleted and self.kept(holder.id) == holder.id:
            return deleted(str(getattr(holder, "registration", "")))
        area = self.moved_to(holder.id)
        if not area:
            return None
        said = left_in if self.held_areas().had(area) else gone_to
        return said(area, str(getattr(holder, "registration", "")))

    def held_areas(self) -> HeldAreas:
        """Which areas this laptop has and had."""
        had = json.loads(self.setting(LEFT) or "{}")
        now = tuple(self.setting(AREAS).split())
        return HeldAreas(now, had.get("left", {}), frozenset(had.get("waiting", ())))

    def by_serial(self, serial: str) -> Certificate | None:
        """The certificate with this serial, as printed."""
        table = tables.RECORD_TABLES[Certificate.KIND]
        found = self.connection.execute(select(table).where(table.c.serial == serial)).first()
        return None if found is None else record_of(Certificate, found)

    def _numbered(self, number: str) -> Record | None:
        for kind in KINDS.values():
            if kind.registration:
                table = tables.RECORD_TABLES[kind.name]
                found = self.connection.execute(select(table).where(table.c[kind.number] == number)).first()
                if found is not None:
                    return record_of(kind.record, found)
        return None

    def children(self, record_class: type[R], parent: str) -> list[R]:
        """The records of a class that belong to this row, deleted ones left out, oldest first."""
        return self._by_parent(record_class, KINDS[record_class.KIND].parent, parent)

    def every(self, record_class: type[R]) -> list[R]:
        """All records of a class, oldest first, also those that moved elsewhere: for registers that are read whole."""
        table = tables.RECORD_TABLES[record_class.KIND]
        return [record_of(record_class, row) for row in self.connection.execute(select(table).order_by(table.c.id))]

    def memberships(self, person: str) -> list[Member]:
        """The places of a registered person in groups, past ones included."""
        return self._by_parent(Member, "person", person)

    def _by_parent(self, record_class: type[R], key: str, parent: str) -> list[R]:
        found = self.connection.execute(_of_parent(record_class.KIND, key), {"parent": parent})
        return [record_of(record_class, row) for row in found]

    def is_complete(self, record: Record) -> bool:
        """Whether nothing blocked the record when it was last written."""
        table = tables.RECORD_TABLES[record.KIND]
        return bool(self.connection.scalar(select(table.c.complete).where(table.c.id == record.id)))

    def area_of(self, record: Record) -> str:
        """The area under which the record was last written, "" when it is not there."""
        table = tables.RECORD_TABLES[record.KIND]
        return self.connection.scalar(select(table.c.area).where(table.c.id == record.id)) or ""

    def is_erased(self, row: str) -> bool:
        """Whether this row was erased; it is remembered for ever."""
        return self.connection.scalar(select(tables.erased.c.row).where(tables.erased.c.row == row)) is not None

    def ops(self, row: str) -> list[LogEntry]:
        """The operations of a row in order of arrival."""
        return ops_of(self.connection, [row]).get(row, [])

    def history(self, row: str) -> list[Change]:
        """Who changed what, newest first: by the authors' clocks, not by arrival."""
        before: dict[str, Any] = {}
        found: list[Change] = []
        names = self._names()
        for _, op in sorted(self.ops(row), key=lambda held: held.op.rank):
            for key, value in op.f.items():
                if key not in (ERASED, MOVED_TO):
                    old, before[key] = before.get(key), value
                    found.append(Change(moment(op), card_people.shown(names, op.author), op.device, key, old, value))
        return found[::-1]

    def conflicts(self, row: str = "") -> list[Conflict]:
        """All fields that wait for a person to decide, of one row or of all."""
        table = tables.conflict
        wanted = select(table).order_by(table.c.row, table.c.field)
        if row:
            wanted = wanted.where(table.c.row == row)
        open_ones = self.connection.execute(wanted).all()
        held = ops_of(self.connection, sorted({line.row for line in open_ones}))
        names = self._names()
        return [
            _conflict(line.kind, line.row, line.field, [op for _, op in held[line.row]], names) for line in open_ones
        ]

    def _names(self) -> dict[str, str]:
        """The names of people on cards, by the id that operations have of their author."""
        return dict(json.loads(self.setting(card_people.KNOWN) or "{}"))

    def author(self, name: str) -> Author:
        """Who writes here under a name: by her id where this laptop's card lists people."""
        who = card_people.author_id(card_people.of_text(self.setting(card_people.OWN)), name)
        return Author(who if who != name else "", name)

    def author_of(self, record: Record, key: str) -> Author:
        """Who wrote her own name into this field of a row (``created_by``, ``verified_by``)."""
        name = str(getattr(record, key))
        wrote = [op for _, op in self.ops(record.id) if op.f.get(key) == name]
        return card_people.author_of(self._names(), min(wrote, key=lambda op: op.rank, default=None), name)

    def setting(self, key: str) -> str:
        """A setting of this data folder, "" when never set."""
        return self.connection.scalar(_SETTING, {"which": key}) or ""

    def counter(self, name: str) -> int:
        """The last number given by a counter, 0 when none was."""
        return self.connection.scalar(_COUNTER, {"which": name}) or 0


def moment(op: Op) -> datetime:
    """When an operation was written, by its author's clock, in UTC."""
    return datetime.fromtimestamp(moment_ms(op.hlc) / 1000, UTC)


def _conflict(kind: str, row: str, key: str, ops: Sequence[Op], names: Mapping[str, str]) -> Conflict:
    row_heads = heads(ops)

    def said(value: Any, op: Op) -> ConflictingValue:
        return ConflictingValue(value, card_people.shown(names, op.author), op.device, moment(op))

    against = row_heads.get(key, ())
    conflicting_values = [said(op.f[key], op) for op in against]
    if key == "deleted" and all(conflicting.value for conflicting in conflicting_values):
        last = max(_unseen(row_heads), key=lambda op: op.rank)  # who went on with it wants it kept
        conflicting_values.append(said(False, last))
    over = {version for op in against for version in op.sup.get(key, ())}
    known = [op for op in ops if op.version in over and key in op.f]
    before = max(known, key=lambda op: op.rank).f[key] if known else None
    return Conflict(kind, row, key, tuple(conflicting_values), before)


def conflicting_fields(row_heads: Mapping[str, Sequence[Op]]) -> frozenset[str]:
    """The fields of a row that need a person: values that rival, or a deletion by somebody who had not seen an edit."""
    found = {key for key in conflicts(row_heads) if not key.startswith("~")}
    return frozenset(found | {"deleted"} if _unseen(row_heads) else found)


def _unseen(row_heads: Mapping[str, Sequence[Op]]) -> list[Op]:
    """What was written of a row that somebody deletes without having seen that."""
    for deletion in row_heads.get("deleted", ())[:1]:
        if deletion.f["deleted"]:
            seen = {*deletion.sup.get("deleted", ()), deletion.version}
            return [op for key, ops in row_heads.items() if key[0] != "~" for op in ops if op.version not in seen]
    return []
