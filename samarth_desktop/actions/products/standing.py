"""Where listings stand: what is to be mended, what must be taken down, what was sold by whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.products import limits
from samarth_desktop.actions.products.mending import Asked, held
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates.model import fold
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.listing.record import CHECKED, REJECTED, STANDING, TAKEN_DOWN, Listing
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.rules.listing.consent import withdrew
from samarth_desktop.rules.listing.plain_words import plain
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import market
from samarth_desktop.store.queries.market import Money
from samarth_desktop.store.search import lookups


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: in plain words, in the marketplace's own, its column, and the field of ours that it means ("" where
    none is known). `same` are the other products (row ids) that came back for the same, `alike` says that all of them
    hold the same there; `allowed` are the marketplace's own words for it, `value` is what the product holds."""

    plain: Text
    said: str
    column: str
    field: str
    same: tuple[str, ...] = ()
    alike: bool = True
    allowed: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class ToMend:
    """A product that was sent back."""

    listing: Listing
    product: Product
    maker: Holder | None
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """All that was sent back, what of it was mended and can go again, and how many listings are in each state."""

    rows: tuple[ToMend, ...]
    counts: Mapping[str, int]
    mended: tuple[ToMend, ...] = ()


def to_mend(session: Session) -> Mending:
    """What marketplaces sent back."""
    with session.store.read() as reader:
        back = market.listings(reader, REJECTED, CHECKED)
        products = _products(reader, [one.product for one in back])
        makers = _makers(reader, products)
        counts = market.states_of_listings(reader)
        asked = Asked(reader)
    rows = [
        ToMend(
            one,
            product,
            makers.get(product.holder),
            tuple(_why_back(one.marketplace, product, column, text, asked) for column, text in one.reasons),
        )
        for one in back
        if (product := products.get(one.product)) is not None and not product.deleted
    ]
    waiting = [one for one in rows if one.listing.state == REJECTED]
    return Mending(tuple(_told_once(waiting)), counts, tuple(one for one in rows if one.listing.state == CHECKED))


def _why_back(marketplace: str, product: Product, column: str, text: str, asked: Asked) -> Why:
    field = asked.field_of(marketplace, column)
    return Why(
        plain(f"{column} {text}"),
        text,
        column,
        field,
        allowed=asked.allowed(marketplace, product, column),
        value=held(product, field),
    )


def _told_once(rows: list[ToMend]) -> Iterator[ToMend]:
    """The rows, each reason with whom else it came back for: the same words about the same column there."""
    alike: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for row in rows:
        for why in row.reasons:
            alike[_key(row, why)][row.product.id] = why.value
    for row in rows:
        reasons = []
        for why in row.reasons:
            others = alike[_key(row, why)]
            same = tuple(one for one in others if one != row.product.id)
            reasons.append(replace(why, same=same, alike=len(set(others.values())) == 1))
        yield replace(row, reasons=tuple(reasons))


def _key(row: ToMend, why: Why) -> tuple[str, str, str]:
    said = why.said.replace(row.listing.sku, "") if row.listing.sku else why.said
    return row.listing.marketplace, fold(why.column), fold(said)


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
    with writing(session, Deed.MARKET) as unit:
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
    """What Today says of listings: how many to mend and to take down, how many catalogues are full or nearly so."""

    to_mend: int
    take_downs: int
    full: int = 0


def waiting(session: Session) -> Waiting:
    """Counted now."""
    with session.store.read() as reader:
        counts = market.states_of_listings(reader)
    return Waiting(counts.get(REJECTED, 0), len(take_downs(session)), len(limits.near(session)))


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
