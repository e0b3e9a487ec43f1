"""One District One Product of Uttar Pradesh: what each district is known for, with the source of each entry."""

import functools
from dataclasses import dataclass

from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table
from samarth_desktop.domain.reference.sources import Source, named


@dataclass(frozen=True, slots=True)
class Product(Words):
    """A product of a district. `since` is the month of the order that named it, "" for the first list; `confirmed` is
    False where no source beside the first version of the table was found."""

    since: str = ""
    confirmed: bool = True
    sources: tuple[Source, ...] = ()


def odop_products(district_code: str) -> tuple[Product, ...]:
    """The products of a district (LGD code), the main one first; none outside Uttar Pradesh."""
    return _products().get(district_code, ())


@functools.cache
def _products() -> dict[str, tuple[Product, ...]]:
    found: dict[str, tuple[Product, ...]] = {}
    for district, en, hi, since, confirmed, keys in table.rows("odop.tsv"):
        product = Product(hi, en, since, confirmed == "yes", named(keys))
        found[district] = (*found.get(district, ()), product)
    return found
