"""The printed facts of a certificate as canonical bytes: what the eight bytes in the seal are the hash of.

They travel in the PDF, so that a program compares them with the seal and with the words of the page, and are the same
for every printing: in one language or both, as a sheet or a card. How a paper looks and who signs it by hand is chosen
at each printing and no part of them.
"""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.rules.certificates.certificate import CertificateData

_WORDS = ("name", "plain_name", "heading", "under", "title", "subtitle", "opening", "place", "craft")
_TEXTS = ("kind", "serial", "registration", "programme_code")
MOST_BYTES = 20_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared and told of the facts that a file carries. `names` are those that a page may show."""

    serial: str
    registration: str
    issued: date
    names: tuple[str, ...]
    programme: str
    version: int


def of(data: CertificateData) -> bytes:
    """The facts: JSON (RFC 8785 in effect: sorted keys, no spaces) in UTF-8, letters composed (NFC)."""
    said: dict[str, Any] = {key: getattr(data, key) for key in _TEXTS}
    said |= {key: _pair(getattr(data, key)) for key in _WORDS}
    said |= {
        "form": 1,
        "programme_version": data.programme_version,
        "issued": data.paper.issued.isoformat(),
        "lines": [list(data.lines_hi), list(data.lines_en)],
        "facts": [[_pair(label), _pair(value)] for label, value in data.facts],
        "photo": data.photo_id or (sha256(data.photo).hexdigest() if data.photo else ""),
    }
    return _canonical(said)


def read(facts: bytes) -> Facts:
    """Takes facts apart. Raises ValueError where they are not what :func:`of` writes."""
    try:
        said = json.loads(facts)
        found = Facts(
            said["serial"],
            said["registration"],
            date.fromisoformat(said["issued"]),
            tuple(name for name in said["plain_name"] if name),
            said["programme_code"],
            said["programme_version"],
        )
    except (TypeError, LookupError, RecursionError) as error:
        raise ValueError("no facts") from error
    texts = (found.serial, found.registration, found.programme, *found.names)
    if not all(isinstance(text, str) for text in texts) or type(found.version) is not int or _canonical(said) != facts:
        raise ValueError("no facts")
    return found


def matching(carried: Iterable[bytes], digest: bytes) -> bytes | None:
    """Those of some facts whose hash stands in a seal."""
    return next((facts for facts in carried if sha256(facts).digest()[:8] == digest), None)


def _pair(words: Words) -> list[str]:
    return [words.hi, words.en]


def _canonical(said: object) -> bytes:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    # Where a line may end says nothing.
    return unicodedata.normalize("NFC", text).replace("\N{NO-BREAK SPACE}", " ").encode("utf-8", "replace")
