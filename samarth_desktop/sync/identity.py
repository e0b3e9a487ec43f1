"""Who this laptop is to the hub: its keys, its card, and how it gets them (enrolment) or new ones (a new code)."""

import base64
import json
import platform
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from samarth_desktop.domain.authority import REVOKED_DEVICE, Writer
from samarth_desktop.domain.exchange import HUB, REFERENCE, OpLog, is_hub
from samarth_desktop.domain.ids import new_device_code
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.sync import wire
from samarth_desktop.sync.link import Link, Refusal

STATE, NEXT, ENROLLING, CARD = "sync.state", "sync.next", "sync.enrolling", "sync.card."
"""Settings: what the hub said at enrolment with our keys; a new code under way; an enrolment under way; the cards of
other devices."""
REVOKED = "sync.revoked"
"""Setting: what the hub said last of devices that it shut out or let in again, as {code: [clock stamp, shut out]}."""

Certify = Callable[[str], Mapping[str, Any]]
"""Gives, for a device code, the public keys that the office is to certify for signing certificates."""


def nothing_to_certify(device: str) -> Mapping[str, Any]:
    """For laptops that issue no certificates."""
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

    def hub_key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(self.hub["sign"]))


@dataclass(frozen=True)
class Card:
    """Another device as the hub vouches for it: the areas that it has, and had when it wrote what may still come."""

    device: str
    key: Ed25519PublicKey
    box: bytes
    areas: tuple[str, ...]
    had: tuple[str, ...]
    role: str
    said: tuple[str, str]
    replaces: tuple[str, ...] = ()

    @property
    def writer(self) -> Writer:
        """Its device as the table of who may say what knows it."""
        return Writer(frozenset((self.device, *self.replaces)), self.role, (*self.areas, *self.had))


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
    )


def update(log: OpLog, said: Mapping[str, Any]) -> Identity:
    """Keeps what the hub's hello says of us now: areas, role, card."""
    held = json.loads(log.get(STATE))
    fresh = {key: said[key] for key in ("areas", "role", "person", "card")}
    if any(held["welcome"][key] != value for key, value in fresh.items()):
        held["welcome"] |= fresh
        log.put({STATE: json.dumps(held)})
    return _identity(held)


def enrol(log: OpLog, link: Link, code: str, certify: Certify = nothing_to_certify) -> Identity:
    """Enrols this laptop with a one-time code. The keys are saved before they are shown, so that a lost answer is
    asked for again with the same ones. They stand apart from those of a new code, so that a laptop which is enrolled
    already goes on as it was when the hub says no. Raises KnownError (Refusal) then."""
    if not log.get(ENROLLING):
        _prepare(log, log.device(), slot=ENROLLING)
    while True:
        try:
            found = _ask(log, link, "/v1/enrol", {"code": code}, certify, slot=ENROLLING)
            log.put({NEXT: "", ENROLLING: ""})
            return found
        except Refusal as no:
            if no.reason != "device":
                raise
        fresh = new_device_code()  # another laptop has our code: nothing was sent under it, all of it gets a new one
        _prepare(log, fresh, slot=ENROLLING)
        log.renew(fresh, {})


def renew(log: OpLog, link: Link, common: Mapping[str, int], certify: Certify = nothing_to_certify) -> Identity:
    """Takes a new device code at the hub: ours is in use elsewhere. `common` says, by area, up to which number the
    hub has the same operations from us; what is above gets new numbers under the new code."""
    fresh = new_device_code()
    _prepare(log, fresh, common)
    return finish_renewal(log, link, certify)


def finish_renewal(log: OpLog, link: Link, certify: Certify = nothing_to_certify) -> Identity:
    """Goes on with a renewal that was cut, or makes the code known that this laptop took when its folder was copied
    or restored."""
    if not log.get(NEXT):
        _prepare(log, log.device(), None)
    planned = json.loads(log.get(NEXT))
    found = _ask(log, link, "/v1/renew", {}, certify, slot=NEXT)
    link.forget_token()
    if log.device() != found.device:
        log.renew(found.device, planned["common"] or {})
    log.put({NEXT: ""})
    return found


def _prepare(log: OpLog, device: str, common: Mapping[str, int] | None = None, slot: str = NEXT) -> None:
    keys = {
        "key": Ed25519PrivateKey.generate().private_bytes_raw(),
        "box": X25519PrivateKey.generate().private_bytes_raw(),
    }
    raw = {name: base64.b64encode(key).decode() for name, key in keys.items()}
    log.put({slot: json.dumps({"device": device, "common": dict(common) if common is not None else None, **raw})})


def _ask(log: OpLog, link: Link, path: str, more: Mapping[str, Any], certify: Certify, *, slot: str) -> Identity:
    planned = json.loads(log.get(slot))
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(planned["key"]))
    box = X25519PrivateKey.from_private_bytes(base64.b64decode(planned["box"]))
    shown = {
        "sync": base64.b64encode(key.public_key().public_bytes_raw()).decode(),
        "box": base64.b64encode(box.public_key().public_bytes_raw()).decode(),
    }
    device = planned["device"]
    message = {"device": device, "keys": shown, "laptop": laptop_name(), "certify": dict(certify(device)), **more}
    welcome = wire.hear(link.call(path, wire.say(message), signed=slot == NEXT))
    state = {"url": link.url, "key": planned["key"], "box": planned["box"], "welcome": welcome}
    if path == "/v1/renew":
        _expect_the_same_hub(log, welcome)
    found = _identity(state)
    log.put({STATE: json.dumps(state)})
    return found


def _expect_the_same_hub(log: OpLog, welcome: Mapping[str, Any]) -> None:
    if json.loads(log.get(STATE))["welcome"]["hub"] != welcome["hub"]:
        raise KnownError(T("This is not the hub that this laptop enrolled with. Tell the office."))


def laptop_name() -> str:
    """The machine's name, by which the office tells two laptops apart."""
    return platform.node()[:60]


# Other devices


def read_card(said: Any, hub: Ed25519PublicKey) -> Card:
    """The card of a device. Raises BadWire unless the hub signed it."""
    try:
        text, signature = said
        hub.verify(base64.b64decode(signature), b"samarth-card-1\n" + text.encode())
        value = json.loads(text)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(value["key"]))
        areas, had = (tuple(str(area) for area in value[name]) for name in ("areas", "had"))
        box = base64.b64decode(value["box"])
        before = tuple(str(code) for code in value.get("replaces", ()))
        return Card(str(value["device"]), key, box, areas, had, str(value["role"]), (text, signature), before)
    except (InvalidSignature, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise wire.BadWire("card") from wrong


def keep_cards(log: OpLog, cards: Mapping[str, Card]) -> None:
    """Keeps cards, for neighbours and sticks; writes only what changed."""
    fresh = {CARD + c.device: json.dumps(c.said) for c in cards.values()}
    changed = {key: value for key, value in fresh.items() if log.get(key) != value}
    if changed:
        log.put(changed)


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
