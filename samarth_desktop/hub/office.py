"""The office's certificate keys: a root and an office, which certify the keys that laptops sign papers with."""

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samarth_desktop.documents import cose, trust
from samarth_desktop.documents.keys import YEARS
from samarth_desktop.documents.trust import Claims
from samarth_desktop.hub.keys import Keys
from samarth_desktop.hub.people import Device


def chain(keys: Keys) -> dict[str, str]:
    """What a verifier needs to trust this office's laptops: the root's and the office's certificates in base64."""
    root = trust.certify(_claims(keys, "root", keys.root), keys.root)
    office = trust.certify(_claims(keys, "office", keys.office), keys.root)
    return {"root": _text(root), "office": _text(office)}


def _claims(keys: Keys, role: trust.Role, key: Ed25519PrivateKey) -> Claims:
    since = date(keys.since.year, 1, 1)
    return Claims(role, keys.name, cose.public_bytes(key), since, since.replace(year=since.year + YEARS))


def certify(keys: Keys, device: Device, asked: Mapping[str, Any]) -> dict[str, str]:
    """Certifies the keys of an enrolling laptop: `asked` has its self-made claims (base64) under ``claims``, which
    prove that it holds the key. Gives nothing for a laptop that issues no certificates."""
    shown = asked.get("claims")
    if not shown:
        return {}
    made = trust.read(base64.b64decode(str(shown)))
    if not made.self_made or not cose.read(made.data).holds(made.claims.seal):
        raise ValueError("claims that the key did not sign")
    since = date(keys.since.year, 1, 1)
    claims = Claims(
        role="device",
        name=keys.name,
        seal=made.claims.seal,
        since=since,
        until=since.replace(year=since.year + YEARS),
        device=device.code,
        areas=device.areas,
        paper=made.claims.paper,
        sync=device.key.public_bytes_raw(),
    )
    return {"kid": claims.key_id.hex(), "device": _text(trust.certify(claims, keys.office))} | chain(keys)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
