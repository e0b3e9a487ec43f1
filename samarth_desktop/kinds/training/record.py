"""A workshop that somebody went through: written into her own area when the workshop is closed."""

from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.choices import TRAININGS
from samarth_desktop.domain.fields.field import MergeRule, Record, day, line, one_of, whole
from samarth_desktop.i18n import N_

_LAST = MergeRule.LAST


@dataclass(frozen=True, kw_only=True)
class Training(Record):
    """One workshop of one person. Its row id is derived from both: whoever writes it writes the same row."""

    KIND = "training"

    holder: str = line("", system=True, merge=_LAST)
    workshop: str = line("", system=True, merge=_LAST)  # row id
    number: str = line(N_("Workshop no."), merge=_LAST)
    programme: str = line(N_("Programme"), merge=_LAST)
    training_kind: str = one_of(N_("What was it about?"), TRAININGS, merge=_LAST)
    title_hi: str = line(N_("Title in Hindi"), script="hi", merge=_LAST)
    title_en: str = line(N_("Title in English"), script="en", merge=_LAST)
    since: date | None = day(N_("From"), merge=_LAST)
    until: date | None = day(N_("To"), merge=_LAST)
    attended: int | None = whole(N_("Sessions attended"), least=0, most=99, merge=_LAST)
    sessions: int | None = whole(N_("Sessions in all"), least=0, most=99, merge=_LAST)
