"""Banks by IFSC, from our own table. Branches are not known; they are suggested from earlier entries elsewhere."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table
from samarth_desktop.domain.reference.sources import Source, named
from samarth_desktop.i18n import LocalizedName, T, Text, in_devanagari

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


_CUT = 15  # a spreadsheet keeps so many figures of a number, and writes zeros for the rest


def doubts(account: str, ifsc: str, name: str) -> Iterator[tuple[str, Text]]:
    """What a person should look at in the facts of an account, by the key of the field: an IFSC of no bank that we
    know, a bank that was merged into another, another bank's name beside it, an account number that was cut."""
    if len(account) > _CUT and not account[_CUT:].strip("0"):
        yield "bank_account", T("The last figures are zeros: a spreadsheet may have cut this number. See the passbook.")
    if not ifsc or not is_ifsc(clean_ifsc(ifsc)):
        return
    bank, later = bank_of(ifsc), successor(ifsc)
    if bank is None:
        yield (
            "bank_ifsc",
            T("No bank that we know has an IFSC beginning with {letters}. See the passbook.", letters=ifsc[:4]),
        )
        return
    here = LocalizedName(bank.hi, bank.en)
    if later is not None:
        now = LocalizedName(later.words.hi, later.words.en)
        yield "bank_ifsc", T("{bank} is {now} now. Ask for the IFSC of a new passbook.", bank=here, now=now)
    other = _named().get(_plain(name))
    if other is not None and other.begins != bank.begins and not (later and later.words.en == other.en):
        yield "bank_name", T("This IFSC is of {bank}. Compare the bank with the passbook.", bank=here)


@functools.cache
def _named() -> dict[str, Bank]:
    return {_plain(name): one for one in banks() for name in (one.en, one.hi) if name}


def _plain(name: str) -> str:
    words = name.casefold().replace(".", " ").replace(",", " ").split()
    return " ".join(word for word in words if word not in ("the", "ltd", "limited"))
