"""An invitation to a workshop: who is expected, or stands in reserve, and whether she was told."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Choice, Kind, MergeRule, day, declare, line, one_of
from samarth_desktop.i18n import N_
from samarth_desktop.kinds.people import Participant

TOLD = (
    Choice("phone", N_("By phone")),
    Choice("message", N_("By message")),
    Choice("letter", N_("By letter")),
    Choice("in_person", N_("In person")),
    Choice("group", N_("Through her group")),
)


@dataclass(frozen=True, kw_only=True)
class Invitation(Participant):
    """One person on the list of a workshop. Its row id is derived from workshop and participant."""

    KIND = "invitation"

    workshop: str = line("", system=True)  # row id
    reserve: bool = declare(Kind.FLAG, N_("In reserve"), merge=MergeRule.LAST)
    staff: bool = declare(Kind.FLAG, N_("Team, not counted"), merge=MergeRule.LAST)
    told_how: str = one_of(N_("How was she told?"), TOLD, merge=MergeRule.LAST)
    told_on: date | None = day(N_("Told on"), merge=MergeRule.LAST)
    cancelled: bool = declare(Kind.FLAG, N_("Taken off the list"), merge=MergeRule.LAST)
