"""Photos and scans on their way to the hub and back: by content, behind the records, resumable at any byte."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from typing import BinaryIO, NamedTuple

from samarth_desktop.domain.oplog.exchange import OpLog, Photo
from samarth_desktop.errors import KnownError
from samarth_desktop.sync import wire
from samarth_desktop.sync.hub_client import HubClient, Lost, Refusal

PIECE = 16 * 1024
ASKED = 200
"""Of so many files the hub is asked at once what it has of them."""
Name = tuple[str, str]
"""(area, SHA-256)."""
_ENDS = ("epoch", "token", "revoked")


class Held(NamedTuple):
    """How many bytes of a file the hub has, and whether it knows them to be all of it."""

    size: int
    whole: bool


NOTHING = Held(0, False)


def send(log: OpLog, hub_client: HubClient, tell: Callable[[int], object]) -> tuple[int, int]:
    """Sends what waits; gives (sent, still waiting). What the hub has already, from a stick or from a round that was
    cut, does not go again. A file that the hub will not take, or that cannot be read here, stays waiting and the next
    one goes."""
    sent, kept = 0, set[Name]()
    while waiting := [one for one in log.photos(len(kept) + ASKED) if _name(one) not in kept]:
        held = _held(hub_client, waiting)
        there = {_name(one) for one in waiting if held.get(_name(one), NOTHING).whole}
        if there:
            log.photos_sent(there)
        for photo in waiting:
            if hub_client.stop.is_set():
                return sent, len(log.photos(1_000_000))
            if _name(photo) in there:
                continue
            if _send_one(hub_client, photo, held.get(_name(photo), NOTHING).size):
                log.photos_sent([_name(photo)])
                sent += 1
                tell(sent)
            else:
                kept.add(_name(photo))
    return sent, len(log.photos(1_000_000))


def _name(photo: Photo) -> Name:
    return photo.area, photo.sha256


def _held(hub_client: HubClient, photos: Collection[Photo]) -> dict[Name, Held]:
    """What the hub has of these; of those that are not named it has nothing."""
    question = wire.say({"photos": [list(_name(one)) for one in photos]})
    try:
        answer = wire.hear(hub_client.call("/v1/photos/held", question))
    except Refusal as no:
        if no.reason in _ENDS:
            raise
        return {}  # a hub of before: a file that it has some of tells so when it is sent
    return {(str(area), str(sha256)): Held(int(size), bool(whole)) for area, sha256, size, whole in answer["held"]}


def _send_one(hub_client: HubClient, photo: Photo, offset: int) -> bool:
    """Sends a file from a byte on. After a cut the hub is asked how far it came."""
    path = f"/v1/photos/{photo.sha256}?area={photo.area}"
    content = readable(photo)
    if content is None:
        return False
    cut = False
    while True:
        try:
            if cut:
                said = hub_client.once("GET", f"/v1/photos/{photo.sha256}/held?area={photo.area}").headers
                if int(said["x-size"]):
                    return True
                offset = int(said["x-offset"])
            while True:  # once also where all bytes are there: the hub has not looked at them yet
                answer = hub_client.once(
                    "PUT",
                    path,
                    content=_pieces(content, offset),
                    headers={"X-Offset": str(offset), "X-Size": str(photo.size)},
                )
                offset = int(answer.headers["x-offset"])
                if offset >= photo.size:
                    return True
        except Lost:
            cut = True
            hub_client.rest()
        except Refusal as no:
            if no.reason in _ENDS:
                raise
            return False


def readable(photo: Photo) -> BinaryIO | None:
    """The file, opened; None where it is damaged here: it keeps back no other."""
    try:
        return photo.open()
    except KnownError:
        return None


def _pieces(file: BinaryIO, offset: int) -> Iterator[bytes]:
    file.seek(offset)
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
