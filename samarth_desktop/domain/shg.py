"""The Self-Help Group (SHG) and its members."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.field import (
    Choice,
    Problem,
    Record,
    day,
    digits,
    line,
    note,
    one_of,
    some_of,
    whole,
)
from samarth_desktop.domain.fields.field import money as amount
from samarth_desktop.domain.fields.mixins import RELATIONS, YES_NO_UNSAID, Address, Bank
from samarth_desktop.i18n import N_, T, Text

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
GRADES = (Choice("a", "A"), Choice("b", "B"), Choice("c", "C"), Choice("d", "D"), Choice("none", N_("Not graded")))
# The habits that missions grade a group by; which five, PANCHSUTRA_OF says.
PANCHSUTRA = (
    Choice("meetings", N_("Regular meetings")),
    Choice("savings", N_("Regular savings")),
    Choice("lending", N_("Lending among members")),
    Choice("repayment", N_("Repayment in time")),
    Choice("books", N_("Complete books")),
    Choice("rules", N_("Keeping the group's rules")),
)
PANCHSUTRA_OF = {
    "nulm": ("meetings", "savings", "repayment", "books", "rules"),
    "": ("meetings", "savings", "lending", "repayment", "books"),
}
"""The five habits by mission, "" for all others. Towns: dmnewdelhi.delhi.gov.in (2026-11); villages: circulars of the
Reserve Bank (2017 to 2020)."""
ROLES = (
    Choice("president", N_("President")),
    Choice("secretary", N_("Secretary")),
    Choice("treasurer", N_("Treasurer")),
    Choice("member", N_("Member")),
)
FEWEST, MOST = 5, 20
URBAN_POOR_PERCENT = 70  # DAY-NULM guidelines: the share that a revolving fund asks for


@dataclass(frozen=True, kw_only=True)
class Shg(Address, Bank):
    """One Self-Help Group. Its members are records of their own (:class:`Member`)."""

    KIND = "shg"

    registration: str = line(N_("Registration no."), system=True)
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
        wanted = PANCHSUTRA_OF.get(self.mission, PANCHSUTRA_OF[""])
        return tuple(choice for choice in PANCHSUTRA if choice.code in wanted)

    @property
    def active(self) -> bool:
        """False once the group is deleted."""
        return not self.deleted


@dataclass(frozen=True, kw_only=True)
class Member(Record):
    """Somebody's place in a group: a registered person (`person`) or name, relation, age and phone only."""

    KIND = "member"

    shg: str = line(N_("SHG"), system=True)  # row id of the group
    person: str = line(N_("Registered person"), system=True)  # row id, or empty
    name_hi: str = line(N_("Name in Hindi"), script="hi", names="person")
    name_en: str = line(N_("Name in English"), script="en", names="person")
    relation: str = one_of(N_("Relation"), RELATIONS)
    relative: str = line(N_("Father's, husband's or mother's name"), names="person")
    birth_year: int | None = whole(N_("Year of birth"), least=1900, most=2100, system=True)
    mobile: str = digits(N_("Mobile number"), check=validators.mobile, masked=True)
    role: str = one_of(N_("Role"), ROLES)
    joined: date | None = day(N_("Joined on"))
    left: date | None = day(N_("Left on"))

    @property
    def active(self) -> bool:
        """True while she is in the group."""
        return self.left is None and not self.deleted

    @property
    def name(self) -> str:
        """Whatever name is given, the Hindi one first."""
        return self.name_hi or self.name_en


def rules(shg: Shg, today: date) -> Iterator[Problem]:
    """What holds between the fields of a group."""
    if not (shg.name_hi or shg.name_en):
        yield Problem("name_hi", T("Write the group's name in Hindi or in English."))
    if shg.bank_opened and shg.formation_date and shg.bank_opened < shg.formation_date:
        yield Problem("bank_opened", T("The account was opened before the group was formed. Check both dates."), False)
    poor = shg.urban_poor_percent
    if shg.mission == "nulm" and shg.revolving_fund == "yes" and poor is not None and poor < URBAN_POOR_PERCENT:
        text = T("A revolving fund asks for {n} % urban poor.", n=URBAN_POOR_PERCENT)
        yield Problem("urban_poor_percent", text, blocks=False)


def member_rules(member: Member, today: date) -> Iterator[Problem]:
    """What holds between the fields of a membership."""
    if not member.person and not member.name:
        yield Problem("name_hi", T("Write the member's name."))
    if member.joined and member.left and member.left < member.joined:
        yield Problem("left", T("The leaving date is before the joining date. Check both."))
    if member.birth_year is not None and today.year - member.birth_year < 18:
        yield Problem("birth_year", T("Under 18 years. Leave it so if it is right."), blocks=False)


def membership_rules(shg: Shg, members: Sequence[Member]) -> Iterator[Problem]:
    """What holds for a group as a whole. Keys are ``members`` or a role."""
    active = [member for member in members if member.active]
    if not active:
        yield Problem("members", T("Write the members of the group."))
    elif len(active) > MOST:
        yield Problem(
            "members", T("{n} members: more than {most} are unusual.", n=len(active), most=MOST), blocks=False
        )
    elif len(active) < FEWEST or (len(active) < 2 * FEWEST and shg.special_group != "yes"):
        text = T("{n} members: usual are 10 to 20; 5 with disabled or hill members.", n=len(active))
        yield Problem("members", text, blocks=False)
    for role in ROLES[:3]:
        holders = [member for member in active if member.role == role.code]
        if active and not holders:
            yield Problem(role.code, T("Nobody is chosen as {role}.", role=Text(role.label)), blocks=False)
        elif len(holders) > 1:
            yield Problem(role.code, T("More than one member is {role}.", role=Text(role.label)), blocks=False)
    for member in active:
        if member.joined and shg.formation_date and member.joined < shg.formation_date:
            yield Problem("members", T("{name} joined before the group was formed.", name=member.name), blocks=True)
