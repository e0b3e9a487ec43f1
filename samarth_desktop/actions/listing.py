"""Lists of every kind: all row numbers at once, lines a page at a time, what a search found, kept filters."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.programmes import ending
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record, fields_of
from samarth_desktop.i18n import LocalizedName, Text
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.registry import HOLDERS, KINDS
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.summaries import RecordSummary
from samarth_desktop.store.queries import lists, narrowing
from samarth_desktop.store.queries.lists import PAGE, Filter
from samarth_desktop.store.queries.narrowing import GIVEN, NOT_YET, READY, Mark
from samarth_desktop.store.search import finder
from samarth_desktop.store.search.finder import Hit

__all__ = ["GIVEN", "NOT_YET", "PAGE", "READY", "Choices", "Counts", "Filter", "Found", "Line", "Rows"]

_MOST_FOUND = 60
_OF_SUMMARY = frozenset({"village", "programme"})
"""Columns that are made from the summary."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list. `record` is there where the list shows fields of its own. `why` says for a search hit what
    fits; `near` marks what is only nearly so. `offer` is the state of a product at marketplaces, "" for nowhere."""

    summary: RecordSummary
    record: Record | None = None
    mark: Mark = Mark()
    unsent: bool = False
    members: int = 0
    why: Text | None = None
    near: bool = False
    offer: str = ""

    @property
    def id(self) -> str:
        """The row id of the record."""
        return self.summary.id

    def name(self, language: str) -> tuple[str, str]:
        """The name in the script that was written first for this language, and the other one or ""."""
        return LocalizedName(self.summary.name_hi, self.summary.name_en).ordered(language)


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole list: row numbers in order, and how many there would be without a filter."""

    numbers: "array[int]"
    total: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the chips say beside their words."""

    unsent: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first, and out of how many."""

    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the chips can offer: villages and how many are there, districts (LGD codes), filters that were named, groups
    (row id, both names)."""

    villages: tuple[tuple[str, int], ...] = ()
    districts: tuple[str, ...] = ()
    kept: tuple[tuple[str, Filter], ...] = ()
    groups: tuple[tuple[str, str, str], ...] = ()


def rows(session: Session, kind: str, which: Filter, sort: str) -> Rows:
    """The list of a kind. `sort` is a key of :data:`.lists.SORTS`, or a field of the kind."""
    with session.store.read() as reader:
        among = ending.rows_within(reader, session, which.ending) if which.ending else None
        numbers = lists.numbers(reader, kind, which, sort, among)
        return Rows(numbers, len(numbers) if which == Filter() else lists.count(reader, kind))


def counts(session: Session, kind: str) -> Counts:
    """Counted apart from the list, which must not wait for it."""
    with session.store.read() as reader:
        return Counts(lists.count(reader, kind, Filter(sent=False)), lists.count(reader, kind, Filter(complete=False)))


def page(session: Session, numbers: Sequence[int]) -> list[Line]:
    """The lines of at most PAGE row numbers of one kind, in their order."""
    with session.store.read() as reader:
        return _lines(reader, lists.page(reader, numbers))


def find(session: Session, text: str, kind: str, which: Filter) -> Found:
    """Whoever fits `text` and the filter, exact ones first. A group fits with one of its members, too; in a register a
    number is found whatever the filter says."""
    spec = KINDS[kind].list
    if spec is not None and spec.closed:
        which = Filter()
    with session.store.read() as reader:
        hits = _hits(reader, text, kind)
        wanted = lists.among(reader, kind, [hit.summary.id for hit in hits], which)
        if which.ending:
            wanted &= ending.rows_within(reader, session, which.ending)
        hits = [hit for hit in hits if hit.summary.id in wanted]
        nearly = {hit.summary.id: hit for hit in hits}
        lines = _lines(reader, [hit.summary for hit in hits])
        total = lists.count(reader, kind)
    marked = []
    for line in lines:
        hit = nearly[line.id]
        near = hit.why.id in (finder.NEARLY, finder.PART)
        marked.append(replace(line, why=hit.why, near=near))
    return Found(tuple(sorted(marked, key=lambda line: line.near)), total)


def found_elsewhere(session: Session, text: str, kind: str) -> int:
    """How many a search in the list of a kind would find, for the other list to tell of."""
    with session.store.read() as reader:
        return len(lists.among(reader, kind, [hit.summary.id for hit in _hits(reader, text, kind)], Filter()))


def _hits(reader: Reader, text: str, kind: str) -> list[Hit]:
    search = KINDS[kind].search
    group = search.group if search else kind
    hits = [hit for hit in finder.find(reader, text, group, _MOST_FOUND) if hit.summary.kind == kind]
    if kind != Shg.KIND:
        return hits
    people = {hit.summary.id: hit for hit in finder.find(reader, text, "people", _MOST_FOUND)}
    there = {hit.summary.id for hit in hits}
    groups = {group: row for group, row in lists.groups_with(reader, people.keys()).items() if group not in there}
    cards = lists.summaries(reader, groups)
    found = ((cards.get(group), people[row]) for group, row in groups.items())
    return [*hits, *(Hit(card, hit.score, hit.why) for card, hit in found if card is not None)]


def _lines(reader: Reader, summaries: Sequence[RecordSummary]) -> list[Line]:
    """What the columns of the kind need, and no more: a page of people is read without their records."""
    ids = [summary.id for summary in summaries]
    if not ids:
        return []
    kind = summaries[0].kind
    marked = narrowing.marks(reader, ids) if kind in HOLDERS else {}
    waiting = lists.unsent(reader, ids)
    members = lists.member_counts(reader, ids) if kind == Shg.KIND else {}
    offers = narrowing.offers(reader, ids) if kind == Product.KIND else {}
    records = {one.id: one for one in reader.get_many(KINDS[kind].record, ids)} if _shows_fields(kind) else {}
    return [
        Line(
            summary, records.get(summary.id), marked.get(summary.id, Mark()), summary.id in waiting,
            members.get(summary.id, 0), offer=offers.get(summary.id, ""),
        )
        for summary in summaries
    ]  # fmt: skip


def _shows_fields(kind: str) -> bool:
    """Whether the list of a kind shows fields of its record that no summary holds."""
    spec = KINDS[kind].list
    shown = {key for column in spec.columns for key in (column.key, column.below)} if spec else set()
    return bool(shown & (fields_of(KINDS[kind].record).keys() - _OF_SUMMARY))


def ids_of(session: Session, numbers: Sequence[int]) -> list[str]:
    """The row ids of any number of row numbers, in their order."""
    found: list[str] = []
    with session.store.read() as reader:
        for start in range(0, len(numbers), PAGE):
            found += [summary.id for summary in lists.page(reader, numbers[start : start + PAGE])]
    return found


def choices(session: Session, kind: str) -> Choices:
    """What the chips above a list offer."""
    with session.store.read() as reader:
        kept, spec = _kept(reader, kind), KINDS[kind].list
        return Choices(
            tuple(lists.villages(reader, kind)),
            tuple(lists.districts(reader, kind)),
            tuple(sorted(kept.items())),
            tuple(lists.groups(reader)) if spec and "group" in spec.filters else (),
        )


def keep_filter(session: Session, kind: str, name: str, which: Filter | None) -> None:
    """Keeps a filter under a name, or forgets it (None)."""
    with writing(session, Deed.HALL) as unit:
        kept = _kept(unit, kind)
        kept.pop(name, None)
        if which is not None:
            kept[name] = which
        unit.put_settings({_setting(kind): json.dumps({name: asdict(one) for name, one in kept.items()})})
        unit.commit()


def _kept(reader: Reader, kind: str) -> dict[str, Filter]:
    known = {field.name for field in fields(Filter)}
    said = json.loads(reader.setting(_setting(kind)) or "{}")
    return {name: _filter({key: value for key, value in one.items() if key in known}) for name, one in said.items()}


def _filter(values: dict[str, Any]) -> Filter:
    own = tuple((str(key), str(value)) for key, value in values.pop("own", ()))
    return Filter(**values, own=own)


def _setting(kind: str) -> str:
    return f"filters {kind}"
