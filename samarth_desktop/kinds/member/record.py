"""A member of a Self-Help Group (SHG)."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields import validators
from samarth_desktop.domain.fields.field import Choice, Record, day, digits, line, one_of, whole
from samarth_desktop.domain.fields.mixins import RELATIONS
from samarth_desktop.i18n import N_

ROLES = (
    Choice("president", N_("President")),
    Choice("secretary", N_("Secretary")),
    Choice("treasurer", N_("Treasurer")),
    Choice("member", N_("Member")),
)


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
