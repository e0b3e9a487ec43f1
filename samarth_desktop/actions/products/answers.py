"""Reads what a marketplace answered, and notes it on the listings; a second reading changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.products.gathering import Gatherer
from samarth_desktop.actions.products.listing_sheet import AMAZON, FLIPKART
from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates import amazon_answers, flipkart_answers
from samarth_desktop.documents.templates.answers import Answer, Answers, State
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.listing.record import LISTED, REJECTED, SUBMITTED, Listing, listing_id
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.log.unit_of_work import UnitOfWork
from samarth_desktop.store.queries import market


@dataclass(frozen=True, slots=True)
class Rejected:
    """A product that was sent back: its number, and the reasons (column, words) as the marketplace wrote them."""

    product: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer said: numbers of products listed and rejected, of those that wait, SKUs that nobody has here."""

    listed: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    waiting: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read(session: Session, marketplace: str, path: Path, account: str = "") -> Answered:
    """Takes an answer in, wholly or not at all. KnownError for a file that holds none."""
    with writing(session, Deed.MARKET) as unit:
        answers = _answers(unit, marketplace, path)
        found = _Products(unit, session, marketplace, account, [one.sku for one in answers.answers])
        listed: list[str] = []
        rejected: list[Rejected] = []
        waiting: list[str] = []
        unknown: list[str] = []
        for answer in answers.answers:
            known = found.of(answer.sku)
            if known is None:
                unknown.append(answer.sku)
                continue
            product, listing = known
            if answer.state is State.WAITING:
                waiting.append(product.registration)
                continue
            _note(unit, session, listing, answer)
            if answer.state is State.LISTED:
                listed.append(product.registration)
                if listing.state != LISTED and product.holder:
                    staging.advance(unit, session, product.holder, "listed", session.today, marketplace=marketplace)
            else:
                reasons = tuple((one.column, one.text) for one in answer.reasons)
                rejected.append(Rejected(product.registration, reasons))
        unit.commit()
    notes = tuple(f"{one.column}: {one.text}" if one.column else one.text for one in answers.notes)
    return Answered(tuple(listed), tuple(rejected), tuple(waiting), tuple(dict.fromkeys(unknown)), notes)


def _answers(reader: Reader, marketplace: str, path: Path) -> Answers:
    if marketplace == FLIPKART:
        return flipkart_answers.read(path)
    if marketplace == AMAZON:
        handed_in = [one.sku for one in market.listings(reader, SUBMITTED) if one.marketplace == AMAZON]
        return amazon_answers.read(path, handed_in)
    raise KnownError(T("Answers of {name} cannot be read. Choose Flipkart or Amazon.", name=marketplace))


class _Products:
    """Whom the SKUs of an answer mean: what was listed under them, else the product that has one."""

    def __init__(self, reader: Reader, session: Session, marketplace: str, account: str, skus: Sequence[str]) -> None:
        self._marketplace = marketplace
        self._gatherer = Gatherer(reader, session, marketplace, account)
        accounts = {one.id for one in market.sellers(reader, marketplace) if account in ("", one.seller_id, one.id)}
        listings = market.listed_skus(reader, marketplace, skus)
        self._listings = {
            sku: mine for sku, of in listings.items() if (mine := [one for one in of if one.seller in accounts])
        }
        rows = sorted({one.product for of in self._listings.values() for one in of})
        self._rows = {one.id: one for one in reader.get_many(Product, rows)}
        rest = [sku for sku in skus if sku not in self._listings]
        self._named = market.products_of_skus(reader, rest) if rest else {}

    def of(self, sku: str) -> tuple[Product, Listing] | None:
        """The product and its listing; a new one where it was put up by hand. None where it is not clear."""
        for listing in self._listings.get(sku, ()):
            if product := self._rows.get(listing.product):
                return product, listing
        named = self._named.get(sku, [])
        if len(named) != 1:
            return None
        facts = self._gatherer.facts(named)[0]
        if facts.seller is None:
            return None
        if facts.listing is not None:
            return named[0], facts.listing
        row = listing_id(named[0].id, facts.seller.id)
        return named[0], Listing(
            id=row, product=named[0].id, seller=facts.seller.id, marketplace=self._marketplace, sku=sku
        )


def _note(unit: UnitOfWork, session: Session, listing: Listing, answer: Answer) -> None:
    """Writes an answer on a listing, where it says something new."""
    good = answer.state is State.LISTED
    lines = "\n".join(f"{one.column}\t{' '.join(one.text.split())}" for one in answer.reasons)
    said = replace(
        listing,
        state=LISTED if good else REJECTED,
        listing_id=answer.listing_id or listing.listing_id,
        listed_on=(listing.listed_on or session.today) if good else listing.listed_on,
        answer="" if good else lines,
        answer_row="" if good or not answer.row else str(answer.row),
    )
    if said != listing:
        unit.save(replace(said, answered_on=session.today), session.author)
