"""A row on its way in, what is known around the rows of one part, and the terms of an import."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from samarth_desktop.actions.imports.import_choices import Choice, Choices
from samarth_desktop.actions.imports.import_doubts import Doubt, Repeated
from samarth_desktop.actions.imports.import_head import NO_HEAD, ImportHead
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.consent.record import Consent, in_force
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.programmes.eligibility import Verdict
from samarth_desktop.rules.sheets.parsed_row import ParsedRow
from samarth_desktop.store.projections.prepared import PreparedRecord

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Row:
    """One row on its way in. `programmes` are codes, `verdicts` of those that take it, `groups` row ids, `record` that
    of what it became."""

    number: int
    cells: Sequence[str]
    taken: ParsedRow
    ready: PreparedRecord | None
    programmes: tuple[str, ...] = ()
    verdicts: list[Verdict] = field(default_factory=list)
    groups: tuple[str, ...] = ()
    doubt: Doubt | None = None
    choice: Choice | None = None
    record: str = ""

    def says(self, values: Mapping[str, Any]) -> None:
        """Changes what the row says."""
        self.taken = self.taken._replace(values=values)
        self.ready = None


@dataclass(slots=True)
class Part(Generic[R]):
    """What is known of the records that the rows of one part may mean, and what is to be written."""

    known: dict[str, R] = field(default_factory=dict)
    first: Mapping[str, R] = field(default_factory=dict)  # as they came in, of those corrected since
    numbered: Mapping[str, R] = field(default_factory=dict)
    gone: Mapping[str, Text] = field(default_factory=dict)  # of those that moved to another area, where they are
    programmes: dict[str, set[str]] = field(default_factory=dict)
    enrolled: dict[str, list[Enrolment]] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)
    consents: dict[str, list[Consent]] = field(default_factory=dict)
    write: dict[str, R] = field(default_factory=dict)
    ready: dict[str, PreparedRecord] = field(default_factory=dict)
    new: dict[str, Row] = field(default_factory=dict)  # by row id
    said: dict[str, R] = field(default_factory=dict)  # new ones as their own rows say, where a later row says more
    children: list[Record] = field(default_factory=list)

    def stand_in(self, record_class: type[R], row_id: str, taken: ParsedRow) -> R:
        """The record of an earlier row of the file, which is not written yet and says the same."""
        if row_id not in self.known:
            self.known[row_id] = taken.as_record(record_class, id=row_id)
        return self.known[row_id]


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which an import runs. `excused` are the keys that were given for all rows of the same file at another time,
    `repeated` the numbers that stand in several rows, by kind of table."""

    head: ImportHead = NO_HEAD
    choices: Choices = field(default_factory=dict)
    excused: frozenset[str] = frozenset()
    repeated: Mapping[str, Repeated] = field(default_factory=dict)


class SeenRows(Generic[R]):
    """What earlier rows of a file would have written, for a look that writes nothing: of new records, which are many,
    only what tells whether a row says the same; of changed ones the records."""

    def __init__(self) -> None:
        self._new: dict[str, tuple[int, frozenset[str], frozenset[str], tuple[Consent, ...]]] = {}
        self._changed: dict[str, R] = {}
        self._joined: dict[str, tuple[set[str], set[str], list[Consent]]] = {}

    def note(self, part: Part[R]) -> None:
        """Takes note of what a part would write."""
        for row_id, row in part.new.items():
            joined = part.programmes.get(row_id, ()), part.groups.get(row_id, ())
            consents = tuple(part.consents.get(row_id, ()))
            self._new[row_id] = print_of(row.taken), frozenset(joined[0]), frozenset(joined[1]), consents
        self._changed |= {row_id: record for row_id, record in part.write.items() if row_id not in part.new}
        for row_id in {_parent(child) for child in part.children} - part.new.keys():
            programmes, groups = part.programmes.get(row_id, set()), part.groups.get(row_id, set())
            self._joined[row_id] = set(programmes), set(groups), list(part.consents.get(row_id, ()))

    def add_to(self, part: Part[R], rows: Iterable[str]) -> None:
        """Puts what earlier rows said of these records into what is known."""
        for row_id in rows:
            if row_id in self._changed:
                part.known[row_id] = self._changed[row_id]
            if row_id in self._joined:
                part.programmes[row_id], part.groups[row_id], part.consents[row_id] = self._joined[row_id]
            elif row_id in self._new:
                _, programmes, groups, consents = self._new[row_id]
                part.programmes[row_id], part.groups[row_id] = set(programmes), set(groups)
                part.consents[row_id] = list(consents)

    def repeats(self, row_id: str, taken: ParsedRow) -> bool:
        """Whether an earlier row of the file, of which this record would be, said the same."""
        return row_id in self._new and self._new[row_id][0] == print_of(taken)


def _parent(child: Record) -> str:
    return str(getattr(child, "holder", "") or getattr(child, "person", ""))


def counts_already(given: Consent, held: Iterable[Consent]) -> bool:
    """Whether a consent needs not be noted: one is in force, or this very one is noted."""
    held, act = list(held), (given.given_on, given.how, given.evidence)
    return in_force(held) is not None or any((one.given_on, one.how, one.evidence) == act for one in held)


def print_of(taken: ParsedRow) -> int:
    """What a row says, but for remarks, as a number: of rows that say the same it is the same."""
    values = ((key, value) for key, value in taken.values.items() if key != "remarks")
    return hash((frozenset(values), frozenset(taken.unread.items())))
