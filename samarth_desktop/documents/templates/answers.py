"""What a marketplace answered to a sheet: which products it listed, which it rejected, and why."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from samarth_desktop.documents.templates.model import fold, squeeze


class State(StrEnum):
    """What became of a product; WAITING while the marketplace said nothing."""

    LISTED = "listed"
    REJECTED = "rejected"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in the marketplace's own words; the column's heading where it named one."""

    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one product. `row` is the sheet's row as a spreadsheet counts, 0 where it is not known.

    `listing_id` is the marketplace's own number (FSN, listing id), '' where it gave none.
    """

    sku: str
    row: int
    state: State
    listing_id: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a file says. `notes` are what it says without rejecting a product: warnings, summaries."""

    answers: tuple[Answer, ...]
    notes: tuple[Reason, ...] = ()


_GOOD = frozenset(("success", "successful", "active", "live", "approved", "passed", "accepted", "published"))
_BAD = ("fail", "reject", "disapprov", "error", "invalid", "unsuccess", "blocked", "suppressed", "inactive")
_WORD = re.compile(r"[a-z]+")
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.):]\s*")
_COUNT = re.compile(r"^\s*\d+\s+error(?:\(s\)|s)?\s+found[ \t]*[:.\-]*\s*", re.IGNORECASE)
_NAMED = re.compile(r"^\[([^\[\]]{1,80})\]\s*:?\s*")


def is_good(words: str) -> bool:
    """Whether a status says that the product is on sale, or was taken."""
    return not is_bad(words) and any(word in _GOOD for word in _WORD.findall(words.casefold()))


def is_bad(words: str) -> bool:
    """Whether a status says that the product was refused."""
    found = _WORD.findall(words.casefold())
    return "not" in found or any(word not in _GOOD and stem in word for word in found for stem in _BAD)


def split_reasons(text: str, headings: Iterable[str] = ()) -> tuple[Reason, ...]:
    """The single reasons of one cell: numbered lines, some beginning with the attribute in square brackets."""
    parts: list[str] = []
    for line in _COUNT.sub("", text.replace("\r\n", "\n").strip(), count=1).split("\n"):
        if _NUMBERED.match(line) or not parts:
            parts.append(_NUMBERED.sub("", line).strip())
        else:
            parts[-1] = f"{parts[-1]} {line.strip()}".strip()
    by_name = {fold(heading): squeeze(heading) for heading in headings}
    return tuple(_reason(part, by_name) for part in parts if part)


def _reason(part: str, by_name: Mapping[str, str]) -> Reason:
    named = _NAMED.match(part)
    if not named:
        return Reason("", part)
    attribute = fold(named[1].replace("_", " "))
    begins = (heading for name, heading in by_name.items() if name.startswith(f"{attribute} ("))  # mrp: "MRP (INR)"
    column = by_name.get(attribute) or next(begins, named[1].strip())
    return Reason(column, part[named.end() :].strip() or part)
