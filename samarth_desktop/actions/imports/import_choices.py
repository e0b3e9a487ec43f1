"""What a person decided about single rows in the preview: somebody new, the same person, or to be left out."""

from collections.abc import Mapping, Sequence
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
    why, `differs` the labels of the fields in which the row says something else. `adds` is what she gets of the row
    where she is the same: keys of fields that are empty there, codes of programmes, row ids of groups, ``consent``.
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
    adds: frozenset[str]
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


def not_new(twins: Sequence[Twin], choices: Choices) -> dict[Place, str]:
    """What becomes of the rows that are somebody new no more by these decisions: ``updated``, ``skipped``, ``left``.

    Of several rows about one person only those that bring her something count as ``updated``. A row that is the same as
    one that is left out stays new.
    """
    found: dict[Place, str] = {}
    whose: dict[Place, str | Place] = {}
    added: dict[str | Place, set[str]] = {}
    for twin in twins:
        choice = choices.get(twin.place, Choice(NEW))
        if choice.what == LEAVE:
            found[twin.place] = "left"
        elif choice.what == SAME and not (choice.same_row and found.get(choice.same_row) == "left"):
            who = whose.get(choice.same_row, choice.same_row) if choice.same_row else choice.same_as
            already = added.setdefault(who, set())
            found[twin.place] = "updated" if twin.adds - already else "skipped"
            already |= twin.adds
            whose[twin.place] = who
    return found
