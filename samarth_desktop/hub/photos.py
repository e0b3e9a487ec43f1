"""Photos and scans at the hub: files by area and SHA-256, taken in pieces, given out only to who has the area."""

import hashlib
import os
import re
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from samarth_desktop.hub import routes
from samarth_desktop.hub import tables as t
from samarth_desktop.hub.context import Hub
from samarth_desktop.hub.people import Refused
from samarth_desktop.i18n import T

MOST = 8 * 1024 * 1024
"""Bytes of one file; photos are made small when they are taken."""

router = APIRouter(prefix="/v1/photos")
_SHA = re.compile(r"[0-9a-f]{64}")
_AREA = re.compile(r"\d{1,2}(/\d{1,4})?")


def place(hub: Hub, area: str, sha256: str) -> Path:
    """Where a file lies. Both names come from outside: their shapes are checked, so no path can be built of them."""
    if not _SHA.fullmatch(sha256) or not _AREA.fullmatch(area):
        raise Refused(400, "name", T("The hub could not read what was sent."))
    return hub.folder / "photos" / area.replace("/", "-") / sha256[:2] / sha256


def _place(hub: Hub, request: Request, area: str, sha256: str) -> Path:
    path = place(hub, area, sha256)
    with hub.engine.begin() as conn:
        if not routes.signed_in(hub, conn, request).reads(area):
            raise Refused(403, "scope", T("This place is not among the areas of this laptop. The office can add it."))
    return path


def _held(path: Path) -> int:
    if path.exists():
        return path.stat().st_size
    part = path.with_suffix(".part")
    return part.stat().st_size if part.exists() else 0


@router.get("/{sha256}/held")
def held(request: Request, sha256: str, area: str) -> Response:
    """How many bytes the hub has."""
    path = _place(routes.hub_of(request), request, area, sha256)
    return Response(headers={"X-Offset": str(_held(path))})


@router.get("/{sha256}")
def give(request: Request, sha256: str, area: str) -> Response:
    """The file; a Range may ask for the rest of it."""
    path = _place(routes.hub_of(request), request, area, sha256)
    if not path.exists():
        raise Refused(404, "none", T("The hub does not have this photo yet."))
    return FileResponse(path, media_type="application/octet-stream", headers={"Cache-Control": "private, no-store"})


@router.put("/{sha256}")
async def take(request: Request, sha256: str, area: str) -> Response:
    """Takes bytes from X-Offset on. What arrived before a cut stays; whole and right, it becomes the file."""
    hub = routes.hub_of(request)
    path = await run_in_threadpool(_place, hub, request, area, sha256)
    offset, size = int(request.headers.get("x-offset", "0")), int(request.headers.get("x-size", "0"))
    if not 0 < size <= MOST:
        raise Refused(413, "long", T("The hub does not take so much at once."))
    if not hub.has_room():
        raise Refused(507, "full", T("The hub's disk is full. Your work stays here; sync again later."))
    if not path.exists() and offset == _held(path):
        await _append(request, path, size)
        if _held(path) == size:
            await run_in_threadpool(_finish, hub, path, area, sha256)
    return Response(headers={"X-Offset": str(_held(path))})


async def _append(request: Request, path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("ab") as out:
        try:
            async for piece in request.stream():
                if out.tell() + len(piece) > size:
                    raise Refused(413, "long", T("The hub does not take so much at once."))
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


def forget(hub: Hub, area: str, sha256: str) -> None:
    """Removes the file of an erased person."""
    path = place(hub, area, sha256)
    path.unlink(missing_ok=True)
    path.with_suffix(".part").unlink(missing_ok=True)


def missing(hub: Hub, area: str) -> list[str]:
    """Hashes that the table names and the folder lacks, for the office's check."""
    with hub.engine.connect() as conn:
        named = conn.execute(select(t.blob.c.sha256).where(t.blob.c.area == area)).scalars().all()
    return [sha256 for sha256 in named if not place(hub, area, sha256).exists()]
