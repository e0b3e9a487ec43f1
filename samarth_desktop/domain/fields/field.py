"""How a field is described: once, in the metadata of a frozen dataclass.

From the description come the editor, the check, the SQL column, the sheet column, the wire key and the words.
Pages stay laid out by hand: a description makes editors, not screens. A key is the same everywhere (attribute,
column, sheet head, wire), so records are flat: shared groups of fields (address, bank) are mixed in, not nested.
"""

import dataclasses
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from samarth_desktop.i18n import Text

Check = Callable[[Any], Text | None]
"""Takes a value that is present, gives the sentence of what is wrong with it or None."""


class Kind(StrEnum):
    """The shape of a value. In Python: str, except where said."""

    LINE = "line"
    NOTE = "note"  # several lines
    DATE = "date"  # datetime.date | None
    WHOLE = "whole"  # int | None
    MONEY = "money"  # int | None, paise
    CHOICE = "choice"  # one code
    CHOICES = "choices"  # tuple of codes, sorted
    FLAG = "flag"  # bool
    CODE = "code"  # a number that somebody else gave: an order, a listing; twelve digits are no Aadhaar number there
    DECIMAL = "decimal"  # a measure with its exact digits, as plain text: "22.5"
    DIGITS = "digits"  # figures that are no quantity: mobile, PIN, account
    STATE = "state"  # LGD code
    DISTRICT = "district"  # LGD code
    AADHAAR = "aadhaar"  # the last four digits only


class MergeRule(StrEnum):
    """Which of several values stands that people wrote into a field without having seen each other's."""

    ASK = "ask"  # the newest shows, and a person decides
    FIRST = "first"  # the one that was written first, by clock and device
    LAST = "last"  # the one that was written last


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of an enumeration and its label (a message id)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of one field. `label`, `hint` and `unit` are message ids.

    `required` means: without it the record is not complete. `heads` are further sheet heads that mean this field.
    `masked` values are shown by their last four characters outside the open form. `system` fields are kept by the
    program and never typed. `script` is ``hi`` or ``en`` where the field is meant for one script. `names` says what a
    text names (``person``, ``place``, else ``name``: a group, a craft, somebody as a paper says it); what may stand
    there, `field_text` knows. `vocabulary` is the table (`reference/vocabulary`) by which a word is shown in the
    reader's language. `merge` says which value stands where several people wrote one. `ahead` marks a date that
    may lie in the future: a day on which something is due or ends.
    `least` and `most` bound a number; of a date they say how many years ago it lies.
    """

    label: str
    kind: Kind
    required: bool = False
    choices: tuple[Choice, ...] = ()
    check: Check | None = None
    hint: str = ""
    unit: str = ""
    vocabulary: str = ""
    least: int | None = None
    most: int | None = None
    heads: tuple[str, ...] = ()
    masked: bool = False
    system: bool = False
    script: str = ""
    names: str = ""
    merge: MergeRule = MergeRule.ASK
    ahead: bool = False

    def choice_label(self, code: str) -> str:
        """The message id of a code; an unknown code (from a newer program) stands for itself."""
        return next((c.label for c in self.choices if c.code == code), code)


_EMPTY: Mapping[Kind, Any] = {
    Kind.DATE: None,
    Kind.WHOLE: None,
    Kind.MONEY: None,
    Kind.CHOICES: (),
    Kind.FLAG: False,
}


def empty(kind: Kind) -> Any:
    """The value that means "nothing given" for a kind."""
    return _EMPTY.get(kind, "")


def declare(kind: Kind, label: str, **more: Any) -> Any:
    """A dataclass field of `kind`; `more` are attributes of :class:`Field`."""
    description = Field(label, kind, **more)
    return dataclasses.field(default=empty(kind), metadata={"field": description})


def line(label: str, **more: Any) -> Any:
    """One line of text."""
    return declare(Kind.LINE, label, **more)


def note(label: str, **more: Any) -> Any:
    """Several lines of text."""
    return declare(Kind.NOTE, label, **more)


def digits(label: str, **more: Any) -> Any:
    """Figures that are not a quantity."""
    return declare(Kind.DIGITS, label, **more)


def code(label: str, **more: Any) -> Any:
    """A number that somebody else gave: of an order, a listing, a settlement."""
    return declare(Kind.CODE, label, **more)


def decimal(label: str, **more: Any) -> Any:
    """A measure, held as its exact digits."""
    return declare(Kind.DECIMAL, label, **more)


def day(label: str, **more: Any) -> Any:
    """A date."""
    return declare(Kind.DATE, label, **more)


def whole(label: str, **more: Any) -> Any:
    """A whole number, `least` to `most`."""
    return declare(Kind.WHOLE, label, **more)


def money(label: str, **more: Any) -> Any:
    """An amount in rupees, held in paise."""
    return declare(Kind.MONEY, label, **more)


def one_of(label: str, choices: tuple[Choice, ...], **more: Any) -> Any:
    """One code of an enumeration."""
    return declare(Kind.CHOICE, label, choices=choices, **more)


def some_of(label: str, choices: tuple[Choice, ...], **more: Any) -> Any:
    """Any number of codes of an enumeration."""
    return declare(Kind.CHOICES, label, choices=choices, **more)


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has. `id` is a UUIDv7 made by the laptop that wrote it first.

    `unread` holds texts that could not be read as their field's kind, by key: kept beside the field, counted as
    errors. `extra` holds keys that this version of the program does not know, and a programme's own fields under
    ``PROGRAMME.key``. `seen` is the local number of the newest operation in this picture of the record.
    """

    KIND: ClassVar[str] = ""

    id: str = ""
    # Of a row that two laptops begin, because its id is derived, the first began it.
    created_by: str = line("", system=True, merge=MergeRule.FIRST)
    created_device: str = line("", system=True, merge=MergeRule.FIRST)
    created_at: str = line("", system=True, merge=MergeRule.FIRST)  # ISO 8601, UTC
    deleted: bool = declare(Kind.FLAG, "", system=True)
    unread: Mapping[str, str] = dataclasses.field(default_factory=dict)
    extra: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    seen: int = 0


R = TypeVar("R", bound=Record)


@functools.cache
def _described(record_class: Any) -> Mapping[str, Field]:
    return {f.name: f.metadata["field"] for f in dataclasses.fields(record_class) if "field" in f.metadata}


def fields_of(record_class: type[Record]) -> Mapping[str, Field]:
    """The described fields of a record class by key, in order of declaration."""
    key: Any = record_class  # to mypy a class with a dataclass __hash__ is not hashable
    described: Mapping[str, Field] = _described(key)
    return described


@functools.cache
def _blanks(record_class: Any) -> Mapping[str, Any]:
    return {key: empty(field.kind) for key, field in _described(record_class).items()}


def blanks(record_class: type[Record]) -> Mapping[str, Any]:
    """What "nothing given" is, by key: looked up once, since an import asks it for every field of every row."""
    key: Any = record_class
    found: Mapping[str, Any] = _blanks(key)
    return found


@functools.cache
def _blank(record_class: Any) -> dict[str, Any]:
    return dict(vars(record_class()))


def new(record_class: type[R], values: Mapping[str, Any]) -> R:
    """A record of these values, all else blank: what the constructor gives, but it takes eighty arguments one by one,
    which an import feels. Every key must be an attribute, and `values` bring mappings of their own."""
    key: Any = record_class
    made = object.__new__(record_class)
    made.__dict__.update(_blank(key), **values)
    return made


def changed(before: R, after: R) -> tuple[str, ...]:
    """The keys whose value or unread text differs between two pictures of the same record."""
    keys = fields_of(type(after))
    return tuple(
        key
        for key in keys
        if getattr(before, key) != getattr(after, key) or before.unread.get(key) != after.unread.get(key)
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a record: where, what (says what to do), and whether it blocks "complete"."""

    key: str
    text: Text
    blocks: bool = True
