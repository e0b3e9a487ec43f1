"""Where listings stand: what is to be mended, what must be taken down, what was sold by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates import mapping
from samarth_desktop.documents.templates.model import fold
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.listing.record import REJECTED, STANDING, TAKEN_DOWN, Listing
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.listing.plain_words import plain
from samarth_desktop.rules.listing.refusals import withdrew
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import market
from samarth_desktop.store.queries.market import Money
from samarth_desktop.store.search import lookups

_OF_PHOTOS = ("image", "photo")


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: in plain words, in the marketplace's own, its column, and the field of ours that it means ("" where
    none is known)."""

    plain: Text
    said: str
    column: str
    field: str


@dataclass(frozen=True, slots=True)
class ToMend:
    """A product that was sent back."""

    listing: Listing
    product: Product
    maker: Holder | None
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """All that was sent back, and how many listings are in each state."""

    rows: tuple[ToMend, ...]
    counts: Mapping[str, int]


def to_mend(session: Session) -> Mending:
    """What marketplaces sent back."""
    with session.store.read() as reader:
        rejected = market.listings(reader, REJECTED)
        products = _products(reader, [one.product for one in rejected])
        makers = _makers(reader, products)
        counts = market.states_of_listings(reader)
    rows = [
        ToMend(
            one,
            product,
            makers.get(product.holder),
            tuple(
                Why(plain(f"{column} {text}"), text, column, field_of(one.marketplace, column))
                for column, text in one.reasons
            ),
        )
        for one in rejected
        if (product := products.get(one.product)) is not None and not product.deleted
    ]
    return Mending(tuple(rows), counts)


def field_of(marketplace: str, column: str) -> str:
    """The key of our field that feeds a column, "" where none is known; ``photos`` for those of pictures."""
    if any(word in column.casefold() for word in _OF_PHOTOS):
        return "photos"
    shipped = mapping.shipped(marketplace) if marketplace in ("flipkart", "amazon") else mapping.ColumnMapping()
    return next((key for heading, key in shipped.columns.items() if fold(heading) == fold(column)), "")


@dataclass(frozen=True, slots=True)
class TakeDown:
    """A listing that must be taken down at its marketplace, and why. Of somebody who was erased only the number there
    is known."""

    listing: Listing
    title: LocalizedName
    why: Text


def take_downs(session: Session) -> list[TakeDown]:
    """What stands at a marketplace though its maker is gone or does not agree any more."""
    found: list[TakeDown] = []
    with session.store.read() as reader:
        standing = market.standing(reader)
        products = _products(reader, [one.product for one in standing if one.product])
        makers = _makers(reader, products)
        consents = lookups.children_of(reader, Consent, sorted(makers), "holder") if makers else {}
        for one in standing:
            product = products.get(one.product)
            maker = makers.get(product.holder) if product else None
            why = _why(product, maker, tuple(consents.get(maker.id, ())) if maker else ())
            if why is not None:
                title = LocalizedName(product.title_hi, product.title_en) if product else LocalizedName()
                found.append(TakeDown(one, title, why))
    return found


def _why(product: Product | None, maker: Holder | None, consents: tuple[Consent, ...]) -> Text | None:
    if product is None:
        return T("The maker was erased.")
    if product.deleted:
        return T("The product was taken out.")
    if maker is not None and not maker.active:
        return T("The maker moved away, died or was taken out.")
    return T("The consent was taken back.") if withdrew(consents) else None


def taken_down(session: Session, listing: str) -> None:
    """Notes that somebody took a listing down at its marketplace."""
    with session.store.unit_of_work() as unit:
        held = unit.get(Listing, listing)
        if held is not None and held.state in STANDING:
            unit.save(replace(held, state=TAKEN_DOWN), session.author)
        unit.commit()


@dataclass(frozen=True, slots=True)
class Earned:
    """What one maker sold; `maker` is None for entries whose SKU nobody has here."""

    maker: Holder | None
    money: Money


def earned(session: Session) -> list[Earned]:
    """The sums by maker, the most money first."""
    with session.store.read() as reader:
        sums = market.totals(reader)
        makers = _holders(reader, [one.holder for one in sums if one.holder])
    return [Earned(makers.get(one.holder), one) for one in sums]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What Today says of listings: how many to mend and to take down."""

    to_mend: int
    take_downs: int


def waiting(session: Session) -> Waiting:
    """Counted now."""
    with session.store.read() as reader:
        counts = market.states_of_listings(reader)
    return Waiting(counts.get(REJECTED, 0), len(take_downs(session)))


def _products(reader: Reader, rows: list[str]) -> dict[str, Product]:
    return {one.id: one for some in lookups.chunks(dict.fromkeys(rows)) for one in reader.get_many(Product, some)}


def _makers(reader: Reader, products: Mapping[str, Product]) -> dict[str, Holder]:
    return _holders(reader, [one.holder for one in products.values() if one.holder])


def _holders(reader: Reader, rows: list[str]) -> dict[str, Holder]:
    found: dict[str, Holder] = {}
    for some in lookups.chunks(dict.fromkeys(rows)):
        found |= {one.id: one for one in reader.get_many(Artisan, some)}
        found |= {one.id: one for one in reader.get_many(Shg, some)}
    return found
