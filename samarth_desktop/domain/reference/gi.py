"""Registered geographical indications that crafts bear, with the year and the source of each."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from samarth_desktop.domain.reference import table
from samarth_desktop.domain.reference.sources import Source, named


@dataclass(frozen=True, slots=True)
class GiName:
    """A registered name. `states` are ISO letters, `year` of the registration is "" where no source `confirmed` it.

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


@functools.cache
def _names() -> Mapping[str, GiName]:
    return {
        name: GiName(name, states, year, confirmed == "yes", named(keys))
        for name, states, year, confirmed, keys in table.rows("gi.tsv")
    }
