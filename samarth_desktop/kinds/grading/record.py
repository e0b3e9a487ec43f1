"""The grading of a group: which of its mission's five habits it keeps on a day."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.choices import GRADES, PANCHSUTRA
from samarth_desktop.domain.fields.field import Record, day, line, note, one_of, some_of
from samarth_desktop.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Grading(Record):
    """One grading. The newest is how the group stands; what its own record says is as it was at registration."""

    KIND = "grading"

    shg: str = line("", system=True)  # row id of the group
    graded_on: date | None = day(N_("Graded on"), required=True)
    habits: tuple[str, ...] = some_of(N_("Habits kept"), PANCHSUTRA)
    grade: str = one_of(N_("Grade"), GRADES, required=True)
    graded_by: str = line(N_("Graded by"))
    remark: str = note(N_("Remarks"))
