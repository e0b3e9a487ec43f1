"""Photos and scans on their way to the hub and back: by content, behind the records, resumable at any byte."""

import hashlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from samarth_desktop.domain.oplog.exchange import OpLog, Photo
from samarth_desktop.sync.hub_client import HubClient, Lost, Refusal

PIECE = 16 * 1024


def send(log: OpLog, hub_client: HubClient, tell: Callable[[int], object]) -> tuple[int, int]:
    """Sends what waits, oldest first; gives (sent, still waiting). A file that the hub will not take stays waiting
    and the next one goes."""
    sent, kept = 0, 0
    while waiting := log.photos(kept + 1)[kept:]:
        photo = waiting[0]
        if hub_client.stop.is_set():
            break
        if _send_one(hub_client, photo, perhaps_begun=not (sent or kept)):
            log.photo_sent(photo.area, photo.sha256)
            sent += 1
            tell(sent)
        else:
            kept += 1
    return sent, len(log.photos(1_000_000))


def _send_one(hub_client: HubClient, photo: Photo, *, perhaps_begun: bool) -> bool:
    """Sends a file. What the hub has of it is asked only after a cut, in this round or at the end of the last."""
    path = f"/v1/photos/{photo.sha256}?area={photo.area}"
    offset = 0
    while True:
        try:
            if perhaps_begun:
                offset = int(
                    hub_client.once("GET", f"/v1/photos/{photo.sha256}/held?area={photo.area}").headers["x-offset"]
                )
            while offset < photo.size:
                answer = hub_client.once(
                    "PUT",
                    path,
                    content=_from(photo, offset),
                    headers={"X-Offset": str(offset), "X-Size": str(photo.size)},
                )
                offset = int(answer.headers["x-offset"])
            return True
        except Lost:
            perhaps_begun = True
            hub_client.rest()
        except Refusal as no:
            if no.reason in ("epoch", "token", "revoked"):
                raise
            return False


def _from(photo: Photo, offset: int) -> Iterator[bytes]:
    with photo.open() as file:
        file.seek(offset)
        yield from _pieces(file)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def fetch(hub_client: HubClient, area: str, sha256: str) -> bytes | None:
    """Another laptop's photo, when it is opened or printed; None when the hub does not hold it yet."""
    got = bytearray()
    while True:
        try:
            size = int(hub_client.once("GET", f"/v1/photos/{sha256}/held?area={area}").headers["x-size"])
            break
        except Lost:
            hub_client.rest()
    if size:
        hub_client.download(f"/v1/photos/{sha256}?area={area}", got, 0, size)
    return bytes(got) if size and hashlib.sha256(got).hexdigest() == sha256 else None
