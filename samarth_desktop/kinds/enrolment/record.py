"""A person's or group's way through a programme."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Choice, Record, day, line, one_of, whole
from samarth_desktop.i18n import N_

STAGES = (
    Choice("registered", N_("Registered")),
    Choice("documents_complete", N_("Documents complete")),
    Choice("verified", N_("Verified")),
    Choice("trained", N_("Trained")),
    Choice("listed", N_("Listed")),
    Choice("first_sale", N_("First sale")),
    Choice("on_hold", N_("On hold")),
    Choice("withdrawn", N_("Withdrawn")),
)
WAY = tuple(stage.code for stage in STAGES[:6])
"""The stages in order; on hold and withdrawn stand outside."""


@dataclass(frozen=True, kw_only=True)
class Enrolment(Record):
    """One programme of one holder. A programme's own fields are kept in `extra` under ``PROGRAMME.key``."""

    KIND = "enrolment"

    holder: str = line("", system=True)
    programme: str = line(N_("Programme"), required=True)
    stage: str = one_of(N_("Stage"), STAGES, required=True)
    registered_on: date | None = day(N_("Registered on"))
    documents_complete_on: date | None = day(N_("Documents complete on"))
    verified_on: date | None = day(N_("Verified on"))
    trained_on: date | None = day(N_("Trained on"))
    listed_on: date | None = day(N_("Listed on"))
    first_sale_on: date | None = day(N_("First sale on"))
    stopped_on: date | None = day(N_("On hold or withdrawn since"))
    reason: str = line(N_("Reason"))
    verified_by: str = line(N_("Verified by"), system=True)
    admitted_by: str = line(N_("Let in by"), system=True)
    admitted_reason: str = line(N_("Let in because"), system=True)
    decided_on: date | None = day(N_("Rules looked at on"), system=True)
    decided_version: int | None = whole(N_("Version of the rules"), system=True)
    decided: str = line("", system=True)  # JSON: of each rule its key, answer and the value that decided


def add_months(start: date, months: int) -> date:
    """The same day `months` later, or the last day of that month: how waiver and incubation ends are counted."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (first_of_next - date.resolution).day
    return date(year, month + 1, min(start.day, last))
