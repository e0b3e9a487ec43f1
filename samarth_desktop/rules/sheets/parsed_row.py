"""What a row of a sheet says of a record: values, texts that are unread, and how they go into one that is there."""

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from samarth_desktop.domain.fields.field import Field, Kind, Record, blanks, empty, fields_of, new
from samarth_desktop.domain.fields.text import judge
from samarth_desktop.i18n import Text

R = TypeVar("R", bound=Record)


class ParsedRow(NamedTuple):
    """What one row says; a plain tuple, since it goes from one process to another.

    `values` and `unread` are keyed as the record's fields; nothing given is left out.
    `wrong` is the key and the sentence of a cell that must not be stored.
    """

    values: Mapping[str, Any]
    unread: Mapping[str, str]
    registration: str = ""
    programme: str = ""
    shg: str = ""
    person: str = ""
    wrong: tuple[str, Text] | None = None
    example: bool = False
    said: Sequence[tuple[str, Text]] = ()
    """What was mended, and what a person should look at: by key."""
    filled: tuple[str, ...] = ()
    """The keys of the values that the row itself does not say: they were given for all rows."""
    own: tuple[tuple[str, str], ...] = ()
    """What the row says for programmes' own fields: ``PROGRAMME.key`` and the text."""

    @property
    def named(self) -> bool:
        """True when there is a name in either script, or a text by which a person can tell who is meant: a name in
        an old font is one, lost letters and figures are none."""
        return bool(self.values.get("name_hi") or self.values.get("name_en")) or any(
            _tells_a_name(self.unread[key]) for key in ("name_hi", "name_en") if key in self.unread
        )

    def as_record(self, record_class: type[R], **more: Any) -> R:
        """A new record of what the row says; `more` are values for what it does not say."""
        return new(record_class, {**more, **self.values, "unread": dict(self.unread)})

    def onto(self, record: R) -> R:
        """The record with what the row says in its place; what the row leaves empty stays."""
        return self._with(record, self._for(record), self.unread)

    def filling(self, record: R) -> R:
        """The record with what the row says where the record has nothing."""
        held, unread = vars(record), record.unread
        blank = _typed_blanks(_class_of(record))
        free = {key for key, nothing in blank.items() if held[key] == nothing and key not in unread}
        said = {key: value for key, value in self._for(record).items() if key in free}
        if born := said.get("birth_date"):  # a date is more than the year of an age that fits it
            year = held.get("birth_year")
            if year and abs(born.year - year) > 1:
                del said["birth_date"]
            elif year:
                said["birth_year"] = None
        elif held.get("birth_date"):
            said.pop("birth_year", None)
        return self._with(record, said, {key: text for key, text in self.unread.items() if key in free})

    def differing(self, record: Record) -> list[str]:
        """The keys of which the record has another value than the row says."""
        held, blank = vars(record), blanks(type(record))
        return [key for key, value in self._for(record).items() if held[key] not in (value, blank[key])]

    def agrees(self, record: Record) -> bool:
        """True when the record already says everything that the row says."""
        values = self._for(record) if self.filled else self.values
        return all(getattr(record, key) == value for key, value in values.items()) and all(
            record.unread.get(key) == text for key, text in self.unread.items()
        )

    def repeats(self, record: Record, excused: Collection[str] = ()) -> bool:
        """True when the record says just what the row says: somebody of whom the row tells less may be another.

        Remarks do not count: the import itself writes there. Nor do the keys `excused`, which were given for all rows
        of the same file at another time.
        """
        held, unread = vars(record), record.unread
        blank = _typed_blanks(_class_of(record))
        for key, value in self.values.items():
            here = held[key]
            if here != value and (key not in self.filled or not (here == blank.get(key) or key in excused)):
                return False
        if any(unread.get(key) != text for key, text in self.unread.items()):
            return False
        told = {*self.values, *self.unread, "remarks", *excused}
        return all(key in told or (held[key] == nothing and not unread.get(key)) for key, nothing in blank.items())

    def _for(self, record: Record) -> Mapping[str, Any]:
        """What the row says for this record: what was given for all rows only where it has nothing, and no village of
        another district."""
        if not self.filled:
            return self.values
        held, blank = vars(record), blanks(type(record))
        elsewhere = any(key in self.filled and held[key] not in ("", self.values[key]) for key in ("state", "district"))
        return {
            key: value
            for key, value in self.values.items()
            if key not in self.filled or (held[key] == blank[key] and not (elsewhere and key in PLACE_KEYS))
        }

    def _with(self, record: R, values: Mapping[str, Any], unread: Mapping[str, str]) -> R:
        told = {*values, *unread}
        kept = {key: text for key, text in record.unread.items() if key not in told}
        described = fields_of(type(record))
        blank = {key: empty(described[key].kind) for key in unread}
        return replace(record, **{**blank, **values}, unread={**kept, **unread})


PLACE_KEYS = ("state", "district", "village")
"""What is given for all rows of a sheet about the place: only together."""


_A_NAME = Field("", Kind.LINE, names="person")


def _tells_a_name(text: str) -> bool:
    return judge(_A_NAME, text).refused is None


def _class_of(record: Record) -> Any:
    return type(record)  # to mypy a class with a dataclass __hash__ is not hashable


@functools.cache
def _typed_blanks(record_class: Any) -> Mapping[str, Any]:
    """What a person can give, and what "nothing given" is."""
    described = fields_of(record_class)
    return {key: blank for key, blank in blanks(record_class).items() if not described[key].system}
