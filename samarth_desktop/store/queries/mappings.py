"""Published mappings, which field feeds which column of a marketplace: a row a version, in the reference area."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries.attribute_sets import first_words

KIND = "mapping"
_ROW = "mapping:"
_MOST, _LONGEST = 2000, 500


@dataclass(frozen=True, slots=True)
class Published:
    """One version, published `on` a day (ISO 8601). `choices` say by heading one of our keys, a text behind ``=``, or
    nothing; `values` by ``heading<tab>our word`` the marketplace's."""

    marketplace: str
    version: int
    on: str
    choices: Mapping[str, str]
    values: Mapping[str, str]


def publish(unit: UnitOfWork, made: Published, author: str) -> None:
    """Writes a version for every laptop: the first word on a version stands."""
    said = {
        "marketplace": made.marketplace,
        "version": made.version,
        "on": made.on,
        "choices": [list(pair) for pair in made.choices.items()],
        "values": [list(pair) for pair in made.values.items()],
    }
    unit.say_to_all(KIND, f"{_ROW}{made.marketplace}@{made.version:06d}", said, author)


def every(reader: Reader, marketplace: str) -> list[Published]:
    """The versions of a marketplace, oldest first; what a version says in another form is left out."""
    start = f"{_ROW}{marketplace}@"
    found = first_words(reader, start, f"{_ROW}{marketplace}A")
    return [_read(marketplace, row.removeprefix(start), found[row].f) for row in sorted(found)]


def _read(marketplace: str, number: str, said: Mapping[str, Any]) -> Published:
    version = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    return Published(
        marketplace, version, str(said.get("on") or "")[:10], _pairs(said.get("choices")), _pairs(said.get("values"))
    )


def _pairs(said: Any) -> dict[str, str]:
    pairs = said[:_MOST] if isinstance(said, list | tuple) else ()
    return {
        pair[0][:_LONGEST]: pair[1][:_LONGEST]
        for pair in pairs
        if isinstance(pair, list | tuple) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
    }
