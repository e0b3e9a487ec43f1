"""Taking in and giving out operations. One pack is one transaction: watermark, log, feed number, acknowledgement."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, cast, func, or_, select, update
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects.postgresql import ARRAY, insert

from samarth_desktop.domain.oplog.exchange import HUB, REFERENCE, BatchSignature, is_area, is_hub
from samarth_desktop.domain.oplog.op import ERASED, Op
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth, authorization, words
from samarth_desktop.hub.auth.auth import Device
from samarth_desktop.hub.auth.keys import Keys
from samarth_desktop.hub.certificates import certificate_register, holders
from samarth_desktop.hub.feed import erasing, late_edits, oplog, quarantine
from samarth_desktop.i18n import T, Text
from samarth_desktop.rules.authority import REVOKED_SERIAL
from samarth_desktop.rules.erasure import blanked, erases
from samarth_desktop.sync import checks, wire
from samarth_desktop.sync.wire import HOLE, BadWire, Pack

PULL_PACKS = 200
_UNREADABLE = T("The hub cannot read this record. Save it again with the newest version of the program.")
_UNTAKEN = T("The hub could not take in this change. It is kept there for the office to look at.")


@dataclass
class Receipt:
    """The hub's answer to one pack: how far it now holds the stream, what it set aside, and what else is wrong:
    ``gap`` (send from `have` + 1), ``clash`` (two laptops use one device code), ``scope`` and ``early`` (what follows
    waits for the office, for something else from this laptop), ``wait`` (for a machine of the hub), ``revoked``,
    ``unknown``, ``signature``."""

    area: str
    device: str
    have: int
    problem: str = ""
    refused: dict[int, Text] = field(default_factory=dict)
    laptops: list[str] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    """(area, SHA-256) of photos that belonged to an erased row, for the caller to delete once this is committed."""


class Untaken(ValueError):
    """A pack of which nothing could be taken in, for a reason that nobody foresaw."""


def take(engine: Engine, keys: Keys, pack: Pack, via: Device) -> Receipt:
    """Takes a pack that `via` brought (its own or a neighbour's) into the log, exactly once; tried once more where the
    database did not answer or two stood in each other's way. Raises Untaken."""
    try:
        try:
            return _take(engine, keys, pack, via)
        except oplog.PASSING:
            return _take(engine, keys, pack, via)
    except oplog.PASSING:
        raise
    except Exception as odd:
        quarantine.tell_pack(pack, via, type(odd).__name__)
        raise Untaken from odd


def _take(engine: Engine, keys: Keys, pack: Pack, via: Device) -> Receipt:
    seal = pack.seal
    with engine.begin() as conn:
        origin = _origin(conn, pack, via)
        problem = _unwelcome(keys, pack, origin, via)
        if problem:
            quarantine.tell_pack(pack, via, problem)
            return _quarantine(conn, pack, via, problem)
        _take_turn(conn, pack)
        have = oplog.lock_stream(conn, seal)
        if seal.first > have + 1:
            return Receipt(seal.area, seal.device, have, "gap")
        held = {row.n: row.line.encode() for row in oplog.lines_of(conn, seal.area, seal.device, seal.first, have)}
        clash = _clash(conn, pack, held, via)
        if clash:
            return clash
        known = _known_holes(conn, pack, held, via)
        if seal.last <= have:
            return Receipt(seal.area, seal.device, have, refused=known)
        refused: dict[int, Text] = {}
        ops = [op for n in range(have + 1, seal.last + 1) if (op := _read(pack, n, refused))]
        last, problem = _judge(conn, origin, ops, seal.last, refused)
        if last <= have:
            return Receipt(seal.area, seal.device, have, problem)
        fresh, ops = range(have + 1, last + 1), [op for op in ops if op.n <= last]
        receipt = Receipt(seal.area, seal.device, last, problem, {n: why for n, why in refused.items() if n <= last})
        pack = _as_kept(_with_lines(pack, held, keys), last, origin, keys)
        _hold_back(conn, pack, receipt.refused, via)
        holders.lock(conn, ops)
        seq = oplog.next_seq(conn, seal.area, len(fresh))  # from here on this area's writers wait for our commit
        taken = [op for op in ops if op.n not in receipt.refused]
        receipt.gone = _write(conn, keys, pack, taken, receipt.refused, fresh, seq, via, origin)
        receipt.refused |= known
    return receipt


def _origin(conn: Connection, pack: Pack, via: Device) -> Device | None:
    """The device that wrote a pack; None for the hub's own words and for one that is not known."""
    if is_hub(pack.seal.device):
        return None
    return via if via.code == pack.seal.device else auth.device(conn, pack.seal.device)


def _unwelcome(keys: Keys, pack: Pack, origin: Device | None, via: Device) -> str:
    seal = pack.seal
    if not is_area(seal.area):
        return "scope"
    if is_hub(seal.device):  # our own words, brought back to a restored hub
        ours = seal.signer == HUB and wire.genuine(pack, keys.sign.public_key())
        return "" if ours else "signature"
    if origin is None or origin.waits:
        return "unknown"
    if origin.revoked:
        return "revoked"
    if origin.code not in via.writer.codes and not via.writes(seal.area):
        return "scope"
    signer = keys.sign.public_key() if seal.signer == HUB else origin.key
    if seal.signer not in (HUB, seal.device) or not wire.genuine(pack, signer):
        return "signature"
    return ""


def _judge(
    conn: Connection, origin: Device | None, ops: Sequence[Op], last: int, refused: dict[int, Text]
) -> tuple[int, str]:
    return authorization.judge(conn, origin, ops, last, refused) if origin else (last, "")


def _as_kept(pack: Pack, last: int, origin: Device | None, keys: Keys) -> Pack:
    """A pack as the feed gives it out. The hub vouches for guests' work itself: programs before that rule take only
    what its writer's card allows; and for the part of a pack whose rest waits."""
    lines = pack.lines[: last - pack.seal.first + 1]
    guest = origin is not None and not origin.writes(pack.seal.area)
    if lines == pack.lines and not guest:
        return pack
    return wire.signed(pack._replace(seal=pack.seal._replace(last=last), lines=lines), HUB, keys.sign)


def _quarantine(conn: Connection, pack: Pack, via: Device, problem: str) -> Receipt:
    have = conn.execute(
        select(t.stream.c.n).where(t.stream.c.area == pack.seal.area, t.stream.c.device == pack.seal.device)
    ).scalar()
    if problem == "revoked":  # kept for the officer: it may be honest work from before the loss
        quarantine.keep(conn, pack, range(pack.seal.first, pack.seal.last + 1), problem, via)
    return Receipt(pack.seal.area, pack.seal.device, have or 0, problem)


def _take_turn(conn: Connection, pack: Pack) -> None:
    """Packs are taken side by side, but one that may erase somebody alone: else her work in another area, taken at
    the same instant, would neither see the erasure nor be seen by it."""
    alone = any(ERASED.encode() in line for line in pack.lines)
    lock = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
    conn.execute(select(lock(oplog.TAKING)))


def _clash(conn: Connection, pack: Pack, held: dict[int, bytes], via: Device) -> Receipt | None:
    """What was sent before must be the same now; else two laptops number their work under one code."""
    seal = pack.seal
    other = min((n for n in held if n <= seal.last and not _same(held[n], pack.lines[n - seal.first], seal)), default=0)
    if not other:
        return None
    quarantine.tell_pack(pack, via, "clash")
    quarantine.keep(conn, pack, range(other, seal.last + 1), "clash", via)
    first = conn.execute(
        select(t.pack.c.laptop)
        .where(t.pack.c.area == seal.area, t.pack.c.device == seal.device, t.pack.c.last >= other)
        .order_by(t.pack.c.last)
        .limit(1)
    ).scalar()
    return Receipt(seal.area, seal.device, other - 1, "clash", laptops=[first or "", via.laptop])


def _known_holes(conn: Connection, pack: Pack, held: Mapping[int, bytes], via: Device) -> dict[int, Text]:
    """What was set aside before of work that its own writer sends again: she heard of it from nobody."""
    if pack.seal.device not in via.writer.codes:
        return {}
    numbers = [n for n, line in held.items() if line == HOLE != pack.lines[n - pack.seal.first]]
    return quarantine.reasons(conn, pack.seal.stream, numbers) if numbers else {}


def _with_lines(pack: Pack, lines: dict[int, bytes], keys: Keys) -> Pack:
    """The pack with some lines as the log has them (blanked, held back); then under the hub's signature."""
    mended = tuple(lines.get(pack.seal.first + i, line) for i, line in enumerate(pack.lines))
    return pack if mended == pack.lines else wire.signed(pack._replace(lines=mended), HUB, keys.sign)


def _same(held: bytes, came: bytes, seal: BatchSignature) -> bool:
    """Equal, or equal but for what an erasure blanked or the hub held back on one side."""
    if held == came or HOLE in (held, came):
        return True
    try:
        a, b = (wire.op_of(line, seal.area, seal.device, 1, seal.schema) for line in (held, came))
    except BadWire:
        return False
    return a is not None and b is not None and blanked(a) == blanked(b) and (a == blanked(a) or b == blanked(b))


def _read(pack: Pack, n: int, refused: dict[int, Text]) -> Op | None:
    seal = pack.seal
    try:
        op = wire.op_of(pack.lines[n - seal.first], seal.area, seal.device, n, seal.schema)
    except BadWire:
        refused[n] = _UNREADABLE
        return None
    wrong = checks.objection(op) if op else None
    if wrong:
        refused[n] = wrong
        return None
    return op


def _hold_back(conn: Connection, pack: Pack, refused: Mapping[int, Text], via: Device) -> None:
    for n, reason in refused.items():
        quarantine.tell(pack, n, reason.id)
        quarantine.keep(conn, pack, range(n, n + 1), reason.id, via)


def _write(
    conn: Connection,
    keys: Keys,
    pack: Pack,
    ops: Sequence[Op],
    refused: dict[int, Text],
    fresh: range,
    seq: int,
    via: Device,
    origin: Device | None,
) -> list[tuple[str, str]]:
    seal = pack.seal
    gone = erasing.outlasting(conn, ops)
    changed = {op.n: wire.line_of(blanked(op)) for op in ops if op.row in gone}
    pack = _with_lines(pack, changed | dict.fromkeys(refused, HOLE), keys)
    oplog.copy_ops(conn, seal, fresh, pack, {op.n: op for op in ops})
    oplog.keep_pack(conn, pack, seq, via.code, via.laptop)
    where = (t.stream.c.area == seal.area, t.stream.c.device == seal.device)
    conn.execute(update(t.stream).where(*where).values(n=seal.last))
    photos, failed = _settle(conn, keys, pack, ops, origin, changed.keys())
    _hold_back(conn, pack, failed, via)
    refused |= failed
    if origin and not origin.writes(seal.area):
        authorization.count_guests(conn, seal, len(ops) - len(failed))
    return photos


def _settle(
    conn: Connection, keys: Keys, pack: Pack, ops: Sequence[Op], origin: Device | None, erased: Collection[int]
) -> tuple[list[tuple[str, str]], dict[int, Text]]:
    """What follows from operations that are in the log now: together where that goes, else each for itself, and one
    from which something wrong follows becomes a hole. Gives the photos that go with erased rows, and what failed."""
    try:
        with conn.begin_nested():
            return _effects(conn, keys, ops, origin, erased), {}
    except oplog.PASSING:
        raise
    except Exception:
        return _settle_each(conn, keys, pack, ops, origin, erased)


def _settle_each(
    conn: Connection, keys: Keys, pack: Pack, ops: Sequence[Op], origin: Device | None, erased: Collection[int]
) -> tuple[list[tuple[str, str]], dict[int, Text]]:
    photos: list[tuple[str, str]] = []
    failed: dict[int, Text] = {}
    for op in ops:  # none of them must stand in another's way
        oplog.put_line(conn, op, HOLE, hole=True)
    for op in ops:
        try:
            with conn.begin_nested():
                oplog.put_line(conn, op, pack.lines[op.n - pack.seal.first])
                photos += _effects(conn, keys, [op], origin, erased)
        except oplog.PASSING:
            raise
        except Exception:  # whatever it is, it must not keep back what else the laptop has to say
            failed[op.n] = _UNTAKEN
    oplog.sign_again(conn, keys, *pack.seal.stream, sorted(failed))
    return photos, failed


def _effects(
    conn: Connection, keys: Keys, ops: Sequence[Op], origin: Device | None, erased: Collection[int]
) -> list[tuple[str, str]]:
    """What the hub itself keeps and says because of operations; gives the photos that go with erased rows. `erased` are
    the numbers of those whose row was erased before."""
    photos: list[tuple[str, str]] = []
    for op in ops:
        if op.n in erased:
            erasing.tell(conn, keys, op, {op.area})
        elif erases(op.f):
            photos += erasing.erase(conn, keys, op)
        if origin is None:
            words.heard(conn, op)
        elif op.kind == "certificate":
            certificate_register.note(conn, op, origin)
    for serial, standing, on in holders.follow(conn, ops):
        said = {"state": standing.state, "by": standing.replaced_by, "on": on}
        oplog.publish(conn, keys, REFERENCE, REVOKED_SERIAL, serial, said)
    for late in late_edits.carried(conn, ops):
        oplog.say(conn, keys, late)
    return photos


# Giving out


def areas_of(conn: Connection, device: Device) -> list[str]:
    """The areas that a device may read and in which there is anything, what everybody gets first."""
    known = conn.execute(select(t.known_area.c.area)).scalars()
    return sorted((area for area in known if device.reads(area)), key=lambda area: (area != REFERENCE, area))


def next_packs(engine: Engine, area: str, seq: int, without: str, budget: int) -> tuple[list[Pack], int, bool]:
    """What :func:`packs_after` gives, as it is at one moment: an erasure meanwhile changes lines and signatures."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as conn:
        if (conn.execute(select(t.counter.c.seq).where(t.counter.c.area == area)).scalar() or 0) <= seq:
            return [], seq, False
        return packs_after(conn, area, seq, without, budget)


def packs_after(conn: Connection, area: str, seq: int, without: str, budget: int) -> tuple[list[Pack], int, bool]:
    """The packs of an area's feed after `seq`, leaving out those of the device that asks, up to about `budget` bytes;
    the feed number that they reach; whether there are more."""
    rows = conn.execute(
        select(t.pack).where(t.pack.c.area == area, t.pack.c.seq > seq).order_by(t.pack.c.seq).limit(PULL_PACKS)
    ).all()
    chosen: list[Row[Any]] = []
    reached, spent = seq, 0
    for row in rows:
        if spent >= budget:
            return _filled(conn, area, chosen), reached, True
        reached = row.seq
        if row.device != without:
            chosen.append(row)
            spent += row.size
    return _filled(conn, area, chosen), reached, len(rows) == PULL_PACKS


def _filled(conn: Connection, area: str, rows: Sequence[Row[Any]]) -> list[Pack]:
    if not rows:
        return []
    spans = [and_(t.op.c.device == row.device, t.op.c.n.between(row.first, row.last)) for row in rows]
    found = conn.execute(select(t.op.c.device, t.op.c.n, t.op.c.line).where(t.op.c.area == area, or_(*spans)))
    lines = {(row.device, row.n): row.line.encode() for row in found}
    return [
        Pack(oplog.seal_of(row), tuple(lines[row.device, n] for n in range(row.first, row.last + 1)), row.seq)
        for row in rows
    ]


def have(conn: Connection, area: str, devices: Iterable[str]) -> list[list[Any]]:
    """How far the hub holds the streams of these devices in an area."""
    asked = sorted(set(devices))
    mine = (t.stream.c.area == area, t.stream.c.device == func.any(cast(asked, ARRAY(SqlText))))
    held: dict[str, int] = {row.device: row.n for row in conn.execute(select(t.stream).where(*mine))}
    return [[area, device, held.get(device, 0)] for device in asked]


def end(conn: Connection, area: str, device: str) -> str:
    """The digest of the last line that the hub holds of a device in an area, "" for none: by it a laptop knows that
    what lies here under its numbers is its own."""
    n = select(t.stream.c.n).where(t.stream.c.area == area, t.stream.c.device == device).scalar_subquery()
    last = select(t.op.c.line).where(t.op.c.area == area, t.op.c.device == device, t.op.c.n == n)
    line = conn.execute(last).scalar()
    return wire.digest(line.encode()) if line is not None else ""


def lines_at(conn: Connection, asked: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Area, code, number and digest of the line that the hub holds at each asked number, or at its own end where that
    is lower: by it a laptop knows whether what it wrote under an earlier code is here."""
    found = []
    for area, device, n in asked:
        place = (t.op.c.area == str(area), t.op.c.device == str(device), t.op.c.n <= int(n))
        row = conn.execute(select(t.op.c.n, t.op.c.line).where(*place).order_by(t.op.c.n.desc()).limit(1)).first()
        if row is not None:
            found.append([str(area), str(device), row.n, wire.digest(row.line.encode())])
    return found


# Lives of the hub


def epoch(conn: Connection) -> str:
    """The id of the hub's present life."""
    return str(conn.execute(select(t.epoch.c.id).order_by(t.epoch.c.n.desc()).limit(1)).scalar_one())


def begin_epoch(conn: Connection, name: str) -> None:
    """Starts a life: at the first start, and after a restore, when laptops push again what is missing."""
    n = conn.execute(insert(t.epoch).values(id=name).returning(t.epoch.c.n)).scalar_one()
    conn.execute(
        insert(t.epoch_mark).from_select(["n", "area", "seq"], select(func.cast(n, t.epoch.c.n.type), t.counter))
    )


def restored_at(conn: Connection, known: str) -> dict[str, int]:
    """For a laptop that last spoke to life `known`: where each area's feed was cut since. An unknown life means that
    this is another hub altogether: everything is cut to nothing."""
    then = conn.execute(select(t.epoch.c.n).where(t.epoch.c.id == known)).scalar()
    if then is None:
        return {}
    cuts = select(t.epoch_mark.c.area, func.min(t.epoch_mark.c.seq)).where(t.epoch_mark.c.n > then)
    return {str(row[0]): int(row[1]) for row in conn.execute(cuts.group_by(t.epoch_mark.c.area)).all()}
