"""An area's log as one file for a first sync: frames of the ordinary wire, each with its place and hash.

A laptop takes frame by frame into its encrypted log and keeps no copy of the file; its feed cursor says which frame
comes next, so a first sync goes on after any cut, even with the file of the next night.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.postgresql import insert

from samarth_desktop.domain.oplog.exchange import REFERENCE
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import routes
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import auth
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import feed, machines, oplog
from samarth_desktop.i18n import T
from samarth_desktop.sync import wire

FRAME_BYTES = 1024 * 1024
"""Content of a frame; some 100 KB on the line."""

router = APIRouter(prefix="/v1/snapshots")


def write_all(hub: Hub) -> list[dict[str, Any]]:
    """Writes the file of every area and takes away those of the night before; gives area, size, hash, number.
    Raises KnownError, and takes none away, where a machine of the hub did not answer; others' files are new."""
    folder = hub.folder / "snapshots"
    before = set(folder.iterdir())
    with hub.engine.connect() as conn:
        areas = conn.execute(select(t.known_area.c.area).where(t.known_area.c.area != REFERENCE)).scalars().all()
    made, away = [], []
    for area in sorted(areas):
        try:
            with machines.of_area(hub.engine, area):
                made.append(_write(hub, folder, area))
        except oplog.PASSING as wrong:
            if not machines.is_down(wrong):
                raise
            away.append(area)
    if away:
        raise KnownError(
            T(
                "A machine of the hub does not answer; these areas keep their old files: {areas}. Run it again later.",
                areas=", ".join(away),
            )
        )
    for old in before - {folder / one["sha256"] for one in made}:
        old.unlink(missing_ok=True)
    return made


def _write(hub: Hub, folder: Path, area: str) -> dict[str, Any]:
    part, whole, index, size, seq = folder / f"{os.getpid()}.part", hashlib.sha256(), [], 0, 0
    with hub.engine.connect().execution_options(isolation_level="REPEATABLE READ") as conn, part.open("wb") as out:
        for frame, seq in _frames(hub, conn, area):
            index.append([size, len(frame), hashlib.sha256(frame).hexdigest(), seq])
            out.write(frame)
            whole.update(frame)
            size += len(frame)
    name = whole.hexdigest()
    part.replace(folder / name)
    values = {"sha256": name, "size": size, "seq": seq, "index": index}
    with hub.engine.begin() as conn:
        add = insert(t.snapshot).values(area=area, **values)
        conn.execute(add.on_conflict_do_update(index_elements=["area"], set_={**values, "at": auth.now()}))
    return {"area": area, "sha256": name, "size": size, "seq": seq, "frames": len(index)}


def _frames(hub: Hub, conn: Connection, area: str) -> Iterator[tuple[bytes, int]]:
    newest = max(wire.dictionaries(), default=0)
    seq, more = 0, True
    while more:
        packs, seq, more = feed.packs_after(conn, area, seq, "", FRAME_BYTES)
        if packs:
            cards = auth.cards(conn, hub.keys, {pack.seal.device for pack in packs})
            yield wire.pack_frame(wire.write_packs(packs, {"cards": cards}), newest), seq


def forget(conn: Connection, area: str) -> None:
    """After an erasure: the file still holds the person, so it is given to nobody any more."""
    conn.execute(delete(t.snapshot).where(t.snapshot.c.area == area))


@router.get("")
def offered(request: Request) -> Response:
    """The files of the device's areas: hash, number and the places of their frames."""
    hub = routes.hub_of(request)
    with hub.engine.begin() as conn:
        device = routes.signed_in(hub, conn, request)
        areas = feed.areas_of(conn, device)
    rows = machines.of_areas(hub.engine, areas, _files)
    keys = ("area", "sha256", "seq", "index")
    return routes.framed({"files": [{key: getattr(row, key) for key in keys} for row in rows]})


def _files(conn: Connection, areas: Sequence[str]) -> Sequence[Row[Any]]:
    return conn.execute(select(t.snapshot).where(t.snapshot.c.area.in_(areas))).all()


@router.get("/{sha256}")
def give(request: Request, sha256: str, area: str) -> Response:
    """A file; a Range asks for one frame of it."""
    hub = routes.hub_of(request)
    with hub.engine.begin() as conn:
        device = routes.signed_in(hub, conn, request)
        row = conn.execute(select(t.snapshot).where(t.snapshot.c.area == area, t.snapshot.c.sha256 == sha256)).first()
    if row is None or not device.reads(area):
        raise Refused(404, "none", T("The hub has a newer file. Sync again."))
    return FileResponse(hub.folder / "snapshots" / row.sha256, media_type="application/octet-stream")
