"""What a person decided about single rows in the preview: somebody new, the same person, or to be left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from samarth_desktop.i18n import Text

NEW, SAME, LEAVE = "new", "same", "leave"


class Place(NamedTuple):
    """A row of a file: the name of its sheet and its number as the spreadsheet shows it."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision; for SAME who it is: a row id of the store, or the place of an earlier row of the file."""

    what: str
    same_as: str = ""
    same_row: Place | None = None


Choices = Mapping[Place, Choice]


@dataclass(frozen=True, slots=True)
class Twin:
    """A new row that is probably somebody who is there already, or who stands in an earlier row of the same file.

    `name`, `relative` and `age` are the row's; `known` says who it looks like, `score` (0 to 1) how much and `reasons`
    why, `differs` the labels of the fields in which the row says something else. `outcome` is what becomes of the row
    where she is the same: ``updated`` or ``skipped``.
    """

    place: Place
    name: str
    relative: str
    age: int | None
    known: str
    number: str
    score: float
    reasons: tuple[Text, ...]
    differs: tuple[Text, ...]
    outcome: str
    choice: Choice

    @property
    def proposed(self) -> Choice:
        """What the program proposes: the same person where it is all but sure of it."""
        return self.choice if self.sure else Choice(NEW)

    @property
    def sure(self) -> bool:
        """Whether it is all but sure: a high score, or a row of the file once more that says nothing else."""
        return self.score >= SURE or bool(self.choice.same_row and not self.differs)


SURE = 0.93
"""From this score on the same person is proposed; below, a new one. A person decides."""
