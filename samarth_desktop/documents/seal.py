"""The seal: what the QR code of a certificate says, signed by the laptop that issued it.

``SAMARTH1:`` (or the office's address) and base45 (RFC 9285) of a COSE_Sign1 message. The payload is packed, because a
version 7-M code is what poor photocopies leave readable, and every byte less is a letter more of the name:

======  ==========================================================================================
bytes   meaning
======  ==========================================================================================
0-7     serial: letter of the kind (5 bits), device code (30 bits), running number (29 bits)
8-9     one bit: a sample; 15 bits: date of issue, days since 2020-01-01
10-     short name, one byte a letter: ASCII, or 0x80 and the last seven bits of a Devanagari letter
======  ==========================================================================================
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from samarth_desktop.documents import cose
from samarth_desktop.domain.ids import CROCKFORD, Number

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PREFIX = "SAMARTH1:"
_ADDRESS = re.compile(r"https://[a-z0-9.:-]{1,80}/v#", re.IGNORECASE)
_HOST = re.compile(r"[A-Z0-9.-]{1,60}")
_EPOCH = date(2020, 1, 1)
_CUT = "~"
# Version 7-M (ISO/IEC 18004, table 7): 124 data codewords, less the terminator.
_BITS = 124 * 8 - 4
_LEAST_NAME = 5


@dataclass(frozen=True, slots=True)
class Seal:
    """What the QR code says, and the check code printed at the foot."""

    text: str
    check: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a seal states, its signature not checked yet. `name` ends in ``…`` where it was cut."""

    serial: str
    name: str
    issued: date
    sample: bool
    message: cose.Message
    check: str


def make(serial: str, name: str, issued: date, key: "Ed25519PrivateKey", host: str = "", sample: bool = False) -> Seal:
    """Signs a seal. `host` (``verify.example.in``) makes the code open a page; too long a host is left out.

    `sample` says that the paper is none to be accepted.
    """
    for prefix in ([f"HTTPS://{host.upper()}/V#"] if _HOST.fullmatch(host.upper()) else []) + [PREFIX]:
        room = _room(prefix)
        if room >= _LEAST_NAME:
            break
    day = (issued - _EPOCH).days | sample << 15
    payload = _pack_serial(serial) + day.to_bytes(2, "big") + pack_name(name, room)
    message = cose.sign(payload, key)
    return Seal(prefix + _base45(message), check_code(message))


def check_code(message: bytes) -> str:
    """Eight bytes of the message's hash in groups: what two people compare over the telephone."""
    digits = sha256(message).hexdigest()[:16].upper()
    return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


def is_ours(text: str) -> bool:
    """Whether a code's text claims to be a seal."""
    return text.startswith(PREFIX) or _ADDRESS.match(text) is not None


def read(text: str) -> Claim:
    """Reads the text of a code. Raises ValueError where it is no seal, or a damaged one."""
    import base45

    if not is_ours(text):
        raise ValueError("not a seal")
    body = text[len(PREFIX) :] if text.startswith(PREFIX) else text.partition("#")[2]
    data = base45.b45decode(body[:400])
    message = cose.read(data)
    payload = message.payload
    if len(payload) < 10:
        raise ValueError("payload too short")
    day = int.from_bytes(payload[8:10], "big")
    issued, sample = _EPOCH + timedelta(days=day & 0x7FFF), bool(day >> 15)
    return Claim(_unpack_serial(payload[:8]), unpack_name(payload[10:]), issued, sample, message, check_code(data))


def short_name(text: str) -> str:
    """The name as a seal holds it: NFC, single spaces, no joiners."""
    squeezed = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(ch for ch in squeezed if unicodedata.category(ch) != "Cf")


def pack_name(name: str, room: int) -> bytes:
    """The name in at most `room` bytes, cut at a word or letter with a mark that it was cut."""
    letters = short_name(name)
    whole = b"".join(_letter(ch) for ch in letters)
    if len(whole) <= room:
        return whole
    end = room - len(_CUT)
    space = letters.rfind(" ", 0, end + 1)
    if space >= end * 0.6:
        end = space
    else:
        while end > 1 and unicodedata.category(letters[end]) in {"Mn", "Mc"}:
            end -= 1  # never between a consonant and its vowel sign
        if letters[end - 1] == "\N{DEVANAGARI SIGN VIRAMA}":
            end -= 1
    return b"".join(_letter(ch) for ch in letters[:end]) + _CUT.encode()


def unpack_name(data: bytes) -> str:
    """The letters of a packed name."""
    name = "".join(chr(byte) if byte < 0x80 else chr(0x0900 + byte - 0x80) for byte in data)
    return name[:-1] + "…" if name.endswith(_CUT) else name


def _letter(ch: str) -> bytes:
    code = ord(ch)
    if 0x20 <= code < 0x7E:
        return bytes((code,))
    if 0x0900 <= code <= 0x097F:
        return bytes((0x80 + code - 0x0900,))
    plain = unicodedata.normalize("NFKD", ch)[0]
    return plain.encode() if plain.isascii() and plain.isprintable() else b"?"


def _pack_serial(serial: str) -> bytes:
    kind, device, running, _ = serial.split("-")
    number = CROCKFORD.index(kind)
    for ch in device:
        number = number << 5 | CROCKFORD.index(ch)
    if int(running) >= 1 << 29:
        raise ValueError("running number too large for a seal")
    return (number << 29 | int(running)).to_bytes(8, "big")


def _unpack_serial(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    digits = [CROCKFORD[number >> (29 + 5 * i) & 31] for i in range(6, -1, -1)]
    if not digits[0].isalpha():
        raise ValueError("not a serial")
    return str(Number(digits[0], "".join(digits[1:]), number & ((1 << 29) - 1)))


def _base45(data: bytes) -> str:
    import base45

    text: bytes | str = base45.b45encode(data)
    return text.decode("ascii") if isinstance(text, bytes) else text


def _room(prefix: str) -> int:
    """The bytes left for a name behind a prefix in a version 7-M code."""
    bits = _BITS
    if prefix.endswith("#"):  # no letter of the code's small alphabet: a segment of its own
        bits -= _alphanumeric(len(prefix) - 1) + 4 + 8 + 8
        letters = (bits - 13) * 2 // 11
    else:
        letters = (bits - 13) * 2 // 11 - len(prefix)
    data = letters // 3 * 2 + (1 if letters % 3 == 2 else 0)
    left = data - cose.OVERHEAD - 10
    return left if left + 10 < 24 else left - 1


def _alphanumeric(letters: int) -> int:
    """The bits of a segment of letters of the small alphabet (ISO/IEC 18004, 7.4.4)."""
    return 4 + 9 + letters // 2 * 11 + letters % 2 * 6
