"""What a sheet says of a product: its own fields, and what follows from label, tax table and marks."""

import re
from decimal import Decimal

from samarth_desktop.domain.names.other_script import is_devanagari
from samarth_desktop.domain.places import place
from samarth_desktop.domain.reference.gst import plain
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.label.record import Label
from samarth_desktop.kinds.product.record import MOST_BULLETS
from samarth_desktop.rules.listing.facts import ListingFacts, by_hand, on_handloom

ATTRIBUTE = "attr."
"""Before the heading or key of a category's attribute in a product's `extra`."""
INDIA = "India"
_SAME = (
    "title_hi", "title_en", "category", "craft", "material", "colour", "size", "hsn", "length_cm", "breadth_cm",
    "height_cm", "packet_length_cm", "packet_breadth_cm", "packet_height_cm", "description", "care", "technique",
)  # fmt: skip
_NUMBERS = ("stock", "days_to_make", "weight_g", "packet_weight_g")

Value = str | tuple[str, ...]


def values_of(facts: ListingFacts) -> dict[str, Value]:
    """The row of a product by our keys, and the attributes of its category under the marketplace's own names."""
    product, label = facts.product, facts.label
    row: dict[str, Value] = {key: getattr(product, key) for key in _SAME}
    for key in _NUMBERS:
        number = getattr(product, key)
        row[key] = "" if number is None else str(number)
    bullets = [line.strip() for line in product.bullets.splitlines() if line.strip()]
    details = maker_details(label, facts.maker, facts.group)
    row |= {
        "number": product.registration,
        "maker": facts.maker.registration if facts.maker else "",
        "sku": product.own_sku,
        "pack_of": str(product.pack_of or 1),
        "mrp": rupees(product.mrp),
        "price": rupees(product.price),
        "search_words": tuple(word.strip() for word in re.split(r"[,;\n]", product.search_words) if word.strip()),
        "brand": product.brand or (label.brand if label else ""),
        "tax_code": facts.tax.code,
        "country_of_origin": product.country_of_origin or INDIA,
        "net_quantity": product.net_quantity or f"{product.pack_of or 1} N",
        "handloom": "true" if on_handloom(product, facts.maker) else "false",
        "handmade": "true" if by_hand(product, facts.maker) else "false",
        "group_number": product.variants,
        "manufacturer": maker_name(label, facts.maker),
        "packer": (label.packer_name if label else "") or maker_name(label, facts.maker),
        "importer": "",
        "manufacturer_details": details,
        "packer_details": _joined(label.packer_name, label.packer_address) if label and label.packer_name else details,
        "importer_details": "",
        **{f"bullet_{n}": bullets[n - 1] if n <= len(bullets) else "" for n in range(1, MOST_BULLETS + 1)},
    }
    for name, value in product.extra.items():
        if name.startswith(ATTRIBUTE) and value:
            row[name.removeprefix(ATTRIBUTE)] = tuple(value) if isinstance(value, list) else str(value)
    return row


def rupees(paise: int | None) -> str:
    """An amount as sheets write it: rupees, with the paise only where there are some."""
    return "" if paise is None else plain(Decimal(paise) / 100)


def maker_name(label: Label | None, maker: Holder | None) -> str:
    """The name on the packet: of the label, else as registered."""
    if label and label.maker_name:
        return label.maker_name
    return (maker.name_en or maker.name_hi) if maker else ""


def maker_details(
    label: Label | None, maker: Holder | None, group: Holder | None = None, *, one_script: bool = False
) -> str:
    """Name, full address and PIN in one line (Legal Metrology (Packaged Commodities) Rules 2011, r. 6).

    With `one_script` it is in Hindi where the place was typed in Hindi only: nothing is proposed there.
    """
    if label and label.maker_address:
        return _joined(maker_name(label, maker), label.maker_address, label.maker_pin)
    if maker is None:
        return ""
    district, state = place.district(maker.district), place.state(maker.state)
    village, block = (
        other if other and not text.isascii() else text
        for text, other in ((maker.village, maker.village_other), (maker.block, maker.block_other))
    )
    named = (label.maker_name if label else "") or maker.name_hi
    scripts = {is_devanagari(one) for one in (maker.house, village, block) if one}
    language = "hi" if one_script and scripts == {True} and is_devanagari(named) else "en"
    parts = (
        named if language == "hi" else maker_name(label, maker),
        maker.house,
        village,
        block,
        district.name(language) if district else "",
        state.name(language) if state else "",
        (label.maker_pin if label else "") or maker.pin or (group.pin if group else ""),
    )
    return _joined(*parts)


def _joined(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part and part.strip())
