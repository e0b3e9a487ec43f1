"""New records made ready for the tables before the database is asked: what takes most of the time of an import.

Nothing here looks at another row or at a file, so that it can be done ahead, and in another process. What only the
store can give (author, device, moment, registration number) is put in when the record is written.
"""

import functools
from collections.abc import Mapping
from datetime import date
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple

from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.validation import changes_on, complete
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import as_kept
from samarth_desktop.store.database.engine import to_json
from samarth_desktop.store.database.rows import record_values
from samarth_desktop.store.projections.summaries import SUMMARY_PARENT, summary_of, values_of
from samarth_desktop.store.search.search_index import IndexTerms, terms_of

_GIVEN_LATER = ("created_at", "created_by", "created_device", "holder")
"""What the store gives beside the number, and the row to which it belongs: of one enrolment many can be made."""


class PreparedRecord(NamedTuple):
    """What was made of a new record. `complete` was judged on the day `today`; `changes` is the next day on which it
    will be judged otherwise.

    `wire` is its first operation's content as stored, in turns a piece of the text and the key of the value that
    stands behind it; `columns` and `summary` are its rows as kept, with gaps; `words` by what it is found. There is no
    summary where none is listed, or where it shows something of another row.
    """

    today: date
    complete: bool
    wire: tuple[str, ...]
    columns: tuple[Any, ...]
    summary: tuple[Any, ...]
    words: IndexTerms | None
    changes: date | None

    def wire_of(self, record: Record) -> str:
        """The content of the operation, with the values that the store gave this record."""
        pieces = list(self.wire)
        given = vars(record)
        pieces[1::2] = [quoted(given[key]) for key in pieces[1::2]]
        return "".join(pieces)


class PreparedInsert(NamedTuple):
    """A new record with what the store gave it, in its area."""

    record: Record
    area: str
    ready: PreparedRecord

    @property
    def registration(self) -> str:
        """The number that it was given, "" for a kind that is given none."""
        return str(getattr(self.record, _number(self.record.KIND), ""))

    def row(self) -> tuple[Any, ...]:
        """Its row in the table of its kind."""
        row, held = list(self.ready.columns), vars(self.record)
        area_at, gaps = _gaps(self.record.KIND)
        row[area_at] = self.area
        for at, key in gaps:
            row[at] = held[key]
        return tuple(row)

    def summary_row(self, rid: int, programmes: str) -> tuple[Any, ...]:
        """Its summary, with this row number."""
        row = list(self.ready.summary)
        programmes = programmes or row[_PROGRAMME]  # a workshop names its own
        given = (rid, self.record.id, self.registration, programmes, self.record.created_at)
        for at, value in zip(_SUMMARY_GAPS, given, strict=True):
            row[at] = value
        return tuple(row)


@functools.cache
def _number(kind: str) -> str:
    """The field with the number that the store gives to a kind, "" where it gives none."""
    return KINDS[kind].number if KINDS[kind].registration else ""


@functools.cache
def _given_later(kind: str) -> tuple[str, ...]:
    return (*_GIVEN_LATER, _number(kind))


@functools.cache
def _gaps(kind: str) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Where the area stands in a row of this kind, and the values that are given later."""
    keys = list(tables.RECORD_TABLES[kind].c.keys())
    return keys.index("area"), tuple(
        (keys.index(key), key) for key in ("id", "seen", *_given_later(kind)) if key in keys
    )


_SUMMARY_GAPS = tuple(
    list(tables.summary.c.keys()).index(key) for key in ("rid", "id", "registration", "programme", "created")
)

_PROGRAMME = list(tables.summary.c.keys()).index("programme")


def prepare(record: Record, today: date) -> PreparedRecord:
    """Makes a new record ready; its id and what the store gives need not be known."""
    held = vars(record)
    whole = complete(record, today)
    summary = summary_of(record, whole, True, _nobody) if record.KIND not in SUMMARY_PARENT else None
    return PreparedRecord(
        today,
        whole,
        _wire(to_wire(record), tuple([key for key in _given_later(record.KIND) if held.get(key) == ""])),
        as_kept(tables.RECORD_TABLES[record.KIND], record_values(record, "", whole)),
        as_kept(tables.summary, values_of(summary) | {"rid": 0}) if summary else (),
        terms_of(summary, record) if summary and not record.deleted else None,
        changes_on(record, today, whole),
    )


def _wire(values: Mapping[str, Any], gaps: tuple[str, ...]) -> tuple[str, ...]:
    """What :func:`to_json` writes of these values, in turns a piece and the key of what is given later."""
    form, keys, given = _form(tuple(values), gaps)
    texts = [quoted(value) if type(value := values[key]) is str else to_json(value) for key in keys]
    pieces = [""] * (2 * len(given) + 1)
    pieces[::2] = (form % tuple(texts)).split(_GAP)
    pieces[1::2] = given
    return tuple(pieces)


_GAP = "\n"  # which JSON as stored does not hold


@functools.lru_cache(1 << 10)
def _form(keys: tuple[str, ...], gaps: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """How an object with these keys is written: with places for its values and for what is given later, then the keys
    of the ones and the others in their order. The rows of a sheet have few forms."""
    order = sorted({*keys, *gaps})
    members = (f"{quoted(key)}:".replace("%", "%%") + (_GAP if key in gaps else "%s") for key in order)
    values, given = (tuple([key for key in order if (key in gaps) is later]) for later in (False, True))
    return "{" + ",".join(members) + "}", values, given


def _nobody(row: str) -> None:
    return None
