"""Where shipped facts come from: each with the month of its source, so that a person sees how old it is."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table


@dataclass(frozen=True, slots=True)
class Source:
    """What was read, where, and the month (or year) of it."""

    what: Words
    where: str
    as_of: str

    def __str__(self) -> str:
        return f"{self.where} ({self.as_of})"

    def say(self, language: str) -> str:
        """All of it, in ``hi`` or ``en``."""
        return f"{self.what.say(language)}, {self}"


@functools.cache
def sources() -> Mapping[str, Source]:
    """All sources by key."""
    return {key: Source(Words(hi, en), where, as_of) for key, en, hi, where, as_of in table.rows("sources.tsv")}


def named(keys: str) -> tuple[Source, ...]:
    """The sources in a cell of a table, keys separated by ``;``. KeyError for one that is not listed: a bug."""
    return tuple(sources()[key] for key in table.words(keys))
