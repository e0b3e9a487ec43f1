"""The GST rate of a product: proposed with its reason, confirmed by a person; and what the maker gets of a price."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from samarth_desktop.actions.device.roles import Deed, writing
from samarth_desktop.actions.products.gathering import Gatherer, product_by_number
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.reference.gst import plain
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.rules.listing.facts import Tax, asked
from samarth_desktop.store.log.unit_of_work import UnitOfWork

_HIGHEST = Decimal(40)  # the highest rate of GST since 22-09-2025


@dataclass(frozen=True, slots=True)
class Price:
    """What is known of a product's tax."""

    product: Product
    tax: Tax

    @property
    def refusal(self) -> Text | None:
        """Why there is no rate, None where there is one."""
        if self.tax.rate is not None:
            return None
        if not self.product.hsn:
            return T("The HSN code is missing. Search it by the name of the goods.")
        return T("The table has no GST rate for HSN {hsn}. Let the office confirm one.", hsn=self.product.hsn)


def price(session: Session, number: str) -> Price:
    """The rate of a product as it stands. KnownError when there is no such product."""
    with session.store.read() as reader:
        product = product_by_number(reader, number)
        return Price(product, Gatherer(reader, session).facts([product])[0].tax)


def confirm(session: Session, number: str, rate: str = "") -> Price:
    """Confirms the proposed rate, or another one, for a product; remembered for its HSN code and price band.

    KnownError where no code stands there, or no rate is known and none is given.
    """
    with writing(session, Deed.MARKET) as unit:
        product = product_by_number(unit, number)
        facts = Gatherer(unit, session).facts([product])[0]
        chosen = _rate(rate) if rate else facts.tax.rate
        if not product.hsn or chosen is None:
            raise KnownError(Price(product, replace(facts.tax, rate=None)).refusal or T("Write the rate."))
        saved = _confirmed(unit, session, product, plain(chosen), asked(product, facts.maker))
        unit.commit()
    with session.store.read() as reader:
        return Price(saved, Gatherer(reader, session).facts([saved])[0].tax)


def _confirmed(unit: UnitOfWork, session: Session, product: Product, rate: str, band: str) -> Product:
    changed = replace(
        product, tax_rate=rate, tax_confirmed_by=session.author, tax_confirmed_on=session.today, tax_asked=band
    )
    return unit.save(changed, session.author)


def _rate(text: str) -> Decimal:
    try:
        rate = Decimal(text.strip().rstrip("%").strip())
    except InvalidOperation:
        rate = Decimal(-1)
    if not rate.is_finite() or not 0 <= rate <= _HIGHEST:
        raise KnownError(T("Write the rate in percent, such as 5 or 18; here is {text}.", text=text[:20]))
    return rate


@dataclass(frozen=True, slots=True)
class Share:
    """How a selling price is divided, in paise. `tax` is the GST in the price; `maker` what is left for her."""

    price: int
    tax: int
    commission: int
    maker: int


def share(paise: int, rate: Decimal, commission: Decimal, *, waived: bool) -> Share:
    """What the maker gets of a price with tax; `commission` is the marketplace's percent of the price, nothing while it
    is waived. Whole paise, half a paisa up."""
    tax = _rounded(Decimal(paise) * rate / (100 + rate))
    fee = 0 if waived else _rounded(Decimal(paise) * commission / 100)
    return Share(paise, tax, fee, paise - tax - fee)


def _rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
