"""A stall of a fair: whose it is and who stands there."""

from dataclasses import dataclass

from samarth_desktop.domain.fields.field import Kind, MergeRule, Record, declare, line
from samarth_desktop.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Stall(Record):
    """One stall, with a copy of its holder. Its row id is derived from fair and number."""

    KIND = "stall"

    workshop: str = line("", system=True)  # row id of the fair
    holder: str = line("", system=True)  # row id of the person or group
    number: str = line(N_("Stall no."))
    registration: str = line(N_("Registration no."), merge=MergeRule.LAST)
    name_hi: str = line(N_("Name in Hindi"), script="hi", merge=MergeRule.LAST)
    name_en: str = line(N_("Name in English"), script="en", merge=MergeRule.LAST)
    stands: str = line(N_("Who stands there"), names="person")
    goods: str = line(N_("What is sold"))
    awardee: bool = declare(Kind.FLAG, N_("Awardee: no limit of fairs"))
    year: str = line("", system=True)  # the financial year's first, in which it counts

    @property
    def name(self) -> str:
        """Whatever name is given, the Hindi one first."""
        return self.name_hi or self.name_en
