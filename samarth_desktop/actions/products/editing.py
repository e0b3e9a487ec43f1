"""A product's form: where it begins, saving it with its variants, taking it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.products import makers_label, mending
from samarth_desktop.actions.products.gathering import Gatherer
from samarth_desktop.actions.products.makers_label import of_holder
from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.label.record import Label
from samarth_desktop.kinds.listing.record import Listing
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.rules.listing import proposals
from samarth_desktop.rules.listing.facts import ListingFacts
from samarth_desktop.rules.validation import validate
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import market
from samarth_desktop.store.queries.market import Confirmed

MOST_VARIANTS = 20


@dataclass(frozen=True, slots=True)
class Opened:
    """A product as its form opens it: with its facts, its listings, and what the maker's label says."""

    product: Product
    facts: ListingFacts
    label: Label
    listings: tuple[Listing, ...] = ()
    rates: Mapping[str, Confirmed] = field(default_factory=dict)


def load(session: Session, row: str) -> Opened:
    """An existing product by row id. KnownError when it is not here (any more)."""
    with session.store.read() as reader:
        product = reader.get(Product, row)
        if product is None or product.deleted:
            raise KnownError(T("This record is not on this laptop any more."))
        return _opened(reader, session, product)


def begin(session: Session, maker: str) -> Opened:
    """A new product of a maker (row id), with what her last one and her label say."""
    with session.store.read() as reader:
        holder = reader.holder(maker)
        if holder is None:
            raise KnownError(T("This record is not on this laptop any more."))
        label = of_holder(reader, maker)
        before = reader.children(Product, maker)
        product = proposals.begin(holder, before[-1] if before else None, label if label.id else None)
        return _opened(reader, session, product)


def _opened(reader: Reader, session: Session, product: Product) -> Opened:
    facts = Gatherer(reader, session).facts([product])[0]
    listings = tuple(reader.children(Listing, product.id)) if product.id else ()
    return Opened(product, facts, of_holder(reader, product.holder), listings, market.confirmed_rates(reader))


def problems(session: Session, product: Product) -> tuple[Problem, ...]:
    """What is to be mended in a product."""
    return validate(product, session.today)


def save(
    session: Session,
    product: Product,
    colours: Sequence[str] = (),
    sizes: Sequence[str] = (),
    label: Mapping[str, str] | None = None,
    draft: str = "",
) -> list[Product]:
    """Saves a product, its maker's label as typed and, for each further colour and size, a product of its own; all of
    it or nothing. `draft` is the key of the half-typed form that ends with this. The first one is first in what comes
    back. KnownError when there would be too many, or something on the label is wrong."""
    more = proposals.variants(product, colours, sizes) if colours or sizes else []
    if len(more) > MOST_VARIANTS:
        raise KnownError(T("That would be {n} products. At most {most} at once.", n=len(more), most=MOST_VARIANTS))
    with writing(session, Deed.MARKET) as unit:
        before = unit.get(Product, product.id) if product.id else None
        saved = unit.save(_as_there(unit, product), session.author)
        if before is not None:
            unit.save_all(mending.ready_again(unit, saved.id, mending.corrected(before, saved)), session.author)
        if label is not None and saved.holder:
            makers_label.save(unit, session, of_holder(unit, saved.holder), label)
        if draft:
            drafts.forget(unit, draft)
        group = saved.variants or saved.registration
        if more and not saved.variants:
            saved = unit.save(replace(saved, variants=group), session.author)
        others = unit.save_all([replace(one, variants=group) for one in more], session.author)
        unit.commit()
    return [saved, *others]


def _as_there(unit: UnitOfWork, product: Product) -> Product:
    """A new product whose id is known and that was saved before goes on from there: saving twice is saving once."""
    there = unit.get(Product, product.id) if product.id and not product.seen else None
    if there is None:
        return product
    given = ("seen", "registration", "created_by", "created_device", "created_at")
    return replace(product, **{key: getattr(there, key) for key in given})


def take_out(session: Session, row: str) -> None:
    """Takes a product out; what stands at a marketplace is shown among what is to be taken down."""
    with writing(session, Deed.MARKET) as unit:
        product = unit.get(Product, row)
        if product is not None:
            unit.save(replace(product, deleted=True), session.author)
        unit.commit()
