"""The sale entry: one line of a settlement, payments or orders file, or of a fair; never changed."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samarth_desktop.domain.fields.field import Kind, MergeRule, Record, code, day, declare, line, whole
from samarth_desktop.domain.fields.field import money as amount_of
from samarth_desktop.i18n import N_

FIRST, LAST = MergeRule.FIRST, MergeRule.LAST
_SPACE = uuid.UUID("9d2a7e34-0c55-5b0d-8f1e-3f6c0b1d7a21")


@dataclass(frozen=True, kw_only=True)
class Sale(Record):
    """One line. Amounts are paise, charges and tax negative as marketplaces write them; totals are sums of lines, and a
    correction is a further line.

    `holder` and `product` are set where the SKU is known, else later. `line_kind` is the marketplace's own word,
    `running` counts lines of the same order, kind and day. `released` is false for money that comes later.
    """

    KIND = "sale"

    holder: str = line("", system=True, merge=LAST)
    product: str = line("", system=True, merge=LAST)
    marketplace: str = line(N_("Marketplace"), merge=FIRST)
    account: str = code(N_("Seller id"), merge=FIRST)
    order_id: str = code(N_("Order number"), merge=FIRST)
    item_id: str = code(N_("Number within the order"), merge=FIRST)
    settlement_id: str = code(N_("Settlement number"), merge=FIRST)
    line_kind: str = line(N_("Kind of entry"), merge=FIRST)
    running: int | None = whole(N_("Running number"), least=1, merge=FIRST)
    sku: str = line(N_("SKU"), merge=FIRST)
    quantity: int | None = whole(N_("Quantity"), merge=FIRST)
    ordered_on: date | None = day(N_("Ordered on"), merge=FIRST)
    paid_on: date | None = day(N_("Paid on"), merge=FIRST)
    amount: int | None = amount_of(N_("Sold for"), merge=FIRST)
    refund: int | None = amount_of(N_("Paid back"), merge=FIRST)
    charges: int | None = amount_of(N_("Fees"), merge=FIRST)
    tax: int | None = amount_of(N_("Tax held back"), merge=FIRST)
    settled: int | None = amount_of(N_("Paid out"), merge=FIRST)
    released: str = line(N_("Released"), system=True, merge=FIRST)
    programme: str = line(N_("Programme"), system=True, merge=LAST)
    state: str = declare(Kind.STATE, N_("State"), merge=LAST)


def sale_id(parts: Iterable[str]) -> str:
    """The row of a line, from marketplace, account, settlement, order item, kind, date and running number: the same
    file read twice, or on two laptops, says the same."""
    return str(uuid.uuid5(_SPACE, "\t".join(parts)))
