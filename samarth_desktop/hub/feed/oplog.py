"""The hub's operation log and its feed: places, lines, packs and feed numbers, all inside the caller's transaction."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError

from samarth_desktop.domain.oplog.exchange import HUB, HUB_LIFE, BatchSignature, is_area
from samarth_desktop.domain.oplog.op import MOVED_TO, SCHEMA, Op
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.sync import wire
from samarth_desktop.sync.wire import Pack

PASSING = (OperationalError, InterfaceError, InternalError, OSError, MemoryError)
"""What says nothing about an operation: the database or the machine is in trouble, and asking again may help."""
TAKING = 5841
"""The advisory lock of everybody who writes into the log; any number that no other lock has."""


def lock_stream(conn: Connection, seal: BatchSignature) -> int:
    """How far a stream is held, 0 for a new one. Its row stays locked until commit: one writer a stream."""
    conn.execute(insert(t.stream).values(area=seal.area, device=seal.device, n=0).on_conflict_do_nothing())
    where = (t.stream.c.area == seal.area, t.stream.c.device == seal.device)
    return int(conn.execute(select(t.stream.c.n).where(*where).with_for_update()).scalar_one())


def next_seq(conn: Connection, area: str, count: int) -> int:
    """The area's feed number after `count` more: the row stays locked until commit, so numbers appear in order and
    without gaps however many write."""
    if conn.execute(select(t.known_area.c.area).where(t.known_area.c.area == area)).scalar() is None:
        conn.execute(insert(t.known_area).values(area=area).on_conflict_do_nothing())
    add = insert(t.counter).values(area=area, seq=count)
    grown = add.on_conflict_do_update(index_elements=["area"], set_={"seq": t.counter.c.seq + count})
    return int(conn.execute(grown.returning(t.counter.c.seq)).scalar_one())


def keep_pack(conn: Connection, pack: Pack, seq: int, via: str, laptop: str) -> None:
    """Notes in the feed that these operations came together; `seq` is the feed number of the last."""
    size = sum(map(len, pack.lines))
    conn.execute(insert(t.pack).values(**pack.seal._asdict(), seq=seq, size=size, via=via, laptop=laptop))


def copy_ops(conn: Connection, seal: BatchSignature, fresh: range, pack: Pack, ops: dict[int, Op]) -> None:
    """Writes the lines numbered `fresh` of a pack into the log; a number without an operation in `ops` is a hole."""
    cursor: Any = conn.connection.cursor()
    with cursor.copy("COPY op (area, device, n, kind, row, line) FROM STDIN") as copy:
        for n in fresh:
            op = ops.get(n)
            line = pack.lines[n - seal.first].decode()
            copy.write_row((seal.area, seal.device, n, op.kind if op else "", op.row if op else "", line))
    moved = {op.row: [seal.area, *filter(is_area, (str(op.f[MOVED_TO]),))] for op in ops.values() if MOVED_TO in op.f}
    places = [{"area": area, "row": row} for row, areas in moved.items() for area in areas]
    if places:
        conn.execute(insert(t.wandered).on_conflict_do_nothing(), places)


def wandered(conn: Connection, rows: Iterable[str]) -> dict[str, set[str]]:
    """Those of these rows that ever moved, and the areas where they have been."""
    found: dict[str, set[str]] = {}
    places = select(t.wandered.c.row, t.wandered.c.area).where(t.wandered.c.row.in_(sorted(rows)))
    for row, area in conn.execute(places).all():
        found.setdefault(row, set()).add(area)
    return found


def ops_in(conn: Connection, areas: Iterable[str], rows: Iterable[str]) -> list[Op]:
    """The operations of rows in these areas: asked area by area, so that each question goes to one place."""
    listed = sorted(rows)
    if not listed:
        return []
    of_rows = (select(t.op).where(t.op.c.area == area, t.op.c.row.in_(listed)) for area in sorted(areas))
    return _read([one for question in of_rows for one in conn.execute(question).all()])


def ops_of_row(conn: Connection, row: str) -> list[Op]:
    """The operations of a row, from every area, each read by the place where it stands. Asks all places: only for what
    is of certificates and erasures."""
    return ops_of_rows(conn, [row])


def ops_of_rows(conn: Connection, rows: Sequence[str]) -> list[Op]:
    """The operations of several rows; see :func:`ops_of_row`."""
    return _read(conn.execute(select(t.op).where(t.op.c.row.in_(rows))).all())


def _read(held: Sequence[Row[Any]]) -> list[Op]:
    read = (wire.op_of(one.line.encode(), one.area, one.device, one.n, SCHEMA) for one in held)
    return [op for op in read if op is not None]


def own_name(conn: Connection) -> str:
    """The name under which this life of the hub numbers its words: plain in the first life, later with the life's id,
    so that the words of the life before, when laptops bring them back, stand beside its own."""
    lives = conn.execute(select(t.epoch.c.id).order_by(t.epoch.c.n)).scalars().all()
    return HUB if len(lives) < 2 else HUB_LIFE + lives[-1][:11]


def publish(
    conn: Connection, keys: Keys, area: str, kind: str, row: str, f: Mapping[str, Any], author: str = HUB
) -> None:
    """Writes something that the hub itself has to say into the feed of an area; `author` is who decided it."""
    say(conn, keys, Op("", area, 0, kind, row, int(time.time() * 1000) << 16, author, SCHEMA, f))


def say(conn: Connection, keys: Keys, op: Op) -> None:
    """Writes an operation into the feed of its area as the hub's own, under the hub's next number there."""
    conn.execute(select(func.pg_advisory_xact_lock_shared(TAKING)))
    name = own_name(conn)
    n = lock_stream(conn, BatchSignature(op.area, name, 1, 1, SCHEMA, HUB, b"")) + 1
    made = replace(op, device=name, n=n)
    pack = wire.sign([made], HUB, keys.sign)
    seq = next_seq(conn, op.area, 1)
    copy_ops(conn, pack.seal, range(n, n + 1), pack, {n: made})
    keep_pack(conn, pack, seq, HUB, "")
    conn.execute(update(t.stream).where(t.stream.c.area == op.area, t.stream.c.device == name).values(n=n))


def names(conn: Connection, area: str, word: str) -> bool:
    """Whether a line of an area holds this word, such as a file's hash. Reads the whole area; erasures are rare."""
    held = select(t.op.c.n).where(t.op.c.area == area, t.op.c.line.contains(f'"{word}"', autoescape=True))
    return conn.execute(held.limit(1)).first() is not None


def put_line(conn: Connection, op: Op, line: bytes, *, hole: bool = False) -> None:
    """Writes another line in the place of an operation; `hole` says that nothing stands there any more."""
    kind, row = ("", "") if hole else (op.kind, op.row)
    where = (t.op.c.area == op.area, t.op.c.device == op.device, t.op.c.n == op.n)
    conn.execute(update(t.op).where(*where).values(kind=kind, row=row, line=line.decode()))


def sign_again(conn: Connection, keys: Keys, area: str, device: str, numbers: Sequence[int]) -> None:
    """Signs the packs that hold these numbers as the hub, after their lines were changed."""
    if not numbers:
        return
    spans = or_(*(and_(t.pack.c.first <= n, t.pack.c.last >= n) for n in numbers))
    for row in conn.execute(select(t.pack).where(t.pack.c.area == area, t.pack.c.device == device, spans)).all():
        lines = tuple(held.line.encode() for held in lines_of(conn, area, device, row.first, row.last))
        again = wire.signed(Pack(seal_of(row), lines), HUB, keys.sign)
        where = (t.pack.c.area == area, t.pack.c.seq == row.seq)
        conn.execute(update(t.pack).where(*where).values(signer=HUB, signature=again.seal.signature))


def seal_of(row: Row[Any]) -> BatchSignature:
    """The seal of a row of the feed."""
    return BatchSignature(row.area, row.device, row.first, row.last, row.schema, row.signer, bytes(row.signature))


def lines_of(conn: Connection, area: str, device: str, first: int, last: int) -> Sequence[Row[Any, Any]]:
    """The numbers and lines of a stream from `first` to `last`, in order."""
    where = (t.op.c.area == area, t.op.c.device == device, t.op.c.n.between(first, last))
    return conn.execute(select(t.op.c.n, t.op.c.line).where(*where).order_by(t.op.c.n)).all()
