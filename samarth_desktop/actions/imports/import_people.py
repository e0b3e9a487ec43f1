"""The rows of a sheet of artisans: with their programmes, and their place in a group."""

from collections.abc import Sequence

from samarth_desktop.actions.imports import import_doubts
from samarth_desktop.actions.imports.ahead.prefetcher import Compare
from samarth_desktop.actions.imports.find_group import GroupFinder
from samarth_desktop.actions.imports.import_choices import Place
from samarth_desktop.actions.imports.import_doubts import Doubt
from samarth_desktop.actions.imports.import_part import Part, Row, Terms
from samarth_desktop.actions.imports.import_report import Fault, Tally
from samarth_desktop.actions.imports.import_rows import RowImport, keep_among_remarks
from samarth_desktop.actions.imports.import_twins import TwinFinder
from samarth_desktop.actions.imports.sheet_source import Source
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.rules.duplicates.scoring import WARN
from samarth_desktop.store.duplicates import pairs
from samarth_desktop.store.duplicates.candidate_rows import sample_of
from samarth_desktop.store.duplicates.key_holders import KeyHolders
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.search import lookups


class People(RowImport[Artisan]):
    """Takes rows of artisans."""

    def __init__(self, session: Session, terms: Terms) -> None:
        super().__init__(session, terms, Artisan)
        self._groups = GroupFinder(session)
        self._twins = TwinFinder(session.today, terms.head.consent)
        self._holders = KeyHolders()

    def open(self, source: Source, compare: Compare) -> None:
        """Also how many people come."""
        super().open(source, compare)
        self._holders.coming = source.total

    def settle(self, reader: Reader, row: Row, tally: Tally) -> Fault | None:
        """A programme or group that is not known does not stop the row: its text is kept among the remarks."""
        lines = [strange] if (strange := self.find_programmes(row, tally)) else []
        if row.taken.shg:
            row.groups, strange, why = self._groups.find_all(row.taken.shg, row.taken.values)
            if why:
                lines.append(strange)
                tally.notes.append(Fault(row.number, "shg", why))
        if lines:
            row.says(keep_among_remarks(row.taken, lines))
        return None

    def doubt(self, reader: Reader, row: Row, held: Artisan) -> Doubt | None:
        """Whether the row is about another person."""
        return import_doubts.of_person(reader, row.taken, held)

    def look_up(self, reader: Reader, rows: Sequence[Row], tally: Tally) -> Part[Artisan]:
        """Also the places that these people have in groups."""
        part = super().look_up(reader, rows, tally)
        if any(row.groups for row in rows):
            for person, places in lookups.children_of(reader, Member, list(part.known), "person").items():
                part.groups.setdefault(person, set()).update(one.shg for one in places)
        return part

    def join(self, row: Row, row_id: str, part: Part[Artisan]) -> list[Record]:
        """Enrolments, and places in groups."""
        there = part.groups.setdefault(row_id, set())
        new = [Member(shg=group, person=row_id, role="member") for group in row.groups if group not in there]
        there.update(row.groups)
        return [*super().join(row, row_id, part), *new]

    def remember(self, reader: Reader, part: Part[Artisan], tally: Tally) -> None:
        """Also finds whom the new people look like."""
        super().remember(reader, part, tally)
        undecided = {row_id: row for row_id, row in part.new.items() if part.write[row_id].active}
        for twin in self._twins.find(reader, self._sheet, undecided):
            tally.twins.append(twin)
            if twin.score >= WARN:
                tally.flag(twin.place)

    def saved(self, unit: UnitOfWork, part: Part[Artisan], tally: Tally) -> None:
        """Counts those who are probably registered already: imported all the same, and to be settled by a person."""
        only_new = part.write.keys() == part.new.keys() and all(one.KIND != Member.KIND for one in part.children)
        self._holders.follow(unit.newest, len(part.write) + len(part.children) if only_new else None)
        keys = {row: words.keys for row in part.new if (ready := part.ready.get(row)) and (words := ready.words)}
        near = pairs.neighbours(unit, [part.write[row_id] for row_id in part.new], keys, self._holders)
        places = {one.person.id: Place(self._sheet, part.new[one.person.id].number) for one in near}
        self._compare(near, sample_of(unit.connection), WARN, lambda row_id: tally.flag(places[row_id]))
