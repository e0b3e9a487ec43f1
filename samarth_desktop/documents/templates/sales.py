"""Reads what was sold and paid, from the settlement, payments and orders files of Flipkart and Amazon.

Only a closed list of columns is read; what else a file holds, a buyer's name, address or phone among it, is never
touched. Amounts are decimals with their exact digits; charges are negative, as the marketplaces write them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from samarth_desktop.documents.templates.cell_rules import decimal
from samarth_desktop.documents.templates.model import AMAZON, FLIPKART
from samarth_desktop.documents.templates.tables import Table, find, sheets_of
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line of a file. `row` is as a spreadsheet counts; `kind` the marketplace's own word for the line.

    `ordered` and `paid` are days, None where the file tells none. `amount` is what buyers paid for the goods,
    `refund` what went back, `charges` all fees, `tax` tax held back (TCS, TDS, GST on fees), `settled` what the seller
    gets. `released` is false for money that comes later.
    """

    row: int
    marketplace: str
    kind: str
    order: str
    item: str
    sku: str
    quantity: int
    ordered: date | None
    paid: date | None
    amount: Decimal
    refund: Decimal
    charges: Decimal
    tax: Decimal
    settled: Decimal
    settlement: str = ""
    released: bool = True


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line whose number or day could not be read; nothing of the file should be taken while there is one."""

    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Sales:
    """What a file says."""

    lines: tuple[SaleLine, ...]
    unread: tuple[UnreadLine, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A kind of file: which heading holds what. The first heading of a tuple that the file has is taken; of `charges`
    and `tax` all are added up. `needs` are the headings by which the file is known."""

    marketplace: str
    needs: frozenset[str]
    order: tuple[str, ...]
    sku: tuple[str, ...]
    item: tuple[str, ...] = ()
    quantity: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    refund: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    settlement: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    total: tuple[str, ...] = ()  # of the charges; they are added up where it is empty
    charges: tuple[str, ...] = ()
    tax: tuple[str, ...] = ()


_FORMS = (
    _Form(
        FLIPKART,
        frozenset(("order id", "seller sku", "bank settlement value (rs.)")),
        order=("order id",),
        item=("order item id",),
        sku=("seller sku",),
        quantity=("quantity",),
        ordered=("order date",),
        paid=("payment date",),
        kind=("return type",),
        amount=("sale amount", "sale amount (rs.)"),
        refund=("refund", "refund (rs.)"),
        settled=("bank settlement value (rs.)",),
        settlement=("neft id", "settlement id"),
        total=("marketplace fee", "marketplace fee (rs.)"),
        charges=(
            "commission (rs.)",
            "fixed fee (rs.)",
            "collection fee (rs.)",
            "collection fee",
            "shipping fee (rs.)",
            "shipping fee",
            "reverse shipping fee (rs.)",
            "reverse shipping fee",
            "pick and pack fee (rs.)",
            "pick and pack fee",
            "product cancellation fee (rs.)",
            "product cancellation fee",
        ),
        tax=("tcs (rs.)", "tds (rs.)", "gst on mp fees (rs.)"),
    ),
    _Form(
        AMAZON,
        frozenset(("date/time", "settlement id", "type", "order id", "total")),
        order=("order id",),
        sku=("sku",),
        quantity=("quantity",),
        ordered=("date/time",),
        paid=("date/time",),
        kind=("type",),
        amount=("product sales",),
        settled=("total",),
        settlement=("settlement id",),
        state=("transaction status",),
        charges=("selling fees", "fba fees", "other transaction fees", "other"),
        tax=("tcs-cgst", "tcs-sgst", "tcs-igst", "tds (section 194-o)"),
    ),
    _Form(
        FLIPKART,
        frozenset(("order item id", "order id", "sku", "ordered on")),
        order=("order id",),
        item=("order item id",),
        sku=("sku",),
        quantity=("quantity",),
        ordered=("ordered on",),
        kind=("order state", "order status"),
    ),
    _Form(
        FLIPKART,
        frozenset(("order id", "sku id", "accounted net sales (inr)")),
        order=("order id",),
        sku=("sku id",),
        quantity=("gross units",),
        ordered=("order date",),
        kind=("order status",),
        amount=("accounted net sales (inr)",),
        settled=("net earnings (inr)",),
    ),
)

_SKU_MARK = re.compile(r"^\W*sku\s*:\s*", re.IGNORECASE)
# Months by their English names: the clock's language must not matter.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ,]+(?P<month>\d{1,2}|[A-Za-z]{3,9})[-/. ,]+(?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})[-/. ,]+(?P<day>\d{1,2})[-/. ,]+(?P<year>\d{4})")
_CLOCK = re.compile(r"[ T,]+\d{1,2}:\d{2}.*$")


def read(path: Path) -> Sales:
    """The lines of a settlement, payments or orders file. Raises KnownError for a file that is none."""
    sheets = list(sheets_of(path))
    for form in _FORMS:
        table = find(sheets, form.needs, least=len(form.needs))
        if table is not None:
            lines: list[SaleLine] = []
            unread: list[UnreadLine] = []
            for number, cell in table.below():
                reader = _Line(table, form, number, cell)
                line = reader.read()
                if line is not None:
                    lines.append(line)
                    unread += reader.unread
            return Sales(tuple(lines), tuple(unread))
    raise KnownError(
        T(
            "{file} is no settlement, payments or orders file of Flipkart or Amazon. "
            "Download the report once more and choose that file.",
            file=path.name,
        )
    )


class _Line:
    """Reads one line by the headings of its form, and no others."""

    def __init__(self, table: Table, form: _Form, number: int, cell: Callable[[str], str]) -> None:
        self._heads: Mapping[str, int] = table.heads
        self._form = form
        self._number = number
        self._is_first = number == table.heading + 2
        self._cell = cell
        self.unread: list[UnreadLine] = []

    def read(self) -> SaleLine | None:
        """The line; None for one that is blank, a sum of others, or Flipkart's sub-headings below the headings."""
        form = self._form
        order, sku = self._text(form.order), _SKU_MARK.sub("", self._text(form.sku)).strip("\"' ")
        kind, settled = self._text(form.kind), self._text(form.settled)
        if not (order or (kind and form.marketplace == AMAZON)):
            return None
        if form.settled and self._is_first and _number(settled) is None:
            return None
        amount = self._amount(form.amount)
        charges = self._amount(form.total)
        if not self._text(form.total):
            charges = sum((self._amount((name,)) for name in self._once(form.charges)), NOTHING)
        refund = self._amount(form.refund)
        if form.marketplace == AMAZON and kind.casefold() == "refund":
            amount, refund = NOTHING, amount
        return SaleLine(
            row=self._number,
            marketplace=form.marketplace,
            kind=kind,
            order=order,
            item=self._text(form.item),
            sku=sku,
            quantity=self._quantity(),
            ordered=self._day(form.ordered),
            paid=self._day(form.paid),
            amount=amount,
            refund=refund,
            charges=charges,
            tax=sum((self._amount((name,)) for name in self._once(form.tax)), NOTHING),
            settled=self._amount(form.settled),
            settlement=self._text(form.settlement),
            released=self._text(form.state).casefold() in ("", "released"),
        )

    def _once(self, names: tuple[str, ...]) -> Iterator[str]:
        """The headings that the file has, of "Fee" and "Fee (Rs.)" only one."""
        seen: set[str] = set()
        for name in names:
            stem = name.removesuffix(" (rs.)")
            if name in self._heads and stem not in seen:
                seen.add(stem)
                yield name

    def _name(self, names: tuple[str, ...]) -> str:
        return next((name for name in names if name in self._heads), "")

    def _text(self, names: tuple[str, ...]) -> str:
        return self._cell(self._name(names))

    def _amount(self, names: tuple[str, ...]) -> Decimal:
        text = self._text(names)
        if text in ("", "-", "NA", "N/A"):
            return NOTHING
        number = _number(text)
        if number is None:
            self.unread.append(UnreadLine(self._number, self._name(names), text))
        return NOTHING if number is None else number

    def _quantity(self) -> int:
        number = self._amount(self._form.quantity)
        if number != number.to_integral_value():
            self.unread.append(UnreadLine(self._number, self._name(self._form.quantity), str(number)))
        return int(number)

    def _day(self, names: tuple[str, ...]) -> date | None:
        text = self._text(names)
        if not text:
            return None
        day = day_of(text)
        if day is None:
            self.unread.append(UnreadLine(self._number, self._name(names), text))
        return day


def _number(text: str) -> Decimal | None:
    return decimal(text.replace("₹", "").replace("Rs.", "").strip())


def day_of(text: str) -> date | None:
    """The day of ``2026-06-04``, ``4 Jun 2026 10:12:33 am GMT+5:30``, ``04-06-2026`` ...; None for anything else."""
    plain = _CLOCK.sub("", text.strip())
    try:
        return date.fromisoformat(plain)
    except ValueError:
        pass
    found = _DAY_FIRST.fullmatch(plain) or _MONTH_FIRST.fullmatch(plain)
    if not found:
        return None
    month = found["month"][:3].casefold()
    try:
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        return date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None
