"""Flipkart's sheets: read by colours, hints and lists, filled record by record, all else kept."""

import io
import os
import shutil
import struct
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Picture
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image

from samarth_desktop.documents.templates import dry_run, fill, loading, mapping
from samarth_desktop.documents.templates.dry_run import FilledRow
from samarth_desktop.documents.templates.model import Need, Template, ValueKind
from samarth_desktop.errors import KnownError
from tests.documents.template_reading import (
    CELL_RECORDS,
    CONTINUE,
    DIMENSIONS,
    EXTSST,
    INDEX,
    SST,
    calamine_cells,
    colours_of_xls,
    parts_of_xls,
    sheet_of_xls,
    xls_stream,
)
from tests.documents.template_rows import product
from tests.documents.template_shapes import FILLS, MACRO_STREAMS, SARI, Shape, flipkart_xls, opened_xls

MANY = int(os.environ.get("SAMARTH_MANY_TEMPLATES", "20"))


def template(content: bytes) -> Template:
    return loading.parse("sari.xls", content).template


def filled(content: bytes, rows: list[FilledRow], tmp_path: Path, complete: bool = False) -> bytes:
    out = tmp_path / "out.xls"
    assert fill.fill(loading.parse("sari.xls", content), rows, out, complete) == len(rows)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    return out.read_bytes()


def only_cells_changed(before: bytes, after: bytes, sheet: str) -> None:
    """Of the data sheet only the cells' records may differ, of the globals only what counts texts and offsets."""
    old, new = parts_of_xls(before), parts_of_xls(after)
    assert list(old) == list(new)
    for name, records in old.items():
        if name == "":
            loose = {SST, CONTINUE, EXTSST, 0x0085}
        elif name == sheet:
            loose = CELL_RECORDS | {DIMENSIONS}
        else:
            loose = {INDEX}
        assert [r for r in records if r[0] not in loose] == [r for r in new[name] if r[0] not in loose], name
    strings = [[data for kind, data in parts[""] if kind in (SST, CONTINUE)] for parts in (old, new)]
    assert strings[1][0][8:] == strings[0][0][8:]
    assert strings[1][1 : len(strings[0])] == strings[0][1:]


def test_a_category_sheet_is_read_column_by_column() -> None:
    found = template(flipkart_xls())
    assert (found.categories, found.version, found.heading_row, found.data_row) == (("sari",), "7.1", 1, 5)
    needs = {column.heading: column.need for column in found.columns}
    assert needs == {shape.heading: Need(shape.need) for shape in SARI}
    by_name = {column.heading: column for column in found.columns}
    assert by_name["Seller SKU ID"].longest == 64
    assert by_name["MRP (INR)"].kind is ValueKind.POSITIVE_WHOLE
    assert by_name["Stock"].kind is ValueKind.WHOLE
    assert by_name["EAN/UPC"].kind is ValueKind.DIGITS
    assert by_name["Weight (KG)"].unit == "kg"
    assert by_name["Tax Code"].allowed == ("GST_5", "GST_12", "GST_APPAREL")
    assert by_name["Handloom Product"].allowed == ("Yes", "No")
    assert by_name["Search Keywords"].most_values == 5


def test_a_list_by_column_number_is_not_believed_for_several_values_or_addresses() -> None:
    by_name = {column.heading: column for column in template(flipkart_xls()).columns}
    assert by_name["Fabric Care"].multi
    assert by_name["Fabric Care"].allowed == ()
    assert by_name["Main Image URL"].allowed == ()
    assert by_name["Color"].allowed == ("Maroon", "Red", "Off White")


@pytest.mark.parametrize("macros", [False, True])
def test_a_filled_sheet_keeps_everything_else(tmp_path: Path, macros: bool) -> None:
    before = flipkart_xls(macros=macros)
    file = loading.parse("sari.xls", before)
    checked = dry_run.check(file.template, mapping.shipped("flipkart"), [product(n) for n in range(1, 41)])
    assert (checked.refused, checked.unmapped_musts, len(checked.rows)) == ((), (), 40)
    after = filled(before, list(checked.rows), tmp_path)

    only_cells_changed(before, after, "sari")
    if macros:
        for name, data in MACRO_STREAMS.items():
            assert xls_stream(after, f"_VBA_PROJECT_CUR/{name}")[: len(data)] == data
    old, new = opened_xls(before), opened_xls(after)
    assert new.palette_record == old.palette_record
    assert new.sheet_names() == old.sheet_names()
    assert [sheet.visibility for sheet in new.sheets()] == [sheet.visibility for sheet in old.sheets()]
    for name in old.sheet_names():
        if name != "sari":
            assert sheet_of_xls(after, name) == sheet_of_xls(before, name)
    assert colours_of_xls(after, "sari", 4) == colours_of_xls(before, "sari", 4)
    assert set(FILLS.values()) <= set(colours_of_xls(after, "sari", 1).values())

    cells = sheet_of_xls(after, "sari")
    assert {at: text for at, text in cells.items() if at[0] < 4} == sheet_of_xls(before, "sari")
    for row in checked.rows:
        for column, value in row.cells.items():
            wanted = float(value) if isinstance(value, Decimal) else value
            assert cells[4 + row.row, column] == wanted
    assert len(cells) == 4 * len(SARI) - sum(not shape.hint for shape in SARI) + sum(len(r.cells) for r in checked.rows)
    assert {at: value for at, value in calamine_cells(after, "sari").items() if at[0] >= 4} == {
        at: value for at, value in cells.items() if at[0] >= 4
    }


def test_new_rows_have_the_formats_of_the_first_data_row(tmp_path: Path) -> None:
    after = filled(flipkart_xls(), [FilledRow(n, f"S{n}", {15: Decimal("1.5"), 21: "x"}) for n in range(3)], tmp_path)
    book = opened_xls(after)
    sheet = book.sheet_by_name("sari")
    for column, wanted in ((15, "0.00"), (21, "@")):
        formats = {
            book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key].format_str for row in (4, 5, 6)
        }
        assert formats == {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+91 98390",
        "-5",
        "@SUM(A1)",
        "हाथ की कढ़ाई " * 900,
        "x" * 32_767,
        "a😀" * 6_000,
        "line\nbreak\tand tab",
        "Bäckerei ÿ",
    ],
)
def test_texts_of_every_kind_arrive_as_texts(tmp_path: Path, text: str) -> None:
    rows = [
        FilledRow(0, "S1", {5: "S1", 21: text}),
        FilledRow(1, "S2", {5: "S2", 21: text + "!"[len(text) // 32_767 :]}),
    ]
    after = filled(flipkart_xls(), rows, tmp_path)
    sheet = opened_xls(after).sheet_by_name("sari")
    assert (sheet.cell_type(4, 21), sheet.cell_value(4, 21)) == (1, text)
    assert sheet.cell_value(5, 21) == rows[1].cells[21]
    assert calamine_cells(after, "sari")[4, 21] == text


def test_offsets_into_the_stream_follow_the_sheets_that_move(tmp_path: Path) -> None:
    """Excel writes into each sheet where its blocks of rows lie; a sheet behind the data sheet lies elsewhere now."""
    book = xlwt.Workbook()
    data, other = book.add_sheet("sari"), book.add_sheet("other")
    for sheet in (data, other):
        sheet.write(0, 0, "Seller SKU ID")
    plain = other.get_biff_data
    index = struct.pack("<HH4I", 0x020B, 16, 0, 0, 1, 0) + b"INDEXED!"
    index = index[:2] + struct.pack("<H", 24) + index[4:]
    other.get_biff_data = lambda: plain()[:20] + index + plain()[20:-4] + b"\xd7\x00\x04\x00MARK" + plain()[-4:]
    out = io.BytesIO()
    book.save(out)
    content = out.getvalue()
    place = xls_stream(content).index(b"\xd7\x00\x04\x00MARK")
    content = content.replace(b"INDEXED!", struct.pack("<II", place, 0))
    after = xls_stream(filled(content, [FilledRow(n, "", {0: f"S{n}"}) for n in range(50)], tmp_path))
    [(_, moved)] = [
        record for record in parts_of_xls((tmp_path / "out.xls").read_bytes())["other"] if record[0] == INDEX
    ]
    assert struct.unpack_from("<II", moved, 16) == (after.index(b"\xd7\x00\x04\x00MARK"), 0)
    assert after.index(b"\xd7\x00\x04\x00MARK") > place


def test_what_an_earlier_upload_left_is_emptied(tmp_path: Path) -> None:
    old = [{"Seller SKU ID": f"OLD{n}", "Catalog QC Status": "Failed", "Stock": 3} for n in range(9)]
    after = filled(flipkart_xls(rows=old), [FilledRow(0, "S1", {5: "S1"})], tmp_path)
    assert {at: value for at, value in sheet_of_xls(after, "sari").items() if at[0] >= 4} == {(4, 5): "S1"}
    assert opened_xls(after).sheet_by_name("sari").nrows == 13  # emptied, not deleted


def test_a_half_filled_sheet_is_completed_by_sku(tmp_path: Path) -> None:
    """Flipkart's picture tool gives a sheet with SKUs and addresses of pictures."""
    standing = [
        {"Seller SKU ID": f"P-{n}", "Main Image URL": f"http://img.example/{n}", "Catalog QC Status": "Failed"}
        for n in range(3)
    ]
    before = flipkart_xls(rows=standing)
    file = loading.parse("sari.xls", before)
    rows = [product(n, sku=f"P-{n}", image_1="") for n in (2, 0, 7)]
    checked = dry_run.check(file.template, mapping.shipped("flipkart"), rows, file.rows())
    assert [(refusal.row, refusal.field) for refusal in checked.refused] == [(2, "Main Image URL")]
    extra = FilledRow(9, "NEW", {5: "NEW", 26: "http://img.example/new"})
    after = filled(before, [*checked.rows, extra], tmp_path, complete=True)
    sheet = opened_xls(after).sheet_by_name("sari")
    assert [sheet.cell_value(row, 5) for row in range(4, 8)] == ["P-0", "P-1", "P-2", "NEW"]
    assert [sheet.cell_value(row, 26) for row in range(4, 7)] == [f"http://img.example/{n}" for n in range(3)]
    assert [sheet.cell_value(row, 35) for row in range(4, 8)] == ["Chikankari saree 0", "", "Chikankari saree 2", ""]
    assert [sheet.cell_value(row, 1) for row in range(4, 8)] == ["", "", "", ""]


def test_a_formula_of_the_template_is_never_overwritten(tmp_path: Path) -> None:
    before = flipkart_xls(rows=[{"Product Title": xlwt.Formula("A1")}])
    kept = filled(before, [FilledRow(0, "S1", {5: "S1"})], tmp_path)
    assert [kind for kind, _ in parts_of_xls(kept)["sari"]].count(0x0006) == 1
    with pytest.raises(KnownError, match="holds a formula"):
        fill.fill(loading.parse("sari.xls", before), [FilledRow(0, "S1", {35: "x"})], tmp_path / "no.xls")
    assert not (tmp_path / "no.xls").exists()


def test_nothing_is_written_where_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "out.xls").write_bytes(b"what was there")
    rows = [FilledRow(n, str(n), {5: str(n)}) for n in range(65_533)]
    with pytest.raises(KnownError, match="at most"):
        fill.fill(loading.parse("sari.xls", flipkart_xls()), rows, tmp_path / "out.xls")
    assert (tmp_path / "out.xls").read_bytes() == b"what was there"
    with pytest.raises(KnownError, match="cannot be reached"):
        fill.fill(loading.parse("sari.xls", flipkart_xls()), [], tmp_path / "no folder" / "out.xls")


def test_a_large_sheet_needs_more_tables_of_sectors_than_the_header_holds(tmp_path: Path) -> None:
    """Over 7 MB the places of the compound file's tables go on in sectors of their own."""
    text = "क" * 30_000
    rows = [FilledRow(n, f"S{n}", {5: f"S{n}", 21: f"{n}{text}"}) for n in range(150)]
    after = filled(flipkart_xls(), rows, tmp_path)
    assert len(after) > 8_000_000
    assert opened_xls(after).sheet_by_name("sari").cell_value(153, 21) == f"149{text}"
    assert loading.parse("again.xls", after).template == template(flipkart_xls())


@pytest.mark.parametrize("cut", [600, 2_000, 5_000, 20_000])
def test_damaged_files_are_refused_with_a_sentence(cut: int) -> None:
    whole = flipkart_xls()
    with pytest.raises(KnownError):
        loading.parse("sari.xls", whole[:cut])


def test_files_of_other_kinds_are_refused_with_a_sentence() -> None:
    book = xlwt.Workbook()
    book.add_sheet("people").write(0, 0, "name")
    out = io.BytesIO()
    book.save(out)
    for content, words in (
        (out.getvalue(), "not a listing template"),
        (SAMPLE.replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1), "protected with a password"),
        (b"name,village\n", "not a listing template"),
        (b"", "not a listing template"),
        (out.getvalue()[:512] + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    ):
        with pytest.raises(KnownError, match=words):
            loading.parse("x.xls", content)


@settings(max_examples=6 * MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_comes_out_as_anything_but_a_sentence(data: st.DataObject, tmp_path: Path) -> None:
    """Bytes anywhere in the file changed: it is read and filled, or refused."""
    content = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.one_of(st.integers(0, 600), st.integers(0, len(content) - 5)))
        content[at : at + 4] = struct.pack("<I", data.draw(st.one_of(st.integers(0, 2**32 - 1), st.integers(0, 300))))
    try:
        file = loading.parse("sari.xls", bytes(content))
        list(file.rows())
        fill.fill(file, [FilledRow(0, "S1", {0: "S1"})], tmp_path / "out.xls")
    except KnownError:
        pass


SAMPLE = flipkart_xls(rows=[{"Seller SKU ID": "P-1", "Stock": 2}])

_words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\xa0"), min_size=1, max_size=12
)
_heading = _words.map(lambda text: " ".join(text.split())).filter(bool)
_shape = st.builds(
    Shape,
    heading=_heading,
    hint=st.sampled_from(
        ("", "Single - Text", "Multi - Text", "Single - Decimal", "URL", "Dropdown", "Single - Boolean")
    ),
    need=st.sampled_from((*FILLS, "optional")),
    values=st.lists(st.sampled_from(("Seller", "seller's", "अ", "A b")), max_size=3, unique=True),
    cell_list=st.lists(st.sampled_from(("Yes", "No", "x")), max_size=2, unique=True),
)


@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shapes=st.lists(_shape, min_size=1, max_size=20, unique_by=lambda shape: shape.heading.casefold()),
    sku_at=st.integers(0, 20),
    above=st.integers(0, 4),
    values=st.lists(
        st.dictionaries(st.integers(0, 20), st.one_of(_words, st.decimals(-(10**6), 10**6, places=2))), max_size=40
    ),
    macros=st.booleans(),
)
def test_templates_with_any_columns_at_any_row_work_alike(
    shapes: list[Shape],
    sku_at: int,
    above: int,
    values: list[dict[int, str | Decimal]],
    macros: bool,
    tmp_path: Path,
) -> None:
    columns = [*shapes]
    columns.insert(min(sku_at, len(columns)), Shape("Seller SKU ID", "Text - limited to 64 characters", "must"))
    before = flipkart_xls(columns, category="anything", above=above, macros=macros)
    found = template(before)
    assert [c.heading for c in found.columns] == [shape.heading for shape in columns]
    assert found.data_row == above + 5
    for column, shape in zip(found.columns, columns, strict=True):
        assert column.need is Need(shape.need)
        assert column.multi == shape.hint.startswith("Multi")
        if shape.hint in ("Single - Text", "Dropdown"):
            assert column.allowed == tuple(shape.values)
    rows = [
        FilledRow(n, "", {at: value for at, value in row.items() if at < len(columns)}) for n, row in enumerate(values)
    ]
    after = filled(before, rows, tmp_path)
    only_cells_changed(before, after, "anything")
    assert template(after) == found
    wanted = {
        (above + 4 + row.row, at): float(value) if isinstance(value, Decimal) else value
        for row in rows
        for at, value in row.cells.items()
    }
    head = {at: value for at, value in sheet_of_xls(before, "anything").items() if at[0] < above + 4}
    assert sheet_of_xls(after, "anything") == head | wanted


def by_libreoffice(tmp_path: Path, name: str, kind: str) -> Path:
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind, name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    return (tmp_path / name).with_suffix(f".{kind}")


with_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") and os.environ.get("SAMARTH_LIBREOFFICE")),
    reason="takes half a minute: install LibreOffice and set SAMARTH_LIBREOFFICE",
)


@with_libreoffice
def test_libreoffice_opens_the_filled_sheet_with_its_lists(tmp_path: Path) -> None:
    rows = [FilledRow(n, f"S{n}", {5: f"S{n}", 8: Decimal(999), 21: "=क 😀"}) for n in range(100)]
    (tmp_path / "filled.xls").write_bytes(filled(flipkart_xls(), rows, tmp_path))
    sheet = openpyxl.load_workbook(by_libreoffice(tmp_path, "filled.xls", "xlsx"))["sari"]
    assert [sheet.cell(row, 6).value for row in (5, 104)] == ["S0", "S99"]
    assert (sheet.cell(104, 9).value, sheet.cell(104, 22).value) == (999, "=क 😀")
    assert sheet.cell(104, 22).data_type == "s"
    rules = [(rule.type, str(rule.sqref)[:5], rule.formula1) for rule in sheet.data_validations.dataValidation]
    assert rules == [("list", "H5:H1", '"ACTIVE,INACTIVE"')]
    assert sheet.cell(1, 6).fill.fgColor.rgb == "FF8DB4E2"


@with_libreoffice
def test_what_a_spreadsheet_program_put_into_the_sheet_outlives_filling(tmp_path: Path) -> None:
    """Lists on another sheet, comments, pictures, rules of colour: all that a library's copy would lose."""
    book = openpyxl.Workbook()
    values = book.active
    values.title = "DropDownValuesForColumn1"
    sheet = book.create_sheet("sari")
    heads, hints = ["Seller SKU ID", "Fullfilment by", "Stock", "MRP (INR)", "Pack of"], ["Text", "Single - Text"]
    for row, texts in enumerate((heads, hints, [], [], ["S7", "", 11, 12, 13.5]), 1):
        values.cell(row, 1, f"value {row}")
        for column, text in enumerate(texts, 1):
            sheet.cell(row, column, text)
    sheet["A1"].comment = Comment("our number", "office")
    rule = DataValidation(type="list", formula1="DropDownValuesForColumn1!$A$1:$A$5")
    rule.add("B5:B900")
    sheet.add_data_validation(rule)
    sheet.conditional_formatting.add(
        "A5:A100", CellIsRule(operator="equal", formula=['"x"'], fill=PatternFill("solid"))
    )
    picture = io.BytesIO()
    Image.new("RGB", (30, 30), "red").save(picture, "PNG")
    sheet.add_image(Picture(picture), "F1")
    book.create_sheet("behind")["A1"] = "stays"
    book.save(tmp_path / "made.xlsx")
    before = by_libreoffice(tmp_path, "made.xlsx", "xls").read_bytes()
    rows = [FilledRow(n, f"S{n}", {0: f"S{n}", 1: "value 1", 3: Decimal(n)}) for n in range(8, 308)]
    rows.append(FilledRow(7, "S7", {1: "value 2", 3: Decimal(99)}))
    (tmp_path / "filled.xls").write_bytes(filled(before, rows, tmp_path, complete=True))
    only_cells_changed(before, (tmp_path / "filled.xls").read_bytes(), "sari")
    found = openpyxl.load_workbook(by_libreoffice(tmp_path, "filled.xls", "xlsx"))
    sheet = found["sari"]
    assert (sheet["A305"].value, sheet["B305"].value, found["behind"]["A1"].value) == ("S307", "value 1", "stays")
    assert [cell.value for cell in sheet[5]][:5] == ["S7", "value 2", 11, 99, 13.5]  # numbers that stood in one record
    assert sheet["A1"].comment is not None
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation] == ["DropDownValuesForColumn1!$A$1:$A$5"]
    assert len(list(sheet.conditional_formatting)) == len(sheet._images) == 1
