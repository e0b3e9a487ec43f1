"""Which field a sheet's head means: keys, labels in both languages, what people write (resources/sheet_heads.tsv)."""

import functools
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from samarth_desktop.domain.fields.field import Field, Record, fields_of
from samarth_desktop.domain.fields.parsing import tidy
from samarth_desktop.domain.reference import table
from samarth_desktop.i18n import LANGUAGES, catalog
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.kinds.registry import KINDS

SHEETS: Mapping[str, RecordKind] = {kind.sheet.name: kind for kind in KINDS.values() if kind.sheet}
"""The kinds of record that have sheets, by the sheet's name."""

TABLES: Mapping[str, type[Record]] = {name: kind.record for name, kind in SHEETS.items()}
"""What a sheet can hold, and the record that each of its rows becomes."""

SPECIAL: Mapping[str, Mapping[str, str]] = {name: kind.sheet.special for name, kind in SHEETS.items() if kind.sheet}
"""Columns that are no field of the record, with their labels."""

KEPT = ("registration", "birth_year", "village_code", "block_code")
"""System fields that a sheet may hold all the same."""

MEMBERS_SHEET = ("members", "member", "सदस्य", "सदस्यों")
_SEARCHED_ROWS = 30
_STOP_WORDS = """of the in no number nos num as per on a and or please enter mandatory required optional
    का की के में नं नंबर नम्बर या एवं व"""
_STOP = frozenset(_STOP_WORDS.split())
_HALF_NASAL = re.compile(r"[ङञणनम]्(?=[क-ह])")
_NOT_WORD = re.compile(r"[^0-9a-z\u0900-\u0963\u0966-\u097f#]+")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How a sheet is read: its kind (a key of TABLES), its heads, and the key of each column ("" is left out).

    `top` is the row of the heads, 1 for the first. `legacy` names the columns whose text is in a Kruti Dev font,
    `doubted` those meant for Hindi whose text is in no Hindi letters: they stay unread until somebody says what it is.
    """

    kind: str
    top: int
    heads: tuple[str, ...]
    keys: tuple[str, ...]
    legacy: frozenset[int] = frozenset()
    doubted: frozenset[int] = frozenset()

    @property
    def signature(self) -> str:
        """The same for every sheet with these heads: under it a corrected mapping is remembered.

        Columns without meaning, such as the one that an error sheet adds, make no difference.
        """
        known = _known(self.kind)
        meant = (tidy(head) for head in self.heads if head and known.get(_bag(head)) != "-")
        return hashlib.sha256("\t".join((self.kind, *meant)).encode()).hexdigest()[:24]

    def with_keys(self, keys: Sequence[str]) -> "ColumnMapping":
        """The plan with the mapping that a person chose."""
        return replace(self, keys=tuple(keys))


def columns_of(kind: str) -> dict[str, Field | None]:
    """Every key that a column of this kind of sheet can have, fields first; None for the special ones."""
    described = fields_of(TABLES[kind])
    fields = {key: field for key, field in described.items() if not field.system or key in KEPT}
    return {**fields, **dict.fromkeys(SPECIAL[kind])}


def label_of(kind: str, key: str) -> str:
    """The message id by which a column is shown; the contract's keys stand above sheets of other programs."""
    field = columns_of(kind).get(key)
    return field.label if field else SPECIAL[kind][key]


def guess(kind: str, heads: Sequence[str], top: int = 1) -> ColumnMapping:
    """The mapping that the heads suggest. A key is given to the first column that claims it."""
    known = _known(kind)
    keys: list[str] = []
    for head in heads:
        key = _key_of(known, head)
        keys.append("" if key in keys else key)
    return ColumnMapping(kind, top, tuple(heads), tuple(keys))


def strange(plan: ColumnMapping) -> tuple[str, ...]:
    """The heads that no column was found for; a serial number and the like is not missed."""
    known = _known(plan.kind)
    pairs = zip(plan.heads, plan.keys, strict=True)
    return tuple(tidy(head) for head, key in pairs if not key and tidy(head) and known.get(_bag(head)) != "-")


def find(kind: str, rows: Sequence[Sequence[str]]) -> ColumnMapping | None:
    """The plan by the row that looks most like heads among the first rows; None where nothing does.

    Titles, dates and addresses of an office often stand above the heads.
    """
    best: ColumnMapping | None = None
    for number, cells in enumerate(rows[:_SEARCHED_ROWS], 1):
        plan = guess(kind, cells, number)
        if _weight(plan) > (_weight(best) if best else 0):
            best = plan
    return best


def _weight(plan: ColumnMapping) -> int:
    """How much a row looks like heads: recognised columns; one alone must be a name."""
    known = [key for key in plan.keys if key]
    return len(known) if len(known) > 1 or known[:1] in (["name"], ["name_hi"], ["name_en"]) else 0


def _key_of(known: Mapping[frozenset[str], str], head: str) -> str:
    found = known.get(_bag(head))
    if found is None:
        found = known.get(_bag(re.sub(r"[(\[{].*?[)\]}]", " ", head)), "")
    return "" if found == "-" else found


@functools.cache
def _known(kind: str) -> Mapping[frozenset[str], str]:
    known: dict[frozenset[str], str] = {}
    columns = columns_of(kind)
    for key, field in columns.items():
        for head in (key, *(field.heads if field else ())):
            known.setdefault(_bag(head.replace("_", " ")), key)
    for key in columns:
        for language in LANGUAGES:
            known.setdefault(_bag(catalog(language).say(label_of(kind, key))), key)
    rows = list(table.rows("sheet_heads.tsv"))
    for of in (kind, "*"):
        for sheet, key, heads in rows:
            if sheet == of and (key in columns or key == "-"):
                for head in table.words(heads):
                    known.setdefault(_bag(head), key)
    known.pop(frozenset(), None)
    return known


def _bag(head: str) -> frozenset[str]:
    """The words of a head that matter, in any order, spelling levelled."""
    plain = tidy(head).casefold().replace("'s", "").replace("’s", "").replace("\u093c", "").replace("ँ", "ं")
    plain = plain.replace("\u095c", "ड").replace("aadhar", "aadhaar").replace("adhar ", "aadhaar ")
    words = _NOT_WORD.sub(" ", _HALF_NASAL.sub("ं", plain)).split()
    return frozenset(word for word in words if word not in _STOP) or frozenset(words)
