"""What a kind of record is: one frozen value beside its dataclass.

Tables, areas, children, erasure, summaries, search rows, sheets, counts and words are derived from it, on laptop and
hub alike, so that a kind which is in the registry is in all of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from samarth_desktop.domain.fields.field import MergeRule, Problem, Record, fields_of
from samarth_desktop.i18n import N_, Text
from samarth_desktop.kinds.list_spec import ListSpec

BY_STATE = "state"
"""How people and groups are numbered: with the two letters of their state."""
HOLDER = "holder"
"""The field by which a record names the person or group that it belongs to."""


class Area(StrEnum):
    """In which area a record is written."""

    ADDRESS = "address"  # of its district; while that is not known, the laptop's home
    PARENT = "parent"  # where the row is that it belongs to


class Guest(Enum):
    """What a laptop may write in a district that it does not hold (DOMAIN, "Guests")."""

    NOTHING = 0
    OWN_ROWS = 1
    ANY_ROW = 2
    """Rows with derived ids: two laptops that begin one mean the same."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one and many records of a kind are called (message ids)."""

    one: str
    many: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What lists and search hits show of a record.

    `number` is the kind's place in row numbers, never changed (5 is the workshop's, 6 the product's); kinds that are
    looked for together stand side by side. `own` names, for each column, the fields of
    which the first that says something stands there; `of_parent` the column of the parent's summary. A record with
    something in the field `unless` is listed under that other row already.
    """

    number: int
    own: Mapping[str, tuple[str, ...]]
    of_parent: Mapping[str, str] = field(default_factory=dict)
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """Under which word the search box looks for this kind, and by which fields beside those of its summary.

    `names` are further names, `around` what stands around a name; `people` says that its doubles are looked for as
    people's are; `codes` gives a field, and the letter under which it is kept, whose equal values are doubles.
    """

    group: str
    names: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    people: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table of this kind in files: its name there, and columns that are no field of the record, with labels.

    `within` is the name of the table in whose files it stands, "" where it has files of its own. `title` is what stands
    above it. `columns` are those of an empty sheet, in their order; a sheet may have any other field as well. `out` are
    the special ones that are written, too, `paper` the columns that fit on paper. `heads` are what other programs call
    a field where that is not its key.
    """

    name: str
    special: Mapping[str, str]
    within: str = ""
    title: str = ""
    columns: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """One kind of record.

    `number` is the field that holds the number by which people call it, `registration` how that is given at the first
    save: BY_STATE, the letter of :data:`ids.RECORD_LETTERS`, or not at all. `holder` says that records of the kind have
    children by the field HOLDER; `parent` is the field that names the row to which a record belongs (HOLDER, or the
    name of its kind), with which it moves and is erased; `erased_with` further fields whose row it does not outlive.
    `rules` gives what is wrong between its fields; `turns` are the ages in years at which they begin to say something
    else. `list` is how they stand in the window. `files` are the fields that name a photo or scan. `kept` are the
    keys whose values stay when it is erased: none, so the whole record goes. `guest` says who may write it where,
    `guarded` the keys of which the issuer and the office alone decide. `derived` are fields that are
    shown by rule: nobody is asked about them. `certificate` is the kind of certificate that its holders get. `counted`
    has the hub's office page count it. `indexes` are further ones of its table, by their fields.
    `told` says in words what an operation with these new values did (True: the first of its row), None for what nobody
    needs to read. `needed` is what is said of a required field without a value.
    """

    record: type[Record]
    words: Words
    number: str = ""
    registration: str = ""
    area: Area = Area.PARENT
    holder: bool = False
    parent: str = ""
    erased_with: tuple[str, ...] = ()
    rules: Callable[[Any, date], Iterator[Problem]] | None = None
    turns: tuple[int, ...] = ()
    summary: Summary | None = None
    search: Search | None = None
    sheet: Sheet | None = None
    list: ListSpec | None = None
    files: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()
    guest: Guest = Guest.OWN_ROWS
    guarded: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()
    certificate: str = ""
    counted: bool = False
    indexes: tuple[tuple[str, ...], ...] = ()
    told: Callable[[Mapping[str, object], bool], Text | None] | None = None
    needed: str = N_("This is needed for the certificate.")

    @property
    def name(self) -> str:
        """What operations and tables call it."""
        return self.record.KIND

    @property
    def belongs_by(self) -> tuple[str, ...]:
        """The fields that name a row which a record of this kind does not outlive, its parent's first."""
        return ((self.parent,) if self.parent else ()) + self.erased_with

    @property
    def looked_up(self) -> tuple[str, ...]:
        """The fields by which records are found: each has an index."""
        return ((self.number,) if self.number else ()) + self.belongs_by

    @property
    def merge_rules(self) -> Mapping[str, MergeRule]:
        """The fields of which no person is asked when several wrote them."""
        fields = fields_of(self.record).items()
        return {key: described.merge for key, described in fields if described.merge is not MergeRule.ASK}
