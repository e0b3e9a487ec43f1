"""What was not taken into the log: kept for a person to look at, told in the hub's log by laptop and row."""

import hashlib
import json
import logging
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth.auth import Device
from samarth_desktop.i18n import Text
from samarth_desktop.sync import checks
from samarth_desktop.sync.wire import HOLE, Pack

MOST_ROWS = 20
"""Rows that are named of a laptop; all are counted."""
MOST_TOLD = 1000
"""Holes that a laptop hears of at once; the next ones come with its next hello."""
_NO_HOLE = ("revoked", "clash")
"""Reasons under which something is kept here that no hole in the log stands for."""
NOTHING: Mapping[str, Any] = {"count": 0, "rows": []}
_ID = re.compile(r"[0-9a-fA-F-]{32,36}")
"""A row id as programs make it. Anything else in its place might be a name, and is named nowhere."""

log = logging.getLogger("samarth.hub")


def keep(conn: Connection, pack: Pack, numbers: Iterable[int], reason: str, via: Device) -> None:
    """Keeps operations of a pack as they came, but for a full Aadhaar number, which is never kept."""
    seal = pack.seal
    lines = {n: pack.lines[n - seal.first].decode(errors="replace").replace("\x00", "") for n in numbers}
    ended = _erased(conn, {row for line in lines.values() if (row := row_of(line))})
    rows = []
    for n, came in lines.items():
        line = "" if row_of(came) in ended else checks.without_aadhaar(came)
        stream = {"area": seal.area, "device": seal.device, "n": n, "via": via.code, "laptop": via.laptop}
        digest = hashlib.sha256(line.encode()).hexdigest()
        rows.append({**stream, "digest": digest, "line": line, "row": row_of(came), "reason": reason})
    if rows:
        conn.execute(insert(t.quarantine).on_conflict_do_nothing(), rows)


def blank(conn: Connection, row: str) -> None:
    """Of somebody who is erased nothing is kept here either, nor of what belongs to her: only that something was, and
    why. In every area: what was refused may have been sent anywhere."""
    kept = t.quarantine.c
    named = or_(kept.row == row, kept.line.contains(f'"{row}"', autoescape=True))
    conn.execute(update(t.quarantine).where(named).values(line=""))


def _erased(conn: Connection, rows: Iterable[str]) -> set[str]:
    return set(conn.execute(select(t.erased.c.row).where(t.erased.c.row.in_(sorted(rows)))).scalars())


def tell(pack: Pack, n: int, why: str) -> None:
    """Names a refused operation in the hub's log: its laptop, number and row, never what it says."""
    line = pack.lines[n - pack.seal.first].decode(errors="replace")
    log.warning(json.dumps({"refused": why, "laptop": pack.seal.device, "n": n, "row": row_of(line)}))


def tell_pack(pack: Pack, via: Device, why: str) -> None:
    """Names a pack in the hub's log that was not taken in: who wrote it, who brought it, how much it was."""
    found = {"not_taken": why, "laptop": pack.seal.device, "via": via.code}
    log.warning(json.dumps({**found, "first": pack.seal.first, "operations": len(pack.lines)}))


def row_of(line: str) -> str:
    """The row id in an operation's line, "" where there is none."""
    try:
        row = json.loads(line)[1]
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return row if isinstance(row, str) and _ID.fullmatch(row) else ""


def by_device(conn: Connection) -> Mapping[str, Mapping[str, Any]]:
    """For each laptop of which something is kept here: ``count``, ``rows`` (the newest, at most MOST_ROWS)."""
    newest = func.max(t.quarantine.c.at)
    each = select(t.quarantine.c.device, t.quarantine.c.row, func.count().label("operations"))
    found = conn.execute(each.group_by(t.quarantine.c.device, t.quarantine.c.row).order_by(newest.desc())).all()
    count: dict[str, int] = defaultdict(int)
    rows: dict[str, list[str]] = defaultdict(list)
    for one in found:
        count[one.device] += one.operations
        if one.row and len(rows[one.device]) < MOST_ROWS:
            rows[one.device].append(one.row)
    return {device: {"count": count[device], "rows": rows[device]} for device in count}


def holes(conn: Connection, area: str, codes: Collection[str], since: int) -> list[list[Any]]:
    """The holes in what a laptop wrote in an area under its codes, whoever brought it: area, code, number, the sentence
    why and when (ms), from `since` (ms) on, oldest first."""
    kept, op = t.quarantine.c, t.op.c
    there = and_(op.area == kept.area, op.device == kept.device, op.n == kept.n, op.line == HOLE.decode())
    found = conn.execute(
        select(kept.area, kept.device, kept.n, kept.reason, kept.at)
        .join(t.op, there)
        .where(kept.area == area, op.area == area, kept.device.in_(sorted(codes)), kept.reason.not_in(_NO_HOLE))
        .where(kept.at >= datetime.fromtimestamp(since / 1000, UTC))
        .order_by(kept.at)
        .limit(MOST_TOLD)
    ).all()
    return [[one.area, one.device, one.n, one.reason, int(one.at.timestamp() * 1000)] for one in found]


def reasons(conn: Connection, stream: tuple[str, str], numbers: Collection[int]) -> dict[int, Text]:
    """By number, the sentences of holes in a stream (area, code)."""
    kept = t.quarantine.c
    place = (kept.area == stream[0], kept.device == stream[1], kept.n.in_(sorted(numbers)))
    rows = conn.execute(select(kept.n, kept.reason).where(*place, kept.reason.not_in(_NO_HOLE)))
    return {row.n: Text(row.reason, {}) for row in rows}
