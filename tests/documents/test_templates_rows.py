"""Rows against a template: what would be refused and why, and how values are written."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samarth_desktop.documents.templates import dry_run, loading, mapping
from samarth_desktop.documents.templates.cell_rules import Refused, RowValue, fit
from samarth_desktop.documents.templates.dry_run import DryRun
from samarth_desktop.documents.templates.mapping import ColumnMapping
from samarth_desktop.documents.templates.model import Column, ColumnIndex, Need, Template, ValueKind, plain_key
from samarth_desktop.documents.templates.units import convert
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from tests.documents.template_rows import kurta, product
from tests.documents.template_shapes import Shape, amazon_xlsm, flat_xlsx, flipkart_xls

SARI = loading.parse("sari.xls", flipkart_xls()).template
KURTA = loading.parse("kurta.xlsm", amazon_xlsm()).template
FLAT = loading.parse("flat.xlsx", flat_xlsx()).template
EN, HI = catalog("en"), catalog("hi")


def checked(template: Template, *rows: dict[str, object], toml: str = "") -> DryRun:
    found = mapping.read(toml) if toml else mapping.shipped(template.marketplace)
    return dry_run.check(template, found, rows)  # type: ignore[arg-type]


def cells(template: Template, *rows: dict[str, object], toml: str = "") -> dict[str, object]:
    result = checked(template, *rows, toml=toml)
    assert [(refusal.field, EN.say(refusal.reason)) for refusal in result.refused] == []
    names = {column.index: column.key or column.heading for column in template.columns}
    return {names[at]: value for at, value in result.rows[0].cells.items()}


def reasons(template: Template, **more: object) -> dict[str, str]:
    row = product(**more) if template is SARI else kurta(**more)  # type: ignore[arg-type]
    return {r.field: EN.say(r.reason) for r in checked(template, row).refused}


def test_values_take_the_lists_own_casing_and_the_columns_unit() -> None:
    found = cells(SARI, product())
    assert found["Fullfilment by"] == "Seller"
    assert found["Country Of Origin"] == "IN"
    assert found["Tax Code"] == "GST_5"
    assert found["Brand"] == "Generic"
    assert found["Fabric"] == "Pure Silk"
    assert found["Color"] == "Maroon::Off White"
    assert found["Fabric Care"] == "Dry clean::Hand wash"
    assert found["Weight (KG)"] == Decimal("0.65")  # of the packet, from grams
    assert found["Weight (kg)"] == Decimal("0.52")  # of the saree
    assert found["Breadth (CM)"] == Decimal("22.5")
    assert found["HSN"] == "50072010"
    assert found["MRP (INR)"] == Decimal(2499)
    assert "Flipkart Serial Number" not in found


def test_amazons_unit_is_the_one_that_its_list_has() -> None:
    found = cells(KURTA, kurta())
    at = {plain_key(key): value for key, value in found.items()}
    assert (at["item_weight#1.value"], at["item_weight#1.unit"]) == (Decimal(520), "Grams")
    assert (at["item_package_weight#1.value"], at["item_package_weight#1.unit"]) == (Decimal("0.65"), "Kilograms")
    assert at["product_type#1.value"] == "KURTA"
    assert at["country_of_origin#1.value"] == "India"
    without = cells(KURTA, kurta(weight_g=""))
    assert not [key for key in without if key.startswith("item_weight")]  # no unit without a value


def test_each_refusal_names_row_field_and_the_way_out() -> None:
    result = checked(
        SARI,
        product(1),
        product(2, hsn="", packet_weight_g="light"),
        product(3, tax_code="GST_28", mrp="999.50"),
        product(1),
    )
    assert [row.row for row in result.rows] == [0]
    assert [(r.row, r.field, r.key) for r in result.refused] == [
        (1, "Weight (KG)", "packet_weight_g"),
        (1, "HSN", "hsn"),
        (2, "MRP (INR)", "mrp"),
        (2, "Tax Code", "tax_code"),
        (3, "Seller SKU ID", "sku"),
    ]
    said = [EN.say(refusal.reason) for refusal in result.refused]
    assert said == [
        "Write a number; here is “light”.",
        "HSN is missing. Fill it in.",
        "Write a whole number; here is “999.50”.",
        "“GST_28” is not in the list. Choose one of: GST_5, GST_12, GST_APPAREL.",
        "This SKU stands in the sheet twice. Give each its own.",
    ]
    assert all(HI.say(refusal.reason) != EN.say(refusal.reason) for refusal in result.refused)


@pytest.mark.parametrize(
    ("field", "key", "value", "words"),
    [
        ("Seller SKU ID", "sku", "S" * 65, "At most 64 characters; here are 65."),
        ("Stock", "stock", -1, "must not be below 0"),
        ("MRP (INR)", "mrp", 0, "Write a number above 0"),
        ("Main Image URL", "image_1", "photo.jpg", "begins with https://"),
        ("Search Keywords", "search_words", ["a", "b", "c", "d", "e", "f"], "At most 5 values; here are 6."),
        ("Color", "colour", ("Red", "Crimson"), "“Crimson” is not in the list"),
        ("Length (CM)", "packet_length_cm", "12345678901234567890", "more than 15 digits"),
        ("Manufacturer Details", "manufacturer_details", "x" * 40_000, "At most 32767 characters"),
        ("EAN/UPC", "EAN/UPC", "89012-3", "Write digits only"),
    ],
)
def test_what_a_column_cannot_hold_is_refused(field: str, key: str, value: object, words: str) -> None:
    found = reasons(SARI, **{key: value})
    assert list(found) == [field]
    assert words in found[field]


def test_limits_in_bytes_count_hindi_letters_as_three() -> None:
    found = reasons(KURTA, search_words="कढ़ाई " * 20)
    assert list(found) == ["Generic Keywords"]
    assert "At most 250 bytes" in found["Generic Keywords"]


def test_a_product_of_another_category_does_not_enter_the_sheet() -> None:
    assert reasons(SARI, category="SARI") == {}
    assert reasons(SARI, category="") == {}
    found = reasons(SARI, category="basket")
    assert found == {"category": "This sheet is for sari; the product's category is “basket”."}
    assert list(reasons(KURTA, category="basket")) == ["Product Type"]


def test_what_the_list_has_is_not_translated() -> None:
    """Some sheets say India, some IN; the mapping knows both."""
    for says, wanted in (("India", "India"), ("IN", "IN")):
        shapes = [Shape("Seller SKU ID", need="must"), Shape("Country Of Origin", "Single - Text", "must", (says,))]
        template = loading.parse("x.xls", flipkart_xls(shapes)).template
        for ours in ("India", "in", "INDIA"):
            assert cells(template, {"sku": "S", "country_of_origin": ours})["Country Of Origin"] == wanted


def test_the_columns_own_number_counts_where_the_mapping_takes_another_field() -> None:
    toml = '[columns]\n"Seller SKU ID" = "number"'
    template = Template("flipkart", (), "", "x", 1, 5, (Column(0, "Seller SKU ID", need=Need.MUST),))
    result = checked(template, {"number": "P-1", "sku": "same"}, {"number": "P-2", "sku": "same"}, toml=toml)
    assert [row.sku for row in result.rows] == ["P-1", "P-2"]
    again = checked(template, {"number": "P-1"}, {"number": "p-1"}, toml=toml)
    assert [(r.row, r.field, r.key) for r in again.refused] == [(1, "Seller SKU ID", "number")]


def test_a_must_that_nothing_feeds_is_named_and_so_is_the_rest() -> None:
    row = product()
    del row["Fabric"]
    result = checked(SARI, row)
    assert result.unmapped_musts == ("Fabric",)
    assert "EAN/UPC" in result.unmapped
    assert checked(SARI, product()).unmapped_musts == ()
    other = product(2)
    other["Fabric"] = ""
    assert [(r.row, r.field) for r in checked(SARI, product(), other).refused] == [(1, "Fabric")]


def test_a_rows_own_attribute_wins_over_the_mapping_and_a_fixed_text_over_both() -> None:
    assert cells(SARI, product(Color="red"))["Color"] == "Red"
    assert cells(SARI, product(**{"Fullfilment by": "FlipkartFBF"}))["Fullfilment by"] == "Seller"  # type: ignore[arg-type]


def test_attributes_are_found_however_each_row_spells_them() -> None:
    rows = [product(1), product(2), product(3)]
    for row, name in zip(rows, ("Fabric", "FABRIC", " fabric "), strict=True):
        del row["Fabric"]
        row[name] = "PURE silk"
    result = checked(SARI, *rows)
    assert result.refused == ()
    assert [row.cells[28] for row in result.rows] == ["Pure Silk"] * 3


def test_our_own_fields_never_mean_a_column_by_their_name() -> None:
    """ "color" is a heading there, "colour" a field here; "size" is both and goes by the mapping."""
    template = Template("flipkart", ("x",), "", "x", 1, 5, (Column(0, "SKU"), Column(1, "Size"), Column(2, "Maker")))
    assert cells(template, {"sku": "S", "size": "L", "maker": "MH-1"}, toml='[columns]\nSKU = "sku"') == {"SKU": "S"}


def test_headings_match_by_heading_or_key_with_blanks_squeezed_and_without_case() -> None:
    columns = (
        Column(0, "Weight (KG)"),
        Column(1, "Weight (kg)"),
        Column(2, "Fixed Fee  (Rs.)"),
        Column(3, "Title", key="item_name[language_tag=en_IN]#1.value"),
        Column(4, "Bullet Point", key="bullet_point[x=1]#1.value"),
        Column(5, "Bullet Point", key="bullet_point[x=1]#2.value"),
    )

    def find(*names: str) -> dict[str, int]:
        return {name: column.index for name, column in ColumnIndex(columns).assign(names).items()}

    assert find("weight (kg)", "WEIGHT (KG)") == {"weight (kg)": 0, "WEIGHT (KG)": 1}
    assert find("Weight (kg)", "Weight (KG)") == {"Weight (kg)": 1, "Weight (KG)": 0}
    assert find("fixed fee (rs.)") == {"fixed fee (rs.)": 2}
    assert find("Item_Name#1.value", "item_name[language_tag=en_IN]#1.value") == {
        "item_name[language_tag=en_IN]#1.value": 3
    }
    assert find("bullet point", "Bullet Point", "BULLET POINT") == {"Bullet Point": 4, "bullet point": 5}


@pytest.mark.parametrize("marketplace", ["flipkart", "amazon"])
def test_shipped_mappings_use_known_fields_and_fit_the_shapes(marketplace: str) -> None:
    shipped = mapping.shipped(marketplace)
    assert set(shipped.columns.values()) <= mapping.KNOWN_KEYS
    assert "sku" in shipped.columns.values()
    for template in (SARI,) if marketplace == "flipkart" else (KURTA, FLAT):
        row = kurta() if marketplace == "amazon" else product()
        result = checked(template, row)
        assert (result.unmapped_musts, len(result.rows)) == ((), 1), result.refused


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[columns]\nHSN = hsn", "not written as TOML"),
        ('[columns]\nHSN = "hsm"', "At “columns / HSN”: “hsm” is no field of a product."),
        ("[columns]\nHSN = 3", "At “columns / HSN”: write it as a text in quotation marks."),
        ('[colums]\nHSN = "hsn"', "At “colums”: there is no such entry"),
        ('values = "x"', "At “values”"),
        ('[values]\nColor = "red"', "At “values / Color”"),
        ('[fixed]\nBrand = ["x"]', "At “fixed / Brand”"),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_place(toml: str, words: str) -> None:
    with pytest.raises(KnownError) as caught:
        mapping.read(toml)
    assert words in EN.say(caught.value.text)


def test_an_offices_mapping_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        '\ufeff[columns]\n"Seller SKU ID" = "number"\n[values."tax  CODE"]\n"5 %" = "GST_5"\n[fixed]\nBrand = "Generic"',
        encoding="utf-8",
    )
    found = mapping.load(tmp_path / "own.toml")
    assert found == ColumnMapping({"Seller SKU ID": "number"}, {"tax code": {"5 %": "GST_5"}}, {"Brand": "Generic"})
    with pytest.raises(KnownError, match="no file"):
        mapping.load(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b'[fixed]\na = "\xe9"')
    with pytest.raises(KnownError, match="letters"):
        mapping.load(tmp_path / "bad.toml")


@settings(max_examples=150, deadline=None)
@given(
    value=st.one_of(
        st.text(max_size=30),
        st.integers(-(10**18), 10**18),
        st.decimals(allow_nan=False, allow_infinity=False, places=3),
        st.floats(allow_nan=False, allow_infinity=False),
        st.lists(st.text(max_size=8), max_size=6),
    ),
    column=st.builds(
        Column,
        index=st.just(0),
        heading=st.just("x"),
        need=st.just(Need.OPTIONAL),
        kind=st.sampled_from(ValueKind),
        multi=st.booleans(),
        allowed=st.lists(st.sampled_from(("Red", "A  b", "5", "::")), max_size=3).map(tuple),
        longest=st.sampled_from((0, 0, 5, 20)),
        longest_bytes=st.sampled_from((0, 12)),
        most_values=st.sampled_from((0, 2)),
    ),
)
def test_a_value_is_written_within_the_columns_rules_or_refused(value: RowValue, column: Column) -> None:
    try:
        written = fit(column, value)
    except Refused as refused:
        assert EN.say(refused.text)
        return
    if isinstance(written, Decimal):
        assert not column.multi
        assert Decimal(repr(float(written))) == written  # what a sheet keeps is the number itself
        return
    assert not column.longest or len(written.encode("utf-16-le")) // 2 <= column.longest
    assert not column.longest_bytes or len(written.encode()) <= column.longest_bytes
    assert not set(written) & {chr(code) for code in range(32) if code not in (9, 10)}
    if column.allowed and not column.multi:
        assert written in column.allowed


@given(grams=st.decimals(0, 10**6, places=2))
def test_units_convert_exactly_and_back(grams: Decimal) -> None:
    there = convert(grams, "g", "Kilograms")
    assert there * 1000 == grams
    assert convert(there, "KG", "grams") == grams
    assert convert(grams, "cm", "kg") == grams  # a length is no weight
