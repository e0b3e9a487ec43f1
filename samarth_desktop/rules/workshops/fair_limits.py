"""How many fairs of a programme a maker may go to in a calendar year, said before a stall is given.

J&K Handloom and Handicraft: two a year for a weaver or artisan, awardees exempt (freepresskashmir.news, 2023-07-15). An
office writes another limit into the fair itself.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from samarth_desktop.i18n import T, Text

LIMITS: Mapping[str, int] = {"JK-HHC": 2}


def limit_of(programme: str, own: int | None) -> int | None:
    """The limit of a fair: its own, else its programme's; None for no limit."""
    return own if own is not None else LIMITS.get(programme)


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
