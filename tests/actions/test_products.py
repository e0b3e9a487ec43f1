"""Products: what is proposed, what holds between their fields, photos, prices, variants, and what must be taken down."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from samarth_desktop.actions import listing
from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.imports import importing
from samarth_desktop.actions.listing import Filter
from samarth_desktop.actions.many import by_number, changes
from samarth_desktop.actions.products import (
    attributes,
    editing,
    limits,
    listing_sheet,
    makers_label,
    mapping_choices,
    mending,
    photos,
    pricing,
    sellers,
    standing,
)
from samarth_desktop.actions.products.limits import Catalogue
from samarth_desktop.actions.products.listing_sheet import Order
from samarth_desktop.actions.products.pricing import share
from samarth_desktop.actions.registration import own_record
from samarth_desktop.actions.session import Session
from samarth_desktop.documents.photos.prepare import MOST_BYTES, Edit, prepare
from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.documents.templates import mapping
from samarth_desktop.domain.reference import categories, gst
from samarth_desktop.domain.reference.attribute_set import Attribute, AttributeSet
from samarth_desktop.domain.reference.sources import sources
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from samarth_desktop.kinds.consent.record import Consent
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.kinds.listing.record import LISTED, REJECTED, Listing, listing_id
from samarth_desktop.kinds.product.record import CHECKS, Product
from samarth_desktop.kinds.product_photo.record import ProductPhoto
from samarth_desktop.rules.listing import proposals
from samarth_desktop.rules.listing.facts import ListingFacts
from samarth_desktop.rules.listing.refusals import objections
from samarth_desktop.rules.validation import validate
from samarth_desktop.store.folder.integrity import check as check_store
from samarth_desktop.store.queries import attribute_sets, mappings
from samarth_desktop.store.search import lookups
from samarth_desktop.store.store import Store
from tests.documents.template_shapes import flipkart_xls
from tests.store.people import KEYS, artisan, keep

DAY = date(2026, 11, 25)
LIMIT = "catalogue_limit"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Store.create(tmp_path, KEYS, home_area="9/164") as store:
        yield Session(store, "Sita", lambda: DAY)


def picture(
    path: Path, size: int = 1300, ground: str = "white", part: float = 0.9, blur: float = 0, **more: object
) -> Path:
    image = Image.new("RGB", (size, size), ground)
    draw, edge = ImageDraw.Draw(image), int(size * (1 - part) / 2)
    draw.rectangle((edge, edge, size - edge, size - edge), fill=more.get("colour", (40, 60, 150)))
    for at in range(edge, size - edge, 40):
        draw.line((edge, at, size - edge, at), fill=(230, 160, 30), width=6)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    image.save(path, **({"quality": 92} if path.suffix == ".jpg" else {}))
    return path


def product(session: Session, **values: object) -> Product:
    whole = {"category": "Stole", "title_en": "Cotton Stole", "mrp": 64900, "price": 59900, "hsn": "6214"}
    maker = keep(session.store, artisan(sector="handloom"))
    (saved,) = editing.save(session, Product(holder=maker.id, **{**whole, **values}))  # type: ignore[arg-type]
    return saved


def keys(product: Product, *, blocks: bool = True) -> set[str]:
    return {one.key for one in validate(product, DAY) if one.blocks is blocks}


def test_what_cannot_be_is_said_with_the_unit_that_was_meant() -> None:
    right = Product(holder="x", title_en="a", category="Stole", mrp=64900, price=59900)
    assert not keys(right)
    assert keys(replace(right, price=70000)) == {"price"}
    assert keys(replace(right, packet_weight_g=240_000)) == {"packet_weight_g"}
    assert keys(replace(right, weight_g=300, packet_weight_g=240)) == {"packet_weight_g"}
    assert keys(replace(right, packet_length_cm="3000")) == {"packet_length_cm"}
    assert keys(replace(right, material_percent=80, material_2_percent=30)) == {"material_2_percent"}
    assert keys(replace(right, holder="")) == {"holder"}
    assert keys(replace(right, price=59950), blocks=False) == {"price"}


def test_titles_are_proposed_in_both_languages_and_follow_the_variants() -> None:
    maker = artisan(sector="handloom")
    first = Product(category="स्टोल", material="सूती", colour="neela", size="2 m")
    title = proposals.titles(first, maker)
    assert title == ("हथकरघा सूती स्टोल, नीला, 2 m", "Handwoven Cotton Stole, Blue, 2 m") or (title.hi, title.en) == (
        "हथकरघा सूती स्टोल, नीला, 2 m",
        "Handwoven Cotton Stole, Blue, 2 m",
    )
    named = replace(first, title_hi=title.hi, title_en=title.en, colour="Blue", stock=3)
    red, blue_long = proposals.variants(named, ["Red", "Blue"], ["2 m"])[0], proposals.variants(named, [], ["3 m"])[0]
    assert (red.title_en, red.title_hi, red.stock) == (
        "Handwoven Cotton Stole, Red, 2 m", "हथकरघा सूती स्टोल, लाल, 2 m", None,
    )  # fmt: skip
    assert blue_long.title_en == "Handwoven Cotton Stole, Blue, 3 m"
    assert len(proposals.bullets(named, maker).splitlines()) <= 5
    assert len(proposals.search_words(named, maker).split(", ")) <= 5


def test_one_entry_makes_its_variants_in_one_unit_and_saving_twice_is_saving_once(session: Session) -> None:
    maker = keep(session.store, artisan())
    new = Product(id="", holder=maker.id, title_en="Stole, Blue", category="Stole", colour="Blue", mrp=100, price=100)
    saved = editing.save(session, new, ["Red", "Green"], ["S", "M"])
    assert len(saved) == 5 and len({one.registration for one in saved}) == 5
    assert {one.variants for one in saved} == {saved[0].registration}
    with pytest.raises(KnownError):
        editing.save(session, replace(new, title_en="x"), [str(n) for n in range(9)], [str(n) for n in range(9)])
    with session.store.read() as reader:
        assert len(reader.every(Product)) == 5
    from samarth_desktop.domain.ids import new_id

    row = replace(new, id=new_id())
    assert editing.save(session, row)[0].registration == editing.save(session, row)[0].registration


def test_a_list_for_people_says_the_words_of_its_language_and_changes_none_when_it_is_read_in(
    session: Session, tmp_path: Path
) -> None:
    before = product(session, colour="Blue", material="सूती", craft="Chikankari", stock=3)
    out = tmp_path / "list.csv"
    exporting.export(session, "products", out, catalog("hi"), labelled=True)
    text = str(list(open_book(out)[0].rows()))
    assert all(word in text for word in ("नीला", "सूती", "चिकनकारी")) and "Blue" not in text
    report = importing.import_file(session, "products", out, words=catalog("hi"))
    assert (report.skipped, report.updated, report.imported) == (1, 0, 0)
    assert editing.load(session, before.id).product == before  # type: ignore[union-attr]
    exporting.export(session, "products", out, catalog("hi"))  # for programs: as it is stored
    assert "Blue" in str(list(open_book(out)[0].rows()))


@pytest.mark.parametrize(("labelled", "colour"), [(True, "Blue"), (False, "नीला")])
def test_a_list_for_people_read_in_elsewhere_keeps_the_words_that_a_form_keeps(
    session: Session, tmp_path: Path, labelled: bool, colour: str
) -> None:
    """A list for programs is taken as it stands. Brought once more in another language it makes nothing twice."""
    for language, came in (("hi", 1), ("en", 0)):
        heads = [catalog(language).say(text) for text in ("Title in English", "Colour")]
        heads = heads if labelled else ["title_en", "colour"]
        words = "नीला" if language == "hi" else "Blue"
        (tmp_path / "list.csv").write_text(f"{','.join(heads)}\nStole,{words}\n", "utf-8")
        assert importing.import_file(session, "products", tmp_path / "list.csv", words=catalog("hi")).imported == came
    with session.store.read() as reader:
        assert [one.colour for one in reader.every(Product) if one.title_en == "Stole"] == [colour]


def test_every_line_of_the_tax_table_has_a_source_or_is_doubted() -> None:
    for line in gst.lines():
        assert line.about.hi and line.about.en and 0 <= line.rate <= 40
        assert line.sources or not line.confirmed, line.about.en
        assert all(one in sources().values() for one in line.sources)


@pytest.mark.parametrize(
    ("hsn", "rupees", "hand", "certified", "rate", "doubted"),
    [
        ("6214", 5200, True, False, "5", False),
        ("6214", 5200, False, False, "18", False),
        ("6214", 2400, False, False, "5", False),
        ("6211", 2600, True, False, "18", True),  # without its tax it may be under 2,500
        ("50072010", 9000, True, False, "5", False),
        ("50072010", 9000, True, True, "0", True),  # an undated list says so
        ("711311", 900, True, False, None, False),
        ("71131110", 900, True, False, "3", False),
        ("3101", 100, True, False, None, False),
        ("1905", 100, False, False, "5", True),
        ("6912", 100, True, False, "5", True),  # a longer code would tell
    ],
)
def test_the_rate_follows_code_price_and_hand(
    hsn: str, rupees: int, hand: bool, certified: bool, rate: str | None, doubted: bool
) -> None:
    found = gst.propose(hsn, rupees * 100, DAY, handicraft=hand, certified=certified)
    assert (gst.plain(found.rate) if found else None) == rate
    assert found is None or (found.doubt is not None) is doubted


def test_a_confirmed_rate_is_remembered_for_its_code_and_band_only(session: Session) -> None:
    first = product(session, hsn="3101")
    with pytest.raises(KnownError):
        pricing.confirm(session, first.registration)
    assert pricing.confirm(session, first.registration, "5").tax.code == "GST_5"
    other = product(session, hsn="3101", title_en="Other")
    assert pricing.price(session, other.registration).tax.confirmed == "Sita"
    dear = product(session, hsn="3101", mrp=900000, price=800000)
    assert pricing.price(session, dear.registration).tax.rate is None
    for wrong in ("abc", "-1", "90", "NaN"):
        with pytest.raises(KnownError):
            pricing.confirm(session, first.registration, wrong)


def test_what_the_maker_gets_adds_up_to_the_paisa() -> None:
    for paise in (10001, 59900, 249999, 1):
        got = share(paise, Decimal(5), Decimal("11.5"), waived=False)
        assert got.tax + got.commission + got.maker == paise
        assert share(paise, Decimal(5), Decimal("11.5"), waived=True).commission == 0


def test_photos_are_taken_in_with_their_checks(session: Session, tmp_path: Path) -> None:
    first = product(session)
    good, again = picture(tmp_path / "a.jpg"), picture(tmp_path / "b.png", 1900)
    red = picture(tmp_path / "red.jpg", colour=(160, 50, 30))
    small, blurred = picture(tmp_path / "c.jpg", 900), picture(tmp_path / "d.jpg", blur=12)
    brown = picture(tmp_path / "e.jpg", ground="#D8CBB4", part=0.4, colour=(20, 120, 60))
    (tmp_path / "f.jpg").write_bytes(b"not a picture")
    done = photos.add_files(
        session,
        first.registration,
        [good, again, red, small, blurred, brown, tmp_path / "f.jpg", tmp_path / "none.jpg"],
    )
    assert done.kept == ("a.jpg", "red.jpg", "e.jpg")
    assert [one.file for one in done.refused] == ["b.png", "c.jpg", "d.jpg", "f.jpg", "none.jpg"]
    assert {one.file for one in done.warnings} == {"e.jpg"} and len(done.warnings) == 2
    shown = photos.shown(session, first.id)
    assert [len(one.checks) for one in shown] == [6, 6, 6] and [one.good for one in shown] == [True, True, False]
    for one in shown:
        kept = session.store.photos.get(one.photo.photo)
        assert len(kept) <= MOST_BYTES and kept.startswith(b"\xff\xd8") and b"Exif" not in kept
    photos.mend(session, shown[2].photo.id, Edit(square=True, white=True))
    photos.arrange(session, [shown[2].photo.id, shown[0].photo.id, shown[1].photo.id])
    photos.remove(session, shown[1].photo.id)
    after = photos.shown(session, first.id)
    assert [one.photo.id for one in after] == [shown[2].photo.id, shown[0].photo.id] and after[0].good


def test_no_more_than_nine_and_no_position_of_the_camera(session: Session, tmp_path: Path) -> None:
    first = product(session)
    files = [picture(tmp_path / f"{n}.jpg", 1000, colour=(n * 23, n * 97 % 256, n * 53 % 256)) for n in range(11)]
    done = photos.add_files(session, first.registration, files)
    assert (len(done.kept), len(done.refused)) == (9, 2)
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (26.0, 51.0, 0.0)}
    exif[0x0112] = 6
    turned = tmp_path / "turned.jpg"
    Image.new("RGB", (1200, 1000), "white").save(turned, exif=exif)
    made = prepare(turned.read_bytes(), "turned")
    with Image.open(__import__("io").BytesIO(made.photo)) as kept:
        assert kept.size == (1000, 1200) and not kept.getexif()


def test_food_and_khadi_do_not_leave_without_their_numbers(session: Session) -> None:
    pickle = product(session, category="अचार", title_hi="आम का अचार", title_en="", hsn="2001")
    label = makers_label.Label(holder=pickle.holder, fssai="22726001000123", fssai_until=date(2026, 11, 24))
    fields = lambda facts: {one.field for one in objections(facts, "neutral", DAY) if one.refuses}  # noqa: E731
    with session.store.read() as reader:
        maker = reader.holder(pickle.holder)
    facts = ListingFacts(pickle, maker)
    assert "fssai" in fields(facts) and "fssai" in fields(replace(facts, label=label))
    assert "fssai" not in fields(replace(facts, label=replace(label, fssai_until=DAY)))
    khadi = replace(pickle, category="Kurta", title_en="Khadi kurta", title_hi="", hsn="6211")
    assert "khadi_mark" in fields(replace(facts, product=khadi))
    assert "khadi_mark" not in fields(replace(facts, product=khadi, label=replace(label, khadi_mark="KM-1")))


def test_marks_belong_where_district_and_craft_allow(session: Session) -> None:
    fields = lambda facts: {one.field for one in objections(facts, "neutral", DAY) if one.refuses}  # noqa: E731
    here = artisan(district="129", craft="Chikankari")
    stole = Product(holder="x", category="Stole", title_en="Stole", mrp=100, price=100, hsn="6214", marks=("odop",))
    assert "marks" in fields(ListingFacts(stole, artisan(state="27", district="490")))
    assert "marks" not in fields(ListingFacts(stole, replace(here, odop_product="yes")))
    gi = replace(stole, marks=("gi",), gi_name="Kashmir Namda")
    assert "marks" in fields(ListingFacts(gi, here))
    said = replace(gi, gi_name="Nagina Wood Craft")
    (reason,) = [one.reason for one in objections(ListingFacts(said, here), "neutral", DAY) if one.field == "marks"]
    assert "No source confirms" in catalog("en").say(reason), "what is only said never allows the mark"
    numbered = ListingFacts(said, here, label=makers_label.Label(holder="x", gi_user="AU/17"))
    assert "marks" not in fields(numbered), "a number of her own does"
    assert [one.refuses for one in objections(numbered, "neutral", DAY) if one.field == "marks"] == [False], "doubted"


def test_every_check_of_a_category_is_one_that_can_be_ticked() -> None:
    known = {one.code for one in CHECKS}
    for one in categories.categories():
        assert set(one.checks) <= known and one.words.hi and one.words.en and one.hsn


def listed(session: Session, item: Product) -> Listing:
    account = sellers.add(session, "flipkart", "S", "office")
    row = Listing(
        id=listing_id(item.id, account.id), product=item.id, seller=account.id, marketplace="flipkart", state=LISTED,
        sku=item.registration, listing_id="FSN123456789012",
    )  # fmt: skip
    return keep(session.store, row)


def test_what_stands_of_somebody_gone_is_to_be_taken_down(session: Session) -> None:
    item = product(session)
    there = listed(session, item)
    assert standing.take_downs(session) == []
    consent = keep(session.store, Consent(holder=item.holder, purpose="registration", how="thumb", given_on=DAY))
    keep(session.store, replace(consent, withdrawn_on=DAY))
    assert [one.listing.listing_id for one in standing.take_downs(session)] == ["FSN123456789012"]
    with session.store.unit_of_work() as unit:
        unit.erase(item.holder, "Sita")
        unit.commit()
    (left,) = standing.take_downs(session)
    assert (left.listing.listing_id, left.listing.marketplace, left.listing.product, left.listing.sku) == (
        "FSN123456789012", "flipkart", "", "",
    )  # fmt: skip
    with session.store.read() as reader:
        assert reader.every(Product) == [] and reader.every(ProductPhoto) == []
    standing.taken_down(session, there.id)
    assert standing.take_downs(session) == []


def test_what_a_template_asks_is_asked_in_its_casing_and_reaches_the_sheet(session: Session, tmp_path: Path) -> None:
    template = tmp_path / "t.xls"
    template.write_bytes(flipkart_xls(macros=False))
    made, published = attributes.take(session, template)
    assert not published and made.categories == ("sari",)
    asked = {one.name: one for one in made.attributes}
    assert asked["Fabric"].need == "must" and asked["Fabric"].allowed == ("Cotton Silk", "Pure Silk")
    assert not {"Seller SKU ID", "MRP (INR)", "Catalog QC Status", "Color"} & asked.keys()
    saree = product(session, category="Saree")
    assert [one.name for one in attributes.asked_of(session, "साड़ी")] == [made.name]
    with pytest.raises(KnownError):
        attributes.write(session, saree.registration, {"Fabric": "Nylon"})
    attributes.write(session, saree.registration, {"Fabric": "pure silk", "Fabric Care": "Hand wash; Dry clean"})
    look = listing_sheet.check(session, Order("flipkart", template=template))
    assert not [one for one in look.left_out if one.field in ("Fabric", "Fabric Care")]
    with session.store.read() as reader:
        held = reader.get(Product, saree.id)
    assert held is not None and attributes.values(held) == {
        "Fabric": "pure silk",
        "Fabric Care": "Hand wash; Dry clean",
    }
    attributes.write(session, saree.registration, {"Fabric": ""})
    look = listing_sheet.check(session, Order("flipkart", template=template))
    assert [one.product for one in look.left_out if one.field == "Fabric"] == [] or "Fabric" in look.unmapped


def test_a_published_set_is_read_whole_and_the_first_word_stands(session: Session) -> None:
    made = AttributeSet("flipkart", ("stole",), "7.1", tuple(Attribute(f"A{n}", allowed=("x",) * 3) for n in range(40)))
    with session.store.unit_of_work() as unit:
        attribute_sets.publish(unit, made, "2026-11-25", "Sita")
        unit.commit()
    with session.store.unit_of_work() as unit:
        attribute_sets.publish(unit, replace(made, attributes=made.attributes[:1]), "2026-11-26", "Gita")
        unit.commit()
    with session.store.read() as reader:
        assert attribute_sets.every(reader) == [made] and attribute_sets.is_published(reader, made)
    assert check_store(session.store, every=True) == []


def test_what_is_beyond_the_limit_of_a_programme_or_an_account_is_warned_of(session: Session) -> None:
    account = sellers.add(session, "flipkart", "S", "office")
    maker = keep(session.store, artisan(sector="handloom"))
    keep(session.store, Enrolment(holder=maker.id, programme="NRLM", stage="verified"))
    with session.store.unit_of_work() as unit:
        unit.save_all(
            [
                Product(holder=maker.id, title_en=f"Stole {n}", category="Stole", hsn="6214", mrp=100, price=100)
                for n in range(102)
            ],
            "Sita",
        )
        unit.commit()
    beyond = lambda: [one for one in listing_sheet.check(session, Order("flipkart")).warnings if one.field == LIMIT]  # noqa: E731
    assert len(beyond()) == 2
    keep(session.store, replace(account, catalogue_limit=100, seen=account.seen))
    assert len(beyond()) == 4


def consent_lines(session: Session, **more: bool) -> list[tuple[str, bool]]:
    look = listing_sheet.check(session, Order("neutral", **more))
    refused = [(one.product, True) for one in look.left_out if one.field == "consent"]
    return refused + [(one.product, False) for one in look.warnings if one.field == "consent"]


def test_nothing_is_sold_without_the_makers_own_word_for_selling(session: Session) -> None:
    """Registering says nothing about selling; what a script exports is warned of, a page leaves it out."""
    item = product(session)
    keep(session.store, Consent(holder=item.holder, purpose="registration", how="thumb", given_on=DAY))
    assert consent_lines(session) == [(item.registration, True)]
    assert consent_lines(session, asks=False) == [(item.registration, False)]
    given = own_record.give(session, item.holder, "listing", "thumb")
    assert consent_lines(session) == []
    keep(session.store, replace(given, withdrawn_on=DAY))
    assert consent_lines(session, asks=False) == [(item.registration, True)]


def sent_back(session: Session, items: list[Product], reasons: str) -> None:
    account = sellers.add(session, "flipkart", "S", "office")
    for item in items:
        row = Listing(
            id=listing_id(item.id, account.id), product=item.id, seller=account.id, marketplace="flipkart",
            state=REJECTED, sku=item.registration, answer=reasons.replace("SKU", item.registration),
        )  # fmt: skip
        keep(session.store, row)


def test_what_several_came_back_for_is_told_with_its_count_and_mended_at_once(session: Session, tmp_path: Path) -> None:
    template = tmp_path / "t.xls"
    template.write_bytes(flipkart_xls(macros=False))
    attributes.take(session, template)
    first = product(session, category="Saree")
    items = [first, *(product(session, category="Saree", title_en=f"S {n}") for n in range(3))]
    sent_back(session, items[:3], "Fabric\tNot allowed for SKU")
    sent_back(session, items[3:], "Fabric\tNot allowed for SKU\nHSN\tinvalid")
    rows = {row.product.id: row for row in standing.to_mend(session).rows}
    (why,) = rows[first.id].reasons
    assert set(why.same) == {one.id for one in items[1:]} and why.alike and why.field == "attr.Fabric"
    assert why.allowed == ("Cotton Silk", "Pure Silk")
    assert [one.field for one in rows[items[3].id].reasons] == ["attr.Fabric", "hsn"]
    with pytest.raises(KnownError):
        mending.write(session, [first.id, *why.same], why.field, "Nylon")
    attributes.write(session, items[1].registration, {"Fabric": "Cotton Silk"})
    assert not standing.to_mend(session).rows[0].reasons[0].alike
    assert mending.write(session, [first.id, *why.same], why.field, "pure silk") == 4
    with session.store.read() as reader:
        held = reader.get_many(Product, [one.id for one in items])
    assert [attributes.values(one)["Fabric"] for one in held] == ["pure silk"] * 4
    (left,) = standing.to_mend(session).rows  # the HSN of the fourth is still to be mended
    assert left.product.id == items[3].id
    with pytest.raises(KnownError):
        mending.write(session, [items[3].id], "hsn", "abc")
    with pytest.raises(KnownError):
        mending.write(session, [items[3].id], "tax_asked", "x")


def test_what_is_mended_in_the_form_is_ready_to_send_and_goes_alone(session: Session) -> None:
    """A correction of just what came back is enough; what was not corrected stays on the list."""
    items = [product(session, title_en=f"S {n}") for n in range(3)]
    sent_back(session, items[:1], "HSN\tinvalid")
    sent_back(session, items[1:2], "HSN\tinvalid\nMRP (INR)\ttoo low")
    for item in items:
        editing.save(session, replace(item, hsn="62149090"))
    found = standing.to_mend(session)
    assert [[one.product.id for one in some] for some in (found.mended, found.rows)] == [[items[0].id], [items[1].id]]
    look = listing_sheet.check(session, Order("flipkart", mended=True))
    assert [one.product.id for one in look.facts] == [items[0].id]
    editing.save(session, products_now(session)[items[1].id])  # opened and saved as it was
    assert [one.product.id for one in standing.to_mend(session).rows] == [items[1].id]
    wish = changes.values({"hsn": "62114390", "mrp": "900"})
    assert by_number.change(session, [items[1].registration], wish).changed == (items[1].registration,)
    assert standing.to_mend(session).rows == () and len(standing.to_mend(session).mended) == 2


def products_now(session: Session) -> dict[str, Product]:
    with session.store.read() as reader:
        return {one.id: one for one in lookups.all_of(reader, Product)}


def test_how_a_product_stands_is_a_column_and_a_filter(session: Session) -> None:
    items = [product(session, title_en=f"Stole {n}") for n in range(3)]
    sent_back(session, items[:1], "x\ty")
    with session.store.read() as reader:
        there = reader.children(Listing, items[0].id)[0]
    keep(session.store, replace(there, id=listing_id(items[0].id, "other"), seller="other", state=LISTED, seen=()))
    keep(session.store, replace(there, id=listing_id(items[1].id, "s"), product=items[1].id, state=LISTED, seen=()))
    every = listing.rows(session, "product", Filter(), "newest").numbers
    offers = {line.id: line.offer for line in listing.page(session, every)}
    assert offers == {items[0].id: "rejected", items[1].id: "listed", items[2].id: ""}

    def filtered(state: str) -> set[str]:
        numbers = listing.rows(session, "product", Filter(offer=state), "newest").numbers
        return {line.id for line in listing.page(session, numbers)}

    assert filtered("listed") == {items[0].id, items[1].id} and filtered("none") == {items[2].id}
    assert filtered("rejected") == {items[0].id} and filtered("paused") == set()


def test_a_catalogue_that_is_nearly_full_is_told_before_it_is(session: Session) -> None:
    account = sellers.add(session, "flipkart", "S", "office")
    maker = keep(session.store, artisan(sector="handloom"))
    row = keep(session.store, Enrolment(holder=maker.id, programme="NRLM", stage="verified"))
    stole = Product(holder=maker.id, title_en="Stole", category="Stole", hsn="6214", mrp=100, price=100)
    with session.store.unit_of_work() as unit:
        unit.save_all([replace(stole, title_en=f"Stole {n}") for n in range(89)], "Sita")
        unit.commit()
    assert limits.near(session) == []
    last = keep(session.store, replace(stole, title_en="Stole 90"))
    assert limits.near(session) == [Catalogue(maker.id, 90, 100)] and standing.waiting(session).full == 1
    keep(session.store, replace(row, stage="withdrawn", reason="moved"))
    keep(session.store, replace(account, catalogue_limit=1))
    assert limits.near(session) == []
    keep(session.store, Listing(id=listing_id(last.id, account.id), product=last.id, seller=account.id, state=LISTED))
    assert limits.near(session) == [Catalogue(account.id, 1, 1)]


def test_what_feeds_a_column_is_published_in_versions_over_what_ships(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = mapping.shipped("flipkart")
    heading, key = next(iter(shipped.columns.items()))
    fixed = next(iter(shipped.fixed))
    mapping_choices.choose(session, "flipkart", heading.upper(), "")
    mapping_choices.choose(session, "flipkart", fixed, "colour")
    mapping_choices.choose(session, "flipkart", "Weave", "=Coiled")
    mapping_choices.translate(session, "flipkart", "Color", "Sand", "Beige")
    with pytest.raises(KnownError):
        mapping_choices.publish(session, "flipkart")
    made = mapping_choices.with_choices(session, "flipkart")
    assert heading not in made.columns and made.columns[fixed] == "colour" and fixed not in made.fixed
    assert made.fixed["Weave"] == "Coiled" and made.values["color"]["sand"] == "Beige"
    monkeypatch.setattr("samarth_desktop.actions.device.roles._enrolled_as", lambda session: "office")
    assert mapping_choices.publish(session, "flipkart") == 1 and not mapping_choices.is_changed(session, "flipkart")
    assert mapping_choices.with_choices(session, "flipkart") == made
    mapping_choices.choose(session, "flipkart", heading, key)
    mapping_choices.translate(session, "flipkart", "Color", "sand", "")
    assert mapping_choices.publish(session, "flipkart") == 2
    again = mapping_choices.with_choices(session, "flipkart")
    assert again.columns[heading] == key and again.fixed["Weave"] == "Coiled" and "sand" not in again.values["color"]
    with session.store.read() as reader:
        assert [one.version for one in mappings.every(reader, "flipkart")] == [1, 2]
        assert mappings.every(reader, "amazon") == []
    assert check_store(session.store, every=True) == []
