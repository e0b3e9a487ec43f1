"""The Self-Help Group (SHG)."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.choices import GRADES, PANCHSUTRA, habits_of
from samarth_desktop.domain.fields.field import (
    Choice,
    day,
    line,
    note,
    one_of,
    some_of,
    whole,
)
from samarth_desktop.domain.fields.field import money as amount
from samarth_desktop.domain.fields.mixins import YES_NO_UNSAID
from samarth_desktop.i18n import N_
from samarth_desktop.kinds.holder import Holder

MISSIONS = (
    Choice("nrlm", N_("NRLM (villages)")),
    Choice("nulm", N_("NULM (towns)")),
    Choice("other", N_("Other")),
)
MISSION_OF_PROGRAMME = {"NRLM": "nrlm", "DAY-NULM": "nulm"}
"""The mission of a group that is enrolled in the mission's own programme."""
WEEKDAYS = (
    Choice("monday", N_("Monday")),
    Choice("tuesday", N_("Tuesday")),
    Choice("wednesday", N_("Wednesday")),
    Choice("thursday", N_("Thursday")),
    Choice("friday", N_("Friday")),
    Choice("saturday", N_("Saturday")),
    Choice("sunday", N_("Sunday")),
)
FREQUENCIES = (
    Choice("weekly", N_("Every week")),
    Choice("fortnightly", N_("Every two weeks")),
    Choice("monthly", N_("Every month")),
)
URBAN_POOR_PERCENT = 70  # DAY-NULM guidelines: the share that a revolving fund asks for


@dataclass(frozen=True, kw_only=True)
class Shg(Holder):
    """One Self-Help Group. Its members are records of their own (kind ``member``)."""

    KIND = "shg"

    name_hi: str = line(N_("Group's name in Hindi"), script="hi", names="name", heads=("shg_name_hi",))
    name_en: str = line(N_("Group's name in English"), script="en", names="name", heads=("shg_name_en",))
    mission: str = one_of(N_("Mission"), MISSIONS, required=True)
    shg_code: str = line(N_("SHG code"))
    formation_date: date | None = day(N_("Formation date"), required=True)
    promoted_by: str = line(N_("Promoted by"))
    village_organisation: str = line(N_("Village organisation or ALF"))
    federation: str = line(N_("Cluster or city federation"))
    meeting_day: str = one_of(N_("Meeting day"), WEEKDAYS)
    meeting_frequency: str = one_of(N_("How often they meet"), FREQUENCIES)
    savings: int | None = amount(N_("Savings per member and meeting"), least=0)
    bank_opened: date | None = day(N_("Account opened on"))
    revolving_fund: str = one_of(N_("Revolving fund received"), YES_NO_UNSAID[:2])
    urban_poor_percent: int | None = whole(N_("Urban poor among the members"), least=0, most=100, unit="%")
    grade: str = one_of(N_("Grade"), GRADES)
    panchsutra: tuple[str, ...] = some_of(N_("Panchsutra habits"), PANCHSUTRA)
    special_group: str = one_of(
        N_("Group of disabled or hill members"), YES_NO_UNSAID[:2], hint=N_("Five members are enough then")
    )
    products: str = line(N_("Products"))
    photo: str = line(N_("Photo"), system=True)
    remarks: str = note(N_("Remarks"))

    @property
    def habits(self) -> tuple[Choice, ...]:
        """The five habits that this group's mission looks at."""
        return habits_of(self.mission)
