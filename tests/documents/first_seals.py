"""Makes seals of the first form, as the program printed them until November 2026. Nothing in the program makes them now;
tests need them to present every kind of old code, genuine and forged."""

import re
import unicodedata
from datetime import date

import base45
import cbor2

from samarth_desktop.documents.signing import cose
from samarth_desktop.domain.ids import CROCKFORD

PREFIX = "SAMARTH1:"
OVERHEAD = 83
_HOST = re.compile(r"[A-Z0-9.-]{1,60}")
_EPOCH = date(2020, 1, 1)
_CUT = "~"
# Version 7-M (ISO/IEC 18004, table 7): 124 data codewords, less the terminator.
_BITS = 124 * 8 - 4
_LEAST_NAME = 5


def make(serial, name, issued, key, host="", sample=False):
    """The text of a code."""
    for prefix in ([f"HTTPS://{host.upper()}/V#"] if _HOST.fullmatch(host.upper()) else []) + [PREFIX]:
        room = _room(prefix)
        if room >= _LEAST_NAME:
            break
    day = (issued - _EPOCH).days | sample << 15
    payload = pack_serial(serial) + day.to_bytes(2, "big") + pack_name(name, room)
    return prefix + text_of(message(payload, key))


def message(payload, key, *, protected=b"\xa1\x01\x27", aad=b"", more=None):
    """The bytes of a COSE_Sign1 message, also such as the program never wrote."""
    signature = key.sign(cbor2.dumps(["Signature1", protected, aad, payload]))
    return cbor2.dumps([protected, {4: cose.key_id(cose.public_bytes(key)), **(more or {})}, payload, signature])


def text_of(data):
    """Bytes in base45."""
    text = base45.b45encode(data)
    return text.decode("ascii") if isinstance(text, bytes) else text


def short_name(text):
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


def _letter(ch: str) -> bytes:
    code = ord(ch)
    if 0x20 <= code < 0x7E:
        return bytes((code,))
    if 0x0900 <= code <= 0x097F:
        return bytes((0x80 + code - 0x0900,))
    plain = unicodedata.normalize("NFKD", ch)[0]
    return plain.encode() if plain.isascii() and plain.isprintable() else b"?"


def pack_serial(serial: str) -> bytes:
    kind, device, running, _ = serial.split("-")
    number = CROCKFORD.index(kind)
    for ch in device:
        number = number << 5 | CROCKFORD.index(ch)
    if int(running) >= 1 << 29:
        raise ValueError("running number too large for a seal")
    return (number << 29 | int(running)).to_bytes(8, "big")


def _room(prefix: str) -> int:
    """The bytes left for a name behind a prefix in a version 7-M code."""
    bits = _BITS
    if prefix.endswith("#"):  # no letter of the code's small alphabet: a segment of its own
        bits -= _alphanumeric(len(prefix) - 1) + 4 + 8 + 8
        letters = (bits - 13) * 2 // 11
    else:
        letters = (bits - 13) * 2 // 11 - len(prefix)
    data = letters // 3 * 2 + (1 if letters % 3 == 2 else 0)
    left = data - OVERHEAD - 10
    return left if left + 10 < 24 else left - 1


def _alphanumeric(letters: int) -> int:
    """The bits of a segment of letters of the small alphabet (ISO/IEC 18004, 7.4.4)."""
    return 4 + 9 + letters // 2 * 11 + letters % 2 * 6
