"""Price tags of products as a PDF."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from samarth_desktop.actions.products.gathering import Gatherer, chosen
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.labels.price_tags import Tag, render
from samarth_desktop.documents.spreadsheets.sheet_write import arriving
from samarth_desktop.domain.reference import categories
from samarth_desktop.domain.reference.vocabulary import in_language
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T, Text, catalog
from samarth_desktop.kinds.product.record import HANDLOOM, HANDMADE, MARKS
from samarth_desktop.rules.listing.consent import withdrew
from samarth_desktop.rules.listing.facts import ListingFacts, fssai_number, is_khadi, khadi_number, price_of_a_piece
from samarth_desktop.rules.listing.values import maker_details

MOST = 5000


def write(session: Session, numbers: Sequence[str], out: Path, language: str, copies: int = 0, start: int = 0) -> int:
    """Writes the tags of these products (all when none is named); so many of each as there are in stock, or `copies`.

    Gives how many. KnownError where there is no such product, no price, or nobody agrees any more.
    """
    with session.store.read() as reader:
        facts = Gatherer(reader, session).facts(chosen(reader, numbers))
    for one in facts:
        if one.product.mrp is None:
            raise KnownError(T("{number} has no MRP yet. Write it first.", number=one.product.registration))
        if withdrew(one.consents):
            raise KnownError(T("The maker took back her consent. Nothing new is listed."))
    tags = [tag for one in facts for tag in [tag_of(one, session.today)] * (copies or max(one.product.stock or 1, 1))]
    if len(tags) > MOST:
        raise KnownError(T("That would be {n} tags. At most {most} at once.", n=len(tags), most=MOST))
    content = render(tags, datetime.now(), language, start)
    with arriving(out) as part:
        part.write_bytes(content)
    return len(tags)


def tag_of(facts: ListingFacts, today: date) -> Tag:
    """What a tag says of a product."""
    product, label = facts.product, facts.label
    hi, en = catalog("hi"), catalog("en")
    mark = next((one for one in (HANDLOOM, HANDMADE) if one in product.marks), "")
    words = next((Text(one.label) for one in MARKS if one.code == mark), None)
    other = product.title_en if product.title_hi else ""
    below = " · ".join(part for part in (other, f"{hi.say(words)} {en.say(words)}" if words else "") if part)
    care = (
        (
            (label.care_phone and f"{_both(T('Help line'))}: {label.care_phone}"),
            (label.care_email or label.care_address),
        )
        if label
        else ()
    )
    return Tag(
        product.title_hi or product.title_en or in_language("category", product.category, "hi"),
        below,
        en.money(product.mrp or 0),
        tuple(line for line in _legal(facts, today) if line),
        tuple(line for line in care if line),
        product.own_sku,
    )


def _legal(facts: ListingFacts, today: date) -> list[str]:
    product, label = facts.product, facts.label
    sides = " × ".join(side for side in (product.length_cm, product.breadth_cm, product.height_cm) if side)
    size = product.size or (f"{sides} cm" if sides else "")
    pack = product.pack_of or 1
    quantity = product.net_quantity or f"{pack} {catalog('hi').say(T('pieces'))} ({pack} N)"
    made = product.made_in or f"{today:%m/%Y}"
    food = categories.is_food(product.category, product.hsn)
    fssai, khadi = fssai_number(label, today), khadi_number(label, today)
    unit = catalog("en").money(price_of_a_piece(product))
    return [
        f"{_both(T('Measure'))}: {size} · {quantity}" if size else quantity,
        f"{_both(T('Made'))}: {made} · {_both(T('India'))}",
        f"{_both(T('Unit price'))}: {unit}" if pack > 1 or food else "",
        f"{_both(T('Best before'))}: {product.best_before}" if product.best_before else "",
        f"FSSAI {fssai}" if fssai and food else "",
        f"Khadi Mark {khadi}" if khadi and is_khadi(product) else "",
        maker_details(label, facts.maker, facts.group, one_script=True),
    ]


def _both(text: Text) -> str:
    return f"{catalog('hi').say(text)} {catalog('en').say(text)}"
