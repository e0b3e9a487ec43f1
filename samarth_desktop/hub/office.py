"""The office's own certificate key: it certifies the keys with which laptops sign certificates."""

from collections.abc import Mapping
from typing import Any

from samarth_desktop.hub.keys import Keys


def chain(keys: Keys) -> dict[str, Any]:
    """What a verifier needs to trust this office."""
    return {}


def certify(keys: Keys, device: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Certificates for the public keys that an enrolling device shows."""
    return {}
