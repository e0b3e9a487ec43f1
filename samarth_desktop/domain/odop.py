"""One District One Product of Uttar Pradesh: what each district is known for."""

import functools

from samarth_desktop.domain import table
from samarth_desktop.domain.wording import Words


def odop_products(district_code: str) -> tuple[Words, ...]:
    """The products of a district (LGD code), the main one first; none outside Uttar Pradesh."""
    return _products().get(district_code, ())


@functools.cache
def _products() -> dict[str, tuple[Words, ...]]:
    found: dict[str, tuple[Words, ...]] = {}
    for district, en, hi in table.rows("odop.tsv"):
        found[district] = (*found.get(district, ()), Words(hi=hi, en=en))
    return found
