"""The rows of a sheet of Self-Help Groups, and of a sheet of their members."""

from dataclasses import replace

from samarth_desktop.actions.desk import Desk
from samarth_desktop.actions.find_group import GroupFinder
from samarth_desktop.actions.import_report import Fault, Tally
from samarth_desktop.actions.import_rows import Part, Row, RowImport, keep_among_remarks
from samarth_desktop.actions.sheet_source import Source
from samarth_desktop.domain import ids
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.fields import Record
from samarth_desktop.domain.group import Member, Shg
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.store.work import Work


class Groups(RowImport[Shg]):
    """Takes rows of groups."""

    NAME_FIELD = "shg_name_hi"
    MARK = "shg_code"

    def __init__(self, desk: Desk, source: Source) -> None:
        super().__init__(desk, source, Shg)

    def settle(self, work: Work, row: Row, tally: Tally) -> Fault | None:
        """Finds the programme; a text that names none is kept among the remarks."""
        if strange := self.find_programmes(row, tally):
            row.taken = replace(row.taken, values=keep_among_remarks(row.taken, [strange]))
        return None


class Members(RowImport[Member]):
    """Takes rows of members. A member without her group cannot be kept, so that is an error of the row."""

    def __init__(self, desk: Desk, source: Source) -> None:
        super().__init__(desk, source, Member)
        self._groups = GroupFinder(desk)  # read at the first row, when the groups of the same file are in

    def settle(self, work: Work, row: Row, tally: Tally) -> Fault | None:
        """Finds the group and, where a registration number is given, the person."""
        group, why = self._groups.find(row.taken.shg, row.taken.values, work)
        if why:
            return Fault(row.number, "shg", why)
        values = {**row.taken.values, "shg": group}
        values.setdefault("role", "member")
        if row.taken.person:
            try:
                person = work.by_registration(ids.read_number(row.taken.person))
            except KnownError as error:
                return Fault(row.number, "person", error.text)
            if not isinstance(person, Artisan):
                number = row.taken.person
                text = T("Nobody on this laptop has the registration number {number}.", number=number[:40])
                return Fault(row.number, "person", text)
            values["person"] = person.id
            values.setdefault("name_hi", person.name_hi)
            values.setdefault("name_en", person.name_en)
        row.taken = replace(row.taken, values=values)
        return None

    def join(self, row: Row, row_id: str, part: Part[Member]) -> list[Record]:
        """Nothing is made beside a member."""
        return []
