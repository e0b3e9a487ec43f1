"""Tables in and out: what people's programs write is read as they see it, what is hostile is refused with a sentence."""

import csv
import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from samarth_desktop.documents.spreadsheets import sheet_text, sheet_zip
from samarth_desktop.documents.spreadsheets.sheet_write import OutputSheet, guard, write_csv, write_xlsx
from samarth_desktop.documents.spreadsheets.worksheets import open_book
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import catalog
from tests.documents.tables import csv_bytes, mangled, ods_bytes, rezipped, xlsx_bytes, zip_bytes

ROWS = [
    ["name_hi", "name_en", "mobile"],
    ["रमेश कुमार", "Ramesh Kumar", "9839022218"],
    ["", "", ""],
    ["शबनम बानो", "Shabnam\nBano", "9839022219"],
]


def read(tmp_path: Path, content: bytes, name: str = "list.csv") -> list[list[str]]:
    (tmp_path / name).write_bytes(content)
    return list(open_book(tmp_path / name)[0].rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_in_every_dress(tmp_path: Path, encoding: str, delimiter: str) -> None:
    assert read(tmp_path, csv_bytes(ROWS, encoding, delimiter)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_hindi_in_utf_16_without_a_mark(tmp_path: Path, encoding: str) -> None:
    """Where next to nothing is Latin, no zero bytes tell of it."""
    rows = [["नाम", "पता"], *([f"सुनीता देवी मौर्य {who}", "ग्राम पंचायत हरख, बाराबंकी"] for who in "कखगघ")]
    assert read(tmp_path, csv_bytes(rows, encoding, ",")) == rows


def test_csv_of_an_old_windows(tmp_path: Path) -> None:
    rows = [["name", "craft"], ["jes'k dqekj", "¼fpdudkjh½"]]
    assert read(tmp_path, csv_bytes(rows, "cp1252")) == rows


def test_line_that_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    assert read(tmp_path, b"sep=;\r\na;b\r\n1,5;2\r\n") == [["a", "b"], ["1,5", "2"]]


def test_one_column_with_commas_in_a_title_above(tmp_path: Path) -> None:
    content = "District Barabanki, 2026\n\nname;village;mobile\nRamesh;Zaidpur;9839022218\nSita;Dewa;9839022219\n"
    assert read(tmp_path, content.encode())[2] == ["name", "village", "mobile"]


def test_xlsx_and_ods_hold_what_csv_holds(tmp_path: Path) -> None:
    assert read(tmp_path, xlsx_bytes(ROWS), "list.xlsx") == ROWS
    assert [row[:3] for row in read(tmp_path, ods_bytes(ROWS), "list.ods")][:2] == ROWS[:2]


def test_zip_with_one_table(tmp_path: Path) -> None:
    assert read(tmp_path, zip_bytes({"list.xlsx": xlsx_bytes(ROWS), "readme.md": b"hello"}), "sent.zip") == ROWS


def test_cells_read_as_a_person_sees_them(tmp_path: Path) -> None:
    """Numbers that are no quantities come as their digits; a number that has lost its end is not passed off as one."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    cells = [9839022218, 209801.0, 12.5, 12345678901234567890]
    for column, cell in enumerate(cells):
        page.write(0, column, cell)
    page.write_string(1, 0, "00123")
    page.write_datetime(1, 1, datetime.datetime(1990, 11, 5), day)
    page.write_boolean(1, 2, True)
    page.write_formula(1, 3, "=1+1", None, 2)
    book.close()
    first, second = read(tmp_path, stream.getvalue(), "list.xlsx")
    assert first[:3] == ["9839022218", "209801", "12.5"]
    assert "E+" in first[3]
    assert second == ["00123", "1990-11-05", "Yes", "2"]


def test_merged_cells_stand_for_the_rows_below(tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    page.merge_range(1, 0, 3, 0, "Zaidpur")
    for row in range(1, 5):
        page.write(row, 1, f"name {row}")
    book.close()
    assert read(tmp_path, stream.getvalue(), "list.xlsx")[1:] == [
        ["Zaidpur", "name 1"],
        ["Zaidpur", "name 2"],
        ["Zaidpur", "name 3"],
        ["", "name 4"],
    ]


def test_a_merged_cell_makes_nobody_of_a_blank_row(tmp_path: Path) -> None:
    """One over several columns stands in the first of them."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    page.merge_range(0, 0, 3, 1, "Zaidpur")
    for row in (0, 1, 3):
        page.write(row, 2, f"name {row}")
    book.close()
    assert read(tmp_path, stream.getvalue(), "list.xlsx") == [
        ["Zaidpur", "", "name 0"],
        ["Zaidpur", "", "name 1"],
        ["", "", ""],
        ["Zaidpur", "", "name 3"],
    ]


def test_hidden_columns_are_known_by_their_place_among_the_cells(tmp_path: Path) -> None:
    """Also where the first columns of the sheet are empty, and in either kind of file."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    for column, text in enumerate(("name", "mobile", "age", "village"), 2):
        page.write(0, column, text)
    page.set_column(3, 4, None, None, {"hidden": True})
    page.set_column(9, 16_383, None, None, {"hidden": True})
    book.close()
    (tmp_path / "list.xlsx").write_bytes(stream.getvalue())
    column = '<table:table-column table:number-columns-repeated="{}"{}/>'
    shut = ' table:visibility="collapse"'
    columns = column.format(3, "") + column.format(2, shut) + column.format(1000, "")
    row = '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
    row += "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in "abcd"
    )
    (tmp_path / "list.ods").write_bytes(ods_bytes([], row_xml=columns + row + "</table:table-row>"))
    for name in ("list.xlsx", "list.ods"):
        (sheet,) = open_book(tmp_path / name)
        seen = [cell for at, cell in enumerate(next(sheet.rows())) if at not in sheet.hidden_columns]
        assert len(seen) == 2 and sheet.left == 2 and {1, 2} <= sheet.hidden_columns


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet("old").hide()
    shown = book.add_worksheet("new")
    shown.write(0, 0, "name")
    shown.activate()
    shown.set_first_sheet()
    book.close()
    (tmp_path / "list.xlsx").write_bytes(stream.getvalue())
    assert [sheet.name for sheet in open_book(tmp_path / "list.xlsx")] == ["new"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FAR = '<c r="XFD1048576"><v>1</v></c>'
REFUSED = {
    "empty.csv": b"",
    "only a mark.csv": b"\xef\xbb\xbf",
    "only commas.csv": b" \r\n,,,\r\n;\t",
    "blank.csv": b"\r\n \t\r\n",
    "locked.xlsx": OLE + "EncryptedPackage".encode("utf-16-le"),
    "old.xls": OLE + "Workbook".encode("utf-16-le"),
    "page.xls": b"\xef\xbb\xbf <html><table><tr><td>name</td></tr></table></html>",
    "xml.xls": b'<?xml version="1.0"?><Workbook/>',
    "letter.pdf": b"%PDF-1.7\n",
    "photo.csv": b"\xff\xd8\xff\xe0" + bytes(100),
    "program.csv": bytes(range(256)) * 20,
    "half.xlsx": xlsx_bytes(ROWS)[:3000],
    "quote.csv": b'name,village\n"' + b"Ramesh," * 40_000,
    "letter.docx": zip_bytes({"word/document.xml": b"<w/>"}),
    "two.zip": zip_bytes({"a.csv": b"a", "b.csv": b"b"}),
    "nested.zip": zip_bytes({"a.csv": zip_bytes({"a.csv": b"a,b"})}),
    "binary.xlsb": zip_bytes({"xl/workbook.bin": b"a"}),
    "far.xlsx": rezipped(xlsx_bytes(ROWS), lambda n, c: c.replace(b"</row>", FAR.encode() + b"</row>", 1)),
    "coded.xlsx": rezipped(
        xlsx_bytes(ROWS),
        lambda n, c: c.replace(b'<c r="A1"', b'<row r="1&#48;48576"><c r="&#88;FD1048576"', 1),
    ),
    "bomb.ods": ods_bytes(
        ROWS,
        row_xml='<table:table-row table:number-rows-repeated="900000"><table:table-cell '
        'table:number-columns-repeated="9000" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
    ),
    "blank.xlsx": xlsx_bytes([]),
    "wound.csv": csv_bytes(ROWS)[:-4].replace("कुमार".encode(), "कुमार".encode()[1:]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(KnownError) as refused:
        read(tmp_path, REFUSED[name], name)
    for language in ("hi", "en"):
        assert catalog(language).say(refused.value.text)


def test_zip_bomb(tmp_path: Path) -> None:
    """Half a gigabyte of the letter a, claimed truly; and a claim that is too small for what comes."""
    bomb = zip_bytes({"xl/workbook.xml": b"<a/>", "xl/sharedStrings.xml": b"a" * 1000})
    for claim in (sheet_zip.MOST_UNPACKED + 1, 10):
        claimed = bytearray(bomb)
        for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            start = claimed.rfind(mark)
            claimed[start + at : start + at + 4] = claim.to_bytes(4, "little")
        with pytest.raises(KnownError):
            read(tmp_path, bytes(claimed), "bomb.xlsx")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(KnownError):
            open_book(path)


def test_formatted_cells_to_the_end_of_the_sheet_do_no_harm(tmp_path: Path) -> None:
    """Somebody coloured whole columns: a million empty cells with a format, in an ordinary list."""
    styled = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(200_000, 200_400))
    content = rezipped(xlsx_bytes(ROWS), lambda n, c: c.replace(b"</sheetData>", styled + b"</sheetData>"))
    assert read(tmp_path, content, "list.xlsx") == ROWS


def test_mangled_files_end_with_rows_or_a_sentence(tmp_path: Path) -> None:
    rows = [*ROWS, *([f"नाम {n}", f"Name {n}", 9839000000 + n] for n in range(40))]
    refused = 0
    for path in mangled(rows, tmp_path, 200, seed=7):
        try:
            for sheet in open_book(path):
                assert sum(1 for _ in sheet.rows()) <= sheet.count
        except KnownError as error:
            refused += 1
            assert catalog("hi").say(error.text)
    assert 40 < refused < 200


@pytest.mark.parametrize("cell", ["=1+1", "+91 98", "-5", "@x", "\tx", "\rx", "＝1", "'=x", "''+x"])
def test_formulas_are_guarded_and_come_back(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "list.csv"
    write_csv(path, OutputSheet("list", ["name"], [[cell]]))
    assert guard(cell)[0] == "'"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(open_book(path)[0].rows())[1] == [cell]
    write_xlsx(tmp_path / "list.xlsx", [OutputSheet("list", ["name"], [[cell]])])
    written = openpyxl.load_workbook(tmp_path / "list.xlsx").active["A2"]
    assert written.data_type == "s"


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(_texts, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("round")
    heads = ["name_hi", "name_en", "village"]
    write_csv(folder / "a.csv", OutputSheet("list", heads, rows))
    write_xlsx(folder / "a.xlsx", [OutputSheet("list", heads, rows)])
    for name in ("a.csv", "a.xlsx"):
        back = list(open_book(folder / name)[0].rows())
        assert back[0] == heads
        kept = back[1:] + [[""] * 3] * (len(rows) - len(back) + 1)  # empty rows at the end leave no trace in XLSX
        assert [[*cells, "", "", ""][:3] for cells in kept] == rows


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old")

    def rows() -> object:
        yield ["a"]
        raise OSError(28, "No space left on device")

    for write in (write_csv, lambda target, one: write_xlsx(target, [one])):
        with pytest.raises(KnownError):
            write(path, OutputSheet("list", ["name"], rows()))  # type: ignore[arg-type]
        assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_no_folder_to_write_to(tmp_path: Path) -> None:
    for name, write in (("a.csv", write_csv), ("a.xlsx", lambda path, one: write_xlsx(path, [one]))):
        with pytest.raises(KnownError):
            write(tmp_path / "none" / name, OutputSheet("list", ["name"], [["x"]]))


def test_the_zip_module_agrees_that_xlsx_is_whole(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [OutputSheet("list", ["name"], [["x"]], choices={0: ("a", "b")}, notes={0: "why"})])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert archive.testzip() is None


@given(st.lists(st.lists(st.text(st.characters(exclude_characters='"\r\n\0', exclude_categories=["Cs"])), max_size=5)))
def test_lines_without_quotation_marks_are_read_as_the_csv_module_reads_them(rows: list[list[str]]) -> None:
    text = "".join(";".join(cells).replace("'", "") + "\r\n" for cells in rows)
    lines = sheet_text._Lines(io.StringIO(text, newline=""))
    ours = list(iter(lambda: lines.record(";"), None))
    assert ours == list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
