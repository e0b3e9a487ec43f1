"""The seal: what the QR code of a certificate says, signed by the laptop that issued it.

``SAMARTH1:`` (or the office's address) and the decimal digits of 90 bytes, because a version 7-M code is what poor
photocopies leave readable, and digits are what a QR code holds best and nobody changes on the way:

======  ==========================================================================================
bytes   meaning
======  ==========================================================================================
0-7     serial: letter of the kind (5 bits), device code (30 bits), running number (29 bits)
8-9     one bit: a sample; 15 bits: date of issue, days since 2020-01-01
10-17   the first 8 bytes of SHA-256 over all printed facts (:mod:`samarth_desktop.documents.certificates.facts`)
18-25   key id
26-89   Ed25519 signature of a COSE_Sign1 message with bytes 0-17 as payload
======  ==========================================================================================

The frame of the message is the same in every seal, so it is left out. Its external_aad names the purpose and the
address, so that nothing else that a key signed is a seal, and no seal is good behind a foreign address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from samarth_desktop.documents.signing import cose, seal_named, seal_text
from samarth_desktop.documents.signing.seal_text import PREFIX
from samarth_desktop.domain.ids import CROCKFORD, SERIAL_KINDS, Number

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["MOST_HOST", "PREFIX", "Claim", "Seal", "fits", "is_ours", "make", "read", "readings"]

_PURPOSE = b"samarth-seal-2:"
_EPOCH = date(2020, 1, 1)
_PAYLOAD = 18
# Version 7-M (ISO/IEC 18004, table 7): 124 data codewords. 217 digits and the one of the form, in groups of three; one
# byte for "#"; a head of letters and figures, two in 11 bits (7.4.3 to 7.4.5; segments cost 14, 20 and 13).
_HEAD_BITS = 124 * 8 - (14 + 72 * 10 + 7) - 20 - 13
MOST_HOST = _HEAD_BITS * 2 // 11 - len("HTTPS:///V")
"""The characters of the longest address that fits."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What the QR code says, the check code printed at the foot, and the facts that the file carries."""

    text: str
    check: str
    facts: bytes = b""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a seal states, its signature not checked yet.

    `digest` are the 8 bytes over the facts. Seals of the first form have none; they hold a `name`, ending in ``…``
    where it was cut. `host` is the address before the seal; `seal_id` names the seal, eight bytes of its hash.
    """

    serial: str
    issued: date
    sample: bool
    message: cose.Message
    seal_id: bytes
    host: str = ""
    digest: bytes = b""
    name: str = ""

    @property
    def check(self) -> str:
        """The name of the seal in groups: what two people compare over the telephone."""
        digits = self.seal_id.hex().upper()
        return " ".join(digits[i : i + 4] for i in range(0, 16, 4))

    @property
    def device(self) -> str:
        """The code of the laptop that gave the serial."""
        return self.serial.split("-")[1]


def fits(host: str) -> bool:
    """Whether codes with this address (``verify.example.in``) are of version 7-M at most."""
    return seal_text.is_host(host) and len(host) <= MOST_HOST


def make(
    serial: str,
    facts: bytes,
    issued: date,
    key: "Ed25519PrivateKey",
    host: str = "",
    sample: bool = False,
) -> Seal:
    """Signs a seal over `facts`. `host` makes the code open a page; one that does not fit is left out (a hub refuses
    it). `sample` says that the paper is none to be accepted. Raises ValueError for what a seal cannot hold."""
    host = host.lower() if fits(host) else ""
    day = (issued - _EPOCH).days
    if not 0 <= day < 1 << 15:
        raise ValueError("no date for a seal")
    payload = _pack_serial(serial) + (day | sample << 15).to_bytes(2, "big") + sha256(facts).digest()[:8]
    message = cose.message_of(payload, key, _PURPOSE + host.encode())
    data = payload + message.key_id + message.signature
    claim = _claim(message, data, host)
    return Seal(seal_text.head(host) + seal_text.to_digits(data), claim.check, facts)


def is_ours(text: str) -> bool:
    """Whether a code's text claims to be a seal."""
    return seal_text.split(text) is not None


def readings(text: str) -> Iterator[Claim]:
    """What the text of a code can mean, the likeliest reading first: one for digits, several for base45, whose
    signature decides. None where it is no seal, or a damaged one."""
    found = seal_text.split(text)
    if found is None:
        return
    host, body = found
    data = seal_text.from_digits(body.strip())
    if data is not None:
        payload, kid, signature = data[:_PAYLOAD], data[_PAYLOAD : _PAYLOAD + 8], data[_PAYLOAD + 8 :]
        candidates = iter([(cose.Message(kid, payload, signature, _PURPOSE + host.encode()), data)])
    else:
        candidates = seal_named.messages(body)
    for message, raw in candidates:
        try:
            claim = _claim(message, raw, host)
        except ValueError:
            continue
        yield claim


def read(text: str) -> Claim:
    """The likeliest reading. Raises ValueError where the text is no seal, or a damaged one."""
    for claim in readings(text):
        return claim
    raise ValueError("not a seal")


def _claim(message: cose.Message, data: bytes, host: str) -> Claim:
    """What a message states. Raises ValueError where it is no seal."""
    payload = message.payload
    day = int.from_bytes(payload[8:10], "big")
    new = message.purpose != b""
    return Claim(
        _unpack_serial(payload[:8]),
        _EPOCH + timedelta(days=day & 0x7FFF),
        bool(day >> 15),
        message,
        sha256(data).digest()[:8],
        host,
        payload[10:] if new else b"",
        "" if new else seal_named.name_in(payload),
    )


def _pack_serial(serial: str) -> bytes:
    kind, device, running, _ = serial.split("-")
    if kind not in SERIAL_KINDS.values():
        raise ValueError("no certificate's serial")
    number = CROCKFORD.index(kind)
    for ch in device:
        number = number << 5 | CROCKFORD.index(ch)
    if int(running) >= 1 << 29:
        raise ValueError("running number too large for a seal")
    return (number << 29 | int(running)).to_bytes(8, "big")


def _unpack_serial(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    digits = [CROCKFORD[number >> (29 + 5 * i) & 31] for i in range(6, -1, -1)]
    if digits[0] not in SERIAL_KINDS.values():
        raise ValueError("not a serial")
    return str(Number(digits[0], "".join(digits[1:]), number & ((1 << 29) - 1)))
