"""All that decides whether and how a product can be listed, gathered in one value."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samarth_desktop.domain.reference import crafts, gst
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.label.record import Label
from samarth_desktop.kinds.listing.record import CHECKED, Listing
from samarth_desktop.kinds.product.record import HANDLOOM, HANDMADE, KHADI, Product
from samarth_desktop.kinds.product_photo.record import ProductPhoto
from samarth_desktop.kinds.registry import person
from samarth_desktop.kinds.seller.record import Seller
from samarth_desktop.kinds.shg.record import Shg

_BY_HAND = frozenset((HANDMADE, HANDLOOM, KHADI))
_CRAFT_SECTORS = frozenset(("handicraft", "handloom", "khadi"))
_BAND = 250_000
"""Paise a piece at which the rates of garments, made-ups, footwear and quilts change (notifications of 17-09-2025)."""


@dataclass(frozen=True, slots=True)
class Tax:
    """The GST rate of a product: None where nothing says one. `confirmed` by whom, "" while nobody did."""

    rate: Decimal | None
    reason: Text | None = None
    doubt: Text | None = None
    confirmed: str = ""

    @property
    def code(self) -> str:
        """Flipkart's word for it, "" without a rate."""
        return "" if self.rate is None else gst.tax_code(self.rate)


@dataclass(frozen=True, slots=True)
class ListingFacts:
    """A product with those who stand behind it. `group` is the maker's active group, `label` the maker's own or the
    group's; `gone` says where the maker moved."""

    product: Product
    maker: Holder | None = None
    group: Shg | None = None
    label: Label | None = None
    seller: Seller | None = None
    seller_owner: Holder | None = None
    listing: Listing | None = None
    photos: tuple[ProductPhoto, ...] = ()
    consents: tuple[Consent, ...] = ()
    enrolments: tuple[Enrolment, ...] = ()
    tax: Tax = Tax(None)
    gone: Text | None = None

    @property
    def mended(self) -> bool:
        """Whether it came back from the marketplace and was mended since."""
        return self.listing is not None and self.listing.state == CHECKED


def by_hand(product: Product, maker: Holder | None) -> bool:
    """Whether it counts as handicraft: as marked; where nothing is marked, as the maker's sector or the craft says."""
    if product.marks:
        return bool(_BY_HAND.intersection(product.marks))
    if (of := person(maker)) and of.sector:
        return of.sector in _CRAFT_SECTORS
    known = crafts.craft(product.craft) if product.craft else None
    return known is not None and known.sector in _CRAFT_SECTORS


def on_handloom(product: Product, maker: Holder | None) -> bool:
    """The same of the handloom, of which khadi is a kind."""
    if product.marks:
        return bool({HANDLOOM, KHADI}.intersection(product.marks))
    of = person(maker)
    return of is not None and of.sector in ("handloom", "khadi")


def is_khadi(product: Product) -> bool:
    """Whether it is offered as khadi, by its mark or its words (Khadi Mark Regulations 2013: not without the mark)."""
    words = " ".join((product.title_hi, product.title_en, product.description, product.bullets, product.search_words))
    return KHADI in product.marks or "khadi" in words.casefold() or "खादी" in words


def khadi_number(label: Label | None, today: date) -> str:
    """The maker's Khadi Mark number while it holds, else ""."""
    return _valid(label.khadi_mark, label.khadi_until, today) if label else ""


def fssai_number(label: Label | None, today: date) -> str:
    """The maker's FSSAI number while it holds, else ""."""
    return _valid(label.fssai, label.fssai_until, today) if label else ""


def _valid(number: str, until: date | None, today: date) -> str:
    return number if until is None or until >= today else ""


def price_of_a_piece(product: Product) -> int:
    """Paise for one piece, 0 while there is no price."""
    return (product.price or 0) // max(product.pack_of or 1, 1)


def asked(product: Product, maker: Holder | None) -> str:
    """For what a rate is confirmed: HSN, handicraft or not, price band; another one is to be confirmed anew."""
    band = "over" if price_of_a_piece(product) > _BAND else "upto"
    return f"{product.hsn} {'hand' if by_hand(product, maker) else 'other'} {band}"


def proposed(product: Product, maker: Holder | None, label: Label | None, today: date) -> gst.Proposal | None:
    """What the table proposes for a product; None without a code or where the table has no rate."""
    if not product.hsn:
        return None
    return gst.propose(
        product.hsn,
        price_of_a_piece(product),
        today,
        handicraft=by_hand(product, maker),
        certified=is_khadi(product) and bool(khadi_number(label, today)),
    )
