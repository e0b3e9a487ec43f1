"""The projections of the operation log: record rows, summaries, open conflicts. Each can be made again from `op`."""

import functools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, literal_column, select, union_all, update

from samarth_desktop.domain.oplog.held_areas import HeldAreas
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.registry import LISTED, RECORDS, parent_of
from samarth_desktop.rules.validation import changes_on, complete
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.bulk import put, put_rows
from samarth_desktop.store.database.rows import among_given, given, record_of, record_values
from samarth_desktop.store.projections import revalidation, whereabouts
from samarth_desktop.store.projections.certificate_standing import shares_holder, with_standing
from samarth_desktop.store.projections.prepared import PreparedInsert
from samarth_desktop.store.projections.projection import Projection
from samarth_desktop.store.projections.summaries import (
    SUMMARY_PARENT,
    RecordSummary,
    rids_of,
    summary_of,
    values_of,
)
from samarth_desktop.store.search.search_index import Index, IndexEntry

SUMMARY_COLUMNS = (tables.summary.c.rid, *(tables.summary.c[field.name] for field in fields(RecordSummary)))
"""What is read of a summary: its row number, then what it shows."""
_AT = select(*SUMMARY_COLUMNS).where(tables.summary.c.rid.in_(bindparam("rids", expanding=True)))
_SUMMARIES = select(*SUMMARY_COLUMNS).where(among_given(tables.summary.c.id))
_enrolment = tables.RECORD_TABLES[Enrolment.KIND].c
_PROGRAMMES = select(_enrolment.holder, _enrolment.programme, _enrolment.deleted).where(among_given(_enrolment.holder))
_SHOWING = union_all(
    *(
        select(literal_column(f"'{kind}'").label("kind"), tables.RECORD_TABLES[kind].c.id.label("row")).where(
            among_given(tables.RECORD_TABLES[kind].c[key])
        )
        for kind, key in SUMMARY_PARENT.items()
    )
)
"""The kinds and rows whose summaries show something of those given."""
_CONFLICTS_OF = delete(tables.conflict).where(tables.conflict.c.row == bindparam("which"))


@functools.cache
def _records(kind: str) -> Select[Any]:
    table = tables.RECORD_TABLES[kind]
    return select(table).where(among_given(table.c.id))


class Projector:
    """Writes projections, many at a time, in the transaction of their operations."""

    def __init__(
        self,
        connection: Connection,
        today: Callable[[], date],
        known_words: set[str],
        areas: Callable[[], HeldAreas],
    ) -> None:
        self._connection = connection
        self._today = today
        self._areas = areas
        self._index = Index(connection, known_words)
        self._rids: dict[str, int] = {}

    def write(self, projections: Sequence[Projection], *, fresh: bool = False) -> None:
        """Writes these projections, and those of other certificates of the same holders, whose standing may change with
        them; `fresh` says that none of the rows had one before."""
        held = self._areas()
        projections = [projection.seen_from(held) for projection in projections]
        where = {projection.record.id: (projection.moved_to, projection.merged_into) for projection in projections}
        merged = whereabouts.note(self._connection, where)
        standing, beside = with_standing(self._connection, projections, merged)
        self._write(standing, fresh)
        if beside:
            self._write([projection.seen_from(held) for projection in beside], fresh=False)

    def _write(self, projections: Sequence[Projection], fresh: bool) -> None:
        today = self._today()
        whole = {projection.record.id: complete(projection.record, today) for projection in projections}
        by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for projection in projections:
            values = record_values(projection.record, projection.area, whole[projection.record.id])
            by_kind[projection.record.KIND].append(values)
        before: dict[str, IndexEntry] = {}
        for kind, rows in by_kind.items():
            before |= {} if fresh else self._entries(kind, [row["id"] for row in rows])
            put(self._connection, tables.RECORD_TABLES[kind], rows, replacing=not fresh)
        changes = {one.record.id: changes_on(one.record, today, whole[one.record.id]) for one in projections}
        revalidation.note(self._connection, changes, fresh=fresh)
        self._note_conflicts(projections, fresh)
        self._deal(projections, whole, before, fresh)

    def insert(self, inserts: Sequence[PreparedInsert]) -> None:
        """Writes the projections of rows that were just made here."""
        by_kind: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for one in inserts:
            by_kind[one.record.KIND].append(one.row())
        for kind, rows in by_kind.items():
            put_rows(self._connection, tables.RECORD_TABLES[kind], rows)
        revalidation.note(self._connection, {one.record.id: one.ready.changes for one in inserts}, fresh=True)
        listed = [(self._next_rid(one.record.KIND), one) for one in inserts if one.ready.summary]
        people = {one.record.id for _, one in listed}
        holders = {parent_of(one.record) for one in inserts if one.record.KIND == Enrolment.KIND}
        programmes = self._programmes(people | holders)
        summaries = [one.summary_row(rid, programmes.pop(one.record.id, "")) for rid, one in listed]
        put_rows(self._connection, tables.summary, summaries)
        self._enter(programmes)
        self._index.enter([(rid, one.registration, one.ready.words) for rid, one in listed if one.ready.words])
        self._rewrite_summaries(people)
        with_parents = [one for one in inserts if one.record.KIND in SUMMARY_PARENT]
        if with_parents:
            whole = {one.record.id: one.ready.complete for one in with_parents}
            self._deal([Projection(one.record, one.area) for one in with_parents], whole, {}, fresh=True)
            if shared := shares_holder(self._connection, [Projection(one.record, one.area) for one in with_parents]):
                self.write(shared)

    def delete_row(self, kind: str, row: str) -> None:
        """Removes every projection of a row that was erased."""
        record_table = tables.RECORD_TABLES[kind]
        for entry in self._entries(kind, [row]).values():
            self._index.forget(entry)
        of_enrolment = select(record_table.c.holder).where(record_table.c.id == row) if kind == Enrolment.KIND else None
        holders = set() if of_enrolment is None else set(self._connection.scalars(of_enrolment))
        self._connection.execute(delete(record_table).where(record_table.c.id == row))
        self._enter(dict.fromkeys(holders, "") | self._programmes(holders) if holders else {})
        self._connection.execute(delete(tables.conflict).where(tables.conflict.c.row == row))
        revalidation.forget(self._connection, [row])
        parted = whereabouts.note(self._connection, {row: ("", "")})
        _, papers = with_standing(self._connection, (), parted)
        if papers:  # an erased record stands for nobody and nobody for it
            self.write(papers)
        self._connection.execute(delete(tables.summary).where(tables.summary.c.id == row))
        self._rewrite_summaries({row})  # a name stands on the summary of its certificate too

    def unlearn(self) -> None:
        """After a part of a unit was rolled back: what it taught may not be there."""
        self._index.unlearn()

    def purge(self) -> None:
        """Removes the last traces of what was taken down; once for a unit of work."""
        self._index.purge()

    def _note_conflicts(self, projections: Sequence[Projection], fresh: bool) -> None:
        if not fresh:
            self._connection.execute(_CONFLICTS_OF, [{"which": projection.record.id} for projection in projections])
        open_ones = [
            {"row": projection.record.id, "field": key, "kind": projection.record.KIND}
            for projection in projections
            for key in sorted(projection.conflicting)
        ]
        put(self._connection, tables.conflict, open_ones)

    def _entries(self, kind: str, rows: Iterable[str]) -> dict[str, IndexEntry]:
        """What is findable of these rows of a kind now."""
        found: dict[str, IndexEntry] = {}
        summaries = self._summaries(rows) if kind in LISTED else {}
        if summaries:
            for row in self._connection.execute(_records(kind), given(summaries)).all():
                rid, summary = summaries[row.id]
                found[row.id] = IndexEntry(rid, summary, record_of(RECORDS[kind], row))
        return found

    def _deal(
        self,
        projections: Sequence[Projection],
        whole: Mapping[str, bool],
        before: Mapping[str, IndexEntry],
        fresh: bool,
    ) -> None:
        """Writes the summaries: first of people and groups, then of what shows their names."""
        listed = [projection for projection in projections if projection.record.KIND in LISTED]
        listed.sort(key=lambda projection: projection.record.KIND in SUMMARY_PARENT)
        around = {row: summary for row, (_, summary) in self._summaries(_parents_of(listed)).items()}
        dealt: list[IndexEntry] = []
        for projection in listed:
            record = projection.record
            summary = summary_of(record, whole[record.id], projection.here, around.get)
            if summary is not None:
                around[record.id] = summary
                rid = before[record.id].rid if record.id in before else self._next_rid(summary.kind)
                dealt.append(IndexEntry(rid, summary, record))
        holders = {parent_of(one.record) for one in projections if one.record.KIND == Enrolment.KIND}
        people = {entry.record.id for entry in dealt if entry.summary.kind not in SUMMARY_PARENT}
        programmes = self._programmes(holders | people)
        values = [summary_values(entry, programmes.pop(entry.summary.id, "")) for entry in dealt]
        put(self._connection, tables.summary, values, replacing=not fresh)
        self._enter(programmes)
        for row in before.keys() - {entry.record.id for entry in dealt}:  # a member who was registered meanwhile
            self._connection.execute(delete(tables.summary).where(tables.summary.c.id == row))
        there = {
            projection.record.id for projection in projections if projection.here and not projection.record.deleted
        }
        self._index.remove(list(before.values()))
        self._index.add([entry for entry in dealt if entry.record.id in there])
        self._rewrite_summaries(people)

    def _rewrite_summaries(self, holders: Collection[str]) -> None:
        """Makes the summaries anew that show something of these people or groups, where it changed or is new."""
        showing: dict[str, list[str]] = defaultdict(list)
        for kind, row in self._connection.execute(_SHOWING, given(holders)) if holders else ():
            showing[kind].append(row)
        for kind, rows in showing.items():  # read anew for each: one may show what another says
            around = {row: summary for row, (_, summary) in self._summaries(holders).items()}
            self._replace(self._entries(kind, rows), around)

    def _replace(self, entries: Mapping[str, IndexEntry], around: Mapping[str, RecordSummary]) -> None:
        changed: list[tuple[IndexEntry, IndexEntry]] = []
        for entry in entries.values():
            summary = summary_of(entry.record, entry.summary.complete, entry.summary.active, around.get)
            if summary is not None and summary != entry.summary:
                changed.append((entry, IndexEntry(entry.rid, summary, entry.record)))
        put(self._connection, tables.summary, [summary_values(new) for _, new in changed], replacing=True)
        findable = self._index.known([old.rid for old, _ in changed])
        self._index.remove([old for old, _ in changed])
        self._index.add([new for _, new in changed if new.rid in findable])

    def _next_rid(self, kind: str) -> int:
        if kind not in self._rids:
            summary, (first, last) = tables.summary.c, rids_of(kind)
            newest = self._connection.scalar(select(func.max(summary.rid)).where(summary.rid.between(first, last)))
            self._rids[kind] = newest or first
        self._rids[kind] += 1
        return self._rids[kind]

    def _summaries(self, ids: Iterable[str]) -> dict[str, tuple[int, RecordSummary]]:
        wanted = list(ids)
        rows = self._connection.execute(_SUMMARIES, given(wanted)).all() if wanted else ()
        return {row.id: (row.rid, summary_from(row)) for row in rows}

    def _programmes(self, holders: Collection[str]) -> dict[str, str]:
        """The programmes of those of these people and groups who have had any, as their summaries say them."""
        of: dict[str, set[str]] = defaultdict(set)
        for holder, programme, deleted in self._connection.execute(_PROGRAMMES, given(holders)) if holders else ():
            of[holder] |= set() if deleted else {programme}
        return {holder: " ".join(sorted(codes)) for holder, codes in of.items()}

    def _enter(self, programmes: Mapping[str, str]) -> None:
        """Writes the programmes of people and groups on the summaries that are there."""
        if programmes:
            statement = update(tables.summary).where(tables.summary.c.id == bindparam("which"))
            values = [{"which": holder, "programme": codes} for holder, codes in programmes.items()]
            self._connection.execute(statement, values)


def summary_values(entry: IndexEntry, programme: str = "") -> dict[str, Any]:
    """The column values of a summary, of a person or group with these programmes."""
    values = values_of(entry.summary) | {"rid": entry.rid}
    return values | {"programme": programme} if programme else values


def summary_from(row: Row[Any]) -> RecordSummary:
    """The summary of a row of SUMMARY_COLUMNS."""
    return RecordSummary(*tuple(row)[1:])


def summaries_at(connection: Connection, rids: Collection[int]) -> dict[int, RecordSummary]:
    """The summaries of these row numbers, as far as they are there, in no order. Asked at every keystroke."""
    return {row[0]: summary_from(row) for row in connection.execute(_AT, {"rids": list(rids)}).all()}


def _parents_of(projections: Iterable[Projection]) -> set[str]:
    records = (projection.record for projection in projections if projection.record.KIND in SUMMARY_PARENT)
    return {getattr(record, SUMMARY_PARENT[record.KIND]) for record in records}
