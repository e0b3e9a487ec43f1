"""Packs from the hub whose signature is not right: each leaves places without content, stops nothing else, and is asked
for again once a day, until the office has set it right."""

import json
from collections.abc import Iterable, Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from samarth_desktop.domain.oplog.exchange import HUB, OpLog, SignedBatch
from samarth_desktop.i18n import N_
from samarth_desktop.sync import bundle, identity, wire
from samarth_desktop.sync.identity import Card
from samarth_desktop.sync.wire import Pack

SAID = N_("{count} changes came from the hub with a signature that is not right. They wait there; tell the office.")
DOUBTED = "sync.doubted"
"""Setting: by area, the feed number before the first such pack, and the day (since 1970, by the hub) it was asked."""
_DAY_MS = 86_400_000


def cards_of(said: Iterable[object], hub: Ed25519PublicKey) -> list[Card]:
    """The cards that prove something; one that does not only leaves its device unproven."""
    found = []
    for one in said:
        try:
            found.append(identity.read_card(one, hub))
        except wire.BadWire:
            continue
    return found


def deliveries(
    log: OpLog, packs: Sequence[Pack], cards: Mapping[str, Card], hub: Ed25519PublicKey
) -> tuple[list[SignedBatch], dict[str, int]]:
    """The packs as the log takes them; by area, how many operations are doubted and not held from somebody else."""
    held = log.streams()
    found: list[SignedBatch] = []
    doubted: dict[str, int] = {}
    for pack in packs:
        if bundle.genuine(pack, cards.get(pack.seal.device), hub):
            found.append(wire.delivery(pack))
        elif count := _lacking(log, pack, held.get(pack.seal.stream, 0)):
            found.append(SignedBatch(pack.seal, (None,) * len(pack.lines), pack.seq))
            doubted[pack.seal.area] = doubted.get(pack.seal.area, 0) + count
    return found, doubted


def _lacking(log: OpLog, pack: Pack, have: int) -> int:
    """How many of a pack's operations are not here, or only as places without content."""
    area, device, first, last = pack.seal[:4]
    kept = log.handed(area, device, first - 1, len(pack.lines)) if have >= first else ()
    numbered = ((n, op) for one in kept for n, op in enumerate(one.ops, start=one.seal.first))
    return max(0, last - max(first - 1, have)) + sum(op is None and first <= n <= last for n, op in numbered)


def note(log: OpLog, areas: Iterable[str], now_ms: int) -> None:
    """Notes, before they are taken in, that packs of these areas are doubted: from here on they are asked for again."""
    begun, kept = log.cursors(HUB), _kept(log)
    fresh = {area: (begun.get(area, 0), now_ms // _DAY_MS) for area in areas if area not in kept}
    if fresh:
        log.put({DOUBTED: json.dumps(kept | fresh)})


def ask_again(log: OpLog, now_ms: int) -> None:
    """Takes the feed back to before what was doubted on another day."""
    kept = _kept(log)
    due = {area: seq for area, (seq, day) in kept.items() if day != now_ms // _DAY_MS}
    if due:
        log.rewind(HUB, due)
        log.put({DOUBTED: json.dumps({area: one for area, one in kept.items() if area not in due})})


def _kept(log: OpLog) -> dict[str, tuple[int, int]]:
    return {area: (int(seq), int(day)) for area, (seq, day) in json.loads(log.get(DOUBTED) or "{}").items()}
