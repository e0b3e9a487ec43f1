"""A workshop or fair: what it is about, where and when, who trains, who gets a certificate, what it cost."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.choices import TRAININGS
from samarth_desktop.domain.fields.field import (
    Choice,
    Kind,
    Record,
    day,
    declare,
    line,
    money,
    note,
    one_of,
    whole,
)
from samarth_desktop.i18n import N_

FAIR = "fair"
KINDS_OF_WORKSHOP = (*TRAININGS, Choice(FAIR, N_("Fair")))
STATUSES = (
    Choice("draft", N_("Draft")),
    Choice("planned", N_("Being prepared")),
    Choice("held", N_("Held")),
    Choice("closed", N_("Closed")),
    Choice("cancelled", N_("Cancelled")),
)
COSTS = ("cost_food", "cost_travel", "cost_material", "cost_printing", "cost_venue", "cost_trainer", "cost_other")
"""The cost lines, in the order of the report."""
PICTURES = tuple(f"photo_{number}" for number in range(1, 7))
"""The fields of the pictures of the report; ``photo_1_at`` says when the first was taken."""


@dataclass(frozen=True, kw_only=True)
class Workshop(Record):
    """One workshop or fair. `number` is given at the first save and never changes; the address is the venue's."""

    KIND = "workshop"

    number: str = line(N_("Workshop no."), system=True)
    programme: str = line(N_("Programme"), required=True)
    workshop_kind: str = one_of(N_("What is it about?"), KINDS_OF_WORKSHOP, required=True)
    title_hi: str = line(N_("Title in Hindi"), script="hi", names="name")
    title_en: str = line(N_("Title in English"), script="en", names="name")
    venue: str = line(N_("Hall or place"), required=True, names="place")
    village: str = line(N_("Village or ward"), names="place")
    block: str = line(N_("Block"), names="place")
    district: str = declare(Kind.DISTRICT, N_("District"), required=True)
    state: str = declare(Kind.STATE, N_("State"), required=True)
    since: date | None = day(N_("First day"), required=True, ahead=True)
    until: date | None = day(N_("Last day"), required=True, ahead=True)
    trainers: str = line(N_("Trainers"))
    capacity: int | None = whole(N_("Room for"), least=1, most=100_000)
    attend_percent: int | None = whole(N_("Sessions needed for the certificate"), least=0, most=100, unit="%")
    status: str = one_of(N_("Status"), STATUSES)
    closed_on: date | None = day(N_("Closed on"), system=True)
    fair_limit: int | None = whole(N_("Fairs a maker may go to in a year"), least=0, most=50)
    cost_food: int | None = money(N_("Food and tea"), least=0)
    cost_travel: int | None = money(N_("Travel"), least=0)
    cost_material: int | None = money(N_("Packing and other material"), least=0)
    cost_printing: int | None = money(N_("Printing"), least=0)
    cost_venue: int | None = money(N_("Hall and equipment"), least=0)
    cost_trainer: int | None = money(N_("Trainers' fee"), least=0)
    cost_other: int | None = money(N_("Other costs"), least=0)
    photo_1: str = line("", system=True)
    photo_2: str = line("", system=True)
    photo_3: str = line("", system=True)
    photo_4: str = line("", system=True)
    photo_5: str = line("", system=True)
    photo_6: str = line("", system=True)
    photo_1_at: str = line("", system=True)  # local time, ISO 8601 to the minute
    photo_2_at: str = line("", system=True)
    photo_3_at: str = line("", system=True)
    photo_4_at: str = line("", system=True)
    photo_5_at: str = line("", system=True)
    photo_6_at: str = line("", system=True)
    remarks: str = note(N_("Remarks"))

    @property
    def is_fair(self) -> bool:
        """Whether there are stalls instead of sessions."""
        return self.workshop_kind == FAIR
