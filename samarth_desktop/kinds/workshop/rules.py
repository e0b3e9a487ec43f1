"""What holds between the fields of a workshop."""

from collections.abc import Iterator
from datetime import date

from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.i18n import T
from samarth_desktop.kinds.workshop.record import Workshop


def rules(workshop: Workshop, today: date) -> Iterator[Problem]:
    """What holds between the fields of a workshop. Days of a plan may lie ahead."""
    if not workshop.title_hi and not workshop.title_en:
        yield Problem("title_hi", T("Write a title in Hindi or English."))
    for key in ("since", "until"):
        text = getattr(workshop, key)
        if text and (workshop.first_day if key == "since" else _is_day(text)) is None:
            yield Problem(key, T("This is no date. Write it as day/month/year."))
    if workshop.first_day and workshop.last_day and workshop.last_day < workshop.first_day:
        yield Problem("until", T("The last day is before the first. Check both."))


def _is_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
