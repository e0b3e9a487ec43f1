"""The same operations on a stick: sealed for the hub or one laptop, signed, safe to read twice.

A parcel is a head line that anybody may read (for whom, from whom), a content key sealed to the reader's X25519 key,
then pieces encrypted with that key, each bound to its place, and the writer's signature over everything. Inside are
frames of the ordinary wire and photos. A parcel for the hub that another laptop finds is carried there unopened.
"""

import base64
import hashlib
import itertools
import json
import os
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from samarth_desktop import paths
from samarth_desktop.domain.oplog.exchange import HUB, REFERENCE, OpLog, covers, unsent
from samarth_desktop.domain.oplog.op import SCHEMA, Version
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.sync import arrival, identity, wire
from samarth_desktop.sync import photos as files
from samarth_desktop.sync.identity import Card, Identity
from samarth_desktop.sync.wire import BadWire, Pack

MAGIC = b"SAMARTH-PARCEL-1\n"
FRAME, PHOTO = b"F", b"P"
MOST_PIECE = wire.MAX_FRAME
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
_SIGN = b"samarth-parcel-1\n"
_END = 0xFFFFFFFF
DAMAGED = T("This parcel is damaged or not from this programme. Write it again.")


def seal_for(key: bytes, content: bytes, about: bytes) -> bytes:
    """Content that only the holder of an X25519 key can read; `about` is bound to it in the open."""
    return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(key), about)


def unseal(key: X25519PrivateKey, content: bytes, about: bytes) -> bytes:
    """The content; raises BadWire when it was not sealed for this key or was changed."""
    try:
        return _SUITE.decrypt(content, key, about)
    except (InvalidTag, ValueError) as wrong:
        raise BadWire("seal") from wrong


@dataclass(frozen=True)
class Head:
    """What stands on the outside: for whom, from which device, its card, and the sealed key."""

    whom: str
    device: str
    card: Sequence[str]
    key: bytes


def write(path: Path, whom: str, box: bytes, me: Identity, pieces: Iterable[tuple[bytes, bytes]]) -> None:
    """Writes a parcel beside its place and moves it there when whole. `pieces` are (kind, content)."""
    secret = secrets.token_bytes(32)
    about = {"for": whom, "from": me.device, "card": list(me.card)}
    sealed = base64.b64encode(seal_for(box, secret, MAGIC + whom.encode())).decode()
    head = json.dumps({**about, "key": sealed}, separators=(",", ":")).encode()
    cipher, digest = ChaCha20Poly1305(secret), hashlib.sha256()
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:

            def put(raw: bytes) -> None:
                digest.update(raw)
                out.write(raw)

            put(MAGIC + struct.pack(">I", len(head)) + head)
            count = 0
            for count, (kind, content) in enumerate(pieces, start=1):
                locked = cipher.encrypt(struct.pack(">4xQ", count), kind + content, head)
                put(struct.pack(">I", len(locked)) + locked)
            put(struct.pack(">I", _END))
            out.write(me.key.sign(_SIGN + digest.digest()))
            out.flush()
            os.fsync(out.fileno())
        paths.put_in_place(part, path)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        raise KnownError(T("The parcel could not be written. Is the stick full or write-protected?")) from wrong


def look(path: Path, hub: Ed25519PublicKey) -> tuple[Head, Card]:
    """Reads the outside and checks the signature over the whole file: a cut or changed parcel is refused before
    anything is taken from it. Raises KnownError."""
    try:
        with path.open("rb") as file:
            head = _head(file)
            card = identity.read_card(head.card, hub)
            _check_signature(path, card.key)
    except OSError as wrong:
        raise KnownError(T("The file cannot be read. Put the stick in again.")) from wrong
    except (BadWire, InvalidSignature, ValueError, KeyError, TypeError, RecursionError, struct.error) as wrong:
        raise KnownError(DAMAGED) from wrong
    return head, card


def _head(file: BinaryIO) -> Head:
    if file.read(len(MAGIC)) != MAGIC:
        raise BadWire("no parcel")
    (length,) = struct.unpack(">I", file.read(4))
    if length > wire.MAX_LINE:
        raise BadWire("head too long")
    value = json.loads(file.read(length))
    return Head(str(value["for"]), str(value["from"]), value["card"], base64.b64decode(value["key"]))


def _check_signature(path: Path, key: Ed25519PublicKey) -> None:
    digest, left = hashlib.sha256(), path.stat().st_size - 64
    with path.open("rb") as file:
        while left > 0 and (piece := file.read(min(left, 1 << 20))):
            digest.update(piece)
            left -= len(piece)
        key.verify(file.read(64), _SIGN + digest.digest())


def pieces(path: Path, box: X25519PrivateKey) -> Iterator[tuple[bytes, bytes]]:
    """The (kind, content) of a parcel that :func:`look` found whole. Raises BadWire when it is not for this key."""
    with path.open("rb") as file:
        head = _head(file)
        file.seek(len(MAGIC))
        (length,) = struct.unpack(">I", file.read(4))
        raw = file.read(length)
        cipher = ChaCha20Poly1305(unseal(box, head.key, MAGIC + head.whom.encode()))
        count = 0
        while (size := struct.unpack(">I", file.read(4))[0]) != _END:
            count += 1
            if size > MOST_PIECE:
                raise BadWire("piece too long")
            try:
                opened = cipher.decrypt(struct.pack(">4xQ", count), file.read(size), raw)
            except InvalidTag as wrong:
                raise BadWire("piece") from wrong
            yield opened[:1], opened[1:]


# What a laptop puts in and takes out


@dataclass(frozen=True)
class Transferred:
    """What went out to a stick or a neighbour, or came from one; `came` is what a neighbour gave in return, `refused`
    what was not taken in of it, `ahead_ms` by how much this laptop's clock is ahead of the neighbour's, None where that
    is not known."""

    operations: int = 0
    photos: int = 0
    came: int = 0
    refused: int = 0
    ahead_ms: int | None = None


def gather(log: OpLog, me: Identity, peer: str) -> Iterator[tuple[bytes, bytes]]:
    """All that `peer` is not known to hold: operations with the cards of their writers, then photos."""
    for packs in packs_for(log, me, peer):
        message = vouched(log, me, packs, own=True)
        yield FRAME, wire.pack_frame(wire.write_packs(packs, message), max(wire.dictionaries(), default=0))
    for photo in log.photos(1_000_000) if peer == HUB else ():
        content = files.readable(photo)
        if content is not None:
            about = json.dumps([photo.area, photo.sha256]).encode()
            yield PHOTO, struct.pack(">H", len(about)) + about + content.read()


def packs_for(log: OpLog, me: Identity, peer: str, room: int = 250) -> Iterator[list[Pack]]:
    """Packs of the streams of which `peer` lacks the end, in portions of about `room` operations."""
    for (area, device), known, last in unsent(log, peer):
        after = known
        while after < last:
            packs = packs_after(log, me, (area, device), after, room)
            if not packs:
                break
            yield packs
            after = packs[-1].seal.last


def packs_after(log: OpLog, me: Identity, stream: tuple[str, str], after: int, room: int) -> list[Pack]:
    """The next packs of a stream: our own signed now, also those under an earlier code whose key we kept; another
    device's as they came. A pack of hers in which an erasure has blanked something here no longer fits its signature;
    it and what follows wait for herself or the hub.
    """
    area, device = stream
    key = identity.key_of(log, me, device)
    if key and device in (me.device, log.device()):
        return _signed_now(log, key, stream, after, room)
    packs = [wire.repack(handed) for handed in log.handed(area, device, after, max(1, room // 100))]
    hub = me.hub_key()
    card = identity.card_of(log, device, hub) if packs else None
    fine = list(itertools.takewhile(lambda pack: genuine(pack, card, hub), packs))
    if key is None or (fine and fine[0].seal.first <= after + 1):
        return fine
    until = fine[0].seal.first - 1 if fine else after + room
    return _signed_now(log, key, stream, after, min(room, until - after))


def _signed_now(log: OpLog, key: Ed25519PrivateKey, stream: tuple[str, str], after: int, room: int) -> list[Pack]:
    area, device = stream
    return [wire.sign(run, device, key) for run in wire.runs(wire.fitting(log.own(area, after, room, device)))]


def genuine(pack: Pack, card: Card | None, hub: Ed25519PublicKey) -> bool:
    """Whether a pack is signed by whom its area allows."""
    key = identity.signer_of(pack, card, hub)
    return key is not None and wire.genuine(pack, key)


def vouched(log: OpLog, me: Identity, packs: Sequence[Pack], *, own: bool) -> dict[str, Any]:
    """What proves who wrote these packs: ``cards`` of the devices that the hub vouches for, with our `own` where the
    reader may not have it, and ``heirs`` of such (apart, because earlier programs know no heirs). And the ``schema`` of
    the program that says it."""
    writers = sorted({pack.seal.device for pack in packs} - {me.device, log.device()})
    found = [identity.card_of(log, device, me.hub_key()) for device in writers]
    heir = identity.heir_of(log, me)
    return {
        "schema": SCHEMA,
        "cards": [*([me.card] if own else []), *(card.said for card in found if card and not card.is_heir)],
        "heirs": [*([heir] if heir else []), *(card.said for card in found if card and card.is_heir)],
    }


def cards_in(message: Mapping[str, Any], hub: Ed25519PublicKey) -> dict[str, Card]:
    """The cards and heirs of a message, by device. Raises BadWire for one that is not the hub's."""
    said = [*message.get("heirs", ()), *message.get("cards", ())]
    return {card.device: card for card in (identity.read_card(one, hub) for one in said)}


class Arrived(NamedTuple):
    """What came of packs: how many operations were new, and which were refused, with the reason."""

    new: int
    refused: Mapping[Version, Text]


def take_in(log: OpLog, me: Identity, peer: str, frame: bytes, trusted_ms: int) -> Arrived:
    """Takes in a frame from a stick or a neighbour: everything is checked at its origin, areas that are not ours and
    devices that are shut out are passed over."""
    message, packs = wire.read_packs(wire.open_frame(frame))
    return take_packs(log, me, peer, packs, cards_in(message, me.hub_key()), trusted_ms)


def take_packs(
    log: OpLog, me: Identity, peer: str, packs: Sequence[Pack], cards: Mapping[str, Card], trusted_ms: int
) -> Arrived:
    """See :func:`take_in`."""
    hub = me.hub_key()
    identity.hear(log, packs, hub)
    cards = identity.newest(log, cards, hub)
    identity.keep_cards(log, cards)
    held, out, new, refused = log.streams(), identity.revoked(log), 0, dict[Version, Text]()
    for pack in packs:
        seal, card = pack.seal, cards.get(pack.seal.device)
        ours = seal.device != me.device and (seal.area == REFERENCE or covers(me.areas, seal.area))
        following = seal.first <= held.get(seal.stream, 0) + 1  # an earlier part may be on another stick
        shut_out = card is not None and not out.isdisjoint((card.device, *card.replaces))
        if not (ours and following and genuine(pack, card, hub)) or (seal.signer != HUB and shut_out):
            continue
        judged = arrival.judge(log, pack, card)
        if judged:
            held[seal.stream] = max(held.get(seal.stream, 0), seal.last)
            new += log.apply(peer, [judged.delivery], {}, trusted_ms).new
            refused |= judged.refused
    if refused:
        log.refuse(refused)
    return Arrived(new, refused)


def write_parcel(log: OpLog, path: Path, whom: str) -> Transferred:
    """Writes what `whom` ("hub" or a device code) is not known to hold. What is on the stick stays unsent here until
    the hub itself says that it has it."""
    me = identity.enrolled(log)
    box = base64.b64decode(me.hub["box"]) if whom == HUB else _box_of(log, me, whom)
    counts = {FRAME: 0, PHOTO: 0}

    def counted() -> Iterator[tuple[bytes, bytes]]:
        for kind, content in gather(log, me, whom):
            packed = wire.read_packs(wire.open_frame(content))[1] if kind == FRAME else ()
            counts[kind] += sum(len(pack.lines) for pack in packed) if kind == FRAME else 1
            yield kind, content

    write(path, whom, box, me, counted())
    return Transferred(counts[FRAME], counts[PHOTO])


def _box_of(log: OpLog, me: Identity, device: str) -> bytes:
    card = identity.card_of(log, device, me.hub_key())
    if card is None:
        raise KnownError(T("This laptop does not know {device} yet. Write the parcel for the hub.", device=device))
    if identity.shut_out(log, card):
        raise KnownError(T("The office has shut out the laptop {device}.", device=device))
    return card.box


def read_parcel(log: OpLog, path: Path, trusted_ms: int) -> Transferred:
    """Takes in a parcel written for this laptop. Raises KnownError when it is for somebody else or damaged."""
    me = identity.enrolled(log)
    head, card = look(path, me.hub_key())
    if head.whom != me.device:
        raise ForAnother(head.whom)
    if identity.shut_out(log, card):
        raise KnownError(T("The laptop that wrote this was shut out by the office."))
    operations = photos = refused = 0
    try:
        for kind, content in pieces(path, me.box):
            if kind == FRAME:
                arrived = take_in(log, me, head.device, content, trusted_ms)
                operations, refused = operations + arrived.new, refused + len(arrived.refused)
            elif kind == PHOTO:
                area, sha256, photo = open_photo(content)
                log.photo_came(area, sha256, photo)
                photos += 1
    except (BadWire, ValueError, KeyError, TypeError, struct.error) as wrong:
        raise KnownError(DAMAGED) from wrong
    return Transferred(operations, photos, refused=refused)


class ForAnother(KnownError):
    """A parcel that is sealed for somebody else."""

    def __init__(self, whom: str) -> None:
        super().__init__(T("This parcel is sealed for {whom}. Only there can it be opened.", whom=whom))
        self.whom = whom


def open_photo(content: bytes) -> tuple[str, str, bytes]:
    """(area, sha256, photo) of a photo's piece, the hash checked. Raises BadWire."""
    (length,) = struct.unpack(">H", content[:2])
    area, sha256 = json.loads(content[2 : 2 + length])
    photo = content[2 + length :]
    if hashlib.sha256(photo).hexdigest() != sha256:
        raise BadWire("photo")
    return str(area), str(sha256), photo
