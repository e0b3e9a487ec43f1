"""Brings together what decides about products: makers, groups, labels, accounts, photos, consents, rates."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar, cast

from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Record
from samarth_desktop.domain.ids import read_number
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.label.record import Label
from samarth_desktop.kinds.listing.record import Listing
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.product_photo.record import ProductPhoto
from samarth_desktop.kinds.registry import holder as as_holder
from samarth_desktop.kinds.seller.record import Seller
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.listing.facts import ListingFacts, Tax, asked, proposed
from samarth_desktop.rules.programmes.stages import concerned
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import market
from samarth_desktop.store.queries.market import Confirmed
from samarth_desktop.store.search import lookups

R = TypeVar("R", bound=Record)


def product_by_number(reader: Reader, number: str) -> Product:
    """The product with this P- number. KnownError when there is none."""
    wanted = read_number(number)
    found = reader.by_registration(wanted)
    if found is None or found.KIND != Product.KIND or found.deleted:
        raise KnownError(T("No product on this laptop has the number {number}.", number=wanted))
    return cast(Product, found)


def holder_by_number(reader: Reader, number: str) -> Holder:
    """The person or group with this number, in an area of this laptop. KnownError when there is none."""
    wanted = read_number(number)
    found = as_holder(reader.by_registration(wanted))
    if found is None or found.deleted:
        raise KnownError(T("Nobody on this laptop has the registration number {number}.", number=wanted))
    if gone := reader.gone_to(found):
        raise KnownError(gone)
    return found


def chosen(reader: Reader, numbers: Sequence[str]) -> list[Product]:
    """The products with these numbers, all of them when none is named."""
    if numbers:
        return [product_by_number(reader, number) for number in dict.fromkeys(numbers)]
    return list(lookups.all_of(reader, Product))


class Gatherer:
    """Facts of any number of products in one state of the data; what several of them share is read once."""

    def __init__(self, reader: Reader, session: Session, marketplace: str = "", account: str = "") -> None:
        self._reader = reader
        self._today = session.today
        self._marketplace = marketplace
        self._sellers = market.sellers(reader, marketplace) if marketplace else []
        self._account = _named(self._sellers, account) if account else None
        self._rates = market.confirmed_rates(reader)

    def facts(self, products: Sequence[Product]) -> list[ListingFacts]:
        """The facts of each product, in their order."""
        return [fact for some in lookups.chunks(products) for fact in self._part(some)]

    def _part(self, products: Sequence[Product]) -> list[ListingFacts]:
        reader = self._reader
        rows = sorted({one.holder for one in products if one.holder})
        makers = _holders(reader, rows)
        groups = self._groups(rows, makers)
        behind = sorted({*rows, *(one.id for one in groups.values())})
        labels = _children(reader, Label, behind, "holder")
        consents = _children(reader, Consent, rows, "holder")
        enrolments = _children(reader, Enrolment, behind, "holder")
        ids = [one.id for one in products]
        photos = _children(reader, ProductPhoto, ids, "product")
        listings = _children(reader, Listing, ids, "product")
        owners = _holders(reader, sorted({one.holder for one in self._sellers if one.holder}))
        found = []
        for product in products:
            maker, group = makers.get(product.holder), groups.get(product.holder)
            label = _label(labels, product.holder, group)
            seller = self._seller(product.holder, group)
            mine = [one for one in listings.get(product.id, ()) if seller and one.seller == seller.id]
            pictures = sorted(photos.get(product.id, ()), key=lambda one: (one.place or 0, one.id))
            found.append(
                ListingFacts(
                    product,
                    maker,
                    group,
                    label,
                    seller,
                    owners.get(seller.holder) if seller else None,
                    mine[0] if mine else None,
                    tuple(pictures),
                    tuple(consents.get(product.holder, ())),
                    tuple(enrolments.get(product.holder, ()) or (enrolments.get(group.id, ()) if group else ())),
                    tax_of(product, maker, label, self._today, self._rates),
                    reader.gone_to(maker) if maker else None,
                )
            )
        return found

    def _groups(self, rows: Sequence[str], makers: Mapping[str, Holder]) -> dict[str, Shg]:
        """The active group of each maker who is a person in one."""
        places = _children(self._reader, Member, rows, "person")
        of = {row: next((one.shg for one in some if one.active), "") for row, some in places.items()}
        groups = {one.id: one for one in self._reader.get_many(Shg, sorted({*of.values()} - {""}))}
        found = {row: groups[group] for row, group in of.items() if group in groups}
        return found | {row: cast(Shg, maker) for row, maker in makers.items() if maker.KIND == Shg.KIND}

    def _seller(self, maker: str, group: Shg | None) -> Seller | None:
        """The account that was named, else the maker's own, else her group's, else the office's if it has one."""
        if self._account is not None:
            return self._account
        for owner in (maker, group.id if group else ""):
            if owner and (own := [one for one in self._sellers if one.holder == owner]):
                return own[0]
        office = [one for one in self._sellers if not one.holder]
        return office[0] if len(office) == 1 else None


def _named(sellers: Sequence[Seller], account: str) -> Seller:
    found = next((one for one in sellers if account.casefold() in (one.seller_id.casefold(), one.id)), None)
    if found is None:
        raise KnownError(T("No seller account is called {name} there. Add it first.", name=account[:60]))
    return found


def _label(labels: Mapping[str, list[Label]], holder: str, group: Shg | None) -> Label | None:
    own = labels.get(holder) or (labels.get(group.id) if group else None)
    return own[-1] if own else None


def _children(reader: Reader, record_class: type[R], rows: Sequence[str], key: str) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for some in lookups.chunks(rows):
        found |= lookups.children_of(reader, record_class, some, key)
    return found


def _holders(reader: Reader, rows: Sequence[str]) -> dict[str, Holder]:
    found: dict[str, Holder] = {}
    for some in lookups.chunks(rows):
        found |= {one.id: one for one in reader.get_many(Artisan, some)}
        found |= {one.id: one for one in reader.get_many(Shg, some)}
    return found


def tax_of(
    product: Product, maker: Holder | None, label: Label | None, today: date, known: Mapping[str, Confirmed]
) -> Tax:
    """The rate of a product: as confirmed for it or for another of the same HSN and price band, else as proposed."""
    band = asked(product, maker)
    said = proposed(product, maker, label, today)
    if product.hsn and product.tax_rate and product.tax_asked == band:
        confirmed = Confirmed(product.tax_rate, product.tax_confirmed_by, product.tax_confirmed_on)
    elif product.hsn and band in known:
        confirmed = known[band]
    elif said is None:
        return Tax(None)
    else:
        return Tax(said.rate, said.reason, said.doubt)
    rate = Decimal(confirmed.rate)
    if said is not None and said.rate == rate:
        return Tax(rate, said.reason, said.doubt, confirmed.by or "-")
    day = confirmed.on.strftime("%d/%m/%Y") if confirmed.on else ""
    reason = T("Confirmed by {who} on {day} for this HSN code and price.", who=confirmed.by, day=day)
    return Tax(rate, reason, None, confirmed.by or "-")


def programme_of(reader: Reader, session: Session, holder: str, marketplace: str) -> str:
    """The programme under which a maker sells at a marketplace, her own before her group's; "" for none."""
    known = programmes(session.library)
    groups = [place.shg for place in reader.memberships(holder) if place.active]
    for row in (holder, *groups):
        if found := concerned(reader.children(Enrolment, row), known, marketplace):
            return found[0].programme
    return ""
