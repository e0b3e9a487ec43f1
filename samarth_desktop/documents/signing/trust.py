"""Who may seal: root, office, device. Small signed claims in CBOR, one per key.

A laptop makes its keys itself and signs a claim about them itself. When a hub enrols it, an office signs the same keys;
what was printed before then verifies without being printed again, because a seal names the key, not the claim.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeVar

from samarth_desktop.documents.signing import cose

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Role = Literal["root", "office", "device"]
_ROLES: tuple[Role, ...] = ("root", "office", "device")
_EPOCH = date(1970, 1, 1)
_Value = TypeVar("_Value")
MOST_BYTES = 4_000
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Claims:
    """What is certified of a key.

    `seal` is the raw Ed25519 public key that seals or certifies; `paper` the SHA-256 of the P-256 public key (DER)
    that signs PDFs; `sync` the raw Ed25519 key that signs operations; `areas` the LGD codes it works for. `since` is
    the day of certifying, `until` the last day on which the key may issue; from `earliest` on (where it is not
    `since`) what it sealed before somebody certified it holds too. `device` is the laptop's code, `former` the codes
    that it had before. A demonstration says so and is never more than that.
    """

    role: Role
    name: str
    seal: bytes
    since: date
    until: date
    device: str = ""
    areas: tuple[str, ...] = ()
    paper: bytes = b""
    sync: bytes = b""
    demo: bool = False
    former: tuple[str, ...] = ()
    earliest: date | None = None

    @property
    def key_id(self) -> bytes:
        """The name of the key."""
        return cose.key_id(self.seal)

    def gives(self, device: str) -> bool:
        """Whether numbers with this device code come from this laptop."""
        return device == self.device or device in self.former


@dataclass(frozen=True, slots=True)
class Certificate:
    """Claims and the signed bytes that they came from; `issuer` is the key id of whoever signed."""

    claims: Claims
    issuer: bytes
    data: bytes

    @property
    def self_made(self) -> bool:
        """Whether the key signed its own claims."""
        return self.issuer == self.claims.key_id


def certify(claims: Claims, key: "Ed25519PrivateKey") -> bytes:
    """Signs claims with an issuer's key (its own, for a root and for a laptop not enrolled yet)."""
    values: dict[int, object] = {
        1: _ROLES.index(claims.role),
        2: claims.name,
        3: claims.seal,
        4: (claims.since - _EPOCH).days,
        5: (claims.until - _EPOCH).days,
        6: claims.device,
        7: list(claims.areas),
        8: claims.paper,
        9: claims.sync,
        10: claims.demo,
    }
    if claims.former:
        values[11] = list(claims.former)
    if claims.earliest:
        values[12] = (claims.earliest - _EPOCH).days
    return cose.sign(cose.encode(values), key)


def read(data: bytes) -> Certificate:
    """Reads signed claims, the signature not checked. Raises ValueError."""
    if len(data) > MOST_BYTES:
        raise ValueError("too long")
    message = cose.read(data)
    found = cose.decode(message.payload)
    try:
        claims = Claims(
            role=_ROLES[found[1]],
            name=_of(str, found[2]),
            seal=_of(bytes, found[3]),
            since=_day(found[4]),
            until=_day(found[5]),
            device=_of(str, found[6]),
            areas=tuple(_of(str, area) for area in found[7]),
            paper=_of(bytes, found[8]),
            sync=_of(bytes, found[9]),
            demo=_of(bool, found[10]),
            former=tuple(_of(str, code) for code in found.get(11, ())),
            earliest=_day(found[12]) if 12 in found else None,
        )
        if list(found) != sorted(found) or cose.encode(found) != message.payload:
            raise ValueError("another way to write the claims")
    except (LookupError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("not claims") from error
    return Certificate(claims, message.key_id, data)


def _day(value: object) -> date:
    return date.fromordinal(_EPOCH.toordinal() + _of(int, value))


def _of(kind: type[_Value], value: object) -> _Value:
    if not isinstance(value, kind):
        raise TypeError("another type")
    return value


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a key on a day: its certificate, the chain up to a trusted root, or why there is none."""

    certificate: Certificate
    chain: tuple[Certificate, ...] = ()

    @property
    def trusted(self) -> bool:
        """Whether a chain of certificates leads to a root that we trust."""
        return bool(self.chain)

    @property
    def demo(self) -> bool:
        """Whether anything on the way is a demonstration."""
        return any(one.claims.demo for one in (self.certificate, *self.chain))


class Trust:
    """The roots that are trusted and the certificates that are known, from the program and from syncing."""

    def __init__(self, roots: Iterable[bytes] = (), known: Iterable[bytes] = ()) -> None:
        """Both as signed claims; what cannot be read, or is no root, is left out."""
        self._roots: dict[bytes, Certificate] = {}
        for root in _readable(roots):
            if root.claims.role == "root" and root.self_made and _signed_by(root, root):
                self._roots[root.claims.key_id] = root
        self._known = list(_readable(known))

    def find(self, key_id: bytes, on: date, extra: Iterable[bytes] = (), device: str = "") -> Found | None:
        """The best certificate of a key for something signed on a day: one with a chain, else a self-made one.

        Of several with a chain the one for the laptop `device`. `extra` are certificates that came with the paper. None
        where nobody certifies the key, not even itself.
        """
        pool = [*self._known, *_readable(extra)]
        best: Found | None = None
        chained: Found | None = None
        for certificate in pool:
            if certificate.claims.key_id != key_id or certificate.claims.role != "device":
                continue
            begun = (certificate.claims.earliest or certificate.claims.since) <= on
            chain = self._climb(certificate, on, pool, _DEEPEST) if begun else ()
            if chain and certificate.claims.gives(device):
                return Found(certificate, chain)
            if chain:
                chained = chained or Found(certificate, chain)
            if best is None or best.certificate.self_made:
                known_issuer = not certificate.self_made or _signed_by(certificate, certificate)
                best = Found(certificate) if known_issuer else best
        return chained or best

    def owner(self, device: str, extra: Iterable[bytes] = ()) -> bytes | None:
        """The key id that is certified for a laptop's present code; None where nobody trusted says so."""
        pool = [*self._known, *_readable(extra)]
        for one in pool:
            claims = one.claims
            if claims.role == "device" and claims.device == device and self._climb(one, claims.since, pool, _DEEPEST):
                return claims.key_id
        return None

    def _climb(self, one: Certificate, on: date, pool: list[Certificate], steps: int) -> tuple[Certificate, ...]:
        """The issuers from a certificate up to a trusted root; empty where there is no way.

        None of them may have run out by the day. That an office began later than the day is no matter: it certified
        keys that were there before, and with them what they had sealed.
        """
        if one.self_made or not steps or on > one.claims.until:
            return ()
        root = self._roots.get(one.issuer)
        if root:
            return (root,) if on <= root.claims.until and _signed_by(one, root) else ()
        for office in pool:
            if office.claims.key_id == one.issuer and office.claims.role == "office" and _signed_by(one, office):
                above = self._climb(office, on, pool, steps - 1)
                if above:
                    return (office, *above)
        return ()


def _readable(some: Iterable[bytes]) -> Iterable[Certificate]:
    for data in some:
        try:
            yield read(data)
        except ValueError:
            continue


def _signed_by(one: Certificate, issuer: Certificate) -> bool:
    return cose.read(one.data).holds(issuer.claims.seal)
