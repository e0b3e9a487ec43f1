"""The rows of a sheet of Self-Help Groups, and of a sheet of their members."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from samarth_desktop.actions.imports import import_doubts
from samarth_desktop.actions.imports.find_group import GroupFinder
from samarth_desktop.actions.imports.import_doubts import Doubt
from samarth_desktop.actions.imports.import_part import Part, Row, Terms
from samarth_desktop.actions.imports.import_report import Fault, Tally
from samarth_desktop.actions.imports.import_rows import RowImport, keep_among_remarks, number_in
from samarth_desktop.actions.session import Session
from samarth_desktop.domain import ids
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.search import lookups


class Groups(RowImport[Shg]):
    """Takes rows of groups."""

    NAME_FIELD = "shg_name_hi"
    MARK = "shg_code"

    def __init__(self, session: Session, terms: Terms) -> None:
        super().__init__(session, terms, Shg)

    def settle(self, reader: Reader, row: Row, tally: Tally) -> Fault | None:
        """Finds the programme; a text that names none is kept among the remarks."""
        if strange := self.find_programmes(row, tally):
            row.says(keep_among_remarks(row.taken, [strange]))
        return None

    def doubt(self, reader: Reader, row: Row, held: Shg) -> Doubt | None:
        """Whether the row is about another group."""
        return import_doubts.of_group(reader, row.taken, held, self._names.namesakes(row.taken.values))

    def remember(self, reader: Reader, part: Part[Shg], tally: Tally) -> None:
        """Keeps the new groups for the sheet of their members."""
        super().remember(reader, part, tally)
        tally.groups += [part.write[row_id] for row_id in part.new]


class Members(RowImport[Member]):
    """Takes rows of members. A member without her group cannot be kept, so that is an error of the row."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = MappingProxyType({"role": "member"})
    NUMBER = "person"

    def __init__(self, session: Session, terms: Terms) -> None:
        super().__init__(session, terms, Member)
        self._groups = GroupFinder(session)  # read at the first row, when the groups of the same file are in
        self._of_group: dict[str, dict[str, Member]] = {}

    def settle(self, reader: Reader, row: Row, tally: Tally) -> Fault | None:
        """Finds the group and, where a registration number is given, the person; her own record then says the rest."""
        group = tally.numbers.get(number_in(row.taken.shg), "")  # a group of this file came in under a number of here
        if not group:
            self._groups.add(tally.groups)
            tally.groups.clear()
            group, why = self._groups.find(row.taken.shg, row.taken.values, reader)
            if why:
                return Fault(row.number, "shg", why)
        values = {**row.taken.values, "shg": group}
        if row.taken.person:
            person = _person(reader, row.taken.person)
            if person:
                row.doubt = import_doubts.of_member(reader, row.taken, person)
                values = {key: value for key, value in values.items() if key not in _SAID_BY_HER_RECORD}
                values["person"] = person.id
            else:
                number = row.taken.person[:40]
                text = T("Nobody on this laptop has the registration number {number}.", number=number)
                tally.notes.append(Fault(row.number, "person", text))
        row.says(values)
        return None

    def number_of(self, row: Row) -> str:
        """The number of the registered person."""
        return row.taken.person

    def identified(self, row: Row) -> bool:
        """By name, or as a registered person."""
        return row.taken.named or "person" in row.taken.values

    def look_up(self, reader: Reader, rows: Sequence[Row], tally: Tally) -> Part[Member]:
        """The members of the groups that these rows name."""
        groups = sorted({row.taken.values["shg"] for row in rows})
        part: Part[Member] = Part()
        for group, members in lookups.children_of(reader, Member, groups, "shg").items():
            self._of_group.setdefault(group, {}).update((one.id, one) for one in members)
            part.known |= {one.id: one for one in members}
        return part

    def match(self, row: Row, part: Part[Member], tally: Tally) -> tuple[Member | None, bool]:
        """The member of the group who is the same person or has the same name, unless her relative's differs."""
        values = row.taken.values
        for member in self._of_group.get(values["shg"], {}).values():
            if _alike(member, values):
                return member, True
        return None, False

    def _one(self, row: Row, part: Part[Member], tally: Tally) -> None:
        super()._one(row, part, tally)
        if row.record in part.write:
            self._of_group.setdefault(row.taken.values["shg"], {})[row.record] = part.write[row.record]

    def join(self, row: Row, row_id: str, part: Part[Member]) -> list[Record]:
        """Nothing is made beside a member."""
        return []


_SAID_BY_HER_RECORD = ("name_hi", "name_en", "relation", "relative", "birth_year", "mobile")


def _alike(member: Member, values: Mapping[str, Any]) -> bool:
    if member.person or values.get("person"):
        return member.person == values.get("person")
    if values.get("relative") and member.relative and values["relative"] != member.relative:
        return False
    return any(values.get(key) and values[key] == getattr(member, key) for key in ("name_hi", "name_en"))


def _person(reader: Reader, number: str) -> Artisan | None:
    try:
        wanted = ids.read_number(number)
    except KnownError:
        return None
    return lookups.by_registrations(reader, Artisan, [wanted]).get(wanted)
