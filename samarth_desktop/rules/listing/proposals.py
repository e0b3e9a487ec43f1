"""What the program proposes for a product: titles in both languages, highlights, search words, and where to begin.

Proposals are never written by themselves: whoever fills the form takes or changes them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import categories, crafts
from samarth_desktop.domain.reference.product_words import COLOUR, MATERIAL, words_of
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.label.record import Label
from samarth_desktop.kinds.product.record import GI, HANDLOOM, HANDMADE, KHADI, MOST_BULLETS, ODOP, Product
from samarth_desktop.kinds.registry import person
from samarth_desktop.rules.listing.facts import by_hand, on_handloom
from samarth_desktop.rules.listing.values import ATTRIBUTE

_KEPT_OF_LAST = (
    "category", "craft", "technique", "material", "material_percent", "material_2", "material_2_percent", "marks",
    "gi_name", "hsn", "days_to_make", "made_to_order", "care", "brand", "packet_length_cm", "packet_breadth_cm",
    "packet_height_cm",
)  # fmt: skip
OF_THE_SAME = ("size", "length_cm", "breadth_cm", "height_cm", "weight_g", "packet_weight_g", "net_quantity",
               "best_before")  # fmt: skip
"""What a maker's next product has of her last one as long as it is of the same category: measures, never money."""
_COLOUR = re.compile(r"colou?r", re.IGNORECASE)
_MOST_SEARCH_WORDS = 5  # Flipkart's sheets take so many
_MADE = {
    HANDLOOM: Words("हथकरघा", "Handwoven"),
    KHADI: Words("खादी", "Khadi"),
    HANDMADE: Words("हस्तनिर्मित", "Handmade"),
}
_SECTOR_MARKS = {"handloom": (HANDLOOM,), "khadi": (KHADI,), "handicraft": (HANDMADE,)}


def titles(product: Product, maker: Holder | None = None) -> Words:
    """Both titles from how it is made, material, category, colour and size; "" where the category has no word."""
    called = _called(product.category)
    made, material = _made(product, maker), words_of(MATERIAL, product.material)
    colour, second = words_of(COLOUR, product.colour or product.colour_own), words_of(MATERIAL, product.material_2)
    size = product.size.strip()
    pack = product.pack_of or 1
    return Words(
        _title("hi", made, material, second, called, colour, size, f"{pack} नग" if pack > 1 else ""),
        _title("en", made, material, second, called, colour, size, f"Pack of {pack}" if pack > 1 else ""),
    )


def _called(text: str) -> Words:
    """A category inside a title: as typed in its own script, in the other one the first word of the table."""
    typed, known = words_of("", text.replace("_", " ")), categories.category(text)
    if known is None:
        return typed
    hi, en = known.words.hi.split(" और ")[0], known.words.en.split(" and ")[0]
    return Words(typed.hi or hi, typed.en.title() if typed.en and typed.en != known.words.en else en)


def _title(
    language: str, made: Words, material: Words, second: Words, called: Words, colour: Words, size: str, pack: str
) -> str:
    name = called.say(language)
    if not name:
        return ""
    stuff = [material.say(language), second.say(language)]
    parts = [made.say(language), *stuff, name]
    # Khadi cotton kurta, not khadi khadi kurta; silk saree stays one.
    words = list(dict.fromkeys(word for part in parts if part for word in part.split()))
    shade = colour.say(language)
    return ", ".join(part for part in (" ".join(words), shade, size, pack) if part)


def _made(product: Product, maker: Holder | None) -> Words:
    for mark in (KHADI, HANDLOOM, HANDMADE):
        if mark in product.marks:
            return _MADE[mark]
    if product.marks:
        return Words("", "")
    if on_handloom(product, maker):
        return _MADE[HANDLOOM]
    return _MADE[HANDMADE] if by_hand(product, maker) else Words("", "")


def bullets(product: Product, maker: Holder | None = None) -> str:
    """Up to five highlights in English, one a line: not fabric, care or origin, which marketplaces ask in fields of
    their own (MARKET.md 3)."""
    known = crafts.craft(product.craft) if product.craft else None
    craft = known.words.en if known else (product.craft if product.craft.isascii() else "")
    technique = product.technique if product.technique.isascii() else ""
    sides = " x ".join(side for side in (product.length_cm, product.breadth_cm, product.height_cm) if side)
    said = [
        f"{craft} by an artisan of {_place(maker)}" if craft and _place(maker) else craft,
        f"Technique: {technique}" if technique else "",
        "One District One Product of its district" if ODOP in product.marks else "",
        f"Geographical indication: {product.gi_name}" if GI in product.marks and product.gi_name else "",
        f"Measures {sides} cm" if sides else "",
        f"Pack of {product.pack_of}" if (product.pack_of or 1) > 1 else "",
        f"Made when ordered, in {product.days_to_make} days"
        if product.made_to_order == "yes" and product.days_to_make
        else "",
        "Made by hand: small differences are no fault" if by_hand(product, maker) else "",
    ]
    return "\n".join([line for line in said if line][:MOST_BULLETS])


def _place(maker: Holder | None) -> str:
    found = place.district(maker.district) if maker and maker.district else None
    return found.en if found else ""


def search_words(product: Product, maker: Holder | None = None) -> str:
    """Up to five search words in English, from what is not in the title already first."""
    category = categories.category(product.category)
    known = crafts.craft(product.craft) if product.craft else None
    found = [
        known.words.en if known else "",
        words_of(MATERIAL, product.material).en,
        words_of(COLOUR, product.colour).en,
        "handloom" if on_handloom(product, maker) else "handmade" if by_hand(product, maker) else "",
        category.words.en if category else "",
        _place(maker),
    ]
    words = dict.fromkeys(word.casefold() for word in found if word)
    return ", ".join(list(words)[:_MOST_SEARCH_WORDS])


def begin(maker: Holder, last: Product | None, label: Label | None) -> Product:
    """Where the form of a new product begins: what the maker's last product, her craft and her label say. Colour, stock
    and prices are of each product alone."""
    product = Product(holder=maker.id, country_of_origin="India", pack_of=1)
    if last is not None:
        product = replace(product, **{key: getattr(last, key) for key in (*_KEPT_OF_LAST, *OF_THE_SAME)})
        asked = [key for key in last.extra if key.startswith(ATTRIBUTE) and not _COLOUR.search(key)]
        product = replace(product, extra={key: last.extra[key] for key in asked})
    elif (of := person(maker)) is not None:
        product = replace(
            product,
            craft=of.craft,
            technique=of.technique,
            material=of.raw_material,
            marks=_SECTOR_MARKS.get(of.sector, ()),
        )
    if label is not None and label.brand and not product.brand:
        product = replace(product, brand=label.brand)
    known = categories.category(product.category)
    return replace(product, hsn=known.hsn) if known and not product.hsn else product


def variants(product: Product, colours: Sequence[str], sizes: Sequence[str]) -> list[Product]:
    """A product for each further colour and size: the same but for these, with titles of their own; the first one's own
    colour and size is left out. Nothing of what belongs to one piece only is taken along."""
    found = []
    for colour in colours or [product.colour]:
        for size in sizes or [product.size]:
            if (colour, size) != (product.colour, product.size):
                made = replace(
                    product, id="", registration="", seen=0, sku="", gtin="", stock=None, colour=colour, size=size,
                    colour_own="", created_at="", created_by="", created_device="",
                )  # fmt: skip
                found.append(replace(made, title_hi=_other(product, made, "hi"), title_en=_other(product, made, "en")))
    return found


def _other(first: Product, made: Product, language: str) -> str:
    """A variant's title: that of the first with the other colour and size in it, else a new one."""
    title = first.title_hi if language == "hi" else first.title_en
    for before, after in (
        (words_of(COLOUR, first.colour).say(language), words_of(COLOUR, made.colour).say(language)),
        (first.size, made.size),
    ):
        if before == after:
            continue
        if not before or not re.search(re.escape(before), title, re.IGNORECASE):
            return titles(made).say(language) or title
        title = re.sub(re.escape(before), after.replace("\\", r"\\"), title, flags=re.IGNORECASE)
    return title
