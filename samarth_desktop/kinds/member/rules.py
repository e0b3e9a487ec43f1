"""What holds between the fields of a membership."""

from collections.abc import Iterator
from datetime import date

from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.i18n import T
from samarth_desktop.kinds.member.record import Member


def rules(member: Member, today: date) -> Iterator[Problem]:
    """What holds between the fields of a membership."""
    if not member.person and not member.name:
        yield Problem("name_hi", T("Write the member's name."))
    if member.joined and member.left and member.left < member.joined:
        yield Problem("left", T("The leaving date is before the joining date. Check both."))
    if member.birth_year is not None and today.year - member.birth_year < 18:
        yield Problem("birth_year", T("Under 18 years. Leave it so if it is right."), blocks=False)
