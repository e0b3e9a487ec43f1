"""The store's log as the sync takes it: see :class:`samarth_desktop.domain.oplog.exchange.OpLog`."""

import contextlib
import io
import itertools
import json
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, BinaryIO, ClassVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, and_, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from samarth_desktop.domain.fields import aadhaar
from samarth_desktop.domain.oplog.exchange import HUB, REFERENCE, BatchSignature, Gap, Photo, SignedBatch, Stream, Taken
from samarth_desktop.domain.oplog.op import Op, Version
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.rules.authority import is_hubs_word
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import op_of, ops_of
from samarth_desktop.store.folder.photos import Photos
from samarth_desktop.store.log import changed, device_codes, holes
from samarth_desktop.store.log.holes import HOLE
from samarth_desktop.store.log.merge import clashing
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import waiting
from samarth_desktop.store.store import Store

WAITING, SENT = "waiting", "sent"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a record is: ``here`` only, on the ``hub``, or ``refused`` by it and why."""

    state: str
    reason: Text | None = None


class StoreLog:
    """The log of an open data folder, for one sync at a time."""

    _of: ClassVar[WeakKeyDictionary[Store, "StoreLog"]] = WeakKeyDictionary()

    def __init__(self, store: Store) -> None:
        self._store = store
        self._running = threading.Lock()

    @classmethod
    def of(cls, store: Store) -> "StoreLog":
        """The one log of a store."""
        return cls._of.setdefault(store, cls(store))

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        if not self._running.acquire(blocking=False):
            raise KnownError(T("A sync is running already."))
        try:
            yield
        finally:
            self._running.release()

    def device(self) -> str:
        if not self._store.device:
            with self._store.unit_of_work():
                pass  # beginning to write makes sure that the code is this folder's own
        return self._store.device

    def get(self, key: str) -> str:
        with self._store.read() as reader:
            return reader.setting(key)

    def put(self, values: Mapping[str, str]) -> None:
        self._store.put(**values)

    # Streams

    def streams(self) -> dict[Stream, int]:
        with self._store.read() as reader:
            return waiting.ends(reader)

    def rows(self, rows: Collection[str]) -> Mapping[str, Sequence[Op]]:
        with self._store.read() as reader:
            held = ops_of(reader.connection, sorted(rows))
        return {row: [op for _, op in of_row] for row, of_row in held.items()}

    def own(self, area: str, after: int, limit: int, device: str = "") -> list[Op]:
        op = tables.op
        mine = select(op).where(op.c.device == (device or self._store.device), op.c.area == area, op.c.n > after)
        with self._store.read() as reader:
            found = [op_of(row) for row in reader.connection.execute(mine.order_by(op.c.n).limit(limit))]
        return list(itertools.takewhile(lambda one: one.kind != HOLE, found))

    def unsigned(self, streams: Iterable[Stream]) -> set[Stream]:
        mine = self.device()
        with self._store.read() as reader:
            return {one for one in streams if one[1] != mine and device_codes.unsigned(reader.connection, one)}

    def handed(self, area: str, device: str, after: int, limit: int) -> list[SignedBatch]:
        op, kept = tables.op, tables.signature
        theirs = select(kept).where(kept.c.device == device, kept.c.area == area, kept.c.last > after)
        with self._store.read() as reader:
            found = []
            for row in reader.connection.execute(theirs.order_by(kept.c.last).limit(limit)).all():
                between = op.c.n.between(row.first, row.last)
                lines = select(op).where(op.c.device == device, op.c.area == area, between).order_by(op.c.n)
                ops = [op_of(held) for held in reader.connection.execute(lines)]
                signer, _, signature = bytes(row.proof).partition(b"\0")
                schema = max(one.schema for one in ops)
                seal = BatchSignature(area, device, row.first, row.last, schema, signer.decode(), signature)
                unread = {one.n: str(one.f[HOLE]) for one in ops if one.kind == HOLE and one.f.get(HOLE)}
                found.append(SignedBatch(seal, tuple(None if one.kind == HOLE else one for one in ops), 0, unread))
            return found

    # What peers hold

    def marks(self, peer: str) -> dict[Stream, int]:
        sent = tables.sent
        with self._store.read() as reader:
            rows = reader.connection.execute(select(sent).where(sent.c.peer == peer)).all()
        return {(row.area, row.device): row.n for row in rows}

    def mark(self, peer: str, known: Mapping[Stream, int], *, back: bool = False) -> None:
        with self._store.unit_of_work() as unit:
            _mark(unit.connection, peer, known, back)
            _note_peer(unit.connection, peer)
            unit.touched(changed.SENT)
            unit.commit()

    def cursors(self, peer: str) -> dict[str, int]:
        pulled = tables.pulled
        with self._store.read() as reader:
            rows = reader.connection.execute(select(pulled).where(pulled.c.peer == peer)).all()
        return {row.area: row.cursor for row in rows}

    def rewind(self, peer: str, cursors: Mapping[str, int]) -> None:
        held = self.cursors(peer)
        lower = {area: min(seq, held.get(area, 0)) for area, seq in cursors.items()}
        with self._store.unit_of_work() as unit:
            _set_cursors(unit.connection, peer, lower)
            unit.commit()

    # Taking in

    def apply(self, peer: str, deliveries: Sequence[SignedBatch], cursors: Mapping[str, int], trusted_ms: int) -> Taken:
        with self._store.unit_of_work() as unit:
            if peer == HUB:  # it takes what this laptop had refused, knowing less: the hub's word stands
                holes.make_room(unit.connection, (op for one in deliveries for op in one.ops if op))
            self._make_way(unit, deliveries)
            held = _last(unit.connection, {one.seal.stream for one in deliveries})
            ops: list[Op] = []
            unread = 0
            for one in deliveries:
                have = held.get(one.seal.stream, 0)
                if one.seal.first > have + 1:
                    raise Gap(one.seal.stream)
                ops += [op or _hole(one, n) for n, op in enumerate(one.ops, start=one.seal.first)]
                held[one.seal.stream] = max(have, one.seal.last)
                unread += sum(n > have for n in one.unread)
            applied = unit.apply(ops, trusted_ms)
            self._keep_seals(unit, deliveries)
            _mark(unit.connection, peer, {one.seal.stream: one.seal.last for one in deliveries}, back=False)
            _set_cursors(unit.connection, peer, cursors)
            if deliveries:
                unit.touched(changed.SENT)
            unit.commit()
        return Taken(applied.new, applied.clashes, unread + len(applied.unshown))

    def _make_way(self, unit: UnitOfWork, deliveries: Sequence[SignedBatch]) -> None:
        """What this laptop wrote under an earlier code goes to its present one where another laptop's work comes under
        the same numbers (two went on under one code)."""
        for one in deliveries:
            area, device = one.seal.stream
            if device != unit.device and device_codes.unsigned(unit.connection, one.seal.stream):
                clashes = clashing(unit.connection, [op for op in one.ops if op])
                if clashes:
                    common = min(version.n for version in clashes) - 1
                    device_codes.move(unit.connection, device, unit.device, {area: common})

    def _keep_seals(self, unit: UnitOfWork, deliveries: Sequence[SignedBatch]) -> None:
        rows = [
            {
                "device": one.seal.device,
                "area": one.seal.area,
                "first": one.seal.first,
                "last": one.seal.last,
                "proof": one.seal.signer.encode() + b"\0" + one.seal.signature,
            }
            for one in deliveries
            if one.seal.device != unit.device
        ]
        if rows:
            unit.connection.execute(insert(tables.signature).prefix_with("OR REPLACE"), rows)

    def refuse(self, refused: Mapping[Version, Text]) -> None:
        op = tables.op
        with self._store.unit_of_work() as unit:
            for version, why in refused.items():
                of = (op.c.device == version.device, op.c.area == version.area, op.c.n == version.n)
                row = unit.connection.scalar(select(op.c.row).where(*of)) or ""
                values = {**version._asdict(), "row": row, "reason": json.dumps([why.id, why.args])}
                unit.connection.execute(insert(tables.refused).prefix_with("OR REPLACE"), values)
            unit.commit()

    # A new code

    def renew(self, device: str, common: Mapping[str, int]) -> None:
        old = self.device()
        with self._store.unit_of_work() as unit:
            held = {area: n for (area, code), n in waiting.ends(unit).items() if code == old}
            device_codes.move(unit.connection, old, device, {area: common.get(area, 0) for area in held})
            unit.put_settings({"device": device})
            unit.commit()
        self._store.take_code(device)

    def adopt(self, device: str, common: Mapping[str, int]) -> None:
        with self._store.unit_of_work() as unit:
            device_codes.move(unit.connection, device, unit.device, common)
            unit.commit()

    # Photos

    def photos(self, limit: int) -> list[Photo]:
        blob = tables.blob
        waiting = select(blob.c.area, blob.c.hash, func.max(blob.c.size).label("size")).where(blob.c.state == WAITING)
        each = waiting.group_by(blob.c.area, blob.c.hash).order_by(blob.c.hash)
        kept = self._store.photos
        with self._store.read() as reader:
            # A file that is not on the disk (any more) stands in nobody's way: the limit counts those that are.
            rows = list(itertools.islice((row for row in reader.connection.execute(each) if kept.has(row.hash)), limit))
        return [Photo(row.area, row.hash, row.size, partial(_opened, kept, row.hash)) for row in rows]

    def photos_sent(self, names: Collection[tuple[str, str]]) -> None:
        blob = tables.blob
        with self._store.unit_of_work() as unit:
            for area, sha256 in names:
                there = (blob.c.hash == sha256, blob.c.area == area)
                unit.connection.execute(update(blob).where(*there).values(state=SENT))
            unit.touched(changed.SENT)
            unit.commit()

    def photo_came(self, area: str, sha256: str, content: bytes) -> None:
        if self._store.photos.keep(content) == sha256:
            self.photos_sent([(area, sha256)])

    # What the hub says to everybody, and of its devices

    def reference(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """The newest values of each row of a kind that everybody gets (``revoked``: serial to state), from whom it may
        be believed."""
        op = tables.op
        with self._store.read() as reader:
            writers = [device for area, device in waiting.ends(reader) if area == REFERENCE]
            of_all = (op.c.device.in_(writers), op.c.area == REFERENCE)  # few of very many, found by the log's key
            said = select(op.c.row, op.c.device, op.c.f).where(*of_all, op.c.kind == kind)
            rows = reader.connection.execute(said.order_by(op.c.seq)).all()
        return {row.row: row.f for row in rows if is_hubs_word(kind, row.device)}

    def settings(self, prefix: str) -> dict[str, str]:
        """The settings whose key begins with `prefix`."""
        setting = tables.setting
        with self._store.read() as reader:
            rows = reader.connection.execute(select(setting).where(setting.c.key.startswith(prefix, autoescape=True)))
            return {row.key: row.value for row in rows}


def standing(store: Store, row: str) -> Standing:
    """Where a record is, to the last of its changes."""
    op, sent, refused = tables.op, tables.sent, tables.refused
    known = and_(sent.c.peer == HUB, sent.c.device == op.c.device, sent.c.area == op.c.area)
    waiting = select(op.c.seq).outerjoin(sent, known).where(op.c.row == row, op.c.n > func.coalesce(sent.c.n, 0))
    with store.read() as reader:
        reason = reader.connection.scalar(select(refused.c.reason).where(refused.c.row == row).limit(1))
        here = reader.connection.scalar(waiting.limit(1)) is not None
    if reason:
        name, args = json.loads(reason)
        return Standing("refused", Text(name, args))
    return Standing("here" if here else "hub")


def _opened(photos: Photos, name: str) -> BinaryIO:
    return io.BytesIO(photos.get(name))


def _last(connection: Connection, streams: Iterable[Stream]) -> dict[Stream, int]:
    op = tables.op.c
    return {
        (area, device): connection.scalar(select(func.max(op.n)).where(op.device == device, op.area == area)) or 0
        for area, device in streams
    }


def _hole(one: SignedBatch, n: int) -> Op:
    line = one.unread.get(n)
    kept = aadhaar.mask(line) if line else None  # nor does a line that cannot be read bring a full Aadhaar number
    return Op(one.seal.device, one.seal.area, n, HOLE, HOLE, 0, "", one.seal.schema, {HOLE: kept})


def _mark(connection: Connection, peer: str, known: Mapping[Stream, int], back: bool) -> None:
    before = connection.execute(select(tables.sent).where(tables.sent.c.peer == peer)).all() if known else ()
    old = {(row.area, row.device): row.n for row in before}
    for (area, device), n in known.items():
        add = upsert(tables.sent).values(peer=peer, device=device, area=area, n=n)
        least = add.excluded.n if back else func.max(tables.sent.c.n, add.excluded.n)
        connection.execute(add.on_conflict_do_update(index_elements=["peer", "device", "area"], set_={"n": least}))
        if peer == HUB:  # what was refused for a while (an area not granted) is there now
            gone = tables.refused.c
            fresh = gone.n.between(old.get((area, device), 0) + 1, n)
            connection.execute(delete(tables.refused).where(gone.device == device, gone.area == area, fresh))


def _note_peer(connection: Connection, peer: str) -> None:
    values = {"peer": peer, "epoch": "", "synced": datetime.now(UTC).isoformat(timespec="seconds")}
    connection.execute(insert(tables.peer).prefix_with("OR REPLACE"), values)


def _set_cursors(connection: Connection, peer: str, cursors: Mapping[str, int]) -> None:
    if cursors:
        rows = [{"peer": peer, "area": area, "cursor": seq} for area, seq in cursors.items()]
        connection.execute(insert(tables.pulled).prefix_with("OR REPLACE"), rows)
