"""Photos and scans at the hub: files by area and SHA-256, taken in pieces, given out only to who has the area."""

import hashlib
import os
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy.dialects.postgresql import insert
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from samarth_desktop.hub import routes
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.auth import authorization
from samarth_desktop.hub.auth.auth import Refused
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.files import files
from samarth_desktop.hub.web.guard import FULL, TOO_LONG
from samarth_desktop.i18n import T

MOST_ASKED = 1000
"""Of so many files a laptop may ask at once what is here."""

router = APIRouter(prefix="/v1/photos")


def _place(hub: Hub, request: Request, area: str, sha256: str, *, sending: bool = True) -> Path:
    path = files.place(hub, area, sha256)
    with hub.engine.begin() as conn:
        device = routes.signed_in(hub, conn, request)
        may = device.writes(area) or authorization.is_guest(conn, device, area) if sending else device.reads(area)
        if not may:
            raise Refused(403, "scope", T("This place is not among the areas of this laptop. The office can add it."))
    return path


@router.post("/held")
async def held_of_many(request: Request) -> Response:
    """What the hub has of files that a laptop is about to send: how many bytes, and whether whole."""
    return await routes.answer(request, _held_of_many)


def _held_of_many(hub: Hub, body: bytes, request: Request) -> Response:
    asked = [(str(area), str(sha256)) for area, sha256 in routes.heard(request, body).get("photos", ())[:MOST_ASKED]]
    with hub.engine.begin() as conn:
        device = routes.signed_in(hub, conn, request)
        open_to = {
            area
            for area in {area for area, _ in asked}
            if device.writes(area) or authorization.is_guest(conn, device, area)
        }
    places = [(area, sha256, files.place(hub, area, sha256)) for area, sha256 in asked if area in open_to]
    found = [[area, sha256, size, path.exists()] for area, sha256, path in places if (size := files.held(path))]
    return routes.framed({"held": found})


@router.get("/{sha256}/held")
def held(request: Request, sha256: str, area: str) -> Response:
    """How many bytes the hub has, and the size of the whole file once it is whole."""
    path = _place(routes.hub_of(request), request, area, sha256)
    size = path.stat().st_size if path.exists() else 0
    return Response(headers={"X-Offset": str(files.held(path)), "X-Size": str(size)})


@router.get("/{sha256}")
def give(request: Request, sha256: str, area: str) -> Response:
    """The file; a Range may ask for the rest of it."""
    path = _place(routes.hub_of(request), request, area, sha256, sending=False)
    if not path.exists():
        raise Refused(404, "none", T("The hub does not have this photo yet."))
    return FileResponse(path, media_type="application/octet-stream", headers={"Cache-Control": "private, no-store"})


@router.put("/{sha256}")
async def take(request: Request, sha256: str, area: str) -> Response:
    """Takes bytes from X-Offset on. What arrived before a cut stays; whole and right, it becomes the file."""
    hub = routes.hub_of(request)
    path = await run_in_threadpool(_place, hub, request, area, sha256)
    offset, size = (_number(request.headers.get(name, "0")) for name in ("x-offset", "x-size"))
    if not 0 < size <= files.MOST:
        raise TOO_LONG
    if not hub.has_room():
        raise FULL
    if not path.exists() and offset == files.held(path):
        await _append(request, path, size)
        if files.held(path) == size:
            await run_in_threadpool(_finish, hub, path, area, sha256)
    return Response(headers={"X-Offset": str(files.held(path))})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1


async def _append(request: Request, path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("ab") as out:
        try:
            async for piece in request.stream():
                if out.tell() + len(piece) > size:
                    raise TOO_LONG
                out.write(piece)
        except ClientDisconnect:
            return
        finally:
            out.flush()
            os.fsync(out.fileno())


def _finish(hub: Hub, path: Path, area: str, sha256: str) -> None:
    part = path.with_suffix(".part")
    if hashlib.sha256(part.read_bytes()).hexdigest() != sha256:
        part.unlink()  # another content under this name, or pieces of two laptops mixed: from the beginning
        raise Refused(409, "hash", T("The photo arrived damaged and is sent again."))
    part.replace(path)
    with hub.engine.begin() as conn:
        values = {"area": area, "sha256": sha256, "size": path.stat().st_size}
        conn.execute(insert(t.blob).values(values).on_conflict_do_nothing())
