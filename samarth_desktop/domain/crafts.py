"""Crafts and techniques by name in both languages, to suggest while a person types."""

import functools
from dataclasses import dataclass

from samarth_desktop.domain import table
from samarth_desktop.domain.other_script import in_script_of
from samarth_desktop.domain.spelling import key, one_slip, sound
from samarth_desktop.domain.wording import Words


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
    coded = next((c for c in crafts() if c.code == text), None)
    if coded:
        return coded
    wanted = key(text)
    named = [c for c in crafts() if wanted and wanted in {key(name) for name in (*_called(c), *c.others)}]
    return named[0] if len(named) == 1 else None


def facts(text: str, language: str) -> dict[str, str]:
    """The `craft` and `maker` of a certificate's sentence in ``hi`` or ``en`` from a craft as typed.

    A craft that we do not know is said as typed, in the script of the language.
    """
    known = craft(text)
    if known:
        return {"craft": known.name(language), "maker": known.maker.say(language)}
    said = in_script_of(language, text)
    return {"craft": said} if said else {}


def suggest(text: str, n: int = 8, sector: str = "") -> list[Craft]:
    """Up to `n` crafts for what was typed so far, in either script, best first; of one `sector` if given.

    A name that begins so comes before one that contains it, then one that sounds so or differs by one slip.
    """
    wanted = key(text)
    if not wanted:
        return []
    heard = sound(wanted)
    ranked = [
        (rank, order, found)
        for order, (found, spellings) in enumerate(_index())
        if sector in ("", found.sector)
        and (rank := min(_rank(wanted, heard, name, sounds) for name, sounds in spellings)) < _FAR
    ]
    return [found for _, _, found in sorted(ranked, key=lambda hit: hit[:2])[:n]]


_FAR = 5


def _rank(wanted: str, heard: str, name: str, sounds: str) -> int:
    if name.startswith(wanted):
        return 0 if name == wanted else 1
    if len(wanted) > 2 and wanted in name:
        return 2
    if len(heard) > 3 and sounds.startswith(heard):
        return 3
    if len(wanted) > 4 and name[0] == wanted[0]:
        begins = (name[: len(wanted) + more] for more in (0, 1, -1))
        return 4 if any(one_slip(begin, wanted) for begin in begins) else _FAR
    return _FAR


@functools.cache
def _index() -> tuple[tuple[Craft, tuple[tuple[str, str], ...]], ...]:
    """Each craft with its names, and the words in them, as written and as heard: "silk" finds Muga silk."""
    return tuple((c, tuple((k, sound(k)) for k in sorted(_keys(c)))) for c in crafts())


def _keys(one: Craft) -> set[str]:
    whole = [*_called(one), *one.others]
    parts = [word for name in whole for word in name.split()[1:] if len(word) > 3]
    return {k for name in (*whole, *parts) if (k := key(name))}


def _called(one: Craft) -> tuple[str, ...]:
    return one.words.en, one.words.hi, one.maker.en, one.maker.hi, one.gi
