"""What a marketplace, or the law, would refuse in a product, before any template is looked at."""

import re
from collections.abc import Iterator
from datetime import date

from samarth_desktop.domain.fields.text.scripts import DEVANAGARI
from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.domain.programmes.odop import odop_products
from samarth_desktop.domain.reference import categories, crafts
from samarth_desktop.domain.reference.gi import GiName, gi_name
from samarth_desktop.domain.reference.gst import plain
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.artisan.record import ADULT
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.product.record import GI, ODOP, Product
from samarth_desktop.kinds.registry import person
from samarth_desktop.rules.listing import consent, seller_rules
from samarth_desktop.rules.listing.facts import ListingFacts, fssai_number, is_khadi, khadi_number
from samarth_desktop.rules.listing.objection import Objection
from samarth_desktop.rules.validation import validate_stored

NEUTRAL = "neutral"
LONGEST_TITLE = {"amazon": 200, "flipkart": 255}
_PROMISES = re.compile(
    r"\b(best|free|cheap|guaranteed|no\.? ?1|100 ?% (?:pure|genuine|original)|sale|discount)\b", re.I
)
_ENGLISH = ("title_en", "brand", "colour", "material", "size", "care", "country_of_origin")


def objections(facts: ListingFacts, marketplace: str, today: date, *, asks: bool = True) -> Iterator[Objection]:
    """Everything that speaks against listing a product at a marketplace (``flipkart``, ``amazon`` or ``neutral``).

    With `asks` a maker of whom no consent to selling is noted keeps her products out; else it is warned of.
    """
    yield from _of_maker(facts, today, asks)
    yield from _of_product(facts.product, today)
    if marketplace != NEUTRAL:
        yield from seller_rules.objections(facts)
        yield from _of_brand(facts)
        yield from _of_words(facts.product, marketplace)
        yield from _of_photos(facts)
    yield from _of_tax(facts)
    yield from _of_law(facts, today)
    yield from _of_marks(facts)


def _of_maker(facts: ListingFacts, today: date, asks: bool) -> Iterator[Objection]:
    maker = facts.maker
    if maker is None:
        return  # the product's own rules say it
    if facts.gone is not None:
        yield Objection("maker", facts.gone)
    if not maker.active:
        yield Objection("maker", T("The maker moved away, died or was taken out. Nothing new is listed."))
    age = maker.age_on(today)
    if age is not None and age < ADULT:
        yield Objection("maker", T("Nothing is listed in the name of somebody under 18."))
    if (unasked := consent.objection(facts.consents, asks=asks)) is not None:
        yield unasked


def _of_product(product: Product, today: date) -> Iterator[Objection]:
    for problem in validate_stored(product, today):
        if problem.key in ("holder",):
            yield Objection("maker", problem.text)
        elif problem.blocks:
            yield Objection(problem.key, problem.text)
        elif problem.key in ("mrp", "price"):
            yield Objection(problem.key, problem.text, refuses=False)
    if product.stock == 0 and product.made_to_order != "yes":
        yield Objection("stock", T("The stock is 0: it would be listed, but nobody can buy it."), refuses=False)
    if not product.stock and product.stock is None and product.made_to_order != "yes":
        yield Objection("stock", T("Write how many there are, or that it is made when ordered."), refuses=False)
    for field in ("packet_weight_g", "packet_length_cm", "packet_breadth_cm", "packet_height_cm"):
        if not getattr(product, field) and field not in product.unread:
            yield Objection(field, T("Measure the packet: the marketplace reckons the postage from it."), refuses=False)
            return


def _of_brand(facts: ListingFacts) -> Iterator[Objection]:
    brands = {line.strip().casefold() for line in (facts.seller.brands if facts.seller else "").splitlines()} - {""}
    brand = (facts.product.brand or (facts.label.brand if facts.label else "")).strip().casefold()
    if brand and brands and brand not in brands | {"generic", "unbranded"}:
        yield Objection("brand", T("This brand is not approved for the seller account. Write an approved one."))


def _of_words(product: Product, marketplace: str) -> Iterator[Objection]:
    title, most = product.title_en, LONGEST_TITLE.get(marketplace, 200)
    if len(title) > most:
        yield Objection("title_en", T("The title has {n} characters; at most {most} go.", n=len(title), most=most))
    if title and title.isupper():
        yield Objection(
            "title_en", T("Write the title in small letters; capitals throughout come back."), refuses=False
        )
    if found := _PROMISES.search(f"{title} {product.bullets} {product.description}"):
        yield Objection(
            "title_en", T("“{word}” is a promise that comes back. Leave it out.", word=found[0]), refuses=False
        )
    for field in _ENGLISH:
        if DEVANAGARI.search(str(getattr(product, field))):
            yield Objection(
                field, T("Hindi letters in a field that wants English. Write it in English."), refuses=False
            )


def _of_photos(facts: ListingFacts) -> Iterator[Objection]:
    if not facts.photos:
        yield Objection("photos", T("There is no photo yet. Without one it comes back."), refuses=False)


def _of_tax(facts: ListingFacts) -> Iterator[Objection]:
    product, tax = facts.product, facts.tax
    if not product.hsn:
        yield Objection("hsn", T("The HSN code is missing. Search it by the name of the goods."))
    elif tax.rate is None:
        yield Objection(
            "hsn", T("The table has no GST rate for HSN {hsn}. Let the office confirm one.", hsn=product.hsn)
        )
    elif not tax.confirmed:
        text = T("GST {rate} % is proposed and nobody confirmed it.", rate=plain(tax.rate))
        yield Objection("hsn", tax.doubt or text, refuses=False)


def _of_law(facts: ListingFacts, today: date) -> Iterator[Objection]:
    product, label = facts.product, facts.label
    if categories.is_food(product.category, product.hsn) and not fssai_number(label, today):
        # Food Safety and Standards Act 2006, s. 31.
        ended = label is not None and bool(label.fssai)
        text = (
            T("The FSSAI number is no longer valid. Renew it and write the new date.")
            if ended
            else T("Food does not leave without an FSSAI number. Write it on the maker's label.")
        )
        yield Objection("fssai", text)
    if is_khadi(product) and not khadi_number(label, today):
        text = T("Called khadi without a valid Khadi Mark number. Write the number, or take the word out.")
        yield Objection("khadi_mark", text)
    if not _pin(facts):
        text = T("The maker's address has no PIN code. Packet and sheet ask for it.")
        yield Objection("label", text, refuses=False)
    if categories.is_food(product.category, product.hsn) and not product.best_before:
        yield Objection("best_before", T("Write how long the food keeps."), refuses=False)


def _pin(facts: ListingFacts) -> str:
    return (facts.label.maker_pin if facts.label else "") or (facts.maker.pin if facts.maker else "")


def _of_marks(facts: ListingFacts) -> Iterator[Objection]:
    product, maker = facts.product, facts.maker
    if ODOP in product.marks and (reason := odop_hinders(product, maker)):
        yield Objection("marks", reason)
    if GI in product.marks:
        reason = gi_hinders(product, maker, facts.label.gi_user if facts.label else "")
        if reason:
            yield Objection("marks", reason)
        elif (known := _gi_of(product, maker)) and not known.confirmed:
            text = T(
                "No source confirms that {name} is registered. Look at her number before it is listed.", name=known.name
            )
            yield Objection("marks", text, refuses=False)


def odop_hinders(product: Product, maker: Holder | None) -> Text | None:
    """Why the ODOP mark does not belong there; None where district and craft allow it."""
    district = place.district(maker.district) if maker and maker.district else None
    products = odop_products(district.code) if district else ()
    if district is None or not products:
        return T("The maker's district has no ODOP product. Take the mark out.")
    said = _words(product.title_hi, product.title_en, product.category, product.craft, product.material)
    of = person(maker)
    if of:
        if of.odop_product == "yes":
            return None
        said |= _words(of.craft)
    known = crafts.craft(product.craft) or (crafts.craft(of.craft) if of else None)
    if known:
        said |= _words(known.words.en, known.words.hi, *known.others)
    if any(said & _words(one.en, one.hi) for one in products):
        return None
    names = LocalizedName(", ".join(one.hi for one in products), ", ".join(one.en for one in products))
    return T("The ODOP products of the district are: {products}. This is none of them.", products=names)


def gi_hinders(product: Product, maker: Holder | None, user: str) -> Text | None:
    """Why the GI mark does not belong there: an unregistered name, another state, or no authorised user number (the
    name of the district's product alone makes nobody its user)."""
    known = _gi_of(product, maker)
    if known is None:
        return T("Write the registered GI name, or take the mark out.")
    state = place.state(maker.state) if maker and maker.state else None
    if state and known.states and state.iso not in re.split(r"[^A-Z]+", known.states):
        return T("{name} is registered for another state. Take the mark out.", name=known.name)
    if not user and not known.confirmed:
        return T("No source confirms that {name} is registered. Take the mark out.", name=known.name)
    if not user:
        return T("Only an authorised user may write {name}. Write her number on the label.", name=known.name)
    return None


def _gi_of(product: Product, maker: Holder | None) -> GiName | None:
    """What is known of the GI name of a product, else of its maker."""
    of = person(maker)
    return gi_name(product.gi_name or (of.gi_name if of else ""))


_LINKING = frozenset(
    key(word)
    for word in [
        "and",
        "of",
        "the",
        "products",
        "product",
        "goods",
        "work",
        "items",
        "articles",
        "का",
        "के",
        "की",
        "और",
        "उत्पाद",
    ]
)


def _words(*texts: str) -> set[str]:
    """The words of texts as they are compared; plurals meet their singular."""
    found = {key(word).removesuffix("s") for text in texts for word in re.split(r"[\s,;()/\-]+", text) if len(word) > 2}
    return found - _LINKING - {""}
