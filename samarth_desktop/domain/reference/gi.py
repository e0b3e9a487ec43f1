"""Registered geographical indications that crafts bear, with the year and the source of each."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from samarth_desktop.domain.reference import table
from samarth_desktop.domain.reference.sources import Source, named


@dataclass(frozen=True, slots=True)
class GiName:
    """A registered name. `states` are ISO letters, `year` that of the registration, or its financial year, "" where it
    is not known; of a name that no source `confirmed` the year is hearsay, and its source says when one was looked for.

    The name alone makes no maker its authorised user.
    """

    name: str
    states: str
    year: str
    confirmed: bool
    sources: tuple[Source, ...]


def gi_name(name: str) -> GiName | None:
    """The registered name written just so; None when the table has none."""
    return _names().get(name.strip())


def suggest(text: str, n: int = 6) -> list[GiName]:
    """Up to `n` names for what was typed so far: those that begin so, then those of which a word does."""
    wanted = text.strip().casefold()
    if not wanted:
        return []
    named = [(f" {one.name.casefold()}", one) for one in _names().values()]
    begin = [one for name, one in named if name.startswith(f" {wanted}")]
    later = [one for name, one in named if f" {wanted}" in name and one not in begin]
    return [*begin, *later][:n]


@functools.cache
def _names() -> Mapping[str, GiName]:
    return {
        name: GiName(name, states, year, confirmed == "yes", named(keys))
        for name, states, year, confirmed, keys in table.rows("gi.tsv")
    }
