"""How an office's areas and laptops stand: counts, last sync, conflicts."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from samarth_desktop.domain.oplog.exchange import covers
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import admission
from samarth_desktop.hub.context import Hub
from samarth_desktop.kinds.registry import COUNTED
from samarth_desktop.rules.heads import conflicts, heads
from samarth_desktop.sync import wire

_kept: dict[tuple[int, str], tuple[int, dict[str, int]]] = {}  # counts of an area as of a feed number


@dataclass(frozen=True)
class Overview:
    """Rows of the office page, areas and devices that it may see."""

    areas: list[dict[str, Any]]
    devices: list[dict[str, Any]]


def of(hub: Hub, grants: list[str]) -> Overview:
    """What an officer of these areas sees."""
    with hub.engine.connect() as conn:
        seqs = {row.area: row.seq for row in conn.execute(select(t.counter)) if covers(grants, row.area)}
        areas = [{"area": area, **_counts(conn, id(hub), area, seq)} for area, seq in sorted(seqs.items())]
        shown = [one for one in admission.devices(conn) if any(covers(grants, area) for area in one["areas"])]
    for one in shown:
        one["areas"], one["chain"] = ", ".join(one["areas"]), ", ".join(one["chain"])
        one["state"] = "revoked" if one["revoked"] else "waits" if one["waits"] else "active"
    return Overview(areas, shown)


def _counts(conn: Connection, hub: int, area: str, seq: int) -> dict[str, int]:
    kept = _kept.get((hub, area))
    if kept and kept[0] == seq:
        return kept[1]
    kinds = select(t.op.c.kind, func.count(t.op.c.row.distinct())).where(t.op.c.area == area, t.op.c.kind.in_(COUNTED))
    found = {str(kind): int(count) for kind, count in conn.execute(kinds.group_by(t.op.c.kind)).all()}
    counts = {kind: found.get(kind, 0) for kind in COUNTED}
    for name, table in (("photos", t.blob), ("aside", t.quarantine)):
        counts[name] = conn.execute(select(func.count()).select_from(table).where(table.c.area == area)).scalar_one()
    counts["conflicts"] = _conflicts(conn, area)
    _kept[hub, area] = (seq, counts)
    return counts


def _conflicts(conn: Connection, area: str) -> int:
    """Fields that wait for a person: only rows that more than one laptop wrote can have any."""
    shared = (
        select(t.op.c.row)
        .where(t.op.c.area == area)
        .group_by(t.op.c.row)
        .having(func.count(t.op.c.device.distinct()) > 1)
    )
    rows = conn.execute(select(t.op).where(t.op.c.area == area, t.op.c.row.in_(shared))).all()
    by_row: dict[str, list[Op]] = defaultdict(list)
    for row in rows:
        op = wire.op_of(row.line.encode(), row.area, row.device, row.n, 1)
        if op:
            by_row[op.row].append(op)
    return sum(sum(not key.startswith("~") for key in conflicts(heads(ops))) for ops in by_row.values())
