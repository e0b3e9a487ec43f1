"""Catalogues that are full or nearly so: of a seller account, or what a programme catalogues for one maker."""

from collections.abc import Sequence
from dataclasses import dataclass

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.rules.certificates.readiness import STOPPED
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import market
from samarth_desktop.store.search import lookups

NEAR = 90
"""From so many per cent of the limit on it is told."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue near its limit: of a seller account or a maker (row id), with so many products out of `most`."""

    row: str
    count: int
    most: int


def near(session: Session) -> list[Catalogue]:
    """All of them, accounts first."""
    with session.store.read() as reader:
        return [*_accounts(reader), *makers(reader, programmes(session.library))]


def _accounts(reader: Reader) -> list[Catalogue]:
    sizes = market.sizes_of_accounts(reader)
    every = [Catalogue(one.id, sizes.get(one.id, 0), one.catalogue_limit or 0) for one in market.sellers(reader)]
    return [one for one in every if one.most and one.count * 100 >= one.most * NEAR]


def makers(reader: Reader, known: Sequence[Programme]) -> list[Catalogue]:
    """Makers of programmes with a limit (MoU of the ministry with Flipkart, 2-11-2021: at most 100 products)."""
    limits = {one.code: one.catalogue_limit for one in known if one.catalogue_limit}
    if not limits:
        return []
    sizes = market.products_of_makers(reader, min(limits.values()) * NEAR // 100)
    found = []
    for some in lookups.chunks(sorted(sizes)):
        for row, enrolments in lookups.children_of(reader, Enrolment, some, "holder").items():
            mine = [limits[one.programme] for one in enrolments if one.programme in limits and one.stage not in STOPPED]
            if mine and sizes[row] * 100 >= min(mine) * NEAR:
                found.append(Catalogue(row, sizes[row], min(mine)))
    return found
