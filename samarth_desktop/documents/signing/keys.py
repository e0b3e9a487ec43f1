"""The keys of one laptop (or office, or root): made here, kept encrypted by the store, certified by whoever enrols it.

Two keys sign papers: Ed25519 the seal in the QR code (64 bytes), P-256 the PDF as a whole, because PDF readers know it.
The P-256 key carries an X.509 certificate, self-made or the office's; what makes it trusted here is its hash in the
signed claims.
"""

import functools
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from samarth_desktop.documents.signing import cose, trust, x509
from samarth_desktop.documents.signing.trust import Claims

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

YEARS = 20
CERTIFIED_YEARS = 2
"""How long a hub certifies a laptop's keys, from the day on which it does; syncing renews it."""
_VERSION = 1


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Private keys and the certificates that speak for them. Never logged, never printed.

    `seal_private` is 32 raw bytes, `paper_private` PKCS#8 DER, `x509` DER: one certificate, or an office's with its
    root (:mod:`.x509`). `certificates` are signed claims: the key's own first, then its issuers; a laptop that is not
    enrolled has only the one that it signed itself.
    """

    seal_private: bytes
    paper_private: bytes
    x509: bytes
    certificates: tuple[bytes, ...]

    @property
    def seal_key(self) -> "Ed25519PrivateKey":
        """The key that signs seals and, in an office or root, claims."""
        return _seal_key(self.seal_private)

    @property
    def paper_key(self) -> "EllipticCurvePrivateKey":
        """The key that signs PDFs."""
        return _paper_key(self.paper_private)

    @property
    def claims(self) -> Claims:
        """What is certified of these keys."""
        return trust.read(self.certificates[0]).claims

    @property
    def enrolled(self) -> bool:
        """Whether somebody else than the laptop itself certified the keys."""
        return not trust.read(self.certificates[0]).self_made

    @property
    def demo(self) -> bool:
        """Whether the keys belong to a demonstration; what they sign says so on every page."""
        return any(trust.read(data).claims.demo for data in self.certificates)

    def certified(self, *certificates: bytes, chain: bytes = b"") -> "Keys":
        """The same keys with the certificates that an enrolment brought, own one first, and the X.509 `chain` of the
        office; where it gave none for these keys, a self-made one that says and lasts the same.

        Raises ValueError where the first is not about these keys.
        """
        claims = trust.read(certificates[0]).claims
        if claims.seal != self.claims.seal:
            raise ValueError("a certificate of other keys")
        given = chain if x509.speaks_for(chain, claims) else x509.self_made(self.paper_key, claims)
        return replace(self, certificates=certificates, x509=given)

    def to_bytes(self) -> bytes:
        """Everything as bytes, private keys in the clear: only for the encrypted store."""
        import cbor2

        parts = [_VERSION, self.seal_private, self.paper_private, self.x509, list(self.certificates)]
        data: bytes = cbor2.dumps(parts)
        return data

    @classmethod
    def from_bytes(cls, data: bytes) -> "Keys":
        """The keys that :meth:`to_bytes` wrote. Raises ValueError."""
        version, seal, paper, x509, certificates = cose.decode(data)
        if version != _VERSION:
            raise ValueError("keys of a newer version")
        return cls(seal, paper, x509, tuple(certificates))


def generate(device: str, name: str, today: date, role: trust.Role = "device", demo: bool = False) -> Keys:
    """New keys with self-made certificates, valid for twenty years from the first of January.

    `device` is the laptop's code, `name` what a verifier shows as issuer.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    seal, paper = Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1())
    spki = paper.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    since = date(today.year, 1, 1)
    claims = Claims(
        role=role,
        name=name,
        seal=cose.public_bytes(seal),
        since=since,
        until=date(since.year + YEARS, 1, 1),
        device=device,
        paper=sha256(spki).digest(),
        demo=demo,
    )
    private = paper.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Keys(seal.private_bytes_raw(), private, x509.self_made(paper, claims), (trust.certify(claims, seal),))


def demonstration(device: str, today: date) -> tuple[bytes, Keys]:
    """A root for demonstrations and a laptop certified by it: (the root's certificate, the laptop's keys).

    Made anew each time and thrown away, so that nobody can sign with it later; every page it signs says "sample".
    """
    root = generate("", "Samarth demonstration", today, "root", demo=True)
    laptop = generate(device, "Samarth demonstration laptop", today, demo=True)
    certificate = trust.certify(laptop.claims, root.seal_key)
    return root.certificates[0], laptop.certified(certificate)


@functools.lru_cache(maxsize=8)
def _seal_key(raw: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(raw)


@functools.lru_cache(maxsize=8)
def _paper_key(der: bytes) -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    key = load_der_private_key(der, None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError("not a P-256 key")
    return key
