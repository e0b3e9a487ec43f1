"""Somebody's presence in one session of a workshop, with the copy of her that door and report need."""

from dataclasses import dataclass

from samarth_desktop.domain.fields.field import Choice, Kind, MergeRule, declare, line, one_of, whole
from samarth_desktop.i18n import N_
from samarth_desktop.kinds.people import Participant

HERE = ("present", "late")
PRESENCES = (
    Choice("present", N_("Present")),
    Choice("late", N_("Late")),
    Choice("absent", N_("Absent")),
)
HOW = (
    Choice("scan", N_("Scanned")),
    Choice("hand", N_("By hand")),
    Choice("walk_in", N_("Walk-in")),
    Choice("sheet", N_("From a list")),
)
_FIRST, _LAST = MergeRule.FIRST, MergeRule.LAST


@dataclass(frozen=True, kw_only=True)
class Attendance(Participant):
    """One participant in one session. Its row id is derived from both, so that two doors make one row: who let her in
    first counts, and what was said last of present or late.

    `in_at` and `out_at` are local time, ISO 8601 to the second. `corrected` are the seconds that were added to them
    because the laptop's clock was another than the hall's; None before the clocks were compared.
    """

    KIND = "attendance"

    workshop: str = line("", system=True)  # row ids
    session: str = line("", system=True)
    presence: str = one_of(N_("Attendance"), PRESENCES, merge=_LAST)
    in_at: str = line(N_("Came in at"), merge=_FIRST)
    out_at: str = line(N_("Left at"), merge=_LAST)
    how: str = one_of(N_("How"), HOW, merge=_FIRST)
    laptop: str = line(N_("Laptop"), merge=_FIRST)
    corrected: int | None = whole("", system=True, merge=_LAST)
    invited: bool = declare(Kind.FLAG, N_("Invited"), merge=_LAST)
    staff: bool = declare(Kind.FLAG, N_("Team, not counted"), merge=_LAST)
    remark: str = line(N_("Remark"), merge=_LAST)

    @property
    def here(self) -> bool:
        """Whether she was in the session, on time or late."""
        return self.presence in HERE and not self.deleted
