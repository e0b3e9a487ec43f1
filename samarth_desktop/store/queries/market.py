"""Narrow looks over products, listings and sales: what actions ask for many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from samarth_desktop.kinds.listing.record import REJECTED, STANDING, Listing
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.sale.record import Sale
from samarth_desktop.kinds.seller.record import Seller
from samarth_desktop.store.database import tables
from samarth_desktop.store.database.rows import chunks, record_of
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.projections.whereabouts import moved_rows

_PRODUCT: Any = tables.RECORD_TABLES[Product.KIND]
_LISTING: Any = tables.RECORD_TABLES[Listing.KIND]
_SELLER: Any = tables.RECORD_TABLES[Seller.KIND]
_SALE: Any = tables.RECORD_TABLES[Sale.KIND]


def _here(table: Any) -> ColumnElement[bool]:
    """Whether a row is there, and in an area of this laptop."""
    return and_(table.c.deleted.is_(False), table.c.id.not_in(moved_rows()))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A rate that somebody confirmed for an HSN code and price band."""

    rate: str
    by: str
    on: date | None


def confirmed_rates(reader: Reader) -> dict[str, Confirmed]:
    """The newest confirmed rate by what it was asked for."""
    c = _PRODUCT.c
    wanted = (
        select(c.tax_asked, c.tax_rate, c.tax_confirmed_by, c.tax_confirmed_on)
        .where(c.tax_asked != "", c.deleted.is_(False))
        .order_by(c.tax_confirmed_on)
    )
    return {asked: Confirmed(rate, by, on) for asked, rate, by, on in reader.connection.execute(wanted)}


def sellers(reader: Reader, marketplace: str = "") -> list[Seller]:
    """The seller accounts, of one marketplace where it is named, oldest first."""
    wanted = select(_SELLER).where(_here(_SELLER)).order_by(_SELLER.c.id)
    if marketplace:
        wanted = wanted.where(func.lower(_SELLER.c.marketplace) == marketplace.casefold())
    return [record_of(Seller, row) for row in reader.connection.execute(wanted)]


def listed_skus(reader: Reader, marketplace: str, skus: Sequence[str]) -> dict[str, list[Listing]]:
    """The listings of a marketplace under these SKUs."""
    found: dict[str, list[Listing]] = defaultdict(list)
    for some in chunks(dict.fromkeys(skus)):
        wanted = select(_LISTING).where(_LISTING.c.sku.in_(some), _LISTING.c.marketplace == marketplace)
        for row in reader.connection.execute(wanted.where(_here(_LISTING))):
            found[row.sku].append(record_of(Listing, row))
    return found


def products_of_skus(reader: Reader, skus: Sequence[str]) -> dict[str, list[Product]]:
    """The products whose own SKU or number is one of these, by it."""
    found: dict[str, list[Product]] = defaultdict(list)
    for some in chunks(dict.fromkeys(skus)):
        named = or_(_PRODUCT.c.sku.in_(some), _PRODUCT.c.registration.in_(some))
        for row in reader.connection.execute(select(_PRODUCT).where(named, _here(_PRODUCT))):
            product = record_of(Product, row)
            for name in {product.sku, product.registration} & set(some):
                found[name].append(product)
    return found


def existing(reader: Reader, rows: Iterable[str]) -> set[str]:
    """Those of these sale entries that are here."""
    found: set[str] = set()
    for some in chunks(rows):
        found |= set(reader.connection.scalars(select(_SALE.c.id).where(_SALE.c.id.in_(some))))
    return found


def unmatched(reader: Reader) -> list[Sale]:
    """The sale entries whose SKU was not known when they were read."""
    wanted = select(_SALE).where(_SALE.c.product == "", _SALE.c.sku != "", _here(_SALE))
    return [record_of(Sale, row) for row in reader.connection.execute(wanted)]


def delivered(reader: Reader, holders: Sequence[str]) -> dict[str, date]:
    """The day of each maker's earliest paid order: an entry with an amount, that is no refund and not waiting."""
    found: dict[str, date] = {}
    day = func.coalesce(_SALE.c.ordered_on, _SALE.c.paid_on)
    for some in chunks(holders):
        wanted = (
            select(_SALE.c.holder, func.min(day))
            .where(_SALE.c.holder.in_(some), _SALE.c.amount > 0, _SALE.c.released == "yes")
            .where(_here(_SALE))
            .group_by(_SALE.c.holder)
        )
        for holder, first in reader.connection.execute(wanted):
            if first is not None:
                found[holder] = first if isinstance(first, date) else date.fromisoformat(first)
    return found


@dataclass(frozen=True, slots=True)
class Money:
    """What sales of one maker come to, in paise: sums of lines. `orders` counts paid orders."""

    holder: str
    orders: int
    amount: int
    refund: int
    charges: int
    tax: int
    settled: int
    last: date | None


def totals(reader: Reader, holders: Sequence[str] | None = None) -> list[Money]:
    """The sums by maker, the most money first; "" for entries that are not matched. All makers when None."""
    c = _SALE.c
    sums = [func.coalesce(func.sum(c[key]), 0) for key in ("amount", "refund", "charges", "tax", "settled")]
    orders = func.count(func.distinct(case((c.amount > 0, c.order_id))))
    last = func.max(func.coalesce(c.ordered_on, c.paid_on))
    wanted = select(c.holder, orders, *sums, last).where(_here(_SALE)).group_by(c.holder)
    if holders is not None:
        wanted = wanted.where(c.holder.in_(list(holders)))
    rows = reader.connection.execute(wanted.order_by(sums[0].desc())).all()
    return [Money(row[0], row[1], row[2], row[3], row[4], row[5], row[6], _day(row[7])) for row in rows]


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def states_of_listings(reader: Reader, seller: str = "") -> dict[str, int]:
    """How many listings are in each state, of one account where it is named."""
    wanted = select(_LISTING.c.state, func.count()).where(_here(_LISTING)).group_by(_LISTING.c.state)
    if seller:
        wanted = wanted.where(_LISTING.c.seller == seller)
    return {str(state): int(count) for state, count in reader.connection.execute(wanted).all()}


def sizes_of_accounts(reader: Reader) -> dict[str, int]:
    """How many products each seller account has in its catalogue: all but those taken down or not handed in."""
    c, count = _LISTING.c, func.count()
    wanted = select(c.seller, count).where(c.state.in_(sorted({*STANDING, REJECTED})), _here(_LISTING))
    return {str(row): int(number) for row, number in reader.connection.execute(wanted.group_by(c.seller))}


def products_of_makers(reader: Reader, least: int) -> dict[str, int]:
    """How many products each maker has who has at least so many."""
    c, count = _PRODUCT.c, func.count()
    wanted = select(c.holder, count).where(_here(_PRODUCT), c.holder != "").group_by(c.holder)
    return {str(row): int(number) for row, number in reader.connection.execute(wanted.having(count >= least))}


def listings(reader: Reader, *states: str) -> list[Listing]:
    """The listings in these states, oldest first."""
    wanted = select(_LISTING).where(_LISTING.c.state.in_(states), _here(_LISTING))
    return [record_of(Listing, row) for row in reader.connection.execute(wanted.order_by(_LISTING.c.id))]


def standing(reader: Reader) -> list[Listing]:
    """What marketplaces have, also of makers who were erased: of those only the number there is left."""
    wanted = select(_LISTING).where(_LISTING.c.state.in_(sorted(STANDING)), _LISTING.c.id.not_in(moved_rows()))
    return [record_of(Listing, row) for row in reader.connection.execute(wanted.order_by(_LISTING.c.id))]
