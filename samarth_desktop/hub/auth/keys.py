"""The hub's own keys: one file in its data folder, readable by its owner alone, the same on every machine of a hub."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from samarth_desktop.documents.signing import x509
from samarth_desktop.documents.signing.keys import YEARS

FILE = "hub-keys.json"
_SECRETS = ("sign", "box", "salt", "root", "office")


@dataclass(frozen=True)
class Keys:
    """`sign` vouches for devices and for what the hub changed; `box` opens parcels; `tokens` makes and reads tokens;
    `salt` hides network addresses in the count of tries; `root` and `office` certify the keys of certificates, in the
    office's `name`, from `since` on."""

    sign: Ed25519PrivateKey
    box: X25519PrivateKey
    tokens: Fernet
    salt: bytes
    root: Ed25519PrivateKey
    office: Ed25519PrivateKey
    name: str
    since: date

    @property
    def public(self) -> dict[str, str]:
        """The public halves, for a laptop that enrols."""
        return {
            "sign": base64.b64encode(self.sign.public_key().public_bytes_raw()).decode(),
            "box": base64.b64encode(self.box.public_key().public_bytes_raw()).decode(),
        }

    @property
    def begun(self) -> date:
        """From when on the root and the office certify; they do so for twenty years."""
        return self.since.replace(month=1, day=1)

    @property
    def ends(self) -> date:
        return self.begun.replace(year=self.begun.year + YEARS)

    def paper_root(self) -> tuple[bytes, EllipticCurvePrivateKey]:
        """The root of the X.509 certificates with which laptops sign PDFs, as DER, and its key."""
        key = x509.root_key(self.root.private_bytes_raw())
        return x509.root(key, self.begun, self.ends), key


def load(folder: Path) -> Keys:
    """The keys of the hub in `folder`; made at the first call. Two processes that start together get the same."""
    path = folder / FILE
    if not path.exists():
        fresh = {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in _SECRETS}
        fresh |= {"tokens": Fernet.generate_key().decode(), "name": "Samarth", "since": date.today().isoformat()}
        part = written(folder, FILE, fresh)
        try:
            os.link(part, path)  # fails where another process was first; its keys then stand
        except FileExistsError:
            pass
        finally:
            part.unlink()
    held = json.loads(path.read_text())
    raw = {name: base64.b64decode(held[name]) for name in _SECRETS}
    return Keys(
        Ed25519PrivateKey.from_private_bytes(raw["sign"]),
        X25519PrivateKey.from_private_bytes(raw["box"]),
        Fernet(held["tokens"]),
        raw["salt"],
        Ed25519PrivateKey.from_private_bytes(raw["root"]),
        Ed25519PrivateKey.from_private_bytes(raw["office"]),
        held["name"],
        date.fromisoformat(held["since"]),
    )


def rename(folder: Path, name: str) -> None:
    """Sets the office's name, which verifiers show as the issuer. Laptops get it when they enrol."""
    load(folder)
    held = json.loads((folder / FILE).read_text())
    written(folder, FILE, {**held, "name": name}).replace(folder / FILE)


def written(folder: Path, name: str, values: dict[str, str]) -> Path:
    """Values in a file of their own for its owner alone, as JSON; it is renamed to `name` by who asked."""
    part = folder / f"{name}.{os.getpid()}"
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(values, out)
        out.flush()
        os.fsync(out.fileno())
    return part
