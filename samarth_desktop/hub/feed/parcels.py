"""Parcels at the hub: from a stick at the office, or carried unopened by a laptop that is on-line."""

import os
import secrets
import struct
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlalchemy.dialects.postgresql import insert
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from samarth_desktop.domain.oplog.exchange import HUB
from samarth_desktop.errors import KnownError
from samarth_desktop.hub import routes
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import admission, auth, authorization
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.feed import feed
from samarth_desktop.hub.files import files
from samarth_desktop.hub.web.guard import FULL
from samarth_desktop.i18n import T
from samarth_desktop.sync import bundle, wire

router = APIRouter(prefix="/v1/parcels")


def take(hub: Hub, path: Path) -> dict[str, Any]:
    """Takes in a parcel sealed for the hub; gives counts. A second reading changes nothing. Raises KnownError."""
    head, card = bundle.look(path, hub.keys.sign.public_key())
    if head.whom != HUB:
        raise bundle.ForAnother(head.whom)
    with hub.engine.begin() as conn:
        admission.recognise(conn, hub.keys, card.said)
        via = auth.device(conn, card.device)
    if via is None or via.revoked:
        raise KnownError(T("The laptop that wrote this was shut out by the office."))
    if via.waits:
        raise KnownError(T("The hub was restored from a backup. The office must let this laptop in again."))
    counts = {"taken": 0, "refused": 0, "photos": 0}
    photos = _Photos(hub, via)
    try:
        for kind, content in bundle.pieces(path, hub.keys.box):
            if kind == bundle.FRAME:
                _take_frame(hub, via, content, counts)
            elif kind == bundle.PHOTO:
                counts["photos"] += photos.keep(*bundle.open_photo(content))
    except (wire.BadWire, ValueError, LookupError, TypeError, struct.error) as wrong:
        raise KnownError(bundle.DAMAGED) from wrong
    return counts


def _take_frame(hub: Hub, via: auth.Device, content: bytes, counts: dict[str, int]) -> None:
    """Takes the packs of a frame, each for itself: what cannot be taken stops nothing that follows."""
    message, packs = wire.read_packs(wire.open_frame(content))
    with hub.engine.begin() as conn:
        for said in message.get("cards", ()):
            admission.recognise(conn, hub.keys, said)
        for said in message.get("heirs", ())[: routes.MOST_HEIRS]:
            admission.take_heir(conn, hub.keys, said)
    for pack in packs:
        try:
            receipt = feed.take(hub.engine, hub.keys, pack, via)
        except feed.Untaken:
            counts["refused"] += len(pack.lines)
            continue
        files.forget(hub, receipt.gone)
        here = max(0, min(receipt.have, pack.seal.last) - pack.seal.first + 1)
        counts["taken"] += here
        counts["refused"] += len(receipt.refused) + len(pack.lines) - here


class _Photos:
    """Keeps the photos of a parcel; whether its writer may put some into an area is asked once for each."""

    def __init__(self, hub: Hub, via: auth.Device) -> None:
        self._hub, self._via = hub, via
        self._open: dict[str, bool] = {}

    def keep(self, area: str, sha256: str, photo: bytes) -> int:
        """Puts a photo on the disk, whole or not at all; gives how many were kept: one that is there counts, too."""
        if len(photo) > files.MOST or not self._may(area):
            return 0
        path = files.place(self._hub, area, sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}.part")
            with part.open("wb") as out:
                out.write(photo)
                out.flush()
                os.fsync(out.fileno())  # the laptop lets go of what is said to be here
            part.replace(path)
            with self._hub.engine.begin() as conn:
                there = insert(t.blob).values(area=area, sha256=sha256, size=len(photo))
                conn.execute(there.on_conflict_do_nothing())
        return 1

    def _may(self, area: str) -> bool:
        if area not in self._open:
            with self._hub.engine.connect() as conn:
                self._open[area] = self._via.writes(area) or authorization.is_guest(conn, self._via, area)
        return self._open[area]


@router.post("")
async def carried(request: Request) -> Response:
    """A parcel that a laptop found on a stick. Only that a known laptop brings it is asked: it is signed and sealed."""
    hub = routes.hub_of(request)
    await run_in_threadpool(routes.admitted, request)
    if not hub.has_room():
        raise FULL
    path = hub.folder / "parcels" / secrets.token_hex(8)
    try:
        with path.open("wb") as out:
            async for piece in request.stream():
                out.write(piece)
        return routes.framed(await run_in_threadpool(take, hub, path))
    except ClientDisconnect:
        return Response(status_code=400)
    except KnownError as wrong:
        raise Refused(422, "parcel", wrong.text) from wrong
    finally:
        path.unlink(missing_ok=True)
