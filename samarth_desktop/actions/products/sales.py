"""Takes in what was sold and paid: every line once, whatever file it comes in and however often."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from pathlib import Path

from samarth_desktop.actions.device import roles
from samarth_desktop.actions.products.gathering import programme_of
from samarth_desktop.actions.programmes import staging
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.templates import sales
from samarth_desktop.documents.templates.sales import SaleLine
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.listing.record import Listing
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.kinds.sale.record import Sale, sale_id
from samarth_desktop.store.log.reader import Reader
from samarth_desktop.store.queries import market
from samarth_desktop.store.search import lookups

PART = 2000
"""Entries in one unit of work: what a power cut takes comes again with the file."""
_NO_SALE = frozenset(("transfer",))  # money on its way to the bank


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought: orders in it, entries that are new and that were there, makers (registration numbers) who
    made their first sale, SKUs that nobody has here."""

    orders: int
    new: int
    already: int
    first_sales: tuple[str, ...]
    unknown: tuple[str, ...]


def import_file(session: Session, marketplace: str, path: Path, account: str = "") -> Imported:
    """Reads a settlement, payments or orders file. A file of which one line cannot be read is not taken at all.

    Raises KnownError with the row and column. Of buyers nothing is read.
    """
    roles.demand(session, roles.Deed.SETTLEMENTS)
    read = sales.read(path)
    if read.unread:
        first = read.unread[0]
        raise KnownError(
            T(
                "{file}, row {row}, column “{column}” cannot be read. Nothing was taken in. Download the file again.",
                file=path.name,
                row=first.row,
                column=first.column,
            )
        )
    lines = [line for line in read.lines if line.kind.casefold() not in _NO_SALE]
    if any(line.marketplace != marketplace for line in lines):
        theirs = lines[0].marketplace.capitalize()
        raise KnownError(T("{file} is a file of {theirs}. Choose that marketplace.", file=path.name, theirs=theirs))
    with session.store.read() as reader:
        whose = _account(reader, marketplace, account)
        owners = _Owners(reader, session, marketplace)
        unmatched = market.unmatched(reader)
        owners.learn([*(line.sku for line in lines if line.sku), *(one.sku for one in unmatched)])
        entries = list(_entries(lines, marketplace, whose, owners))
        there = market.existing(reader, [one.id for one in entries])
        waiting = [(one, owner) for one in unmatched if (owner := owners.of(one.sku, one.account))]
    new = [one for one in entries if one.id not in there]
    matched = [_of(one, *owner, owners) for one, owner in waiting]
    firsts = _write(session, marketplace, [*new, *matched])
    unknown = dict.fromkeys(one.sku for one in entries if one.sku and not one.product)
    orders = len({one.order_id for one in entries if one.order_id})
    return Imported(orders, len(new), len(entries) - len(new), tuple(firsts), tuple(unknown))


def _account(reader: Reader, marketplace: str, account: str) -> str:
    """The seller id whose file it is. KnownError where that is not clear."""
    every = market.sellers(reader, marketplace)
    if account:
        named = next((one.seller_id for one in every if one.seller_id.casefold() == account.casefold()), "")
        if not named:
            raise KnownError(T("No seller account is called {name} there. Add it first.", name=account[:60]))
        return named
    if len(every) > 1:
        names = ", ".join(one.seller_id for one in every[:8])
        raise KnownError(T("Whose file is it? Name the seller account: {names}.", names=names))
    return every[0].seller_id if every else ""


class _Owners:
    """Whose a SKU is: of the account's listing, else of the one product that has it."""

    def __init__(self, reader: Reader, session: Session, marketplace: str) -> None:
        self._reader = reader
        self._session = session
        self._marketplace = marketplace
        self._accounts = {one.seller_id: one.id for one in market.sellers(reader, marketplace)}
        self._known: dict[tuple[str, str], tuple[Product, Holder] | None] = {}
        self._programmes: dict[str, str] = {}
        self._listings: Mapping[str, list[Listing]] = {}
        self._named: Mapping[str, list[Product]] = {}
        self._products: Mapping[str, Product] = {}
        self._holders: dict[str, Holder | None] = {}

    def learn(self, skus: Sequence[str]) -> None:
        """Looks all of these up at once: one question for each would read the tables as often."""
        self._listings = market.listed_skus(self._reader, self._marketplace, skus)
        self._named = market.products_of_skus(self._reader, skus)
        rows = {one.product for of in self._listings.values() for one in of}
        self._products = {
            one.id: one for some in lookups.chunks(rows) for one in self._reader.get_many(Product, sorted(some))
        }

    def of(self, sku: str, account: str) -> tuple[Product, Holder] | None:
        """The product and its maker; None where it is not known or not clear."""
        if not sku:
            return None
        if (sku, account) not in self._known:
            self._known[sku, account] = self._found(sku, account)
        return self._known[sku, account]

    def _found(self, sku: str, account: str) -> tuple[Product, Holder] | None:
        seller = self._accounts.get(account)
        rows = {one.product for one in self._listings.get(sku, ()) if seller in (None, one.seller)}
        products = [self._products[row] for row in sorted(rows) if row in self._products] or self._named.get(sku, [])
        if len(products) != 1 or not products[0].holder:
            return None
        holder = self._holder(products[0].holder)
        return (products[0], holder) if holder else None

    def _holder(self, row: str) -> Holder | None:
        if row not in self._holders:
            holder = self._reader.holder(row)
            self._holders[row] = holder if holder and not self._reader.moved_to(row) else None
        return self._holders[row]

    def programme(self, holder: str) -> str:
        """The programme under which a maker sells there, the first one."""
        if holder not in self._programmes:
            self._programmes[holder] = programme_of(self._reader, self._session, holder, self._marketplace)
        return self._programmes[holder]


def _entries(lines: Iterable[SaleLine], marketplace: str, account: str, owners: _Owners) -> Iterable[Sale]:
    running: Counter[tuple[str, ...]] = Counter()
    for line in lines:
        day = line.paid or line.ordered
        item = line.item or f"{line.order} {line.sku}".strip()
        key = (marketplace, account, line.settlement, item, line.kind.casefold(), day.isoformat() if day else "")
        running[key] += 1
        entry = Sale(
            id=sale_id((*key, str(running[key]))),
            marketplace=marketplace,
            account=account,
            order_id=line.order,
            item_id=line.item,
            settlement_id=line.settlement,
            line_kind=line.kind,
            running=running[key],
            sku=line.sku,
            quantity=line.quantity,
            ordered_on=line.ordered,
            paid_on=line.paid,
            amount=_paise(line.amount),
            refund=_paise(line.refund),
            charges=_paise(line.charges),
            tax=_paise(line.tax),
            settled=_paise(line.settled),
            released="yes" if line.released else "no",
        )
        owner = owners.of(line.sku, account)
        yield _of(entry, *owner, owners) if owner else entry


def _of(entry: Sale, product: Product, holder: Holder, owners: _Owners) -> Sale:
    return replace(
        entry,
        product=product.id,
        holder=holder.id,
        state=holder.state,
        programme=owners.programme(holder.id),
    )


def _paise(amount: Decimal) -> int:
    return int((amount * 100).quantize(Decimal(1), ROUND_HALF_UP))


def _write(session: Session, marketplace: str, entries: Sequence[Sale]) -> list[str]:
    """Writes entries in parts, each with the stages of whoever sold in it for the first time: what a part brought is
    whole, and the file read again brings the rest. Gives the registration numbers of those makers."""
    with session.store.read() as reader:
        before = market.delivered(reader, sorted({one.holder for one in entries if one.holder}))
    firsts: list[Holder] = []
    for part in _parts(entries):
        with roles.writing(session, roles.Deed.SETTLEMENTS) as unit:
            unit.save_all(part, session.author)
            after = market.delivered(unit, sorted({one.holder for one in part if one.holder}))
            for holder, day in after.items():
                staging.advance(unit, session, holder, "first_sale", day, marketplace=marketplace)
            firsts += [found for row in after.keys() - before.keys() if (found := unit.holder(row))]
            unit.commit()
    return [one.registration for one in sorted(firsts, key=lambda one: one.id)]


def _parts(entries: Sequence[Sale]) -> Iterator[list[Sale]]:
    """Parts of PART entries or more: all of one maker's are in the same, so that her first sale is the earliest."""
    part: list[Sale] = []
    for holder, of in groupby(sorted(entries, key=lambda one: one.holder), key=lambda one: one.holder):
        for some in lookups.chunks(of, PART) if not holder else (list(of),):
            part += some
            if len(part) >= PART:
                yield part
                part = []
    if part:
        yield part
