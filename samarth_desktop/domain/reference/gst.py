"""Which GST rate a product has: a function of HSN code, handicraft or not, price of a piece and day.

The table (resources/hsn_gst.tsv) holds facts as they were read in November 2026, each with its source. It proposes; a
person of the office or the seller confirms. Nothing here is advice.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table
from samarth_desktop.domain.reference.sources import Source, named
from samarth_desktop.i18n import LocalizedName, T, Text

AS_OF = "2026-11"
"""The month in which the table was put together."""
HANDICRAFT, CERTIFIED, PREPACKED = "handicraft", "certified", "prepacked"
_MOST_FOUND = 12
_WITH_TAX = Decimal("1.18")
"""A price holds its tax: so far above a limit the value without tax may still be below it."""


@dataclass(frozen=True, slots=True)
class GstLine:
    """One line of the table: for codes that begin so, `rate` percent since a day.

    `needs` is a condition, `over` and `upto` paise a piece, None without a limit.
    """

    begins: tuple[str, ...]
    about: Words
    rate: Decimal
    needs: str
    over: int | None
    upto: int | None
    since: date
    confirmed: bool
    sources: tuple[Source, ...]

    def holds(self, handicraft: bool, certified: bool, paise: int, day: date) -> bool:
        """Whether the conditions are fulfilled; goods that a list names are never known to be."""
        fulfilled = {"": True, PREPACKED: True, HANDICRAFT: handicraft, CERTIFIED: certified}.get(self.needs, False)
        in_band = (self.over is None or paise > self.over) and (self.upto is None or paise <= self.upto)
        return fulfilled and in_band and self.since <= day

    def length(self, hsn: str) -> int:
        """How much of a code this line names; 0 where it is about other goods."""
        return max((len(begin) for begin in self.begins if hsn.startswith(begin)), default=0)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rate in percent, the line that says it, and why it should be looked at (None where it stands)."""

    rate: Decimal
    line: GstLine
    doubt: Text | None

    @property
    def reason(self) -> Text:
        """Why this rate, with the date of the table."""
        about = LocalizedName(self.line.about.hi, self.line.about.en)
        where = ", ".join(str(one) for one in self.line.sources[:2])
        if not where:
            return T("{about}: {rate} %, table of {month}.", about=about, rate=plain(self.rate), month=AS_OF)
        return T(
            "{about}: {rate} %, table of {month} after {source}.",
            about=about,
            rate=plain(self.rate),
            month=AS_OF,
            source=where,
        )


@functools.cache
def lines() -> tuple[GstLine, ...]:
    """The table."""
    return tuple(
        GstLine(
            table.words(begins),
            Words(hi, en),
            Decimal(rate),
            needs,
            int(over) * 100 if over else None,
            int(upto) * 100 if upto else None,
            date.fromisoformat(since),
            confirmed == "yes",
            named(keys),
        )
        for begins, en, hi, rate, needs, over, upto, since, confirmed, keys in table.rows("hsn_gst.tsv")
    )


def propose(hsn: str, paise: int, day: date, *, handicraft: bool, certified: bool = False) -> Proposal | None:
    """The rate for a code at a price of one piece (paise, with tax); None where the table has none.

    An exemption for certified sellers goes before all; else the line that names most of the code, with its condition
    fulfilled rather than without one.
    """
    there = [(line.length(hsn), line) for line in lines()]
    fitting = [(n, line) for n, line in there if n and line.holds(handicraft, certified, paise, day)]
    if not fitting:
        return None
    ranked = sorted(fitting, key=_rank, reverse=True)
    best = [line for n, line in ranked if _rank((n, line)) == _rank(ranked[0])]
    highest = max(best, key=lambda line: line.rate)  # too much tax can be given back, too little is asked for later
    return Proposal(highest.rate, highest, _doubt(hsn, paise, highest, best))


def _rank(found: tuple[int, GstLine]) -> tuple[bool, int, bool, date]:
    length, line = found
    return line.needs == CERTIFIED, length, bool(line.needs or line.upto or line.over), line.since


def _doubt(hsn: str, paise: int, line: GstLine, best: Sequence[GstLine]) -> Text | None:
    if len({one.rate for one in best}) > 1:
        return T("Several rates stand under this code. Look up which goods are meant.")
    if any(one.rate != line.rate for one in lines() if any(b != hsn and b.startswith(hsn) for b in one.begins)):
        return T("A longer HSN code would tell the rate for sure. Write 6 or 8 digits.")
    if line.over is not None and paise <= line.over * _WITH_TAX:
        return T("The price without tax may be below the limit of {n} rupees. Ask who keeps the books.",
                 n=line.over // 100)  # fmt: skip
    if not line.confirmed:
        return T("No source confirms this rate for sure. Look it up before it is used.")
    return None


def plain(number: Decimal) -> str:
    """A rate or measure without needless zeros, never in E notation."""
    return format(number.normalize(), "f")


def tax_code(rate: Decimal) -> str:
    """The word for a rate in Flipkart's sheets."""
    return f"GST_{plain(rate)}"


def search(text: str) -> list[GstLine]:
    """The lines of which a code begins so, or whose words hold what was typed, in either language."""
    figures = "".join(ch for ch in text if ch.isdigit())
    if figures:
        return [one for one in lines() if any(b.startswith(figures) or figures.startswith(b) for b in one.begins)][
            :_MOST_FOUND
        ]
    wanted = [key(word) for word in text.split() if len(word) > 1]
    found = [one for one in lines() if wanted and all(any(w in part for part in _parts(one)) for w in wanted)]
    return found[:_MOST_FOUND]


@functools.cache
def _parts(line: GstLine) -> tuple[str, ...]:
    return tuple(key(word) for words in (line.about.en, line.about.hi) for word in words.split())
