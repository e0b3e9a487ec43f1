"""What stands on a certificate: everything that is printed, gathered before a page is drawn.

The stored record says which certificate was issued to whom; this is its content at that moment. A pair of fields
``.._hi`` / ``.._en`` holds the same words in the two scripts; either may be empty, then the other one is printed.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal["onboarding", "shg", "workshop"]
Languages = Literal["hi", "en", "both"]
Orientation = Literal["landscape", "portrait"]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same words in Hindi and English; one may be missing."""

    hi: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.hi or self.en)

    def best(self, language: str) -> str:
        """The words in a language, or in the other one where this is missing."""
        return (self.hi or self.en) if language == "hi" else (self.en or self.hi)

    def strict(self, language: str) -> str:
        """The words in this language only."""
        return self.hi if language == "hi" else self.en


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs by hand at the foot: name and office."""

    name: Pair = field(default_factory=Pair)
    role: Pair = field(default_factory=Pair)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person or group lives, as printed on paper."""

    village: Pair = field(default_factory=Pair)
    block: Pair = field(default_factory=Pair)
    district: Pair = field(default_factory=Pair)
    state: Pair = field(default_factory=Pair)
    gram_panchayat: Pair = field(default_factory=Pair)
    urban: bool = False
    """The village field holds a ward of a town."""


@dataclass(frozen=True, slots=True)
class CertificateData:
    """The content of one certificate or card.

    `relation` is ``father``, ``husband``, ``mother`` or ``""``; `gender` ``female``, ``male``, ``other`` or ``""``;
    `honorific` ``smt``, ``shri``, ``sushri`` or ``""`` (never guessed: only what the form says).
    `lines_hi` and `lines_en` are the programme's sentences with everything filled in and **bold** runs.
    `facts` are further cells beside the number and the date: (message id of the label, words).
    `photo` and `emblem` are the bytes of a JPEG or PNG. `demo` marks the page as a demonstration; `date_asked` says
    that the laptop's own date was not to be trusted and a person entered it.
    """

    kind: Kind
    serial: str
    registration: str
    name: Pair
    issued: date
    programme: Pair
    partner: Pair = field(default_factory=Pair)
    honorific: str = ""
    gender: str = ""
    relation: str = ""
    relative: Pair = field(default_factory=Pair)
    address: Address = field(default_factory=Address)
    craft: Pair = field(default_factory=Pair)
    lines_hi: tuple[str, ...] = ()
    lines_en: tuple[str, ...] = ()
    facts: tuple[tuple[str, Pair], ...] = ()
    photo: bytes | None = None
    emblem: bytes | None = None
    issuer: Signatory = field(default_factory=Signatory)
    second: Signatory | None = None
    languages: Languages = "both"
    orientation: Orientation = "landscape"
    demo: bool = False
    date_asked: bool = False

    def lines(self, language: str) -> tuple[str, ...]:
        """The programme's sentences in a language."""
        return self.lines_hi if language == "hi" else self.lines_en
