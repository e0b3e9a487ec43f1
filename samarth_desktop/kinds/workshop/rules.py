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
    if workshop.since and workshop.until and workshop.until < workshop.since:
        yield Problem("until", T("The last day is before the first. Check both."))
