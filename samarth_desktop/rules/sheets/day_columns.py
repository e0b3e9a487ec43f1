"""How the dates of a column are written: decided by all of its cells, never cell by cell.

One date such as 11/25/1990 tells the order of a whole column. A column that says both is left unread and asked about,
unless one of the two is a slip; so is one that a program of the other order has half turned into dates: there the
days up to 12 became dates, the others stayed texts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samarth_desktop.domain.fields.days import DayReading
from samarth_desktop.domain.fields.digits import western
from samarth_desktop.i18n import T, Text

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
QUESTION = T(
    "Day and month stand in two orders in this column, so it stays unread. "
    "Which comes first? dmy: 05/11/1990 is the 5th of November; mdy: it is the 11th of May."
)
HALF_TURNED = T(
    "In this column only days up to 12 are dates, all others are text: "
    "a program may have taken day and month for one another. It stays unread. "
    "dmy: the dates are right; mdy: day and month of the dates change places."
)
ANSWERS = (DAY_FIRST, MONTH_FIRST)
IN_WORLD_TIME = T("The times of this column are in world time: the days were taken in Indian time.")

_PARTS = re.compile(r"\s*(\d{1,2})[/\-. ](\d{1,2})[/\-. ]\d{2,4}")
_DATE = re.compile(r"\s*\d{4}-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2}))?")
_SLIP = 25
"""So many times more dates of one order make one of the other a slip."""
_ENOUGH = 3
_INDIAN_MIDNIGHT = ("18", "30")  # of the day before, in world time


@dataclass(slots=True)
class DayColumn:
    """Counts what the cells of one column say."""

    first: int = 0
    second: int = 0
    either: int = 0
    dates: int = 0
    low: int = 0
    timed: int = 0
    at_midnight: int = 0
    example: str = ""

    def add(self, cell: str) -> None:
        """Takes one cell in."""
        if found := _PARTS.match(western(cell)):
            a, b = int(found[1]), int(found[2])
            if a > 12 >= b:
                self.first += 1
            elif b > 12 >= a:
                self.second += 1
                self.example = self.example or cell.strip()[:20]
            else:
                self.either += 1
        elif found := _DATE.match(cell):
            self.dates += 1
            self.low += int(found[2]) <= 12
            if found[3]:
                self.timed += 1
                self.at_midnight += (found[3], found[4]) == _INDIAN_MIDNIGHT

    def reading(self, told: str, base: int) -> tuple[DayReading | None, Text | None]:
        """How to read the column, with a sentence where a person should know; None and the question where only a
        person can tell. `told` is the order that somebody said, `base` the days to add to a bare serial."""
        minutes = 330 if self.timed and self.timed == self.at_midnight == self.dates else 0
        said = IN_WORLD_TIME if minutes else None
        if told:
            swapped = told == MONTH_FIRST and self._half_turned
            return DayReading(DAY_FIRST if swapped else told, base, minutes, swapped), said
        if self._half_turned:
            return None, HALF_TURNED
        if self.second and self.first and self.second < self.first * _SLIP and self.first < self.second * _SLIP:
            return None, QUESTION
        if self.second > self.first:
            text = T(
                "The dates of this column were read as month/day/year, because of {example}.", example=self.example
            )
            return DayReading(MONTH_FIRST, base, minutes), text
        return DayReading(DAY_FIRST, base, minutes), said

    @property
    def _half_turned(self) -> bool:
        return self.low == self.dates >= _ENOUGH and self.first >= 2 and not self.either and not self.second


def of(cells: Iterable[str]) -> DayColumn:
    """What a column says."""
    column = DayColumn()
    for cell in cells:
        column.add(cell)
    return column
