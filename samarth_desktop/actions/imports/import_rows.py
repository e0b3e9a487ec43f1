"""The rows of one table, a part at a time: which record a row means, and what it changes. People, groups and members
say only what is their own (import_people, import_groups)."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from samarth_desktop.actions.imports.ahead.prefetcher import Compare
from samarth_desktop.actions.imports.ahead.preparing import PreparedRow
from samarth_desktop.actions.imports.ahead.questions import Rows
from samarth_desktop.actions.imports.find_programme import ProgrammeFinder
from samarth_desktop.actions.imports.import_choices import LEAVE, SAME, Choice, Place
from samarth_desktop.actions.imports.import_doubts import Doubt, place_of
from samarth_desktop.actions.imports.import_part import Part, Row, SeenRows, Terms, counts_already, print_of
from samarth_desktop.actions.imports.import_programmes import Admission
from samarth_desktop.actions.imports.import_report import CHOSEN, UNCOMPUTED, Bad, Fault, Tally
from samarth_desktop.actions.imports.known_names import KnownNames
from samarth_desktop.actions.imports.sheet_source import Source
from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.places.place import district
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping
from samarth_desktop.rules.sheets.parsed_row import ParsedRow
from samarth_desktop.rules.sheets.row_parser import clean, why_unread
from samarth_desktop.store.database.rows import stamped
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.projections.prepared import prepare
from samarth_desktop.store.search import lookups

R = TypeVar("R", bound=Record)
_NOTHING: frozenset[str] = frozenset()


class RowImport(ABC, Generic[R]):
    """Takes rows of one kind. One object for a whole import, all sheets of it: it remembers who came in."""

    NAME_FIELD: ClassVar[str] = "name_hi"
    """Key under which a missing name is told."""
    MARK: ClassVar[str] = "mobile"
    """Key of the field that best tells namesakes apart."""
    DEFAULTS: ClassVar[Mapping[str, Any]] = {}
    """What a new record gets where the row says nothing."""
    NUMBER: ClassVar[str] = "registration"
    """Key of the column that names a record."""

    _sheet: str
    _plan: ColumnMapping
    _compare: Compare

    def __init__(self, session: Session, terms: Terms, record_class: type[R]) -> None:
        self.session = session
        self.terms = terms
        self._class = record_class
        self._names = KnownNames(session, record_class, self.MARK)
        self._finder = ProgrammeFinder(session)
        self._admission = Admission(session, record_class.KIND)
        self._consent = terms.head.consent
        self._consent_ready = prepare(self._consent, session.store.today()) if self._consent else None
        self._targets = frozenset(one.same_row for one in terms.choices.values() if one.same_row)
        self._newest = -1
        self._rewritten: set[str] = set()
        self._seen: SeenRows[R] = SeenRows()
        self._decided: dict[int, Choice] = {}  # by what the rows say

    def open(self, source: Source, compare: Compare) -> None:
        """Says of which table the next rows are, and who compares its new people with those near them."""
        self._sheet, self._plan, self._compare = source.sheet.name, source.plan, compare
        self._uncomputed = source.sheet.uncomputed
        self._repeated = self.terms.repeated.get(source.plan.kind, frozenset())

    def take(self, reader: Reader, rows: Rows, looked: Sequence[PreparedRow], tally: Tally) -> Part[R]:
        """What these rows would have written; counts what becomes of each."""
        bad, notes, warnings = len(tally.bad), len(tally.notes), len(tally.warnings)
        every = [Row(*row, *said) for row, said in zip(rows, looked, strict=True)]
        wanted = [row for row in every if not row.taken.example]
        tally.read += len(wanted)
        good = []
        for row in wanted:
            if self.terms.choices and self._is_left(row, tally):
                continue
            fault = Fault(row.number, *row.taken.wrong) if row.taken.wrong else self._twice(row)
            fault = fault or self.settle(reader, row, tally)
            if fault:
                self._refuse(row, fault, tally)
            else:
                good.append(row)
        part = self.look_up(reader, good, tally)
        for row in good:
            if doubt := row.doubt or self._doubt(reader, row, part):
                self._ask(row, doubt, tally)
            else:
                self._one(row, part, tally)
        tally.settle(self._sheet, bad, notes, warnings)
        return part

    def _is_left(self, row: Row, tally: Tally) -> bool:
        """Takes what a person decided about the row; whether it is left out. A row that says the same as an earlier one
        goes with it: it was there already in what she saw."""
        row.choice, says = self.terms.choices.get(Place(self._sheet, row.number)), print_of(row.taken)
        if row.choice:
            self._decided[says] = row.choice
        earlier = self._decided.get(says)
        left = earlier is not None and earlier.what == LEAVE
        if row.choice and left:
            tally.leave(self._sheet, row.number, CHOSEN)
        elif left:
            tally.came(row.number, "skipped", name_of(row))
        row.choice = earlier
        return left

    def write(self, unit: UnitOfWork, part: Part[R], tally: Tally) -> None:
        """Writes what rows say."""
        records: list[Record] = [*part.write.values(), *part.children]
        if part.said:
            unit.save_all(list(part.said.values()), self.session.author)
        if records:
            unit.save_all(records, self.session.author, part.ready)
            self._rewritten.update(part.write.keys() - part.new.keys(), part.said)
            self._newest = unit.newest
            self.saved(unit, part, tally)

    def remember(self, reader: Reader, part: Part[R], tally: Tally) -> None:
        """Takes note, in place of writing, of what the next rows are to be compared with."""
        self._seen.note(part)

    @abstractmethod
    def settle(self, reader: Reader, row: Row, tally: Tally) -> Fault | None:
        """Finds what the row names beside its own fields; a fault when the row cannot be taken without."""

    def join(self, row: Row, row_id: str, part: Part[R]) -> list[Record]:
        """The records to be made beside the row's own that are not there yet: its enrolments, and the consent."""
        programmes = part.programmes.setdefault(row_id, set())
        fresh = [
            self._admission.enrolled(row_id, verdict, part, self._admission.answers(row, verdict.programme))
            for verdict in row.verdicts
            if verdict.programme not in programmes
        ]
        programmes.update(verdict.programme for verdict in row.verdicts)
        fresh += self._answered(row, part.enrolled.get(row_id, ()))
        return [*fresh, *self._consented(row_id, part)] if self._consent else fresh

    def _answered(self, row: Row, there: Sequence[Enrolment]) -> list[Record]:
        """The enrolments that are there already, with what the row answers otherwise."""
        found: list[Record] = []
        for one in there if row.taken.own else ():
            extra = {**one.extra, **self._admission.answers(row, one.programme)}
            if extra != one.extra:
                found.append(replace(one, extra=extra))
        return found

    def _consented(self, row_id: str, part: Part[R]) -> list[Record]:
        """The consent that was given for all, unless one counts, or this very one is noted already."""
        consents, given = part.consents.setdefault(row_id, []), self._consent
        if given is None or counts_already(given, consents):
            return []
        made = stamped(given, {"id": ids.new_id(), "holder": row_id})
        if self._consent_ready:
            part.ready[made.id] = self._consent_ready
        consents.append(made)
        return [made]

    def find_programmes(self, row: Row, tally: Tally) -> str:
        """Sets the row's programmes; gives, and tells, what of the cell names none."""
        if not row.taken.programme:
            return ""
        row.programmes, strange = self._finder.find(row.taken.programme)
        if strange:
            text = T("No programme is called “{text}”. It is kept among the remarks.", text=strange[:40])
            tally.notes.append(Fault(row.number, "programme", text))
        return strange

    def _refuse(self, row: Row, fault: Fault, tally: Tally) -> None:
        tally.refuse(self._plan, Bad(fault, tuple(clean(row.cells))))

    def _twice(self, row: Row) -> Fault | None:
        """The fault of a row whose number stands in another row of the file, too."""
        place = place_of(self._plan.kind, self.number_of(row), row.taken.shg)
        if place is None or place not in self._repeated:
            return None
        text = T("The number {number} stands in several rows. Leave it in the row that holds.", number=place[0])
        return Fault(row.number, self.NUMBER, text)

    def number_of(self, row: Row) -> str:
        """The registration number that a row names, as written."""
        return row.taken.registration

    def _doubt(self, reader: Reader, row: Row, part: Part[R]) -> Doubt | None:
        """Why the row is perhaps not about the record whose number stands there."""
        numbered = part.numbered.get(number_in(row.taken.registration)) if row.taken.registration else None
        if numbered is None or row.taken.agrees(part.known[numbered.id]):
            return None
        return self.doubt(reader, row, part.known[numbered.id])

    def doubt(self, reader: Reader, row: Row, held: R) -> Doubt | None:
        """The same, of a row that would change the record `held`."""
        return None

    def _ask(self, row: Row, doubt: Doubt, tally: Tally) -> None:
        fault = Fault(row.number, self.NUMBER, doubt.reason, self._sheet)
        tally.ask(self._plan, Bad(fault, tuple(clean(row.cells))), doubt.numbers, name_of(row))

    def look_up(self, reader: Reader, rows: Sequence[Row], tally: Tally) -> Part[R]:
        """The records that these rows may mean."""
        numbers = list(_numbers(rows, tally))
        numbered = lookups.by_registrations(reader, self._class, numbers) if numbers else {}
        part: Part[R] = Part(numbered=numbered)
        if rewritten := self._written_again(reader):
            namesakes = (rewritten.intersection(self._names.namesakes(row.taken.values)) for row in rows)
            part.first = lookups.as_first_written(reader, self._class, sorted(set().union(*namesakes)))
        alike = {row_id for row in rows for row_id in self._names.like(row.taken.values)}
        chosen = {who for row in rows if (who := _same_as(row, tally))}
        if alike or numbered or part.first or chosen:
            order = sorted({*alike, *part.first, *chosen, *(one.id for one in numbered.values())})
            for some in lookups.chunks(order):
                part.known |= {one.id: one for one in reader.get_many(self._class, some)}
            part.gone = {row: gone for row, one in part.known.items() if (gone := reader.gone_to(one))}
            for holder, enrolments in lookups.children_of(reader, Enrolment, order, "holder").items():
                part.programmes[holder] = {one.programme for one in enrolments}
                part.enrolled[holder] = enrolments
            if self._consent:
                part.consents = lookups.children_of(reader, Consent, order, "holder")
            self._seen.add_to(part, order)
        return part

    def _written_again(self, reader: Reader) -> set[str]:
        """The rows that were corrected since they came in, asked anew when somebody else wrote meanwhile."""
        newest = lookups.newest(reader)
        if newest != self._newest:
            self._newest, self._rewritten = newest, lookups.rewritten(reader)
        return self._rewritten

    def _one(self, row: Row, part: Part[R], tally: Tally) -> None:
        taken = row.taken
        meant, told = self.match(row, part, tally)
        if meant is None and not self.identified(row):
            return self._refuse(row, self._nameless(row), tally)
        if meant is not None and meant.id in part.gone:
            return self._refuse(row, Fault(row.number, "registration", part.gone[meant.id]), tally)
        record, outcome = self._become(row, part, meant, told)
        part.known[record.id] = record
        if taken.registration and (number := number_in(taken.registration)):
            tally.numbers[number] = record.id
        row.record = record.id
        if (place := Place(self._sheet, row.number)) in self._targets:
            tally.rows[place] = record.id
        if outcome != "skipped":
            part.write[record.id] = record
            tally.unread += bool(taken.unread)
            for key, unread in taken.unread.items():
                tally.notes.append(Fault(row.number, *why_unread(self._plan.kind, key, unread)))
            if (strange := taken.unread.get("district")) and district(strange) is None:
                tally.ask_district(self._plan, self._sheet, strange)
            tally.warn(row.number, taken.said)
        self._admission.admit(row, record, part, tally)
        if fresh := self.join(row, record.id, part):
            part.children += fresh
            outcome = "updated" if outcome == "skipped" else outcome
        return tally.came(row.number, outcome, name_of(row))

    def _become(self, row: Row, part: Part[R], meant: R | None, told: bool) -> tuple[R, str]:
        """The record that a row becomes, and what that is called."""
        taken = row.taken
        if meant is None:
            record = taken.as_record(self._class, id=ids.new_id(), **self.DEFAULTS)
            self._names.add(record.id, taken.values)
            part.new[record.id] = row
            if row.ready is not None:
                part.ready[record.id] = row.ready
            return record, "imported"
        same = row.choice is not None and row.choice.what == SAME
        after = taken.filling(meant) if same else taken.onto(meant) if told and not taken.agrees(meant) else meant
        if (same and after == meant) or after is meant:
            return meant, "skipped"
        if after.id in part.new and after.id not in part.said:
            part.said[after.id] = part.write[after.id]
        part.ready.pop(after.id, None)
        return after, "updated"

    def _nameless(self, row: Row) -> Fault:
        """What to tell of a row without a name: why the text that stands there is none, or that there is none."""
        if row.number in self._uncomputed:
            return Fault(row.number, self.NAME_FIELD, UNCOMPUTED)
        for key in ("name_hi", "name_en"):
            if text := row.taken.unread.get(key):
                return Fault(row.number, *why_unread(self._plan.kind, key, text))
        return Fault(row.number, self.NAME_FIELD, T("No name in Hindi or English. Write one of them."))

    def match(self, row: Row, part: Part[R], tally: Tally) -> tuple[R | None, bool]:
        """The record that the row means, and whether what the row says is to be written into it.

        A registration number names a record to be written into. A record that is written just so, or was when it
        was written first and has been corrected since, is there already.
        """
        values, filled = row.taken.values, bool(row.taken.filled)
        numbered = part.numbered.get(number_in(row.taken.registration)) if row.taken.registration else None
        if numbered is not None:
            return part.known[numbered.id], True
        if (chosen := _same_as(row, tally)) and chosen in part.known:
            return part.known[chosen], True
        for excused in dict.fromkeys((_NOTHING, self.terms.excused)):  # who is there just so goes before all others
            for row_id in self._names.like(values):
                if row_id in part.known and row.taken.repeats(part.known[row_id], excused):
                    return part.known[row_id], filled
                if self._seen.repeats(row_id, row.taken):
                    return part.stand_in(self._class, row_id, row.taken), False
            for row_id in self._names.namesakes(values) if part.first else ():
                if row_id in part.first and row.taken.repeats(part.first[row_id], excused):
                    return part.known[row_id], filled
        return None, False

    def saved(self, unit: UnitOfWork, part: Part[R], tally: Tally) -> None:
        """Looks at what was just written."""

    def identified(self, row: Row) -> bool:
        """Whether the row says who is meant."""
        return row.taken.named


def keep_among_remarks(taken: ParsedRow, lines: Iterable[str]) -> dict[str, Any]:
    """The row's values with these lines at the end of the remarks."""
    return {**taken.values, "remarks": "\n".join([*filter(None, [taken.values.get("remarks", "")]), *lines])}


def name_of(row: Row) -> str:
    """How a row is called where it is told."""
    return str(row.taken.values.get("name_hi") or row.taken.values.get("name_en") or "")


def _same_as(row: Row, tally: Tally) -> str:
    """The row id of the person that somebody chose for a row; "" for none, also where her row was left out."""
    if row.choice is None or row.choice.what != SAME:
        return ""
    return tally.rows.get(row.choice.same_row, "") if row.choice.same_row else row.choice.same_as


def _numbers(rows: Iterable[Row], tally: Tally) -> Iterable[str]:
    for row in rows:
        if row.taken.registration:
            try:
                yield ids.read_number(row.taken.registration)
            except KnownError as error:
                tally.notes.append(Fault(row.number, "registration", error.text))


def number_in(text: str) -> str:
    """A registration number as printed, "" for any other text."""
    try:
        return ids.read_number(text)
    except KnownError:
        return ""
