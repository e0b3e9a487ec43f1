"""What the hub answers to a greeting: how far it holds a laptop's streams, area by area.

An area whose machine does not answer is left out, and the laptop goes on with the others.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.oplog.exchange import REFERENCE, is_area
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.auth.auth import Device
from samarth_desktop.hub.feed import feed, machines, oplog, quarantine

MOST_COMPARED = 500
"""Streams of earlier codes that are compared at once; a laptop has a handful."""
_MOST_WAITING, _MOST_SCHEMA = 2**31 - 1, 9999

log = logging.getLogger("samarth.hub")


def note(engine: Engine, device: Device, asked: Mapping[str, Any]) -> None:
    """Notes that a laptop was heard from, for the office's list; in its first area, so that nothing else waits."""
    values = {
        "synced": auth.now(),
        "waiting": max(0, min(int(asked.get("waiting", 0)), _MOST_WAITING)),
        "schema": max(0, min(int(asked.get("schema", 0)), _MOST_SCHEMA)),
    }
    area = (*device.areas, REFERENCE)[0]
    add = insert(t.heard).values(area=area, device=device.code, **values)
    try:
        with machines.of_area(engine, area), engine.begin() as conn:
            conn.execute(add.on_conflict_do_update(index_elements=["area", "device"], set_=values))
    except oplog.PASSING as away:
        log.warning(json.dumps({"not_noted": type(away).__name__}))


def held(
    engine: Engine, device: Device, streams: Sequence[tuple[str, str]], asked: Mapping[str, Any], since: int
) -> dict[str, Any]:
    """``have`` of the streams that a laptop may ask about, ``ends`` of its own, ``holes`` in what it wrote, ``lines``
    of what it wrote under earlier codes; ``away`` are the areas that do not answer."""
    by_area: dict[str, set[str]] = defaultdict(set)
    for area, code in streams:
        if is_area(area) and _may_ask(device, area, code):
            by_area[area].add(code)
    found: dict[str, Any] = {"have": [], "ends": {}, "holes": [], "lines": [], "away": []}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        for area, codes in sorted(by_area.items()):
            try:
                with machines.of_area(engine, area):
                    _of_area(conn, device, area, codes, since, found)
            except oplog.PASSING:
                found["away"].append(area)
        found["lines"] = lines(conn, device, asked)
    found["holes"] = sorted(found["holes"], key=lambda one: one[-1])[: quarantine.MOST_TOLD]
    return found


def _of_area(conn: Connection, device: Device, area: str, codes: set[str], since: int, found: dict[str, Any]) -> None:
    found["have"] += feed.have(conn, area, codes)
    if device.code in codes and (end := feed.end(conn, area, device.code)):
        found["ends"][area] = end
    if codes & device.writer.codes:
        found["holes"] += quarantine.holes(conn, area, device.writer.codes, since)


def _may_ask(device: Device, area: str, code: str) -> bool:
    return code in device.writer.codes or device.writes(area) or device.reads(area)


def lines(conn: Connection, device: Device, asked: Mapping[str, Any]) -> list[list[Any]]:
    """What the hub holds of what this laptop says it wrote under earlier codes."""
    wanted = [(str(area), str(code), int(n)) for area, code, n in asked.get("compare", ())]
    mine = [one for one in wanted if device.writes(one[0]) or device.reads(one[0])]
    return feed.lines_at(conn, mine[:MOST_COMPARED])
