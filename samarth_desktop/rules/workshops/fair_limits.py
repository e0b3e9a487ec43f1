"""How many fairs of a programme a maker may go to in a calendar year, said before a stall is given.

The programme's data say the limit and who is exempt; an office writes another limit into the fair itself.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.i18n import T, Text


def limit_of(programme: Programme | None, own: int | None) -> int | None:
    """The limit of a fair: its own, else its programme's; None for no limit."""
    if own is not None:
        return own
    return programme.fairs.a_year or None if programme is not None else None


def exempt(programme: Programme | None, extra: Mapping[str, Any]) -> bool:
    """Whether a maker's answers to the programme's own questions free her of the limit: an award."""
    if programme is None or not programme.fairs.field:
        return False
    said = extra.get(f"{programme.code}.{programme.fairs.field}")
    answers = said if isinstance(said, list | tuple) else [said]
    return any(one in programme.fairs.values for one in answers)


def objection(limit: int | None, been: Iterable[date], day: date, *, awardee: bool) -> Text | None:
    """Why somebody who has been to fairs on these days gets no stall at another; None where she may have it."""
    this_year = sum(one.year == day.year for one in been)
    if limit is None or awardee or this_year < limit:
        return None
    return T(
        "Has been to {n} fairs in {year}; the limit is {limit}. Awardees are exempt.",
        n=this_year,
        year=str(day.year),
        limit=limit,
    )
