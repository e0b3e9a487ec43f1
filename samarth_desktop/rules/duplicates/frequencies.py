"""How often two different people have something in common by chance, among the people of one laptop.

The same name is strong evidence where few have it and weak where every house does: the "u" of Fellegi and Sunter,
taken from the people who are there (Winkler's adjustment for frequencies). Without people it falls back to shares
that are usual in a district.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from samarth_desktop import paths
from samarth_desktop.domain.names.matching import common_part, place_key
from samarth_desktop.domain.names.person_names import phonetic_text
from samarth_desktop.domain.names.phonetic_key import phonetic_key

FEWEST = 2000
"""A laptop that holds fewer people still stands in a district that has more."""
SAMPLE = 2000
"""So many people tell the shares well enough: a name that one of fifty has is met forty times."""
_USUAL, _OFTEN = 1 / 300, 1 / 60  # share of people with a name that is not in the sample
_RAREST = 1 / 1000  # nobody's name is so rare that it proves who she is
_VILLAGE = 1 / 50
_OFTEN_MET = 3


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Shares among `people` people; `names` and `places` count folds in a sample of `sampled`."""

    people: int = FEWEST
    sampled: int = 0
    names: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    def share_of_name(self, part: str) -> float:
        """The share of people, 0 to 1, who have this part (a fold) in a name."""
        usual = _OFTEN if common_part(part) else _USUAL
        return max((self._others(self.names, part) + 30 * usual) / (self.sampled + 30), _RAREST)

    def share_of_place(self, place: str) -> float:
        """The share of people who live in this village (a key of it)."""
        return (self._others(self.places, place) + 10 * _VILLAGE) / (self.sampled + 10)

    def _others(self, counts: Mapping[str, int], key: str) -> int:
        """How many have it besides the two who are compared, and who were counted where everybody was."""
        return max(counts.get(key, 0) - (2 if 2 * self.sampled > self.people else 0), 0)

    def often(self, part: str) -> bool:
        """Whether this is a name that people have, so that it is hardly another name mistyped."""
        return self.names.get(part, 0) >= _OFTEN_MET or common_part(part) or part in _listed()

    @property
    def prior(self) -> float:
        """Log odds that two people picked at random are one, when every tenth is written down a second time."""
        return _prior(self.many)

    @property
    def many(self) -> int:
        """The people among whom somebody is picked."""
        return max(self.people, FEWEST)


@cache
def _prior(people: int) -> float:
    return math.log(0.3 / people)


def two_names(one: str, two: str) -> bool:
    """Whether these folds are two names of our list that nobody spells alike (Kamal, Komal)."""
    listed = _listed()
    return one in listed and two in listed and listed[one].isdisjoint(listed[two])


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    """Folds of the names that we know with their spellings; read when two names are first nearly the same."""
    found: dict[str, frozenset[str]] = {}
    for line in paths.resource("names/words.tsv").read_text(encoding="utf-8").splitlines():
        word, spellings, *_ = line.split("\t")
        key = phonetic_key(word)
        found[key] = found.get(key, frozenset()).union(spellings.split())
    return found


@dataclass(frozen=True)
class Sample:
    """Some of `people` people: Hindi name, English name, relative and village of each. The shares among them are made
    when they are first asked for, perhaps in another process."""

    people: int
    rows: Sequence[tuple[str, str, str, str]]

    @cached_property
    def frequencies(self) -> Frequencies:
        """The shares."""
        return sample(self.people, (((hindi, english), (relative,), at) for hindi, english, relative, at in self.rows))

    def __reduce__(self) -> tuple[type["Sample"], tuple[Any, ...]]:
        return Sample, (self.people, self.rows)


NOWHERE = Frequencies()
"""Before anybody is known."""


def sample(people: int, sample: Iterable[tuple[Iterable[str], Iterable[str], str]]) -> Frequencies:
    """The shares from a sample of people, each with names, relatives' names and village."""
    names: Counter[str] = Counter()
    places: Counter[str] = Counter()
    sampled = 0
    for written, relatives, place in sample:
        sampled += 1
        # A relative is a person too, and often one of the other gender: both lists count, half each.
        for texts in (written, relatives):
            names.update({part for text in texts for part in phonetic_text(text).split()})
        if place:
            places[place_key(place)] += 1
    return Frequencies(max(people, sampled), sampled, dict(names), dict(places))
