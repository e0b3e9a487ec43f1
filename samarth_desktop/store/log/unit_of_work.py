"""The unit of work: records and their operations written in one transaction, or not at all."""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import insert, select

from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.fields.wire import from_wire, to_wire
from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.domain.oplog.op import MOVED_TO, SCHEMA, Op, Version, shown
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.registry import KINDS, RECORDS, children, kept_of, parent_of, parents_of
from samarth_desktop.rules import proposals
from samarth_desktop.rules.heads import heads, is_decided
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import uncollected
from samarth_desktop.store.database.rows import LogEntry, ops_of, plain, stamped
from samarth_desktop.store.folder import tombstones
from samarth_desktop.store.log import held_back
from samarth_desktop.store.log.changed import Changed
from samarth_desktop.store.log.erasing import Eraser
from samarth_desktop.store.log.log_writer import CLOCK
from samarth_desktop.store.log.merge import Applied, rebuild, take_in
from samarth_desktop.store.log.writing import also_in, ops_in, superseded, wire_of
from samarth_desktop.store.projections import published, revalidation
from samarth_desktop.store.projections.prepared import PreparedInsert, PreparedRecord, prepare
from samarth_desktop.store.projections.projection import Projection, projection_of
from samarth_desktop.store.queries.files import unnamed

R = TypeVar("R", bound=Record)
_NONE_PREPARED: Mapping[str, PreparedRecord] = MappingProxyType({})


class _Now(NamedTuple):
    """The day by which records are judged, and the moment that is written into them and into their operations."""

    today: date
    text: str
    ms: int


class UnitOfWork(Eraser):
    """One change of the data by one author. Nothing is kept unless :meth:`commit` is reached."""

    # -- saving ---------------------------------------------------------------------------------------------------

    def save(self, record: R, author: str) -> R:
        """Keeps a record: one operation with what the author changed, and the new projection of the row.

        `record.seen` says what the author had before her; what others wrote meanwhile stays, and shows as a conflict
        where both wrote the same field. Gives the record as it now shows, with id, number and `seen` filled in.
        Nothing is written when nothing changed.
        """
        return self.save_all([record], author)[0]

    def save_all(
        self, records: Sequence[R], author: str, ready: Mapping[str, PreparedRecord] = _NONE_PREPARED
    ) -> list[R]:
        """Keeps many records at once, quickest for new ones. See :meth:`save`.

        `ready` is what was made ahead (:func:`ready.ready_of`) of those that are new for sure, by id.
        """
        with uncollected():
            return self._save_all(records, author, ready)

    def _save_all(self, records: Sequence[R], author: str, ready: Mapping[str, PreparedRecord]) -> list[R]:
        held = ops_of(self.connection, [record.id for record in records if record.id and record.id not in ready])
        moment = datetime.now(UTC)
        now = _Now(self._store.today(), moment.isoformat(timespec="seconds"), int(moment.timestamp() * 1000))
        order: list[str] = []
        inserts: list[PreparedInsert] = []
        done: dict[str, Record] = {}
        revised: dict[str, Projection] = {}
        for record in records:
            if self._any_erased:
                self._refuse_erased(record)
            parent = parent_of(record)
            self._read_only.refuse(parent, record.id)
            self.touched(record.KIND, parent, record.id)
            if record.id in done and record.id not in held:  # new, and twice in one batch
                self._insert_new(inserts)
                inserts = []
                held |= ops_of(self.connection, [record.id])
            if before := held.get(record.id):
                revised[record.id] = self._next(record, before, author)
                row = record.id
                done[row] = revised[row].record
            else:
                inserts.append(self._first(record, author, now, ready.get(record.id)))
                row = inserts[-1].record.id
                done[row] = inserts[-1].record
            order.append(row)
        self._insert_new(inserts)
        if revised:
            self._projector.write(list(revised.values()))
        return [cast(R, done[row]) for row in order]

    def _insert_new(self, inserts: Sequence[PreparedInsert]) -> None:
        self._flush()
        if inserts:
            self._projector.insert(inserts)

    def settle(self, record_class: type[R], row: str, values: Mapping[str, Any], author: str) -> R:
        """Writes `values` (Python values by field key) as the author's decision over all conflicting values of now."""
        current = self.get(record_class, row)
        if current is None:
            raise LookupError(row)
        self._read_only.refuse(row)
        held = self.ops(row)
        decided = replace(current, **values)
        f = wire_of(decided, values)
        projection = self._over(decided, held, author, f, superseded(heads(ops_in(held)), f))
        self._flush()
        self._projector.write([projection])
        return cast(R, projection.record)

    def decide(self, record_class: type[Record], row: str, key: str, value: Any, author: str) -> None:
        """Writes a wire value (also one that could not be read, or of a key from a newer program) over all others."""
        current = self.get(record_class, row)
        if current is None:
            raise LookupError(row)
        self._read_only.refuse(row)
        held = self.ops(row)
        record = from_wire(record_class, {**to_wire(current), key: value}, id=row)
        projection = self._over(record, held, author, {key: value}, superseded(heads(ops_in(held)), {key: value}))
        self._flush()
        self._projector.write([projection])

    def _refuse_erased(self, record: Record) -> None:
        """Nothing more is written of somebody who was erased meanwhile; of a certificate its state may."""
        rows = [row for row in (record.id, *parents_of(record.KIND, vars(record)).values()) if row]
        if not kept_of(record.KIND) and any(self.is_erased(row) for row in rows):
            raise KnownError(T("This person asked to be erased. Nothing more can be written here."))

    def _first(self, record: R, author: str, now: _Now, ready: PreparedRecord | None) -> PreparedInsert:
        """The operation that makes a row."""
        if ready is None or ready.today != now.today:
            ready = prepare(record, now.today)
        system: dict[str, Any] = {
            "id": record.id or ids.new_id(),
            "created_by": record.created_by or author,
            "created_device": record.created_device or self.device,
            "created_at": record.created_at or now.text,
            "seen": self._seq + 1,
        }
        if (kind := KINDS[record.KIND]).registration and not getattr(record, kind.number):
            system[kind.number] = self._next_number(kind, record)
        record = stamped(record, system)
        area = self._areas.of(record, "")
        seq, n, stamp = self._next_place(area, now.ms)
        whole = ready.wire_of(record)
        who = self._signed(author)
        self._unwritten.append((seq, self.device, area, n, record.KIND, record.id, stamp, who, SCHEMA, whole, "{}"))
        self._areas.note(record.id, area)
        self._rows.add(record.id)
        return PreparedInsert(record, area, ready)

    def _next(self, record: R, held: list[LogEntry], author: str) -> Projection:
        """The operation for a change of a row that has some already, appended to `held`."""
        seen = [op for seq, op in held if seq <= record.seen]
        seen_heads = heads(seen)
        lost = held_back.take(self.connection, record.id)
        known_heads = heads(op for op in seen if op.version not in lost) if lost else seen_heads
        base = {key: value for key, value in shown(known_heads).items() if not key.startswith("~")}
        known = from_wire(type(record), base)
        record = proposals.settled(known, record)
        before, after = to_wire(known), to_wire(record)
        kind = KINDS[record.KIND]
        if kind.registration and before.get(kind.number):
            after[kind.number] = before[kind.number]  # never changed, never lost
        keys = [key for key in {**before, **after} if plain(before.get(key)) != plain(after.get(key))]
        if kind.derived:
            keys = self._without_derived(record, keys, kind.derived)
        if not keys:
            return projection_of(held)
        f = wire_of(record, keys) | {key: after[key] for key in keys if key in after}
        if self._any_erased and self.is_erased(record.id):
            f = {key: value for key, value in f.items() if key in kept_of(record.KIND)}
        return self._over(record, held, author, f, superseded(seen_heads, f))

    def _without_derived(self, record: Record, keys: Sequence[str], derived: Collection[str]) -> list[str]:
        """The keys but for those whose value stands there by rule: nobody wrote it, so it is no change."""
        shown = self.get(type(record), record.id)
        return [key for key in keys if key not in derived or getattr(record, key) != getattr(shown, key, None)]

    def _over(
        self, record: Record, held: list[LogEntry], author: str, f: Mapping[str, Any], sup: Mapping[str, Any]
    ) -> Projection:
        """Writes `f` on a row that is there, in its old area or, where its place changed, in the new one."""
        was = projection_of(held)
        area = self._areas.of(record, was.area)
        if area == was.area:
            held.append(self._write(record.KIND, record.id, area, author, f, sup))
        else:
            held += self._move(record.KIND, record.id, held, area, author, f, sup)
            self._read_only.moves(record.id)  # what is said of her in the same unit goes with her
            self._areas.note(record.id, area)
            self._flush()
            self._bring_children(record.id, area, author)
        for other in also_in(held, area):  # two people moved it, to different areas
            over = {MOVED_TO: (other.version,)}
            held.append(self._write(record.KIND, record.id, other.area, author, {MOVED_TO: area}, over))
        return projection_of(held)

    # -- from elsewhere, and erasure ------------------------------------------------------------------------------

    def apply(self, ops: Iterable[Op], trusted_ms: int | None = None) -> Applied:
        """Merges operations of other devices: in any order, any number of times, with the same result.

        `trusted_ms` is the sender's time for the clock rule (this laptop's own when None). A version that is here
        with another content is reported and left as it is.
        """
        self._flush()
        ops = list(ops)
        applied = take_in(self.connection, self._projector, ops, self._seq)
        self._seq += applied.new
        self._goodbye += applied.photos
        self._erased += applied.erased
        for op in ops if applied.new else ():
            self.touched(op.kind, op.row)
        for row in applied.erased:
            self._end_children(row)
        if published.concern(ops):
            published.note(self.connection)
        clock = self._running_clock()
        for op in ops:
            clock.observe(op.hlc, time.time_ns() // 1_000_000 if trusted_ms is None else trusted_ms)
        return applied

    def say_to_all(self, kind: str, row: str, f: Mapping[str, Any], author: str) -> None:
        """Writes an operation into what every laptop gets. The hub takes it from an office only."""
        held = self._write(kind, row, REFERENCE, author, f, {})
        self._flush()
        if published.concern([held.op]):
            published.note(self.connection)

    def rebuild(self, rows: Sequence[str]) -> None:
        """Makes these rows' projections anew from their operations, by the rules of this program."""
        self._flush()
        rebuild(self.connection, self._projector, rows)
        self._kinds.update(RECORDS)

    # -- areas ----------------------------------------------------------------------------------------------------

    def _move(
        self, kind: str, row: str, held: list[LogEntry], area: str, author: str, f: Mapping[str, Any], sup: Any
    ) -> list[LogEntry]:
        """Writes the whole row into another area, and into the old one where it went."""
        row_heads = heads(ops_in(held))
        old = projection_of(held).area
        gone = self._write(kind, row, old, author, {MOVED_TO: area}, superseded(row_heads, {MOVED_TO: area}))
        whole: dict[str, Any] = {}
        over: dict[str, Sequence[Version]] = {}
        for key, of_key in row_heads.items():
            if key != MOVED_TO:
                whole[key] = of_key[0].f[key]
                # A conflicting value stays a conflicting value: a move decides nothing.
                decided = is_decided(kind, key)
                over[key] = tuple(op.version for op in of_key if decided or op.f[key] == whole[key])
        whole |= {**f, MOVED_TO: ""}
        over |= {**sup, MOVED_TO: (gone.op.version,)}
        return [gone, self._write(kind, row, area, author, whole, over)]

    def _bring_children(self, parent: str, area: str, author: str) -> None:
        """What belongs to a row follows it, and what belongs to that."""
        for kind in children():
            table = tables.RECORD_TABLES[kind.name]
            of_parent = (table.c[kind.parent] == parent, table.c.area != area)
            rows = self.connection.scalars(select(table.c.id).where(*of_parent)).all()
            for row, held in ops_of(self.connection, rows).items():
                held += self._move(kind.name, row, held, area, author, {}, {})
                self._read_only.moves(row)
                self._flush()
                self._projector.write([projection_of(held)])
                self._areas.note(row, area)
                self._bring_children(row, area, author)

    def commit(self) -> Changed:
        """Makes everything of this unit lasting and gives what that was. Only the first call counts, and nothing may
        follow it. The store tells it to its listeners when the unit ends."""
        if self._erased:
            self._goodbye = unnamed(self.connection, self._goodbye)
            self._projector.purge()
            tombstones.note(self._store.folder, self._erased)
        today = self._store.today().isoformat()
        if self.setting(revalidation.JUDGED_KEY) < today:
            self.put_settings({revalidation.JUDGED_KEY: today})
        counts = self._counts | ({CLOCK: self._clock.last} if self._clock else {})
        if counts:
            values = [{"name": name, "value": value} for name, value in counts.items()]
            self.connection.execute(insert(tables.counter).prefix_with("OR REPLACE"), values)
        try:
            self.connection.commit()
        except BaseException:
            self.connection.invalidate()  # else its transaction stays open in the pool, and locks others out
            raise
        self.committed = True
        return self.changed
