"""Understands the lists of the Local Government Directory (lgdirectory.gov.in) as they are downloaded.

Takes rows that somebody else has read from CSV or XLSX and gives locations, one at a time, so that 600,000
villages need no memory. Knows by its heads what a list is about; title lines above the heads, blank lines,
repeated heads, byte order marks and numbers in quotation marks do not matter.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

LEVELS = ("state", "district", "subdistrict", "block", "town", "panchayat", "village")

# What a head says it is about, as its letters begin.
_ABOUT = (
    ("subdistrict", re.compile(r"subdistrict|subdist|tehsil|tahsil|taluka?")),
    ("district", re.compile(r"district")),
    ("state", re.compile(r"state(?!or)")),
    ("block", re.compile(r"(development)?block")),
    ("village", re.compile(r"village(?!panchayat)")),
    ("panchayat", re.compile(r"(gram|village)panchayat")),
    ("body", re.compile(r"(urban)?localbody|ulb|municipal")),
)
# The finest of these that a list names with code and name is what its rows are.
_FINEST_FIRST = ("village", "panchayat", "body", "block", "subdistrict", "district", "state")
# Kinds of local body, by code or in words: nobody lives in the panchayat of a district or of a block, and a town or
# nagar panchayat is a town.
_VILLAGE_PANCHAYAT = re.compile(r"3$|(gram|village) panchayat", re.IGNORECASE)
_UPPER_PANCHAYAT = re.compile(
    r"[12]$|(district|zill?a|block|intermediate|janpad|taluka?|mandal) panchayat", re.IGNORECASE
)
_HEADS_WITHIN = 40
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_NUMBER = re.compile(r"""["'\s\u00a0]*0*(\d{1,9})(?:\.0+)?["'\s\u00a0]*""")
_FIRST_DIGITS = frozenset("123456789")
_SMALL_WORDS = re.compile(r"(?<= )(And|Of|The)(?= )")


@dataclass(frozen=True, slots=True)
class Location:
    """One line of the directory. `level` is one of :data:`LEVELS`; codes are LGD codes, '' where not given.

    `name_hi` is the local name where it is written in Devanagari. `state`, `district`, `subdistrict` and `block`
    are the codes of what it lies in, its own among them at its level.
    """

    level: str
    code: str
    name_en: str
    name_hi: str = ""
    state: str = ""
    district: str = ""
    subdistrict: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a list: positions of codes, names and local names by what they are about."""

    codes: dict[str, int]
    names: dict[str, int]
    local: dict[str, int]
    kind: int | None
    subject: str
    """What the rows are, '' when these are no heads of a list."""


def locations(rows: Iterable[Sequence[object]]) -> Iterator[Location]:
    """The locations of one list, in its order. Rows without a code or a name are passed over.

    KnownError when the first lines hold no heads of a list of the directory.
    """
    source = iter(rows)
    columns = _find_heads(source)
    return filter(None, (_location(row, columns) for row in source))


def _find_heads(source: Iterator[Sequence[object]]) -> _Columns:
    for row, _ in zip(source, range(_HEADS_WITHIN), strict=False):
        columns = _columns(row)
        if columns.subject:
            return columns
    raise KnownError(
        T(
            "This is not a list of the Local Government Directory: no column with a code and a name was found. "
            "Choose the file as downloaded from lgdirectory.gov.in."
        )
    )


def _columns(heads: Sequence[object]) -> _Columns:
    codes: dict[str, int] = {}
    names: dict[str, int] = {}
    local: dict[str, int] = {}
    kind = None
    for position, head in enumerate(heads):
        letters = re.sub(r"[^a-z]", "", str(head or "").lower())
        about = next((a for a, begins in _ABOUT if begins.match(letters)), "")
        if not about or "census" in letters or "version" in letters:
            continue
        if "type" in letters:
            kind = position if kind is None or letters.endswith("code") else kind
        elif "name" in letters:
            # The same head twice means English, then local.
            is_local = "local" in letters.split("name", 1)[1] or "hindi" in letters or about in names
            (local if is_local else names).setdefault(about, position)
        elif letters.endswith("code"):
            codes.setdefault(about, position)
    subject = next((a for a in _FINEST_FIRST if a in codes and a in names), "")
    return _Columns(codes, names, local, kind, subject)


def _location(row: Sequence[object], columns: _Columns) -> Location | None:
    subject = columns.subject
    code, name = _number(row, columns.codes[subject]), _text(row, columns.names[subject])
    level = _level(row, columns) if subject == "body" else subject
    if not code or not name or not level:
        return None
    local = _text(row, columns.local.get(subject))
    if not name.isascii() and _DEVANAGARI.search(name):  # some states give the local name under both heads
        name, local = "", name
    codes = columns.codes
    return Location(
        level,
        code,
        _nice(name),
        local if _DEVANAGARI.search(local) else "",
        _number(row, codes.get("state")),
        _number(row, codes.get("district")),
        _number(row, codes.get("subdistrict")),
        _number(row, codes.get("block")),
    )


def _level(row: Sequence[object], columns: _Columns) -> str:
    kind = _number(row, columns.kind) or _text(row, columns.kind)
    if _UPPER_PANCHAYAT.match(kind):
        return ""
    return "panchayat" if _VILLAGE_PANCHAYAT.match(kind) else "town"


def _text(row: Sequence[object], position: int | None) -> str:
    if position is None or position >= len(row) or row[position] is None:
        return ""
    return " ".join(str(row[position]).split()).strip("\ufeff\"' ")


def _number(row: Sequence[object], position: int | None) -> str:
    if position is None or position >= len(row):
        return ""
    cell = row[position]
    # Nearly all of them are plain already.
    if isinstance(cell, str) and cell[:1] in _FIRST_DIGITS and cell.isdecimal() and len(cell) < 10:
        return cell
    found = _NUMBER.fullmatch(str(cell))
    return found[1] if found and found[1] != "0" else ""


def _nice(name: str) -> str:
    """Names that the directory shouts, in reading case: NORTH AND MIDDLE ANDAMAN, North and Middle Andaman."""
    if not name.isupper() or len(name) < 4:
        return name
    return _SMALL_WORDS.sub(lambda m: m[0].lower(), name.title().replace("'S", "'s"))
