"""What holds between the fields of a product."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.i18n import T
from samarth_desktop.kinds.product.record import HEAVIEST_G, LONGEST_CM, MOST_BULLETS, Product

_SIDES = ("length_cm", "breadth_cm", "height_cm")
_LONGEST_ITEM_CM = 2000  # a carpet, a length of cloth


def rules(product: Product, today: date) -> Iterator[Problem]:
    """What holds between the fields of a product (DOMAIN, "From registration to the first sale")."""
    if not product.holder:
        yield Problem("holder", T("Whose work is this? Choose the maker."))
    if not (product.title_hi or product.title_en) and not {"title_hi", "title_en"} & product.unread.keys():
        yield Problem("title_en", T("Write the title in Hindi or in English."))
    yield from _money(product)
    yield from _measures(product)
    if (product.material_percent or 0) + (product.material_2_percent or 0) > 100:
        yield Problem("material_2_percent", T("The shares are more than 100 % together. Check both."))
    if len(product.bullets.splitlines()) > MOST_BULLETS:
        yield Problem("bullets", T("At most {n} highlights. Put two into one, or leave one out.", n=MOST_BULLETS))


def _money(product: Product) -> Iterator[Problem]:
    if product.mrp is not None and product.price is not None and product.price > product.mrp:
        # Legal Metrology (Packaged Commodities) Rules 2011: nothing is sold above its MRP.
        yield Problem("price", T("The selling price is above the MRP. Lower the price or raise the MRP."))
    for key, paise in (("mrp", product.mrp), ("price", product.price)):
        if paise is not None and paise % 100:
            yield Problem(key, T("Marketplaces take whole rupees. Leave the paise out."), blocks=False)


def _measures(product: Product) -> Iterator[Problem]:
    for key in _SIDES:
        yield from _side(key, getattr(product, key), _LONGEST_ITEM_CM)
        yield from _side(f"packet_{key}", getattr(product, f"packet_{key}"), LONGEST_CM)
    for key, grams in (("weight_g", product.weight_g), ("packet_weight_g", product.packet_weight_g)):
        if grams is not None and grams > HEAVIEST_G:
            text = T("{n} kg is too much. Is it {m} g? Write the weight in grams.", n=grams // 1000, m=grams // 1000)
            yield Problem(key, text)
    if product.weight_g and product.packet_weight_g and product.packet_weight_g < product.weight_g:
        text = T("The packet weighs less than what is in it. Are both in grams?")
        yield Problem("packet_weight_g", text)


def _side(key: str, text: str, most: int) -> Iterator[Problem]:
    if not text:
        return
    side = Decimal(text)
    if side <= 0:
        yield Problem(key, T("Write a measure above 0, in centimetres."))
    elif side > most:
        yield Problem(key, T("{n} cm is too long. Is it in millimetres? Write centimetres.", n=text))
