"""Banks by IFSC, from our own table. Branches are not known; they are suggested from earlier entries elsewhere."""

import functools
import re
from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table
from samarth_desktop.domain.reference.sources import Source, named
from samarth_desktop.i18n import in_devanagari

# Four letters of the bank, a zero kept for later use, six characters of the branch (Reserve Bank of India).
_IFSC = re.compile(r"[A-Z]{4}0[A-Z0-9]{6}")


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank. `begins` are the first characters of its IFSCs, `now` those of the bank it was merged into.

    `kind` is one of public, private, small_finance, payments, gramin, cooperative, foreign, central.
    """

    begins: str
    kind: str
    en: str
    hi: str
    now: str

    def name(self, language: str) -> str:
        """The name in ``hi`` or ``en``."""
        return self.hi if in_devanagari(language) else self.en


def clean_ifsc(text: str) -> str:
    """The code in capitals without spaces and hyphens, and with O for the fifth place read as 0."""
    code = re.sub(r"[\s-]", "", text).upper()
    return f"{code[:4]}0{code[5:]}" if code[4:5] == "O" else code


def is_ifsc(text: str) -> bool:
    """Whether the text has the form of an IFSC; it may still belong to no bank that we know."""
    return bool(_IFSC.fullmatch(text))


def bank_of(ifsc: str) -> Bank | None:
    """The bank of an IFSC, known after its first four letters already; None when our table lacks it."""
    code = clean_ifsc(ifsc)
    known = _banks()
    return next((known[code[:n]] for n in range(min(len(code), 11), 3, -1) if code[:n] in known), None)


@dataclass(frozen=True, slots=True)
class Successor:
    """What a bank is called now, since when and where that was read; `on` is None where only the merger is known."""

    words: Words
    on: date | None = None
    sources: tuple[Source, ...] = ()


def successor(ifsc: str) -> Successor | None:
    """The bank that the bank of an IFSC was merged into, however often since; None when it goes by its own name."""
    found = bank_of(ifsc)
    if found is None:
        return None
    merged = _mergers().get(found.begins)
    if merged is None and found.now:
        later = _banks().get(found.now)
        merged = _mergers().get(found.now) or (Successor(Words(later.hi, later.en)) if later else None)
    return merged if merged is None or merged.words.en != found.en else None


@functools.cache
def _mergers() -> dict[str, Successor]:
    return {
        begins: Successor(Words(hi, en), date.fromisoformat(on), named(keys))
        for begins, en, hi, on, keys in table.rows("bank_mergers.tsv")
    }


def banks() -> tuple[Bank, ...]:
    """All banks of the table."""
    return tuple(_banks().values())


@functools.cache
def _banks() -> dict[str, Bank]:
    return {cells[0]: Bank(*cells) for cells in table.rows("banks.tsv")}
