"""The follow-up: somebody is to be visited or helped, by whom and until when."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.choices import OBSTACLES
from samarth_desktop.domain.fields.field import Record, day, line, note, one_of
from samarth_desktop.i18n import N_


@dataclass(frozen=True, kw_only=True)
class FollowUp(Record):
    """One thing to do for a person or group: an obstacle from the list (`obstacle`) or own words (`what`)."""

    KIND = "follow_up"

    holder: str = line("", system=True)
    obstacle: str = one_of(N_("Obstacle"), OBSTACLES)
    what: str = line(N_("What is it about?"))
    todo: str = line(N_("What is to be done?"))
    who: str = line(N_("Who does it?"))
    due: date | None = day(N_("Due on"), ahead=True)
    done_on: date | None = day(N_("Done on"))
    remark: str = note(N_("Remarks"))

    @property
    def open(self) -> bool:
        """True until it is done."""
        return self.done_on is None and not self.deleted

    @property
    def title(self) -> str:
        """What it is about: own words, else the label of the obstacle (a message id)."""
        return self.what or next((one.label for one in OBSTACLES if one.code == self.obstacle), self.obstacle)
