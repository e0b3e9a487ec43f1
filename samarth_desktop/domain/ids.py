"""Names that laptops give without asking anyone: row ids, device codes, registration numbers, serials."""

import functools
import hashlib
import re
import secrets
import string
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from samarth_desktop.domain.fields.digits import western
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OILU", "011V")
FIRST_LETTERS = {
    "A": "certificate:onboarding",
    "S": "certificate:shg",
    "T": "certificate:workshop",  # participation
    "W": "workshop",
    "P": "product",
}
"""What a number with one first letter names (DOMAIN, "First letters of numbers"); two letters are a registration's."""
_BY_KIND = {kind: letter for letter, kind in FIRST_LETTERS.items()}
SERIAL_KINDS = {kind.partition(":")[2]: letter for kind, letter in _BY_KIND.items() if ":" in kind}
"""Kinds of certificate and the first letter of their serials."""
RECORD_LETTERS = {kind: letter for kind, letter in _BY_KIND.items() if ":" not in kind}
"""Kinds of record whose numbers have a letter where registration numbers have the state's two."""


def new_id() -> str:
    """A UUIDv7: unique without asking, in order of time."""
    import uuid_utils

    return str(uuid_utils.uuid7())


def child_id(parent: str, kind: str, number: int) -> str:
    """The id of a row that a form makes together with its record: the same whenever that form is saved.

    `parent` is the record's id, of whose moment the child is; `number` counts the form's rows of this kind, in whose
    order they sort.
    """
    moment = uuid.UUID(parent).int >> 80
    drawn = int.from_bytes(hashlib.sha256(f"{parent} {kind} {number}".encode()).digest()[:8], "big") >> 2
    return str(uuid.UUID(int=moment << 80 | 7 << 76 | (number & 0xFFF) << 64 | 2 << 62 | drawn))


def derived_id(kind: str, *parts: str) -> str:
    """The id of a row that two laptops may begin without knowing of each other, and mean the same: uuid5 of the kind
    and what tells one from the next (workshop, session, participant)."""
    return str(uuid.uuid5(_DERIVED, "\n".join((kind, *parts))))


_DERIVED = uuid.UUID("6f0f6a5e-6a0b-5d53-9b53-5a3d1c3e7a10")
"""The name space of derived ids, never changed."""


def new_device_code() -> str:
    """Six random Crockford base-32 characters; one billion codes, none with I, L, O or U."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(6))


@dataclass(frozen=True, slots=True)
class Number:
    """A registration number or certificate serial in its parts: ``UP-7KQ4MX-00042-H``."""

    prefix: str
    device: str
    running: int

    def __str__(self) -> str:
        body = f"{self.prefix}-{self.device}-{self.running:05d}"
        return f"{body}-{check_character(body)}"


def registration_number(prefix: str, device: str, running: int) -> str:
    """The number given at a first save; `prefix` is the state's ISO 3166-2:IN letters, for a workshop or product its
    letter of RECORD_LETTERS. Gaps are allowed."""
    return str(Number(prefix, device, running))


def certificate_serial(kind: str, device: str, running: int) -> str:
    """A serial without gaps per device and kind; `kind` is a key of SERIAL_KINDS."""
    return str(Number(SERIAL_KINDS[kind], device, running))


_O_AND_I = str.maketrans("OI", "01")


_SIGNS = string.digits + string.ascii_uppercase
_PLACES = {sign: at for at, sign in enumerate(_SIGNS)}


def check_character(body: str) -> str:
    """ISO/IEC 7064 mod 37,36 over letters and digits (hyphens left out).

    Counted here: an import gives thousands of numbers that differ by their last figures only. ValueError for any other
    sign.
    """
    fixed, _, running = body.rpartition("-")
    rest = _check(running, _check_of(fixed))
    return _SIGNS[(1 - (rest or 36) * 2 % 37) % 36]


@functools.lru_cache(64)
def _check_of(fixed: str) -> int:
    return _check(fixed.replace("-", ""), 18)


def _check(signs: str, rest: int) -> int:
    try:
        for sign in signs:
            rest = ((rest or 36) * 2 % 37 + _PLACES[sign]) % 36
    except KeyError as error:
        raise ValueError(signs) from error
    return rest


def read_number(text: str) -> str:
    """The number as printed, from what a person typed: any case, spaces, no hyphens, O for 0, I for 1, the digits
    of Devanagari.

    Raises KnownError when the check character does not fit or the shape is another, or when nothing is typed.
    """
    if not text.strip():
        raise KnownError(T("No number is given. Write the one that stands on the paper."))
    for prefix, device, running, check in _readings(western(text).upper()):
        device, running = device.translate(_LOOK_ALIKES), running.translate(_LOOK_ALIKES)
        shaped = prefix.isalpha() and prefix.isascii() and len(device) == 6 and running.isdecimal()
        if not shaped or f"{int(running):05d}" != running:
            continue  # zeros too many would be dropped, and the check character could fit by chance
        number = str(Number(prefix, device, int(running)))
        # The check character can be any letter or figure; on paper O and 0, I and 1 look alike, either way round.
        if number[-1].translate(_O_AND_I) == check.translate(_O_AND_I):
            return number
    raise KnownError(T("{number} is no registration number or serial. Compare it with the paper.", number=text[:40]))


def _readings(typed: str) -> Iterator[tuple[str, str, str, str]]:
    """The parts of a number: as they stand between hyphens or spaces; typed in one piece, with either prefix.

    In one piece a serial of six running digits can look like a registration number, so the parts count first.
    """
    parts = [part for part in re.split(r"[^A-Z0-9]+", typed) if part]
    if len(parts) == 4:
        yield parts[0], parts[1], parts[2], parts[3]
        return
    squeezed = "".join(parts)
    for length in (2, 1):  # a state has two letters, a serial's kind one
        yield squeezed[:length], squeezed[length : length + 6], squeezed[length + 6 : -1], squeezed[-1:]
