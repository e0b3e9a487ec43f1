"""Who this laptop is to the hub: its keys, its card, and how it gets them (enrolment) or new ones (a new code)."""

import base64
import json
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from samarth_desktop.domain.ids import new_device_code
from samarth_desktop.domain.oplog import card_people
from samarth_desktop.domain.oplog.card_people import People
from samarth_desktop.domain.oplog.exchange import HUB, REFERENCE, OpLog, Stream, is_hub, unsent
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.rules.authority import REVOKED_DEVICE, Writer
from samarth_desktop.sync import people, wire

if TYPE_CHECKING:
    from samarth_desktop.sync.hub_client import HubClient

STATE, NEXT, ENROLLING, CARD = "sync.state", "sync.next", "sync.enrolling", "sync.card."
"""Settings: what the hub said at enrolment with our keys; a new code under way; an enrolment under way; the cards of
other devices."""
_HEIR, BEFORE = b"samarth-heir-1\n", b"samarth-before-1\n"
EARLIER = "sync.earlier."
"""Settings: the keys of our earlier codes, by which what was not sent under them is still signed."""
REVOKED = "sync.revoked"
"""Setting: what the hub said last of devices that it shut out or let in again, as {code: [clock stamp, shut out]}."""

Certify = Callable[[str], Mapping[str, Any]]
"""Gives, for a device code, the public keys that the office is to certify for signing certificates."""
Asks = Callable[[], Mapping[str, Any]]
"""Gives what else a greeting asks: ``request`` for the X.509 certificate of the key that signs PDFs (base64) where it
is due, ``program`` with version and system of this one, for which the office may have a newer."""


def nothing_to_certify(device: str) -> Mapping[str, Any]:
    """For laptops that issue no certificates."""
    return {}


def nothing_else() -> Mapping[str, Any]:
    """For laptops that ask no more."""
    return {}


@dataclass(frozen=True)
class Identity:
    """This laptop as enrolled. `url` is the hub's address, `hub` its public keys in base64 (``sign``, ``box``)."""

    url: str
    device: str
    key: Ed25519PrivateKey
    box: X25519PrivateKey
    person: str
    role: str
    areas: tuple[str, ...]
    hub: Mapping[str, str]
    card: tuple[str, str]
    host: str = ""
    x509: str = ""
    """What the office gave for signing PDFs, in base64; "" from an older hub."""

    @property
    def people(self) -> People:
        """Those whom the office put on this laptop's card."""
        return people.on(self.card[0])

    def hub_key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(self.hub["sign"]))


@dataclass(frozen=True)
class Card:
    """Another device as the hub vouches for it: the areas that it has, and had when it wrote what may still come.
    `said` is what proves it: a text and the hub's signature; four parts where it is the heir of a device that the hub
    vouches for (:func:`heir_of`)."""

    device: str
    key: Ed25519PublicKey
    box: bytes
    areas: tuple[str, ...]
    had: tuple[str, ...]
    role: str
    said: tuple[str, ...]
    replaces: tuple[str, ...] = ()
    on: str = ""
    """The day on which the hub signed it for the laptop itself, in ISO 8601; "" in what others are given of it."""
    people: People = People()

    @property
    def writer(self) -> Writer:
        """Its device as the table of who may say what knows it."""
        return Writer(frozenset((self.device, *self.replaces)), self.role, (*self.areas, *self.had), self.people)

    @property
    def is_heir(self) -> bool:
        """Whether the hub does not vouch for it itself yet."""
        return len(self.said) > 2


def load(log: OpLog) -> Identity | None:
    """The identity of an enrolled laptop; None before."""
    state = log.get(STATE)
    return _identity(json.loads(state)) if state else None


def enrolled(log: OpLog) -> Identity:
    """The identity of this laptop. Raises KnownError before enrolment."""
    found = load(log)
    if found is None:
        raise KnownError(T("This laptop is not enrolled yet. Ask the office for a code."))
    return found


def _identity(held: Mapping[str, Any]) -> Identity:
    welcome = held["welcome"]
    return Identity(
        held["url"],
        welcome["device"],
        Ed25519PrivateKey.from_private_bytes(base64.b64decode(held["key"])),
        X25519PrivateKey.from_private_bytes(base64.b64decode(held["box"])),
        welcome["person"],
        welcome["role"],
        tuple(welcome["areas"]),
        welcome["hub"],
        (welcome["card"][0], welcome["card"][1]),
        welcome.get("host", ""),
        welcome.get("x509", ""),
    )


def update(log: OpLog, said: Mapping[str, Any]) -> Identity:
    """Keeps what the hub's hello says of us now: areas, role, card, and the X.509 certificate that we asked for."""
    held = json.loads(log.get(STATE))
    fresh = {key: said[key] for key in ("areas", "role", "person", "card")}
    fresh |= {key: str(said[key]) for key in ("x509",) if key in said}
    if any(held["welcome"].get(key) != value for key, value in fresh.items()):
        held["welcome"] |= fresh
        log.put({STATE: json.dumps(held), **people.heard(log, (), people.on(fresh["card"][0]))})
        people.note(log)
    return _identity(held)


def move(log: OpLog, url: str) -> None:
    """Keeps another address of the same hub."""
    log.put({STATE: json.dumps(json.loads(log.get(STATE)) | {"url": url})})


def enrol(log: OpLog, hub_client: "HubClient", code: str, certify: Certify = nothing_to_certify) -> Identity:
    """Enrols this laptop with a one-time code. The keys are saved before they are shown, so that a lost answer is
    asked for again with the same ones. They stand apart from those of a new code, so that a laptop which is enrolled
    already goes on as it was when the hub says no. Raises KnownError (Refusal) then."""
    from samarth_desktop.sync.hub_client import Refusal  # httpx is not loaded to know who works here: 50 ms a start

    if not log.get(ENROLLING):
        _prepare(log, log.device(), slot=ENROLLING)
    while True:
        try:
            more = {"code": code, "before": _before(log)}
            found, held = _ask(log, hub_client, "/v1/enrol", more, certify, slot=ENROLLING)
            log.put({NEXT: "", ENROLLING: ""})
            adopt_unsignable(log, held)
            return found
        except Refusal as no:
            if no.reason != "device":
                raise
        # Our code is enrolled already, as ours or another laptop's: what is written from now on gets a new one.
        fresh, old = new_device_code(), log.device()
        _prepare(log, fresh, slot=ENROLLING)
        log.renew(fresh, {area: n for (area, device), n in log.streams().items() if device == old})


def renew(
    log: OpLog, hub_client: "HubClient", common: Mapping[str, int], certify: Certify = nothing_to_certify
) -> Identity:
    """Takes a new device code at the hub: ours is in use elsewhere. `common` says, by area, up to which number the
    hub has the same operations from us; what is above gets new numbers under the new code."""
    fresh = new_device_code()
    _prepare(log, fresh, common)
    return finish_renewal(log, hub_client, certify)


def finish_renewal(log: OpLog, hub_client: "HubClient", certify: Certify = nothing_to_certify) -> Identity:
    """Goes on with a renewal that was cut, or makes the code known that this laptop took when its folder was copied
    or restored."""
    planned = _planned(log)
    found, _ = _ask(log, hub_client, "/v1/renew", {}, certify, slot=NEXT)
    hub_client.forget_token()
    if log.device() != found.device:
        log.renew(found.device, planned["common"] or {})
    log.put({NEXT: ""})
    return found


def _planned(log: OpLog) -> dict[str, Any]:
    """The new code under way: one that the hub is asked for, or the one that this folder took by itself. Where it took
    yet another one since, the keys of the one before stay: it may have been shown to somebody."""
    held, device = json.loads(log.get(NEXT) or "{}"), log.device()
    if held and held["device"] != device and enrolled(log).device != device:
        log.put({EARLIER + held["device"]: held["key"], CARD + held["device"]: json.dumps(_will(enrolled(log), held))})
        held = {}
    if not held:
        _prepare(log, device, None)
    return dict(json.loads(log.get(NEXT)))


def _prepare(log: OpLog, device: str, common: Mapping[str, int] | None = None, slot: str = NEXT) -> None:
    key, box = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    raw = {"key": _b64(key.private_bytes_raw()), "box": _b64(box.private_bytes_raw())}
    log.put({slot: json.dumps({"device": device, "common": dict(common) if common is not None else None, **raw})})


def _ask(
    log: OpLog, hub_client: "HubClient", path: str, more: Mapping[str, Any], certify: Certify, *, slot: str
) -> tuple[Identity, Sequence[Any]]:
    """Who we are now, and what the hub holds of what we wrote under earlier codes."""
    planned = json.loads(log.get(slot))
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(planned["key"]))
    box = X25519PrivateKey.from_private_bytes(base64.b64decode(planned["box"]))
    shown = {"sync": _b64(key.public_key().public_bytes_raw()), "box": _b64(box.public_key().public_bytes_raw())}
    device = planned["device"]
    message = {"device": device, "keys": shown, "laptop": laptop_name(), "certify": dict(certify(device)), **more}
    message["compare"] = to_compare(log)
    welcome = wire.hear(hub_client.call(path, wire.say(message), signed=slot == NEXT))
    held = welcome.pop("lines", ())
    state = {"url": hub_client.url, "key": planned["key"], "box": planned["box"], "welcome": welcome}
    if path == "/v1/renew":
        _expect_the_same_hub(log, welcome)
    found = _identity(state)
    log.put({STATE: json.dumps(state), **people.heard(log, (), found.people), **_kept_of_before(log, found.device)})
    return found, held


# What was written under earlier codes


def _kept_of_before(log: OpLog, device: str) -> dict[str, str]:
    """Key and card of the code that we had until now: what was not sent under it still gets its signature."""
    before = json.loads(log.get(STATE) or "{}")
    if not before or before["welcome"]["device"] == device:
        return {}
    old = before["welcome"]["device"]
    return {EARLIER + old: before["key"], CARD + old: json.dumps(before["welcome"]["card"])}


def heir_of(log: OpLog, me: Identity) -> tuple[str, ...]:
    """What vouches for this laptop's present code before the hub does: signed by the key of the code that it is
    enrolled under, whose card goes along. Empty where there is nothing to vouch for."""
    return _will(me, _planned(log)) if log.device() != me.device else ()


def _will(me: Identity, planned: Mapping[str, Any]) -> tuple[str, ...]:
    raw = {name: base64.b64decode(planned[name]) for name in ("key", "box")}
    value = {
        "device": planned["device"],
        "key": _b64(Ed25519PrivateKey.from_private_bytes(raw["key"]).public_key().public_bytes_raw()),
        "box": _b64(X25519PrivateKey.from_private_bytes(raw["box"]).public_key().public_bytes_raw()),
        "replaces": me.device,
    }
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return (text, _b64(me.key.sign(_HEIR + text.encode())), *me.card)


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def key_of(log: OpLog, me: Identity, device: str) -> Ed25519PrivateKey | None:
    """The key with which this laptop signs what it wrote under one of its codes; None for another laptop's code."""
    if device == me.device:
        return me.key
    if device == log.device() and heir_of(log, me):
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(json.loads(log.get(NEXT))["key"]))
    return earlier_key(log, device)


def _before(log: OpLog) -> list[tuple[str, str]]:
    """The codes under which this laptop wrote until now, with a signature of each that it has a key for over its new
    one: so that it stays one laptop at the office, and its certificates stay its own. The present code goes first: the
    hub follows the first one, and knows itself which codes that had before."""
    planned = json.loads(log.get(ENROLLING))
    fresh = Ed25519PrivateKey.from_private_bytes(base64.b64decode(planned["key"])).public_key().public_bytes_raw()
    me = load(log)
    present = [me.device] if me else []
    codes = [*present, *sorted({device for _, device in log.unsigned(log.streams())} - {*present})]
    held = {code: key for code in codes if (key := me.key if me and code == me.device else earlier_key(log, code))}
    signed = [(code, _b64(key.sign(BEFORE + fresh))) for code, key in held.items()]
    return [*signed, *((code, "") for code in codes if code not in held)]


def earlier_key(log: OpLog, device: str) -> Ed25519PrivateKey | None:
    """The key of a code that this laptop was enrolled under before; None for another laptop's, and for a code that it
    had before it enrolled."""
    kept = log.get(EARLIER + device)
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(kept)) if kept else None


def to_compare(log: OpLog) -> list[tuple[str, str, int]]:
    """Area, code and last number of what was written here under earlier codes and is not known to be at the hub."""
    ends = {stream: last for stream, _, last in unsent(log, HUB)}
    return [(*stream, ends[stream]) for stream in sorted(log.unsigned(ends))]


def held_alike(log: OpLog, lines: Sequence[Any]) -> dict[Stream, int]:
    """How far the hub holds what we wrote under earlier codes, where its line is the same as ours at its end; `lines`
    are area, code, number and the digest of its line there."""
    alike = {}
    for area, device, n, said in lines:
        ours = log.own(str(area), int(n) - 1, 1, str(device))
        if ours and wire.digest(wire.line_of(ours[0])) == said:
            alike[str(area), str(device)] = int(n)
    return alike


def adopt_unsignable(log: OpLog, lines: Sequence[Any]) -> None:
    """What was written before this laptop enrolled has no key that the hub knows: but for what it holds already (a
    copy of these data sent it), it goes under the present code. The rows keep their ids, so copies meet."""
    orphans = {(area, device) for area, device, _ in to_compare(log) if earlier_key(log, device) is None}
    if not orphans:
        return
    log.mark(HUB, {stream: n for stream, n in held_alike(log, lines).items() if stream in orphans})
    known = log.marks(HUB)
    for area, device in sorted(orphans):
        log.adopt(device, {area: known.get((area, device), 0)})
    people.note_renumbered(log)


def _expect_the_same_hub(log: OpLog, welcome: Mapping[str, Any]) -> None:
    if json.loads(log.get(STATE))["welcome"]["hub"] != welcome["hub"]:
        raise KnownError(T("This is not the hub that this laptop enrolled with. Tell the office."))


def laptop_name() -> str:
    """The machine's name, by which the office tells two laptops apart."""
    return platform.node()[:60]


# Other devices


def read_card(said: Any, hub: Ed25519PublicKey) -> Card:
    """The card of a device, or of the heir of one. Raises BadWire unless the hub signed it, or vouches for the device
    whose heir it is and that one signed."""
    try:
        text, signature, *before = said
        if len(before) == 2:
            return _read_heir(text, signature, read_card(before, hub))
        if before:
            raise wire.BadWire("card")
        hub.verify(base64.b64decode(signature), b"samarth-card-1\n" + text.encode())
        value = json.loads(text)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(value["key"]))
        areas, had = (tuple(str(area) for area in value[name]) for name in ("areas", "had"))
        box = base64.b64decode(value["box"])
        before = tuple(str(code) for code in value.get("replaces", ()))
        on = str(value.get("on", ""))
        if on:
            date.fromisoformat(on)
        role, of = str(value["role"]), card_people.read(value)
        return Card(str(value["device"]), key, box, areas, had, role, (text, signature), before, on, of)
    except (InvalidSignature, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise wire.BadWire("card") from wrong


def _read_heir(text: str, signature: str, old: Card) -> Card:
    old.key.verify(base64.b64decode(signature), _HEIR + text.encode())
    value = json.loads(text)
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(value["key"]))
    if value["replaces"] != old.device:
        raise wire.BadWire("heir")
    said, chain = (text, signature, *old.said), (old.device, *old.replaces)
    box = base64.b64decode(value["box"])
    listed = People(old.people.listed)  # what it heard under its new code only the hub will know
    return Card(str(value["device"]), key, box, old.areas, old.had, old.role, said, chain, old.on, listed)


def keep_cards(log: OpLog, cards: Mapping[str, Card]) -> None:
    """Keeps cards, for neighbours and sticks; writes only what changed. The hub's own word goes before an heir's, and
    a card that lists people as of later before an older one."""
    fresh = {
        CARD + c.device: json.dumps(c.said)
        for c in cards.values()
        if not (c.is_heir and log.get(CARD + c.device)) and not _holds_newer(log, c)
    }
    changed = {key: value for key, value in fresh.items() if log.get(key) != value}
    if changed:
        log.put({**changed, **people.heard(log, [card.people for card in cards.values()])})


def newest(log: OpLog, cards: Mapping[str, Card], hub: Ed25519PublicKey) -> dict[str, Card]:
    """These cards, or ours where they list people as of later: work may come with a card from before it."""
    return {code: (_holds_newer(log, card) and card_of(log, code, hub)) or card for code, card in cards.items()}


def _holds_newer(log: OpLog, card: Card) -> bool:
    """Whether the card that we hold of this device lists its people as of later."""
    held = json.loads(log.get(CARD + card.device) or "[]")
    return len(held) == 2 and people.on(held[0]).age > card.people.age


def card_of(log: OpLog, device: str, hub: Ed25519PublicKey) -> Card | None:
    """A card kept earlier."""
    held = log.get(CARD + device)
    return read_card(json.loads(held), hub) if held else None


def signer_of(pack: wire.Pack, card: Card | None, hub: Ed25519PublicKey) -> Ed25519PublicKey | None:
    """The key that must have signed a pack: the hub's, or its device's. What everybody gets is the hub's and the
    office's; what a device may say elsewhere is judged by operation, for people may come from any district."""
    if pack.seal.signer == HUB:
        return hub
    if card is None or pack.seal.signer != pack.seal.device or card.device != pack.seal.device:
        return None
    return card.key if pack.seal.area != REFERENCE or card.writer.holds(REFERENCE) else None


# Devices that are shut out


def revoked(log: OpLog) -> frozenset[str]:
    """The codes of the devices that the hub shut out, as far as this laptop has heard."""
    return frozenset(code for code, (_, out) in _heard(log).items() if out)


def shut_out(log: OpLog, card: Card) -> bool:
    """Whether a device was shut out, under its code or one that it had before."""
    return not revoked(log).isdisjoint((card.device, *card.replaces))


def hear(log: OpLog, packs: Iterable[wire.Pack], hub: Ed25519PublicKey) -> None:
    """Notes what the hub says in these packs of devices that it shuts out or lets in again; its newest word counts."""
    held = before = _heard(log)
    for pack in packs:
        ours = is_hub(pack.seal.device) and pack.seal.area == REFERENCE and pack.seal.signer == HUB
        for op in wire.ops_of(pack) if ours and wire.genuine(pack, hub) else ():
            if op and op.kind == REVOKED_DEVICE and op.hlc >= held.get(op.row, (0, False))[0]:
                held = {**held, op.row: (op.hlc, bool(op.f.get("revoked")))}
    if held != before:
        log.put({REVOKED: json.dumps(held)})


def _heard(log: OpLog) -> dict[str, tuple[int, bool]]:
    return {code: (hlc, out) for code, (hlc, out) in json.loads(log.get(REVOKED) or "{}").items()}
