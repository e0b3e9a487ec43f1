"""The pictures of the operation log: record rows, cards, open conflicts. Each can be made again from `op`."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from samarth_desktop.domain.enrolment import Enrolment
from samarth_desktop.domain.records import RECORDS
from samarth_desktop.domain.review import complete
from samarth_desktop.store import tables, whereabouts
from samarth_desktop.store.bulk import put, put_rows
from samarth_desktop.store.cards import LEANS_ON, LISTED, Card, card_of, rids_of, values_of
from samarth_desktop.store.certificate_standing import shares_holder, with_standing
from samarth_desktop.store.picture import Picture
from samarth_desktop.store.ready import Placed
from samarth_desktop.store.rows import among, chunks, record_of, record_values
from samarth_desktop.store.words import Entry, Index

CARD_COLUMNS = (tables.card.c.rid, *(tables.card.c[field.name] for field in fields(Card)))
"""What is read of a card: its row number, then what it shows."""
_AT = select(*CARD_COLUMNS).where(tables.card.c.rid.in_(bindparam("rids", expanding=True)))


class Gallery:
    """Writes pictures, many at a time, in the transaction of their operations."""

    def __init__(
        self,
        connection: Connection,
        today: Callable[[], date],
        known_words: set[str],
        areas: Callable[[], Sequence[str]],
    ) -> None:
        self._connection = connection
        self._today = today
        self._areas = areas
        self._index = Index(connection, known_words)
        self._rids: dict[str, int] = {}

    def hang(self, pictures: Sequence[Picture], *, fresh: bool = False) -> None:
        """Writes these pictures, and those of other certificates of the same holders, whose standing may change with
        them; `fresh` says that none of the rows had one before."""
        areas = self._areas()
        pictures = [picture.seen_from(areas) for picture in pictures]
        where = {picture.record.id: (picture.moved_to, picture.merged_into) for picture in pictures}
        merged = whereabouts.note(self._connection, where)
        standing, beside = with_standing(self._connection, pictures, merged)
        self._write(standing, fresh)
        if beside:
            self._write(beside, fresh=False)

    def _write(self, pictures: Sequence[Picture], fresh: bool) -> None:
        today = self._today()
        whole = {picture.record.id: complete(picture.record, today) for picture in pictures}
        by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for picture in pictures:
            values = record_values(picture.record, picture.area, whole[picture.record.id])
            by_kind[picture.record.KIND].append(values)
        before: dict[str, Entry] = {}
        for kind, rows in by_kind.items():
            before |= {} if fresh else self._entries(kind, [row["id"] for row in rows])
            put(self._connection, tables.RECORD_TABLES[kind], rows, replacing=not fresh)
        self._note_disputes(pictures, fresh)
        self._deal(pictures, whole, before, fresh)

    def hang_new(self, placed: Sequence[Placed]) -> None:
        """Writes the pictures of rows that were just made here."""
        by_kind: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for one in placed:
            by_kind[one.record.KIND].append(one.row())
        for kind, rows in by_kind.items():
            put_rows(self._connection, tables.RECORD_TABLES[kind], rows)
        listed = [(self._next_rid(one.record.KIND), one) for one in placed if one.ready.card]
        people = {one.record.id for _, one in listed}
        holders = {one.record.holder for one in placed if isinstance(one.record, Enrolment)}
        programmes = self._programmes(people | holders)
        cards = [one.card_row(rid, programmes.pop(one.record.id, "")) for rid, one in listed]
        put_rows(self._connection, tables.card, cards)
        self._enter(programmes)
        self._index.enter([(rid, one.registration, one.ready.words) for rid, one in listed if one.ready.words])
        self._show_again(people)
        leaning = [one for one in placed if one.record.KIND in LEANS_ON]
        if leaning:
            whole = {one.record.id: one.ready.complete for one in leaning}
            self._deal([Picture(one.record, one.area) for one in leaning], whole, {}, fresh=True)
            if shared := shares_holder(self._connection, [Picture(one.record, one.area) for one in leaning]):
                self.hang(shared)

    def take_down(self, kind: str, row: str) -> None:
        """Removes every picture of a row that was erased."""
        record_table = tables.RECORD_TABLES[kind]
        for entry in self._entries(kind, [row]).values():
            self._index.forget(entry)
        self._connection.execute(delete(record_table).where(record_table.c.id == row))
        self._connection.execute(delete(tables.conflict).where(tables.conflict.c.row == row))
        parted = whereabouts.note(self._connection, {row: ("", "")})
        _, papers = with_standing(self._connection, (), parted)
        if papers:  # an erased record stands for nobody and nobody for it
            self.hang(papers)
        self._connection.execute(delete(tables.card).where(tables.card.c.id == row))
        self._show_again({row})  # a name stands on the card of its certificate too

    def unlearn(self) -> None:
        """After a part of a unit was rolled back: what it taught may not be there."""
        self._index.unlearn()

    def rub_out(self) -> None:
        """Removes the last traces of what was taken down; once for a unit of work."""
        self._index.rub_out()

    def _note_disputes(self, pictures: Sequence[Picture], fresh: bool) -> None:
        if not fresh:
            gone = delete(tables.conflict).where(tables.conflict.c.row == bindparam("which"))
            self._connection.execute(gone, [{"which": picture.record.id} for picture in pictures])
        open_ones = [
            {"row": picture.record.id, "field": key, "kind": picture.record.KIND}
            for picture in pictures
            for key in sorted(picture.disputed)
        ]
        put(self._connection, tables.conflict, open_ones)

    def _entries(self, kind: str, rows: Iterable[str]) -> dict[str, Entry]:
        """What is findable of these rows of a kind now."""
        found: dict[str, Entry] = {}
        table, record_class = tables.RECORD_TABLES[kind], RECORDS[kind]
        if kind in LISTED:
            for part in chunks(rows):
                cards = self._cards(part)
                for row in self._connection.execute(select(table).where(table.c.id.in_(cards))).all():
                    rid, card = cards[row.id]
                    found[row.id] = Entry(rid, card, record_of(record_class, row))
        return found

    def _deal(
        self, pictures: Sequence[Picture], whole: Mapping[str, bool], before: Mapping[str, Entry], fresh: bool
    ) -> None:
        """Writes the cards: first of people and groups, then of what shows their names."""
        listed = [picture for picture in pictures if picture.record.KIND in LISTED]
        listed.sort(key=lambda picture: picture.record.KIND in LEANS_ON)
        around = {row: card for row, (_, card) in self._cards(_leaned_on(listed)).items()}
        dealt: list[Entry] = []
        for picture in listed:
            record = picture.record
            card = card_of(record, whole[record.id], picture.here, around.get)
            if card is not None:
                around[record.id] = card
                rid = before[record.id].rid if record.id in before else self._next_rid(card.kind)
                dealt.append(Entry(rid, card, record))
        holders = {picture.record.holder for picture in pictures if isinstance(picture.record, Enrolment)}
        people = {entry.record.id for entry in dealt if entry.card.kind not in LEANS_ON}
        programmes = self._programmes(holders | people)
        values = [card_values(entry, programmes.pop(entry.card.id, "")) for entry in dealt]
        put(self._connection, tables.card, values, replacing=not fresh)
        self._enter(programmes)
        for row in before.keys() - {entry.record.id for entry in dealt}:  # a member who was registered meanwhile
            self._connection.execute(delete(tables.card).where(tables.card.c.id == row))
        there = {picture.record.id for picture in pictures if picture.here and not picture.record.deleted}
        self._index.remove(list(before.values()))
        self._index.add([entry for entry in dealt if entry.record.id in there])
        self._show_again(people)

    def _show_again(self, holders: Collection[str]) -> None:
        """Makes the cards anew that show something of these people or groups, where it changed or was not here yet."""
        for kind, key in LEANS_ON.items():
            table = tables.RECORD_TABLES[kind]
            rows = self._connection.scalars(select(table.c.id).where(among(table.c[key], holders))).all()
            if rows:
                around = {row: card for row, (_, card) in self._cards(holders).items()}
                self._replace(self._entries(kind, rows), around)

    def _replace(self, entries: Mapping[str, Entry], around: Mapping[str, Card]) -> None:
        changed: list[tuple[Entry, Entry]] = []
        for entry in entries.values():
            card = card_of(entry.record, entry.card.complete, entry.card.active, around.get)
            if card is not None and card != entry.card:
                changed.append((entry, Entry(entry.rid, card, entry.record)))
        put(self._connection, tables.card, [card_values(new) for _, new in changed], replacing=True)
        findable = self._index.known([old.rid for old, _ in changed])
        self._index.remove([old for old, _ in changed])
        self._index.add([new for _, new in changed if new.rid in findable])

    def _next_rid(self, kind: str) -> int:
        if kind not in self._rids:
            card, (first, last) = tables.card.c, rids_of(kind)
            newest = self._connection.scalar(select(func.max(card.rid)).where(card.rid.between(first, last)))
            self._rids[kind] = newest or first
        self._rids[kind] += 1
        return self._rids[kind]

    def _cards(self, ids: Iterable[str]) -> dict[str, tuple[int, Card]]:
        found = {}
        for part in chunks(ids):
            for row in self._connection.execute(select(*CARD_COLUMNS).where(tables.card.c.id.in_(part))).all():
                found[row.id] = (row.rid, card_from(row))
        return found

    def _programmes(self, holders: Collection[str]) -> dict[str, str]:
        """The programmes of those of these people and groups who have had any, as their cards say them."""
        enrolment = tables.RECORD_TABLES[Enrolment.KIND]
        wanted = select(enrolment.c.holder, enrolment.c.programme, enrolment.c.deleted)
        of: dict[str, set[str]] = defaultdict(set)
        for holder, programme, deleted in self._connection.execute(wanted.where(among(enrolment.c.holder, holders))):
            of[holder] |= set() if deleted else {programme}
        return {holder: " ".join(sorted(codes)) for holder, codes in of.items()}

    def _enter(self, programmes: Mapping[str, str]) -> None:
        """Writes the programmes of people and groups on the cards that are there."""
        if programmes:
            statement = update(tables.card).where(tables.card.c.id == bindparam("which"))
            values = [{"which": holder, "programme": codes} for holder, codes in programmes.items()]
            self._connection.execute(statement, values)


def card_values(entry: Entry, programme: str = "") -> dict[str, Any]:
    """The column values of a card, of a person or group with these programmes."""
    values = values_of(entry.card) | {"rid": entry.rid}
    return values | {"programme": programme} if programme else values


def card_from(row: Row[Any]) -> Card:
    """The card of a row of CARD_COLUMNS."""
    return Card(*tuple(row)[1:])


def cards_at(connection: Connection, rids: Collection[int]) -> dict[int, Card]:
    """The cards of these row numbers, as far as they are there, in no order. Asked at every keystroke."""
    return {row[0]: card_from(row) for row in connection.execute(_AT, {"rids": list(rids)}).all()}


def _leaned_on(pictures: Iterable[Picture]) -> set[str]:
    records = (picture.record for picture in pictures if picture.record.KIND in LEANS_ON)
    return {getattr(record, LEANS_ON[record.KIND]) for record in records}
