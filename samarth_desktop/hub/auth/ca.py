"""The office's certificate keys: a root and an office, which certify the keys that laptops sign papers with."""

import base64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop.documents.signing import cose, trust, x509
from samarth_desktop.documents.signing.keys import CERTIFIED_YEARS
from samarth_desktop.documents.signing.trust import Claims
from samarth_desktop.hub.auth.auth import Device
from samarth_desktop.hub.auth.keys import Keys


def chain(keys: Keys) -> dict[str, str]:
    """What a verifier needs to trust this office's laptops: the root's and the office's certificates in base64."""
    root = trust.certify(_claims(keys, "root", keys.root), keys.root)
    office = trust.certify(_claims(keys, "office", keys.office), keys.root)
    return {"root": _text(root), "office": _text(office)}


def _claims(keys: Keys, role: trust.Role, key: Ed25519PrivateKey) -> Claims:
    return Claims(role, keys.name, cose.public_bytes(key), keys.begun, keys.ends)


def certify(
    keys: Keys, device: Device, asked: Mapping[str, Any], is_free: Callable[[str], bool] = lambda code: False
) -> dict[str, str]:
    """Certifies the keys of an enrolling laptop for two years: `asked` has its self-made claims (base64) under
    ``claims``, which prove that it holds the key. Gives nothing for a laptop that issues no certificates.

    What the laptop sealed before holds too, also under the code that it had then where that `is_free`: no other's.
    """
    shown = asked.get("claims")
    if not shown:
        return {}
    made = trust.read(base64.b64decode(str(shown)))
    if not made.self_made or not cose.read(made.data).holds(made.claims.seal):
        raise ValueError("claims that the key did not sign")
    today, before = date.today(), made.claims.device
    claims = Claims(
        role="device",
        name=keys.name,
        seal=made.claims.seal,
        since=today,
        until=_last_day(today),
        device=device.code,
        areas=device.areas,
        paper=made.claims.paper,
        sync=device.key.public_bytes_raw(),
        former=_former(device, [before] if before and is_free(before) else []),
        earliest=min(made.claims.since, today),
    )
    return _certified(keys, claims)


def renewed(keys: Keys, device: Device, held: Mapping[str, str]) -> dict[str, str] | None:
    """The certificates of a laptop for two years more, when it syncs in the second year (or has one of an older hub,
    for longer); None where that is not due."""
    if not held:
        return None
    today, claims = date.today(), trust.read(base64.b64decode(held["device"])).claims
    if _last_day(today) >= claims.until > today + timedelta(days=366):
        return None
    again = replace(
        claims,
        name=keys.name,
        since=today,
        until=_last_day(today),
        areas=device.areas,
        former=_former(device, claims.former),
        earliest=claims.earliest or claims.since,
    )
    return _certified(keys, again)


def paper_chain(keys: Keys, held: Mapping[str, str], asked: Any) -> str:
    """The X.509 certificate of a laptop's key for PDFs, under this office's root, in base64, as long as what is
    certified of its keys (`held`). `asked` is the laptop's request (PKCS#10, base64); "" where it asks for none, or for
    another key than the certified one: such a laptop goes on with the certificate that it gave itself."""
    if not (asked and held):
        return ""
    claims = trust.read(base64.b64decode(held["device"])).claims
    try:
        return _text(x509.issue(base64.b64decode(str(asked)), claims, *keys.paper_root()))
    except ValueError:
        return ""


def _certified(keys: Keys, claims: Claims) -> dict[str, str]:
    return {"kid": claims.key_id.hex(), "device": _text(trust.certify(claims, keys.office))} | chain(keys)


def _former(device: Device, more: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys([*device.replaces, *more]) if code != device.code)


def _last_day(today: date) -> date:
    return date(today.year + CERTIFIED_YEARS, today.month, min(today.day, 28))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
