"""Lists: the numbers of all rows at once, their summaries a page at a time."""

import functools
import json
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, func, or_, select, type_coerce

from samarth_desktop.domain.fields.field import Kind, fields_of
from samarth_desktop.kinds.kind import HOLDER
from samarth_desktop.kinds.registry import HOLDERS, KINDS
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import chunks
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.projector import SUMMARY_COLUMNS, summaries_at, summary_from
from samarth_desktop.store.projections.summaries import RecordSummary
from samarth_desktop.store.projections.whereabouts import moved_rows
from samarth_desktop.store.queries import waiting
from samarth_desktop.store.queries.narrowing import narrowed, offered, ready

PAGE = 200
_card, _op = tables.summary.c, tables.op.c
SORTS = {
    "name_hi": (_card.sort_hi,),
    "name_en": (_card.sort_en,),
    "newest": (_card.created.desc(),),
    "village": (_card.village, _card.sort_hi),
    "registration": (_card.registration,),
}
"""The orders in which every list can stand; others are fields of the kind, a minus before them: the greatest first."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows a list shows; what is empty does not matter.

    `complete` True or False; `inactive` shows those who moved, died or were deleted instead; `sent` False shows what
    the hub does not hold yet; `since` is an ISO 8601 moment in UTC of the first save; `missing` is a field key that
    is empty; `certificate` is ``given``, ``ready`` or ``none``. `offer` is the state of a product's listing, ``none``
    for not offered yet. `group` is a group's row id: itself and its members. `ending` are the days within which
    something ends; whose rows these are, who asks says. `own` are further fields of the kind's record with the code,
    day (ISO 8601) or text that stands in them.
    """

    village: str = ""
    district: str = ""
    programme: str = ""
    complete: bool | None = None
    inactive: bool = False
    sent: bool | None = None
    since: str = ""
    missing: str = ""
    gender: str = ""
    stage: str = ""
    certificate: str = ""
    offer: str = ""
    group: str = ""
    own: tuple[tuple[str, str], ...] = ()
    ending: int = 0

    def said(self, key: str) -> str:
        """What is asked of a field of the record, "" for nothing."""
        return dict(self.own).get(key, "")

    def saying(self, key: str, value: str) -> "Filter":
        """This filter with another value of a field of the record, without it where the value is ""."""
        others = tuple((one, text) for one, text in self.own if one != key)
        return replace(self, own=(*others, (key, value)) if value else others)


def numbers(
    reader: Reader, kind: str, which: Filter | None = None, sort: str = "newest", rows: Collection[str] | None = None
) -> "array[int]":
    """The row numbers of a list in order: a few bytes each, so that 121,000 rows open at once; `rows` are the ids among
    which they are, any number of them."""
    ordered = _ordered(reader, select(_card.rid), kind, which, sort)
    if rows is not None:
        there = func.json_each(json.dumps(sorted(rows))).table_valued("value")
        ordered = ordered.where(_card.id.in_(select(there.c.value)))
    wanted = ordered.subquery()
    # One long text instead of 121,000 rows through the driver: 30 ms instead of 120. SQLite keeps the order here.
    joined = reader.connection.scalar(select(func.group_concat(wanted.c.rid)))
    return array("q", map(int, joined.split(","))) if joined else array("q")


def ids(reader: Reader, kind: str, which: Filter | None = None, sort: str = "newest") -> list[str]:
    """The row ids of a list in order: for batches that go through all of it."""
    wanted = _ordered(reader, select(_card.id), kind, which, sort)
    return list(reader.connection.scalars(wanted))


def among(reader: Reader, kind: str, rows: Collection[str], which: Filter) -> set[str]:
    """Which of these rows of a kind a filter lets through."""
    wanted = select(_card.id).where(_card.id.in_(rows), *_conditions(reader, kind, which))
    return set(reader.connection.scalars(wanted))


def count(reader: Reader, kind: str, which: Filter | None = None) -> int:
    """How many rows a list has."""
    wanted = select(func.count()).select_from(tables.summary).where(*_conditions(reader, kind, which or Filter()))
    return reader.connection.scalar(wanted) or 0


def summaries(reader: Reader, rows: Collection[str]) -> dict[str, RecordSummary]:
    """The summaries of these row ids, by row id."""
    found: dict[str, RecordSummary] = {}
    for part in chunks(list(rows)):
        wanted = select(*SUMMARY_COLUMNS).where(_card.id.in_(part))
        found |= {row.id: summary_from(row) for row in reader.connection.execute(wanted)}
    return found


def page(reader: Reader, rids: Sequence[int]) -> list[RecordSummary]:
    """The summaries of at most PAGE row numbers, in their order; what was erased meanwhile is left out."""
    found = summaries_at(reader.connection, rids)
    return [found[rid] for rid in rids if rid in found]


def summary(reader: Reader, row: str) -> RecordSummary | None:
    """The summary of one record by its id."""
    found = reader.connection.execute(select(*SUMMARY_COLUMNS).where(_card.id == row)).one_or_none()
    return None if found is None else summary_from(found)


def _ordered(reader: Reader, wanted: Select[Any], kind: str, which: Filter | None, sort: str) -> Select[Any]:
    wanted = wanted.where(*_conditions(reader, kind, which or Filter()))
    if sort in SORTS:
        return wanted.order_by(*SORTS[sort])
    table, key = tables.RECORD_TABLES[kind], sort.lstrip("-")
    wanted = wanted.join(table, table.c.id == _card.id)
    return wanted.order_by(*((table.c[key].desc(), _card.rid.desc()) if sort[0] == "-" else (table.c[key], _card.rid)))


def _standing(reader: Reader, kind: str, inactive: bool) -> ColumnElement[bool]:
    """Who stands in the list of a kind: what is active, and of some kinds also what holds no more. Nothing of an area
    that this laptop has no longer."""
    spec = KINDS[kind].list
    closed = spec is not None and spec.closed
    if not closed and not inactive:
        return _card.active.is_(True)
    record = tables.RECORD_TABLES[kind].c
    made = _card.id.in_(select(record.id).where(record.deleted.is_(inactive))) if closed else _card.active.is_(False)
    return and_(made, _card.id.not_in(moved_rows(reader.held_areas().gone)))


def _conditions(reader: Reader, kind: str, which: Filter) -> list[ColumnElement[bool]]:
    made = [_card.kind == kind, _standing(reader, kind, which.inactive)]
    for column, value in ((_card.village, which.village), (_card.district, which.district)):
        if value:
            made.append(column == value)
    if which.programme:
        made.append(func.instr(" " + _card.programme + " ", f" {which.programme} ") > 0)
    if which.complete is not None:
        made.append(_card.complete.is_(which.complete))
    if which.since:
        made.append(_card.created >= which.since)
    if which.sent is not None:
        left = _card.id.in_(_unsent_rows())
        made.append(~left if which.sent else left)
    made += narrowed(kind, which.gender, which.stage, which.certificate, which.programme)
    if which.offer:
        made.append(offered(which.offer))
    if which.missing or which.group or which.own:
        record = tables.RECORD_TABLES[kind].c
        made.append(_card.id.in_(select(record.id).where(*_of_record(kind, which))))
    return made


def _of_record(kind: str, which: Filter) -> list[ColumnElement[bool]]:
    """What a filter asks of the record itself."""
    record, described = tables.RECORD_TABLES[kind].c, fields_of(KINDS[kind].record)
    made: list[ColumnElement[bool]] = []
    if which.missing:
        empty = type_coerce(record[which.missing], Text)
        made.append(or_(empty.is_(None), empty.in_(["", "[]", "0"])))
    if which.group:
        member = tables.RECORD_TABLES["member"].c
        among = select(member.person).where(member.shg == which.group, member.deleted.is_(False))
        row = record[HOLDER] if HOLDER in described else record.id
        made.append(or_(row == which.group, row.in_(among)))
    for key, value in which.own:
        kept = type_coerce(record[key], Text)
        several = described[key].kind is Kind.CHOICES
        made.append(func.instr(kept, f'"{value}"') > 0 if several else kept == value)
    return made


@functools.cache
def _unsent_rows() -> Select[tuple[str]]:
    """The records with an operation that the hub has not acknowledged."""
    return waiting.unsent_ops(_op.row)  # some more than once: to sort that out takes longer than the answer


def villages(reader: Reader, kind: str = "artisan") -> list[tuple[str, int]]:
    """The villages of a list, and how many it has there, most first: for filters."""
    wanted = select(_card.village, func.count()).where(_card.kind == kind, _standing(reader, kind, False))
    wanted = wanted.group_by(_card.village).order_by(func.count().desc(), _card.village)
    return [(village, count) for village, count in reader.connection.execute(wanted) if village]


def districts(reader: Reader, kind: str = "artisan") -> list[str]:
    """The districts (LGD codes) of a list, those with most first."""
    wanted = select(_card.district).where(_card.kind == kind, _standing(reader, kind, False))
    found = reader.connection.scalars(wanted.group_by(_card.district).order_by(func.count().desc()))
    return [code for code in found if code]


def groups(reader: Reader) -> list[tuple[str, str, str]]:
    """Row id and both names of every group that is active: to choose one from."""
    wanted = select(_card.id, _card.name_hi, _card.name_en).where(_card.kind == "shg", _card.active.is_(True))
    return [(row, hi, en) for row, hi, en in reader.connection.execute(wanted.order_by(_card.sort_hi))]


def member_counts(reader: Reader, groups: Collection[str]) -> dict[str, int]:
    """How many active members each of these groups has."""
    member = tables.RECORD_TABLES["member"].c
    wanted = select(member.shg, func.count()).where(
        member.shg.in_(groups), member.left.is_(None), member.deleted.is_(False)
    )
    return {group: count for group, count in reader.connection.execute(wanted.group_by(member.shg))}  # noqa: C416 (rows, not pairs)


def groups_with(reader: Reader, rows: Collection[str]) -> dict[str, str]:
    """The groups of which one of these rows (a member, or a registered person who is one) is an active member: the row
    by the group."""
    member, found = tables.RECORD_TABLES["member"].c, dict[str, str]()
    for part in chunks(list(rows)):
        wanted = select(member.shg, member.id, member.person).where(
            or_(member.id.in_(part), member.person.in_(part)), member.left.is_(None), member.deleted.is_(False)
        )
        for group, row, person in reader.connection.execute(wanted):
            found.setdefault(group, row if row in rows else person)
    return found


def unsent(reader: Reader, rows: Collection[str]) -> set[str]:
    """Which of these records the hub does not hold whole yet."""
    return set(reader.connection.scalars(_unsent_rows().where(_op.row.in_(rows))))


def to_print(reader: Reader) -> list[str]:
    """The row ids of complete people and groups with a consent that holds and no certificate yet, oldest first."""
    return list(reader.connection.scalars(_to_print()))


@functools.cache
def _to_print() -> Select[tuple[str]]:
    return select(_card.id).where(_card.kind.in_(HOLDERS), *ready()).order_by(_card.rid)
