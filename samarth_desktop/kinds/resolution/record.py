"""The resolution of a group: what it decided in a meeting, above all who holds which office."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Choice, Record, day, line, note, one_of
from samarth_desktop.i18n import N_

SUBJECTS = (
    Choice("office_bearers", N_("Office-bearers")),
    Choice("account", N_("Bank account")),
    Choice("loan", N_("Fund or loan")),
    Choice("federation", N_("Joining a federation")),
    Choice("other", N_("Other")),
)


@dataclass(frozen=True, kw_only=True)
class Resolution(Record):
    """One resolution, by its number in the minutes book. The offices name rows of members."""

    KIND = "resolution"

    shg: str = line("", system=True)  # row id of the group
    number: str = line(N_("Number in the minutes book"), required=True)
    resolved_on: date | None = day(N_("Date of the meeting"), required=True)
    subject: str = one_of(N_("About"), SUBJECTS, required=True)
    president: str = line(N_("President"), system=True)  # row ids of members
    secretary: str = line(N_("Secretary"), system=True)
    treasurer: str = line(N_("Treasurer"), system=True)
    words: str = note(N_("What was decided"))
