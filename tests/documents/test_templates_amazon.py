"""Amazon's templates of both generations: read by their own layout, filled in the data sheet's XML, all else kept."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samarth_desktop.documents.templates import dry_run, fill, loading, mapping, parts
from samarth_desktop.documents.templates.dry_run import FilledRow
from samarth_desktop.documents.templates.model import Column, Need, Template, ValueKind, plain_key
from samarth_desktop.errors import KnownError
from tests.documents.template_reading import calamine_cells, openpyxl_cells, parts_of_zip
from tests.documents.template_rows import kurta
from tests.documents.template_shapes import KURTA, Shape, amazon_xlsm, flat_xlsx, sheet_xml

MANY = int(os.environ.get("SAMARTH_MANY_TEMPLATES", "20"))
DATA = "xl/worksheets/sheet2.xml"
SKU = "contribution_sku#1.value"


def template(content: bytes) -> Template:
    return loading.parse("kurta.xlsm", content).template


def by_key(content: bytes) -> dict[str, Column]:
    return {plain_key(column.key): column for column in template(content).columns}


def filled(content: bytes, rows: list[FilledRow], tmp_path: Path, complete: bool = False) -> bytes:
    out = tmp_path / "out.xlsm"
    assert fill.fill(loading.parse("kurta.xlsm", content), rows, out, complete) == len(rows)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    return out.read_bytes()


def only_data_rows_changed(before: bytes, after: bytes, data_row: int, part: str = DATA) -> None:
    """Every part but the data sheet byte for byte; in that sheet all but the data rows and its extent."""
    old, new = parts_of_zip(before), parts_of_zip(after)
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] in ([], [part])

    def rest(xml: bytes) -> bytes:
        ElementTree.fromstring(xml)
        xml = re.sub(rb'(<(?:\w+:)?dimension ref=")[^"]*', rb"\1", xml)
        return re.sub(
            rb'<(?:\w+:)?row r="(\d+)".*?(?:</(?:\w+:)?row>|(?<!")/>)',
            lambda row: b"" if int(row[1]) >= data_row else row[0],
            xml,
            flags=re.DOTALL,
        )

    assert rest(new[part]) == rest(old[part])


def test_a_category_listings_template_is_read_by_its_settings() -> None:
    found = template(amazon_xlsm())
    assert (found.sheet, found.heading_row, found.data_row) == ("Template", 4, 7)
    assert found.categories == ("KURTA", "SAREE")
    columns = by_key(amazon_xlsm())
    assert [columns[key].need for key in ("::submission_status", "::record_action", SKU, "item_name#1.value")] == [
        Need.MARKETPLACE,
        Need.OPTIONAL,
        Need.MUST,
        Need.MUST,
    ]
    assert columns["amzn1.volt.ca.product_id_value"].need is Need.CONDITIONAL
    assert columns["generic_keyword#1.value"].need is Need.GOOD
    assert columns["product_description#1.value"].longest == 2000  # a rule on the cells
    assert columns[SKU].longest == 40  # words on "Data Definitions"
    assert columns["item_name#1.value"].longest == 200
    assert columns["generic_keyword#1.value"].longest_bytes == 250
    assert columns["fulfillment_availability#1.quantity"].kind is ValueKind.WHOLE


def test_lists_are_found_wherever_a_template_keeps_them() -> None:
    columns = by_key(amazon_xlsm())
    assert columns["::record_action"].allowed == ("Create or Replace (Full Update)", "Delete")  # in the rule itself
    assert columns["product_type#1.value"].allowed == ("KURTA", "SAREE")  # another sheet, Excel 2010's way
    assert columns["external_product_information#1.entity"].allowed == ("HSN Code",)  # "Valid Values"
    assert columns["color#1.standardized_values#1"].allowed == ("Red", "Off White", "Maroon")  # INDIRECT and names


@pytest.mark.parametrize(
    "grid",
    [
        [
            ["Valid values"],
            ["Group", "Country - [KURTA]", "India", "Nepal"],
            ["", "Country - [SAREE]", "India", "Bhutan"],
        ],
        [["Country", "India", "Nepal", "Bhutan"], ["Care", "Dry clean"]],
        [["country#1.value", "India", "Nepal", "Bhutan"]],
        [["Theme - [KURTA]", "Country", "Care"], ["Country - [KURTA]", "India", "Nepal", "Bhutan"], ["Note", "x"]],
        [[], ["Country", "Care", "Note"], ["India", "Dry clean", "x"], ["Nepal"], ["Bhutan"]],
    ],
)
def test_the_sheet_of_valid_values_may_be_laid_out_in_several_ways(grid: list[list[object]]) -> None:
    shapes = [
        Shape("SKU", key=SKU),
        Shape("Country", key="country[x=1]#1.value"),
        Shape("Care", key="care#1.value"),
        Shape("Theme", key="variation_theme#1.name"),
    ]
    columns = by_key(amazon_xlsm(shapes, extra={"xl/worksheets/sheet4.xml": sheet_xml(grid).encode()}))
    assert columns["country#1.value"].allowed == ("India", "Nepal", "Bhutan")
    assert columns[SKU].allowed == ()


def test_an_older_flat_file_is_read_by_its_keys() -> None:
    found = template(flat_xlsx())
    assert (found.heading_row, found.data_row, found.version, found.categories) == (2, 4, "2026.0427", ("kurta",))
    assert {column.key for column in found.musts()} == {
        "feed_product_type",
        "item_sku",
        "brand_name",
        "item_name",
        "main_image_url",
    }


@pytest.mark.parametrize("marks", [2, 6])
def test_words_above_the_data_say_what_must_be_filled(marks: int) -> None:
    columns = by_key(amazon_xlsm(definitions=False, marks=marks))
    assert columns["brand#1.value"].need is Need.MUST
    assert columns["amzn1.volt.ca.product_id_value"].need is Need.CONDITIONAL


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_filled_template_keeps_everything_else(tmp_path: Path, prefix: str) -> None:
    before = amazon_xlsm(prefix=prefix)
    file = loading.parse("kurta.xlsm", before)
    rows = [kurta(n, colour="off white", brand="SonChiraiya") for n in range(1, 41)]
    checked = dry_run.check(file.template, mapping.shipped("amazon"), rows)
    assert (checked.refused, checked.unmapped_musts, len(checked.rows)) == ((), (), 40)
    after = filled(before, list(checked.rows), tmp_path)

    only_data_rows_changed(before, after, 7)
    assert template(after) == file.template  # lists alive
    wanted = {(6 + row.row, at): value for row in checked.rows for at, value in row.cells.items()}
    for cells in (calamine_cells(after, "Template"), openpyxl_cells(after, "Template")):
        below = {at: value for at, value in cells.items() if at[0] >= 6}
        assert below == {at: float(v) if isinstance(v, Decimal) else v for at, v in wanted.items()}
    heads = {at: value for at, value in openpyxl_cells(before, "Template").items() if at[0] < 6}
    assert {at: value for at, value in openpyxl_cells(after, "Template").items() if at[0] < 6} == heads


def test_new_rows_have_the_formats_of_the_first_data_row(tmp_path: Path) -> None:
    after = filled(amazon_xlsm(), [FilledRow(n, "", {2: f"S{n}", 3: "KURTA"}) for n in range(3)], tmp_path)
    xml = parts_of_zip(after)[DATA].decode()
    assert [re.search(rf'<c r="{place}" s="(\d)"', xml)[1] for place in ("C7", "C9", "D7", "D9")] == [
        "2",
        "2",
        "3",
        "3",
    ]  # type: ignore[index]
    assert '<dimension ref="A1:X9"/>' in xml


@pytest.mark.parametrize(
    "text", ["=1+1", "+91", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "<b>&amp;\"'", " a  b ", "क\nख", "😀"]
)
def test_texts_of_every_kind_arrive_as_texts(tmp_path: Path, text: str) -> None:
    after = filled(amazon_xlsm(), [FilledRow(0, "", {2: text})], tmp_path)
    assert openpyxl_cells(after, "Template")[6, 2] == text
    assert calamine_cells(after, "Template")[6, 2] == text
    assert b"<f>" not in parts_of_zip(after)[DATA].split(b"<dataValidations")[0]


def test_what_an_earlier_upload_left_is_emptied(tmp_path: Path) -> None:
    old = [{"::submission_status": "Error", "::number_of_attributes_with_errors": 3, SKU: f"OLD{n}"} for n in range(9)]
    after = filled(amazon_xlsm(rows=old), [FilledRow(0, "", {2: "NEW"})], tmp_path)
    assert {at: v for at, v in openpyxl_cells(after, "Template").items() if at[0] >= 6} == {(6, 2): "NEW"}
    xml = parts_of_zip(after)[DATA]
    assert xml.count(b"<row ") == 12  # emptied, not deleted
    assert b'<c r="A15" s="2"/>' in xml


def test_a_sheet_that_came_back_is_completed_by_sku(tmp_path: Path) -> None:
    old = [{"::submission_status": "Error", SKU: f"P-{n}", "brand#1.value": "Old"} for n in range(3)]
    columns = [Shape(s.heading, key=plain_key(s.key), need=s.need) for s in KURTA]
    before = amazon_xlsm(columns, rows=old)
    rows = [FilledRow(0, "P-2", {5: "Two"}), FilledRow(1, "P-9", {2: "P-9", 5: "Nine"})]
    after = filled(before, rows, tmp_path, complete=True)
    assert {at: v for at, v in openpyxl_cells(after, "Template").items() if at[0] >= 6} == {
        (6, 2): "P-0",
        (6, 6): "Old",
        (7, 2): "P-1",
        (7, 6): "Old",
        (8, 2): "P-2",
        (8, 5): "Two",
        (8, 6): "Old",
        (9, 2): "P-9",
        (9, 5): "Nine",
    }


def test_a_formula_of_the_template_is_never_overwritten(tmp_path: Path) -> None:
    before = amazon_xlsm(raw_cells='<c r="A7" s="2"/><c r="C7" s="2"/><c r="F7"><f>A1&amp;"&gt;"</f><v>0</v></c>')
    kept = filled(before, [FilledRow(0, "", {2: "S1"})], tmp_path)
    assert b'<c r="F7"><f>A1&amp;"&gt;"</f><v>0</v></c>' in parts_of_zip(kept)[DATA]
    with pytest.raises(KnownError, match="holds a formula"):
        fill.fill(loading.parse("k.xlsm", before), [FilledRow(0, "", {5: "x"})], tmp_path / "no.xlsm")
    assert not (tmp_path / "no.xlsm").exists()


@pytest.mark.parametrize(
    "raw",
    [
        '<c r="C7"/><c r="D7" s="3"><v>1</v></c>',
        '<c r="C7" s="2" t="inlineStr"><is><t>a &gt; b</t></is></c><c r="D7"/>',
        "<c r='C7' t='str' cm='1'><v>x</v></c><c s=\"3\"><v>2</v></c>",
        "",
    ],
)
def test_cells_however_written_are_found(tmp_path: Path, raw: str) -> None:
    before = amazon_xlsm(raw_cells=raw or " ")
    after = filled(before, [FilledRow(0, "", {2: "S1", 4: "new"}), FilledRow(1, "", {2: "S2"})], tmp_path)
    cells = {at: v for at, v in openpyxl_cells(after, "Template").items() if at[0] >= 6}
    assert cells == {(6, 2): "S1", (6, 4): "new", (7, 2): "S2"}
    only_data_rows_changed(before, after, 7)


def test_a_sheet_that_is_full_takes_no_more(tmp_path: Path) -> None:
    columns = (Shape("SKU", key=SKU),)
    last = '<row r="1048576"><c r="A1048576" t="str"><v>P-1</v></c></row></sheetData>'
    xml = parts_of_zip(amazon_xlsm(columns))[DATA].decode().replace("</sheetData>", last)
    file = loading.parse("k.xlsm", amazon_xlsm(columns, extra={DATA: xml.encode()}))
    with pytest.raises(KnownError, match="at most"):
        fill.fill(file, [FilledRow(0, "P-2", {0: "P-2"})], tmp_path / "no.xlsm", complete=True)
    fill.fill(file, [FilledRow(0, "P-1", {0: "P-1"})], tmp_path / "out.xlsm", complete=True)


@pytest.mark.parametrize(
    ("words", "longest"),
    [
        ("Alphanumeric string; 1 to 50 characters in length", 50),
        ("Up to 1,000 alphanumeric characters, at least 10 characters", 1000),
        ("A text of your own", 0),
    ],
)
def test_limits_are_taken_from_the_words_of_the_definitions(words: str, longest: int) -> None:
    columns = (Shape("SKU", key=SKU), Shape("Model", key="model#1.value", accepts=words))
    assert by_key(amazon_xlsm(columns))["model#1.value"].longest == longest


def test_rows_may_begin_after_a_gap_or_not_be_there(tmp_path: Path) -> None:
    before = amazon_xlsm()
    bare = re.sub(rb'<row r="7".*?</row>', b"", parts_of_zip(before)[DATA], flags=re.DOTALL)
    before = amazon_xlsm(extra={DATA: bare})
    after = filled(before, [FilledRow(0, "", {2: "S1"})], tmp_path)
    assert openpyxl_cells(after, "Template")[6, 2] == "S1"
    assert b'<c r="C7" s="2" ' in parts_of_zip(after)[DATA]  # the column's format


def test_a_sheet_in_utf_16_is_read_and_filled(tmp_path: Path) -> None:
    xml = parts_of_zip(amazon_xlsm())[DATA].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    after = filled(amazon_xlsm(extra={DATA: xml.encode("utf-16")}), [FilledRow(0, "", {2: "क"})], tmp_path)
    assert openpyxl_cells(after, "Template")[6, 2] == "क"


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", DATA, "_rels/.rels", "xl/worksheets/sheet5.xml"]
)
@pytest.mark.parametrize("doctype", [BOMB, b'<!DOCTYPE x SYSTEM "file:///etc/passwd">', BOMB.decode().encode("utf-16")])
def test_entities_are_refused_in_every_part(part: str, doctype: bytes) -> None:
    xml = parts_of_zip(amazon_xlsm())[part]
    with pytest.raises(KnownError, match="damaged"):
        template(
            amazon_xlsm(extra={part: doctype + (xml.decode().encode("utf-16") if doctype[:1] == b"\xff" else xml)})
        )


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(KnownError, match="too large"):
        template(amazon_xlsm(extra={"xl/media/image1.png": b"\0" * (parts._MOST_UNPACKED + 1)}))


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(amazon_xlsm())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(DATA, "<worksheet/>")
    with pytest.raises(KnownError, match="damaged"):
        template(out.getvalue())


def test_other_files_are_refused_with_a_sentence() -> None:
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    not_zip = io.BytesIO()
    with zipfile.ZipFile(not_zip, "w") as archive:
        archive.writestr("readme.txt", "x")
    for content, words in (
        (plain.getvalue(), "not a listing template"),
        (not_zip.getvalue(), "damaged"),
        (amazon_xlsm()[:900], "damaged"),
        (amazon_xlsm(about="settings=labelRow=4&attributeRow=5&dataRow=999"), "not a listing template"),
        (amazon_xlsm(about="settings=labelRow=4&attributeRow=5&dataRow=5"), "not a listing template"),
    ):
        with pytest.raises(KnownError, match=words):
            loading.parse("x.xlsx", content)


@settings(max_examples=6 * MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_comes_out_as_anything_but_a_sentence(data: st.DataObject, tmp_path: Path) -> None:
    """Bytes of a part changed, taken out or put in: it is read and filled, or refused."""
    part = data.draw(st.sampled_from(sorted(name for name in SAMPLE if name.endswith((".xml", ".rels")))))
    xml = bytearray(SAMPLE[part])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(xml) - 1))
        piece = data.draw(
            st.sampled_from((b"", b"<", b">", b"/>", b'"', b"</row>", b"<c/>", b"9999999", b"\0", b"-", b"A"))
        )
        xml[at : at + data.draw(st.integers(0, 6))] = piece
    try:
        file = loading.parse("k.xlsm", amazon_xlsm(extra={part: bytes(xml)}))
        list(file.rows())
        fill.fill(file, [FilledRow(0, "", {2: "S1"})], tmp_path / "out.xlsm")
    except KnownError:
        pass


SAMPLE = parts_of_zip(amazon_xlsm())

_text = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="_"), max_size=20
)
_key = st.from_regex(r"[a-z]{3,9}(_[a-z]{2,5})?(\[language_tag=en_IN\])?#[1-5]\.value", fullmatch=True)
_shape = st.builds(
    Shape,
    heading=st.sampled_from(("Item Name", "Bullet Point", "Farbe", "रंग", "Weight & size")),
    key=_key,
    need=st.sampled_from(("Required", "Conditionally Required", "Recommended", "Optional")),
    values=st.lists(st.sampled_from(("Red", "off white", "अ", "A & b")), max_size=3, unique=True),
    longest=st.sampled_from((0, 0, 7)),
)


@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shapes=st.lists(_shape, max_size=40, unique_by=lambda shape: plain_key(shape.key)),
    sku_at=st.integers(0, 40),
    label_row=st.integers(2, 5),
    gaps=st.tuples(st.integers(1, 3), st.integers(1, 4)),
    values=st.lists(
        st.dictionaries(
            st.integers(0, 40), st.one_of(_text.filter(bool), st.decimals(-(10**6), 10**6, places=2)), max_size=9
        ),
        max_size=30,
    ),
    prefix=st.sampled_from(("", "x:")),
    old=st.integers(0, 3),
)
def test_templates_with_any_columns_at_any_row_work_alike(
    shapes: list[Shape],
    sku_at: int,
    label_row: int,
    gaps: tuple[int, int],
    values: list[dict[int, str | Decimal]],
    prefix: str,
    old: int,
    tmp_path: Path,
) -> None:
    columns = [*shapes]
    columns.insert(min(sku_at, len(columns)), Shape("SKU", key=SKU, need="Required"))
    key_row, data_row = label_row + gaps[0], label_row + sum(gaps)
    before = amazon_xlsm(
        columns, label_row=label_row, key_row=key_row, data_row=data_row, prefix=prefix, rows=[{SKU: "old"}] * old
    )
    found = template(before)
    assert found.data_row == data_row
    assert [(c.key, c.heading) for c in found.columns] == [(shape.key, shape.heading) for shape in columns]
    for column, shape in zip(found.columns, columns, strict=True):
        assert column.allowed == tuple(shape.values)
        assert column.longest == shape.longest
        assert (
            column.need.value[:4] == {"R": "must", "C": "cond", "O": "opti"}[shape.need[0]]
            or shape.need == "Recommended"
        )
    rows = [FilledRow(n, "", {at: v for at, v in row.items() if at < len(columns)}) for n, row in enumerate(values)]
    after = filled(before, rows, tmp_path)
    only_data_rows_changed(before, after, data_row)
    assert template(after) == found
    wanted = {
        (data_row - 1 + row.row, at): float(value) if isinstance(value, Decimal) else value
        for row in rows
        for at, value in row.cells.items()
    }
    assert {at: v for at, v in openpyxl_cells(after, "Template").items() if at[0] >= data_row - 1} == wanted


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.skipif(not os.environ.get("SAMARTH_LIBREOFFICE"), reason="takes half a minute: set SAMARTH_LIBREOFFICE")
def test_libreoffice_opens_the_filled_template_with_its_lists(tmp_path: Path) -> None:
    rows = [FilledRow(n, "", {2: f"S{n}", 3: "KURTA", 5: "=क 😀", 19: Decimal("12")}) for n in range(100)]
    (tmp_path / "filled.xlsm").write_bytes(filled(amazon_xlsm(), rows, tmp_path))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "filled.xlsm",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx")["Template"]
    assert [sheet.cell(row, 3).value for row in (7, 106)] == ["S0", "S99"]
    assert (sheet.cell(106, 6).value, sheet.cell(106, 6).data_type, sheet.cell(106, 20).value) == ("=क 😀", "s", 12)
    lists = {str(rule.sqref).partition(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "Dropdown Lists" in lists["D7"]
    assert "INDIRECT" in lists["P7"]
    assert "Create or Replace" in lists["E7"]
