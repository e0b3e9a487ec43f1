"""Crafts and techniques by name in both languages, to suggest while a person types."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.names.phonetic_key import phonetic_keys
from samarth_desktop.domain.places.place_name_key import key, one_slip, sound
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table


@dataclass(frozen=True, slots=True)
class Craft:
    """A craft. `maker` names a person who practises it (may be empty); `gi` is the registered geographical
    indication, `trade` the code of a PM Vishwakarma trade, `others` are further names in both scripts."""

    code: str
    sector: str
    words: Words
    maker: Words
    gi: str
    trade: str
    others: tuple[str, ...]

    def name(self, language: str) -> str:
        """The name in ``hi`` or ``en``."""
        return self.words.say(language)


@functools.cache
def crafts() -> tuple[Craft, ...]:
    """All crafts, by sector."""
    return tuple(
        Craft(code, sector, Words(hi, en), Words(maker_hi, maker_en), gi, trade, table.words(others))
        for code, sector, en, hi, maker_en, maker_hi, gi, trade, others in table.rows("crafts.tsv")
    )


def craft(text: str) -> Craft | None:
    """The craft with this code, or the only one with this name in either script; None when that is not sure."""
    coded, named = _directory()
    return coded.get(text) or named.get(key(text))


@functools.cache
def _directory() -> tuple[Mapping[str, Craft], Mapping[str, Craft]]:
    """Every craft by its code, and by each name that no other craft has."""
    named: dict[str, set[Craft]] = {}
    for one in crafts():
        for name in filter(None, map(key, (*_called(one), *one.others))):
            named.setdefault(name, set()).add(one)
    return {one.code: one for one in crafts()}, {name: ones.pop() for name, ones in named.items() if len(ones) == 1}


def facts(text: str, language: str, other: str = "") -> dict[str, str]:
    """The `craft` and `maker` of a certificate's sentence in ``hi`` or ``en`` from a craft as typed.

    A craft that we do not know is said as typed, in the script of the language; `other` is how it is written there.
    """
    known = craft(text)
    if known:
        return {"craft": known.name(language), "maker": known.maker.say(language)}
    said = in_script_of(language, text, other)
    return {"craft": said} if said else {}


def suggest(text: str, n: int = 8, sector: str = "") -> list[Craft]:
    """Up to `n` crafts for what was typed so far, in either script, best first; of one `sector` if given.

    A name that begins so comes before one of which the words are said (``mitti ke bartan`` finds मिट्टी के बर्तन),
    before one that contains it; then one that sounds so or differs by one slip.
    """
    typed = _Typed(text)
    if not typed.key:
        return []
    ranked = [
        (rank, order, found)
        for order, (found, names) in enumerate(_index())
        if sector in ("", found.sector) and (rank := min(map(typed.rank, names))) < _FAR
    ]
    return [found for _, _, found in sorted(ranked, key=lambda hit: hit[:2])[:n]]


def is_meant(text: str, one: Craft) -> bool:
    """Whether what was typed is a name of this craft, its beginning or its words in Latin letters: what merely
    resembles a name must not be written for somebody who presses Enter."""
    typed = _Typed(text)
    whole = [name for name in dict(_index())[one] if name.whole]
    return bool(typed.key) and min(map(typed.rank, whole)) <= _SAID


_EXACT, _BEGINS, _SAID, _CONTAINS, _SOUNDS, _SLIP, _FAR = range(7)
_LINKING = frozenset({"ke", "ki", "ka", "kee", "kaa", "के", "की", "का"})


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, or a word in it, as written and as heard: "silk" finds Muga silk. `words` are the folds of its
    words, in which both scripts meet. A `whole` name is not only a word of one."""

    key: str
    sound: str
    words: tuple[frozenset[str], ...]
    whole: bool


class _Typed:
    """What was typed so far."""

    def __init__(self, text: str) -> None:
        self.key = key(text)
        self._heard = sound(self.key)
        self._words = _folds(text)

    def rank(self, name: _Name) -> int:
        """How near a name is."""
        wanted = self.key
        if name.key.startswith(wanted):
            return _EXACT if name.key == wanted else _BEGINS
        said = len(wanted) > 2 and bool(self._words)
        if said and len(name.words) >= len(self._words) and all(map(_meet, self._words, name.words)):
            return _SAID
        if len(wanted) > 2 and wanted in name.key:
            return _CONTAINS
        if len(self._heard) > 3 and name.sound.startswith(self._heard):
            return _SOUNDS
        if said and len(wanted) > 3 and all(any(_meet(mine, theirs) for theirs in name.words) for mine in self._words):
            return _SOUNDS
        if len(wanted) > 4 and name.key[0] == wanted[0]:
            begins = (name.key[: len(wanted) + more] for more in (0, 1, -1))
            return _SLIP if any(one_slip(begin, wanted) for begin in begins) else _FAR
        return _FAR


def _meet(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return not mine.isdisjoint(theirs)


def _folds(text: str) -> tuple[frozenset[str], ...]:
    found = (frozenset(filter(None, phonetic_keys(word))) for word in text.casefold().split() if word not in _LINKING)
    return tuple(filter(None, found))


@functools.cache
def _index() -> tuple[tuple[Craft, tuple[_Name, ...]], ...]:
    return tuple((c, _names(c)) for c in crafts())


def _names(one: Craft) -> tuple[_Name, ...]:
    whole = [*_called(one), *one.others]
    parts = [word for name in whole for word in name.split()[1:] if len(word) > 3]
    found = {k: _Name(k, sound(k), _folds(name), name in whole) for name in (*parts, *whole) if (k := key(name))}
    return tuple(found[k] for k in sorted(found))


def _called(one: Craft) -> tuple[str, ...]:
    return one.words.en, one.words.hi, one.maker.en, one.maker.hi, one.gi
