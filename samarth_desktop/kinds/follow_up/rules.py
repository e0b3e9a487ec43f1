"""What holds between the fields of a follow-up."""

from collections.abc import Iterator
from datetime import date

from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.i18n import T
from samarth_desktop.kinds.follow_up.record import FollowUp


def rules(one: FollowUp, today: date) -> Iterator[Problem]:
    """What holds between the fields of a follow-up."""
    if not (one.obstacle or one.what):
        yield Problem("what", T("Choose an obstacle, or write what it is about."))
