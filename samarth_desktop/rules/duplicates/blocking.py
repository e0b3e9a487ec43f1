"""The keys under which records of one person meet, so that only a few of a district need to be compared."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from samarth_desktop.domain.names import matching
from samarth_desktop.domain.names.person_names import tokens, word_keys
from samarth_desktop.domain.names.phonetic_key import skeleton_of
from samarth_desktop.rules.duplicates.scoring import Person, year_of

CROWD = 60
"""A key that more people share says nothing: a common name in a town."""
TELLING = {"m": 8, "b": 8, "i": 8, "p": 8, "a": 6, "d": 4, "h": 4, "r": 4, "v": 4, "y": 2}
"""How much a shared key says, by its mark: own numbers most, a name part in a year of birth least."""
_MANY, _LARGE = 20, 20_000


def worth(key: str, sharing: int) -> int:
    """How much it says of two people that they share this key with so many others."""
    return TELLING[key[0]] - (sharing > _MANY)


def enough(people: int) -> int:
    """What the shared keys of two people must be worth for comparing them, among so many people.

    A key that many share is not enough by itself; nor, in a large district, the same name and about the same age:
    what else the two may have in common would have made another key.
    """
    return 2 if people < _LARGE else 4


_WEAK = frozenset(skeleton_of(weak) for weak in matching.WEAK_FOLDS)
_SURNAMES = frozenset(skeleton_of(surname) for surname in matching.SURNAMES)


def blocking_keys(person: Person) -> tuple[str, ...]:
    """Keys of which nearly any true double shares at least one, for looking candidates up: a few short texts.

    By mark: ``m b i p`` phone and papers; ``v`` village with each telling part of the name, ``h`` village with the
    relative, ``r`` relative with name part, ``y`` name part with two years of birth; ``a`` digits of Aadhaar with
    a name part; ``d`` date of birth, day and month in either order. A name mistyped beyond its sound still has
    phone, date, and village with relative.
    """
    found = {mark + value for mark, value in _numbers(person) if value}
    parts = _telling({_skeleton(word) for name in person.names for word in tokens(name) if len(_fold(word)) > 1})
    village = person.village_code or _village(person.village)
    relatives = {_skeleton(word) for name in person.relatives for word in tokens(name)[:1]} - {""}
    if village:
        found.update(f"v{village}:{part}" for part in parts)
        found.update(f"h{village}:{relative}" for relative in relatives)
    found.update(f"r{relative}:{part}" for part in parts for relative in relatives)
    if person.aadhaar_last4:
        found.update(f"a{person.aadhaar_last4}:{part}" for part in parts)
    year = year_of(person)
    if year is not None:
        found.update(f"y{year // 2}:{part}" for part in parts)
    found.update(_date(person.birth_date))
    return tuple(sorted(found))


def _telling(parts: set[str]) -> list[str]:
    """Those that few share: given names rather than surnames, surnames rather than Devi and Kumar."""
    parts -= {""}
    strong = parts - _WEAK
    return sorted(strong - _SURNAMES or strong or parts)


def _date(born: date | None) -> Iterator[str]:
    """Not the first of January, which stands for a year."""
    if born and (born.day, born.month) != (1, 1):
        yield f"d{born.year}{min(born.day, born.month):02}{max(born.day, born.month):02}"


@lru_cache(1 << 14)
def _fold(word: str) -> str:
    return word_keys(word)[0]


@lru_cache(1 << 14)
def _skeleton(word: str) -> str:
    return skeleton_of(_fold(word))


@lru_cache(1 << 12)
def _village(name: str) -> str:
    return "".join(map(_skeleton, tokens(name)))


def _numbers(person: Person) -> tuple[tuple[str, str], ...]:
    return (("m", person.mobile), ("b", person.bank), ("i", person.voter_id), ("p", person.pan))
