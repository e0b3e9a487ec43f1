"""How an office's areas and laptops stand: counts, last sync, conflicts, what was kept aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from samarth_desktop.domain.oplog.exchange import covers
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import admission
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.read_model import lists
from samarth_desktop.i18n import N_, Text
from samarth_desktop.kinds.registry import COUNTED

MOST_ASIDE = 300
_WHY = {
    "revoked": N_("The laptop that wrote this was shut out by the office."),
    "clash": N_("Two laptops used the same device code."),
}


@dataclass(frozen=True)
class Overview:
    """Rows of the office page, areas and devices that it may see."""

    areas: list[dict[str, Any]]
    devices: list[dict[str, Any]]


def of(hub: Hub, grants: Sequence[str]) -> Overview:
    """What an officer of these areas sees."""
    with hub.engine.connect() as conn:
        areas = _areas(conn, lists.areas_of(conn, grants))
    return Overview(areas, of_laptops(hub, grants))


def of_laptops(hub: Hub, grants: Sequence[str]) -> list[dict[str, Any]]:
    """The laptops that work in one of these areas, a line each."""
    with hub.engine.connect() as conn:
        shown = [one for one in admission.devices(conn) if any(covers(grants, area) for area in one["areas"])]
    for one in shown:
        one["chain"] = ", ".join(one["chain"])
        silent = lists.is_silent(one["synced"], one["enrolled"])
        one["state"] = "revoked" if one["revoked"] else "waits" if one["waits"] else "silent" if silent else "active"
    return shown


def decides(grants: Sequence[str], laptop: Mapping[str, Any]) -> bool:
    """Whether an officer of these areas may shut this laptop out: all that it works in is hers."""
    return bool(laptop["areas"]) and all(covers(grants, area) for area in laptop["areas"])


def decided(hub: Hub, grants: Sequence[str], code: str) -> dict[str, Any] | None:
    """The line of a laptop on which an officer of these areas decides; None for any other."""
    return next((one for one in of_laptops(hub, grants) if one["code"] == code and decides(grants, one)), None)


def _areas(conn: Connection, areas: Sequence[str]) -> list[dict[str, Any]]:
    counts = lists.counts(conn, areas)
    waiting = dict(conn.execute(select(t.folded.c.area, t.folded.c.conflicts).where(t.folded.c.area.in_(areas))).all())
    more = {name: _of_area(conn, table, areas) for name, table in (("photos", t.blob), ("aside", t.quarantine))}
    return [
        {"area": area, **{kind: counts[area].get(kind, 0) for kind in COUNTED}, "conflicts": int(waiting[area])}
        | {name: found.get(area, 0) for name, found in more.items()}
        for area in areas
    ]


def _of_area(conn: Connection, table: Any, areas: Sequence[str]) -> dict[str, int]:
    rows = conn.execute(select(table.c.area, func.count()).where(table.c.area.in_(areas)).group_by(table.c.area)).all()
    return {str(area): int(count) for area, count in rows}


def kept_aside(hub: Hub, grants: Sequence[str]) -> list[dict[str, Any]]:
    """The newest of what was not taken in, of these areas: when, whose, which row, the sentence why."""
    kept = t.quarantine.c
    newest = select(kept.at, kept.device, kept.area, kept.row, kept.reason, t.device.c.person).order_by(kept.at.desc())
    with hub.engine.connect() as conn:
        rows = conn.execute(newest.join(t.device, t.device.c.code == kept.device, isouter=True)).fetchmany(
            20 * MOST_ASIDE
        )
    return [
        {"at": row.at, "device": row.device, "person": row.person or "", "area": row.area, "row": row.row}
        | {"why": Text(_WHY.get(row.reason, row.reason))}
        for row in rows
        if covers(grants, row.area)
    ][:MOST_ASIDE]
