"""The first sync of an area: the frames of the hub's nightly file, then the feed goes on from there.

Frames go straight into the encrypted log, checked by hash; nothing of the file stays on the laptop's disk.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from samarth_desktop.domain.oplog.exchange import HUB, OpLog, covers
from samarth_desktop.sync import doubted, wire
from samarth_desktop.sync.hub_client import HubClient, Lost, Refusal
from samarth_desktop.sync.identity import Card, Identity
from samarth_desktop.sync.wire import Pack

WORTH = 500
"""Operations behind the file's end above which its frames are taken before the feed."""

TakeIn = Callable[[Sequence[Pack], Sequence[Card], Mapping[str, int]], object]


def first(log: OpLog, hub_client: HubClient, me: Identity, take_in: TakeIn) -> None:
    """Takes in what the files of our areas have beyond our cursors, frame by frame."""
    begun = log.cursors(HUB)
    if all(any(covers([grant], area) for area in begun) for grant in me.areas):
        return  # the feed alone is quicker than asking
    for file in wire.hear(_get(hub_client, "/v1/snapshots"))["files"]:
        area, seq = str(file["area"]), int(file["seq"])
        for place in file["index"]:
            if log.cursors(HUB).get(area, 0) + WORTH > seq:
                break
            if int(place[3]) > log.cursors(HUB).get(area, 0) and not _frame(hub_client, me, file, place, take_in):
                return  # replaced under our hands: the next round takes the new one


def _frame(hub_client: HubClient, me: Identity, file: Mapping[str, Any], place: Sequence[Any], take_in: TakeIn) -> bool:
    offset, length, digest, seq = place
    got = bytearray()
    try:
        hub_client.download(f"/v1/snapshots/{file['sha256']}?area={file['area']}", got, offset, length)
    except Refusal as no:
        if no.status == 404:
            return False
        raise
    if hashlib.sha256(got).hexdigest() != digest:
        return False
    message, packs = wire.read_packs(wire.open_frame(bytes(got)))
    cards = doubted.cards_of(message["cards"], me.hub_key())
    take_in(packs, cards, {str(file["area"]): int(seq)})
    return True


def _get(hub_client: HubClient, path: str) -> bytes:
    while True:
        try:
            return hub_client.once("GET", path).content
        except Lost:
            hub_client.rest()
