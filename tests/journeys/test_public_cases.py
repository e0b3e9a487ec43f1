"""Sheets from public bug reports, made here anew: what each kind of fault must end in.

One line a kind: heads and rows, and what must hold of the report and of the people. Other inputs of the same kind stand
beside the reported ones.
"""

import itertools
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from samarth_desktop.actions.imports.import_report import Report
from samarth_desktop.actions.session import Session
from samarth_desktop.errors import KnownError
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.search import lookups
from tests.documents.tables import csv_bytes, ods_bytes
from tests.journeys.test_import_export import EN, bring, everybody
from tests.journeys.test_import_export import session as session

_FIRST = "सुनीता कमला रानी गीता सीता मीना राधा शबनम किरन आरती".split()
NAMES = [f"{first} {last}" for last in ("देवी", "यादव", "बानो", "मौर्य", "वर्मा") for first in _FIRST]
BORN = date(1990, 11, 5)


def people(session: Session, tmp_path: Path, heads: str, *rows: str) -> tuple[Report, list[Artisan]]:
    """Imports a sheet whose cells are parted by |; gives the report, and who came in."""
    table = [line.split("|") for line in (heads, *rows)]
    path = tmp_path / "in.csv"
    path.write_bytes(csv_bytes(table))
    return bring(session, path), everybody(session)


def dates(session: Session, tmp_path: Path, *texts: str) -> tuple[Report, list[Any]]:
    rows = [f"{NAMES[at]}|{text}" for at, text in enumerate(texts)]
    report, found = people(session, tmp_path, "name_hi|birth_date", *rows)
    return report, [one.birth_date or one.unread.get("birth_date") for one in found]


def test_one_date_decides_the_order_of_its_column(session: Session, tmp_path: Path) -> None:
    report, found = dates(session, tmp_path, "11/25/1990", "05/11/1990", "12/31/1985", "03/04/1979")
    assert found == [date(1990, 11, 25), date(1990, 5, 11), date(1985, 12, 31), date(1979, 3, 4)]
    assert [one.field for one in report.warnings] == ["birth_date"]


@pytest.mark.parametrize("orders", ["", "dmy", "mdy"])
def test_a_column_that_says_both_orders_is_asked_about_once(session: Session, tmp_path: Path, orders: str) -> None:
    path = tmp_path / "in.csv"
    cells = ["11/25/1990", "25/11/1991", "05/11/1992", "06/12/1993"]
    path.write_bytes(csv_bytes([["name_hi", "birth_date"], *([NAMES[at], text] for at, text in enumerate(cells))]))
    report = bring(session, path, orders=orders)
    found = [one.birth_date for one in everybody(session)]
    if not orders:
        assert found == [None] * 4 and report.unread == 4
        (question,) = report.questions
        assert (question.column, question.answers) == ("birth_date", ("dmy", "mdy"))
    else:
        assert report.questions == ()
        assert found[2] == (date(1992, 11, 5) if orders == "dmy" else date(1992, 5, 11))


def test_dates_half_turned_by_another_program_are_asked_about(session: Session, tmp_path: Path) -> None:
    report, found = dates(session, tmp_path, "1990-05-11", "1991-07-02", "1992-08-09", "25/11/1990", "13/01/1985")
    assert len(report.questions) == 1 and all(isinstance(one, str) for one in found)


def test_many_of_one_order_and_a_slip(session: Session, tmp_path: Path) -> None:
    rows = [f"नाम {chr(0x915 + at % 30)}{chr(0x93E + at // 30)}|25/0{at % 9 + 1}/1990" for at in range(60)]
    report, found = people(session, tmp_path, "name_hi|birth_date", *rows, "सुनीता देवी|05/25/1990")
    assert report.questions == () and found[0].birth_date == date(1990, 1, 25)
    assert found[-1].unread == {"birth_date": "05/25/1990"}


_A_DAY = (
    "1990-11-04T18:30:00.000Z", "1990-11-05T00:00:00+05:30", "1990-11-04T13:30:00-05:00", "1990-11-04 23:59:50",
    "5 Nov 1990", "05-Nov-90", "५ नवंबर १९९०", "Nov 5, 1990", "1990/11/05", "5.11.90", "05111990", "19901105", "33182",
)  # fmt: skip
_NO_DAY = ("05/11/20", "31/02/1990", "5 Foo 1990", "01021903x")


def test_a_day_however_it_is_written(session: Session, tmp_path: Path) -> None:
    _, found = dates(session, tmp_path, *_A_DAY, *_NO_DAY)
    assert found == [BORN] * len(_A_DAY) + list(_NO_DAY)


@pytest.mark.parametrize("text", ["12/1990", "Dec 1990", "दिसंबर १९९०", "1990-12"])
def test_of_a_month_the_year_is_taken_and_nothing_is_lost(session: Session, tmp_path: Path, text: str) -> None:
    report, (one,) = people(session, tmp_path, "name_hi|birth_date|remarks", f"{NAMES[0]}|{text}|करघा है")
    assert (one.birth_year, one.birth_date, one.unread) == (1990, None, {})
    assert text in one.remarks and one.remarks.startswith("करघा है")
    assert [fault.field for fault in report.warnings] == ["birth_date"]
    again, _ = people(session, tmp_path, "name_hi|birth_date|remarks", f"{NAMES[0]}|{text}|करघा है")
    assert again.skipped == 1


def test_serial_dates_since_1904(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in (["name_hi", "birth_date"], [NAMES[0], BORN], [NAMES[1], 31720]):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    bring(session, tmp_path / "in.xlsx")
    assert [one.birth_date for one in everybody(session)] == [BORN, BORN]


def test_zeros_that_only_the_format_shows(session: Session, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "in.xlsx"))
    page = book.add_worksheet()
    page.write_row(0, 0, ["name_hi", "bank_account", "pin"])
    for row, (name, number, shape) in enumerate(
        [(NAMES[0], 123456789, "00000000000"), (NAMES[1], 1234567890, '"00"0'), (NAMES[2], 12345678901, "0")], 1
    ):
        page.write(row, 0, name)
        page.write_number(row, 1, number, book.add_format({"num_format": shape}))
    book.close()
    bring(session, tmp_path / "in.xlsx")
    assert [one.bank_account for one in everybody(session)] == ["00123456789", "001234567890", "12345678901"]


_PHONES = {
    "9839012345 / 9415012345": ("9839012345", "9415012345"), '="9839012346"': ("9839012346", ""),
    "98390 12347 (पति)": ("9839012347", "पति"), "tel:9839012348": ("9839012348", ""), "9839012349;": ("9839012349", ""),
    "९८३९०१२३४०": ("9839012340", ""), "+91-98390-12341": ("9839012341", ""), "9.839012345E9": ("", ""),
}  # fmt: skip


def test_phones_as_people_write_them(session: Session, tmp_path: Path) -> None:
    rows = [f"{NAMES[at]}|{text}" for at, text in enumerate(_PHONES)]
    _, found = people(session, tmp_path, "name_hi|mobile", *rows)
    assert [(one.mobile, one.remarks) for one in found] == list(_PHONES.values())
    assert found[-1].unread == {"mobile": "9.839012345E9"}


def test_what_is_no_name_is_nobody(session: Session, tmp_path: Path) -> None:
    texts = ("---", "NA", "#N/A", "#REF!", "निरंक", ".", "NULL", "1234", "TRUE", "Yes")
    report, found = people(session, tmp_path, "Name|Village", *(f"{text}|हरख" for text in texts))
    assert (len(report.errors), found) == (len(texts), [])


def test_heads_in_two_rows(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["जनपद बाराबंकी की सूची"])
    page.append(
        ["S.No", "Beneficiary Name", None, "Father/Husband Name", "Address", None, None, "Bank", None, "Mobile"]
    )
    page.append([None, "Hindi", "English", None, "Village", "Block", "PIN", "Account No", "IFSC", None])
    page.append([1, NAMES[0], "Sunita", "रमेश", "ज़ैदपुर", "हरख", 225414, "12345678901", "SBIN0001234", 9839012345])
    for merged in ("A1:J1", "B2:C2", "E2:G2", "H2:I2"):
        page.merge_cells(merged)
    book.save(tmp_path / "in.xlsx")
    report = bring(session, tmp_path / "in.xlsx")
    (found,) = everybody(session)
    assert (found.name_hi, found.name_en, found.relative_hi) == (NAMES[0], "Sunita", "रमेश")
    assert (found.village, found.block, found.pin, found.mobile) == ("ज़ैदपुर", "हरख", "225414", "9839012345")
    assert (found.bank_account, found.bank_ifsc) == ("12345678901", "SBIN0001234")
    assert [(one.rows, one.columns) for one in report.left_out] == [((1,), ())]


def test_a_note_beside_the_table_refuses_nobody(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "Village"], [NAMES[0], "हरख", None, "called twice"], [NAMES[1], "हरख"]):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    report = bring(session, tmp_path / "in.xlsx")
    assert (report.imported, report.errors, report.left_out[0].columns) == (2, (), ("D",))


def test_hidden_rows_and_sheets_are_said(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "Village"], [NAMES[0], "हरख"], [NAMES[1], "हरख"]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    other = book.create_sheet("old")
    for row in (["Name", "Village"], [NAMES[2], "हरख"]):
        other.append(row)
    other.sheet_state = "hidden"
    book.save(tmp_path / "in.xlsx")
    report = bring(session, tmp_path / "in.xlsx")
    assert report.imported == 2 and [one.row for one in report.warnings] == [3]
    assert [(one.sheet, one.rows) for one in report.left_out] == [("old", ())]
    assert bring(session, tmp_path / "in.xlsx", sheet="old").imported == 1
    with pytest.raises(KnownError, match="no sheet"):
        bring(session, tmp_path / "in.xlsx", sheet="new")


def test_formulas_without_results_are_said(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["First", "Name", "Village"], ["Sunita", '=A2&" Devi"', "हरख"], ["x", NAMES[0], "हरख"]):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    report = bring(session, tmp_path / "in.xlsx")
    assert [(one.row, "formula" in EN.say(one.reason)) for one in report.errors] == [(2, True)]
    assert report.imported == 1


def test_what_form_tools_export(session: Session, tmp_path: Path) -> None:
    heads = (
        "Timestamp|Email Address|1. आवेदक का पूरा नाम (आधार के अनुसार) *|2. पिता / पति का नाम|4. लिंग (Gender)"
        "|5. मोबाइल नंबर (WhatsApp)|6. ग्राम / मोहल्ला|7. जनपद (District)|9. आप कौन सा शिल्प करते हैं? (What craft do you do?)"
        "|group_a/obstacles|data-sold_where"
    )
    row = (
        "1/5/2026|a@example.com|सुनीता देवी|रमेश कुमार|महिला / Female|9839012345|ज़ैदपुर|बाराबंकी (Barabanki)|चिकनकारी"
        "|working_capital training|From home, Fairs"
    )
    report, (found,) = people(session, tmp_path, heads, row)
    assert (found.name_hi, found.relative_hi, found.gender) == ("सुनीता देवी", "रमेश कुमार", "female")
    assert (found.village, found.district, found.craft, found.email) == ("ज़ैदपुर", "129", "चिकनकारी", "a@example.com")
    assert (found.obstacles, found.sold_where) == (("training", "working_capital"), ("fair", "home"))
    assert [one.columns for one in report.left_out] == [("Timestamp",)]


def test_values_as_a_district_office_writes_them(session: Session, tmp_path: Path) -> None:
    heads = "क्र०सं०|नाम|पिता/पति का नाम|लिंग|मो० नं०|ग्राम|वि०ख०|जनपद|प्रदेश"
    states = ("उ०प्र०", "उ0प्र0", "उ. प्र.", "UP", "उत्तर प्रदेश")
    districts = ("जनपद- बाराबंकी", "बाराबंकी (उ.प्र.)", "Barabanki, UP", "Barabanki (U.P.)", "बाराबंकी (Barabanki)")
    every = list(itertools.product(states, districts, ("म०", "महिला")))
    rows = (
        f"{at}|{NAMES[at]}|स्व० करीम|{gender}|98390123{at:02d}|ज़ैदपुर|हरख|{district}|{state}"
        for at, (state, district, gender) in enumerate(every)
    )
    report, found = people(session, tmp_path, heads, *rows)
    assert {(one.state, one.district, one.gender, one.block) for one in found} == {("9", "129", "female", "हरख")}
    assert len(found) == len(every) and not any(one.unread for one in found) and report.left_out == ()


def test_an_age_beside_a_date_of_birth(session: Session, tmp_path: Path) -> None:
    said = ("45|01/01/2010", "16|01/01/2010", "8 months|", "40-45|", "35 वर्ष|", "1990|")
    rows = [f"{NAMES[at]}|{text}" for at, text in enumerate(said)]
    report, found = people(session, tmp_path, "name_hi|age|birth_date", *rows)
    assert [one.unread.get("birth_year", "") for one in found] == ["", "", "8 months", "40-45", "", ""]
    assert [(one.row, one.field) for one in report.warnings] == [(2, "age")]
    assert [one.birth_year for one in found[4:]] == [1991, 1990]


def test_a_code_of_many_figures(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["SHG Name", "SHG Code"], ["राधा समूह", 118235], ["लक्ष्मी समूह", 1234567890123456789]):
        book.active.append(row)
    members = book.create_sheet("members")
    for row in (["SHG Code", "Member Name"], ["00118235", "रानी देवी"], [118235, "कमला देवी"]):
        members.append(row)
    book.save(tmp_path / "in.xlsx")
    report = bring(session, tmp_path / "in.xlsx", "shgs")
    assert (report.imported, report.errors) == (4, ())
    with session.store.read() as reader:
        groups = list(lookups.all_of(reader, Shg))
        assert [one.shg_code for one in groups] == ["118235", ""] and groups[1].unread["shg_code"]
        assert len(reader.children(Member, groups[0].id)) == 2


def test_a_cell_merged_over_rows_stands_in_all_of_them(session: Session, tmp_path: Path) -> None:
    content = ods_bytes([["Name", "Village"], [NAMES[0], "हरख"], [NAMES[1], ""]])
    (tmp_path / "plain.ods").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "plain.ods") as old, zipfile.ZipFile(tmp_path / "in.ods", "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "content.xml":
                data = _spanned(data)
            new.writestr(entry, data)
    bring(session, tmp_path / "in.ods")
    assert [one.village for one in everybody(session)] == ["हरख", "हरख"]


def _spanned(data: bytes) -> bytes:
    """The content with the cell that holds a village merged over two rows."""
    text = data.decode()
    at = text.index("हरख")
    tag = text.rindex("<table:table-cell", 0, at)
    return (
        text[:tag] + text[tag:].replace("<table:table-cell", '<table:table-cell table:number-rows-spanned="2"', 1)
    ).encode()


@pytest.mark.parametrize("place", ["XFD1", "A1048576", "XFD9"])
def test_a_stray_space_makes_no_sheet_too_large(session: Session, tmp_path: Path, place: str) -> None:
    book = openpyxl.Workbook()
    for row in (["Name", "Village"], [NAMES[0], "हरख"]):
        book.active.append(row)
    book.active[place] = " "
    book.save(tmp_path / "in.xlsx")
    assert bring(session, tmp_path / "in.xlsx").imported == 1


def test_every_sheet_with_heads_of_its_own(session: Session, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first: Callable[[list[str]], object] = book.active.append
    for row in (["Name", "Village"], [NAMES[0], "हरख"]):
        first(row)
    second = book.create_sheet("ज़ैदपुर")
    for row in (["Village", "Name", "Mobile"], ["ज़ैदपुर", NAMES[1], "9839012346"]):
        second.append(row)
    third = book.create_sheet("Summary")
    for row in (["Block", "People"], ["हरख", "2"]):
        third.append(row)
    book.save(tmp_path / "in.xlsx")
    report = bring(session, tmp_path / "in.xlsx")
    assert report.imported == 2 and report.read == 4
    assert [(one.sheet, one.rows) for one in report.left_out] == [("Summary", (1, 2))]


def test_facts_of_an_account_that_do_not_fit_are_warned_of(session: Session, tmp_path: Path) -> None:
    heads = "name_hi|bank_account|bank_ifsc|bank_name"
    rows = (
        f"{NAMES[0]}|123456789012345000|SBIN0001234|", f"{NAMES[1]}|12345678901|ANDB0001234|Andhra Bank",
        f"{NAMES[2]}|12345678901|ZZZZ0001234|", f"{NAMES[3]}|12345678901|SBIN0001234|Punjab National Bank",
        f"{NAMES[4]}|12345678901|SBIN0001234|State Bank of India", f"{NAMES[5]}|123456789012345|PUNB0123400|",
    )  # fmt: skip
    report, found = people(session, tmp_path, heads, *rows)
    assert [(one.row, one.field) for one in report.warnings] == [
        (2, "bank_account"), (3, "bank_ifsc"), (4, "bank_ifsc"), (5, "bank_name"),
    ]  # fmt: skip
    assert len(found) == 6 and not any(one.unread for one in found)
