"""The text of a QR code: what stands before the seal, and the readings of what may have been done to it on the way.

New codes are decimal digits, which nobody changes. Codes printed before are base45 (RFC 9285), whose alphabet holds a
space, ``%`` and ``+``: browsers, telephones and forms write these in other ways, so that one text can mean several. All
are tried, the signature decides which one it was.
"""

import itertools
import re
from collections.abc import Iterator

PREFIX = "SAMARTH1:"
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?", re.IGNORECASE)
_HEAD = re.compile(
    r"\s*(?:samarth1(?::|%3a)|https?(?::|%3a)//([a-z0-9.:-]{1,80})/v/?(?:\?[^#]*)?(?:#|%23))", re.IGNORECASE
)
_MOST = 600  # characters behind the head; a percent-encoded old code has 460 at most
_MOST_READINGS = 256
# What may have been written for a character of base45: percent-encoding and the "+" of forms.
_CHANGED = re.compile(r"%(?:2[045ABDEF]|3A)|\+")
_DIGITS = 217  # of the largest number of 90 bytes
_BYTES = 90
_VERSION = "2"


def head(host: str = "") -> str:
    """What stands before the seal: the address of the office's page, or the name of this program."""
    return f"HTTPS://{host.upper()}/V#" if host else PREFIX


def is_host(text: str) -> bool:
    """Whether a text has the shape of ``verify.example.in``, with or without a port."""
    return _HOST.fullmatch(text) is not None


def split(text: str) -> tuple[str, str] | None:
    """The host ("" where the code names none) and what stands behind the head; None where it is no code of ours."""
    found = _HEAD.match(text)
    return ((found[1] or "").lower(), text[found.end() :][:_MOST]) if found else None


def to_digits(data: bytes) -> str:
    """The 90 bytes of a seal as digits: a 2 for this form, then one number, always of the same length."""
    return f"{_VERSION}{int.from_bytes(data, 'big'):0{_DIGITS}d}"


def from_digits(body: str) -> bytes | None:
    """The bytes that :func:`to_digits` wrote; None where it did not write this."""
    if len(body) != 1 + _DIGITS or not (body.isascii() and body.isdecimal()) or body[0] != _VERSION:
        return None
    number = int(body[1:])
    return number.to_bytes(_BYTES, "big") if number < 1 << 8 * _BYTES else None


def from_base45(body: str) -> Iterator[bytes]:
    """The bytes that a text of base45 can mean, the likeliest reading first, each once."""
    import base45

    seen = set()
    for text in itertools.islice(_readings(body.upper()), _MOST_READINGS):
        try:
            data = base45.b45decode(text)
        except ValueError:
            continue
        if data not in seen:
            seen.add(data)
            yield data


def _readings(body: str) -> Iterator[str]:
    parts, changed = _CHANGED.split(body), _CHANGED.findall(body)
    meant = [(one, " " if one == "+" else chr(int(one[1:], 16))) for one in changed]

    def joined(choice: "list[str] | tuple[str, ...]") -> str:
        return "".join(map("".join, zip(parts, (*choice, ""), strict=True)))

    for decoded in ("", "%20", "%"):  # nothing was encoded; spaces, as browsers do; everything
        for plus in ("+", " "):
            yield joined(
                [plus if one == "+" else other if decoded and one.startswith(decoded) else one for one, other in meant]
            )
    yield from map(joined, itertools.product(*meant))
