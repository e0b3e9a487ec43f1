"""What comes back from marketplaces: answers, money, and the photos that go along."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from PIL import Image

from samarth_desktop.documents.templates import amazon_answers, flipkart_answers, photos, sales
from samarth_desktop.documents.templates.answers import Answer, Reason, State, is_bad, is_good, split_reasons
from samarth_desktop.documents.templates.photos import ProductPhotos
from samarth_desktop.errors import KnownError
from tests.documents.template_shapes import amazon_xlsm, flat_xlsx, flipkart_xls

QC = (
    "2 error(s) found\n1. [procurement_type]: Allowed values are QUICK, REGULAR,\nEXPRESS\n"
    "2. [mrp]: Value must be higher than the price"
)


def test_flipkarts_sheet_tells_listed_rejected_and_waiting(tmp_path: Path) -> None:
    rows = [
        {
            "Seller SKU ID": "P-1",
            "Catalog QC Status": "Passed",
            "Flipkart Serial Number": "SARG1",
            "Listing Status": "ACTIVE",
        },
        {"Seller SKU ID": "P-2", "Catalog QC Status": "Failed", "QC Failed Reason (if any)": QC},
        {"Seller SKU ID": "P-3", "Listing Status": "ACTIVE"},
        {"Seller SKU ID": "P-4", "Disapproval Reason (if any)": "Blurred picture"},
        {"Seller SKU ID": "P-5", "Product Data Status": "Pending approval"},
        {"Seller SKU ID": "P-6", "Product Data Status": "Disapproved", "Catalog QC Status": "Success"},
    ]
    (tmp_path / "back.xls").write_bytes(flipkart_xls(rows=rows))
    assert flipkart_answers.read(tmp_path / "back.xls").answers == (
        Answer("P-1", 5, State.LISTED, "SARG1"),
        Answer(
            "P-2",
            6,
            State.REJECTED,
            reasons=(
                Reason("Procurement type", "Allowed values are QUICK, REGULAR, EXPRESS"),
                Reason("MRP (INR)", "Value must be higher than the price"),
            ),
        ),
        Answer("P-3", 7, State.WAITING),
        Answer("P-4", 8, State.REJECTED, reasons=(Reason("", "Blurred picture"),)),
        Answer("P-5", 9, State.WAITING),
        Answer("P-6", 10, State.REJECTED),
    )


def test_flipkarts_file_of_listings_tells_what_buyers_see(tmp_path: Path) -> None:
    heads = [
        "Product Title",
        "Seller SKU Id",
        "Sub-category",
        "Flipkart Serial Number",
        "Listing ID",
        "Listing Status",
        "MRP",
    ]
    rows = [
        ["Saree", "P-1", "sari", "SARG1", "LSTSARG1", "ACTIVE", 1999],
        ["Saree", "P-2", "sari", "SARG2", "LSTSARG2", "INACTIVE", 1999],
    ]
    write_xls(tmp_path / "listings.xls", "Sheet1", [heads, *rows])
    assert flipkart_answers.read(tmp_path / "listings.xls").answers == (
        Answer("P-1", 2, State.LISTED, "LSTSARG1"),
        Answer("P-2", 3, State.WAITING, "LSTSARG2"),
    )


@pytest.mark.parametrize(
    ("words", "good", "bad"),
    [
        ("Success", True, False),
        ("QC Passed", True, False),
        ("LIVE", True, False),
        ("Not approved", False, True),
        ("Unsuccessful", False, True),
        ("Failed", False, True),
        ("INACTIVE", False, True),
        ("Submitted with errors", False, True),
        ("In progress", False, False),
        ("", False, False),
    ],
)
def test_status_words(words: str, good: bool, bad: bool) -> None:
    assert (is_good(words), is_bad(words)) == (good, bad)


def test_reasons_are_split_at_their_numbers_only() -> None:
    assert split_reasons("Price 1. 5 is odd") == (Reason("", "Price 1. 5 is odd"),)
    assert split_reasons("1 error found: 1) [x_y] wrong\r\n\r\n2) worse") == (
        Reason("x_y", "wrong"),
        Reason("", "worse"),
    )
    assert split_reasons("") == ()
    assert split_reasons("[brand]") == (Reason("brand", "[brand]"),)


def test_amazons_workbook_tells_listed_rejected_and_waiting(tmp_path: Path) -> None:
    status, errors, sku = "::submission_status", "::number_of_attributes_with_errors", "contribution_sku#1.value"
    rows = [
        {sku: "P-1", status: "Success", errors: 0},
        {sku: "P-2", status: "Error", errors: 2},
        {sku: "P-3"},
        {sku: "P-4", errors: "SUCCESS"},
    ]
    (tmp_path / "back.xlsm").write_bytes(amazon_xlsm(rows=rows))
    found = amazon_answers.read(tmp_path / "back.xlsm").answers
    assert [(a.sku, a.row, a.state.value) for a in found] == [
        ("P-1", 7, "listed"),
        ("P-2", 8, "rejected"),
        ("P-3", 9, "waiting"),
        ("P-4", 10, "listed"),
    ]


REPORT = (
    "Feed Processing Summary:\n\tNumber of records processed\t\t3\n\tNumber of records successful\t\t1\n\n"
    "original-record-number\tsku\terror-code\terror-type\terror-message\n"
    "2\tP-2\t8541\tError\tThe field item_name is missing.\n"
    "2\tP-2\t5000\tWarning\tNothing changed.\n"
    "3\tP-3\t90220\tFehler\t'brand' fehlt\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_amazons_older_report_names_what_failed(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "report.txt").write_bytes(REPORT.encode(encoding))
    found = amazon_answers.read(tmp_path / "report.txt", sent=("P-1", "P-2", "P-3"), data_row=4)
    assert found.answers == (
        Answer("P-2", 5, State.REJECTED, reasons=(Reason("", "The field item_name is missing."),)),
        Answer("P-3", 6, State.REJECTED, reasons=(Reason("", "'brand' fehlt"),)),
        Answer("P-1", 0, State.LISTED),
    )
    assert found.notes == (Reason("", "P-2: Nothing changed."),)
    other = amazon_answers.read(tmp_path / "report.txt", sent=("P-1", "P-2", "P-3", "P-4"))
    assert [a.state for a in other.answers if a.sku in ("P-1", "P-4")] == [State.WAITING, State.WAITING]


def test_files_without_an_answer_are_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,village\nx,y\n")
    (tmp_path / "b.xlsx").write_bytes(flat_xlsx([{"item_sku": "S"}]))
    (tmp_path / "c.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    for read, name in (
        (flipkart_answers.read, "a.csv"),
        (flipkart_answers.read, "c.xls"),
        (flipkart_answers.read, "none.xls"),
        (amazon_answers.read, "a.csv"),
        (amazon_answers.read, "b.xlsx"),
        (amazon_answers.read, "none.txt"),
        (sales.read, "a.csv"),
        (sales.read, "none.csv"),
    ):
        with pytest.raises(KnownError):
            read(tmp_path / name)


HEADS = (
    "Payment Date|Order Date|Order ID|Order item ID|Seller SKU|Quantity|Sale Amount|Refund|Marketplace Fee"
    "|Bank Settlement Value (Rs.) \n = SUM(J:R)|Commission (Rs.)|Commission Rate (%)|Fixed Fee  (Rs.)|Collection Fee"
    "|Shipping Fee|TCS (Rs.)|TDS (Rs.)|GST on MP Fees (Rs.)|Return Type|Buyer Name|Shipping Address"
).split("|")
SOLD = [
    "2026-06-10",
    "2026-06-04",
    "OD1",
    "OI1",
    "SKU:P-1",
    1,
    1999,
    0,
    -240.1,
    1699.37,
    -200.05,
    10,
    -40.05,
    0,
    0,
    -9.99,
    -2,
    -47.54,
    "NA",
]
BACK = [
    "2026-06-20",
    "2026-06-04",
    "OD1",
    "OI1",
    "P-1",
    1,
    0,
    -1999,
    -60,
    -2059,
    0,
    0,
    0,
    0,
    -60,
    0,
    0,
    0,
    "Customer Return",
]
BUYER = ["Radha Sharma", "12 MG Road 9839022218"]


def write_xls(path: Path, name: str, rows: list[list[object]]) -> None:
    book = xlwt.Workbook()
    book.add_sheet("Report Help").write(0, 0, "Order ID means")
    sheet = book.add_sheet(name)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    book.save(str(path))


def write_xlsx(path: Path, name: str, rows: list[list[object]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Report Help").write(0, 0, "Order ID means")
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)


@pytest.mark.parametrize("ending", ["xls", "xlsx"])
@pytest.mark.parametrize("turned", [False, True])
def test_flipkarts_settlement_is_read_exactly_and_without_buyers(tmp_path: Path, ending: str, turned: bool) -> None:
    groups: list[object] = ["Payment details", "", "Order details"]
    table: list[list[object]] = [
        [*HEADS],
        ["sub-head"] * len(HEADS),
        [*SOLD, *BUYER],
        [*BACK, *BUYER],
        [],
        ["", "", ""],
    ]
    if turned:  # by heading, never by position
        table = [list(reversed(row)) for row in table]
    (write_xls if ending == "xls" else write_xlsx)(tmp_path / f"s.{ending}", "Orders", [groups, *table])
    found = sales.read(tmp_path / f"s.{ending}")
    assert found.unread == ()
    sold, back = found.lines
    assert (sold.row, sold.order, sold.item, sold.sku, sold.quantity) == (4, "OD1", "OI1", "P-1", 1)
    assert (sold.ordered, sold.paid) == (date(2026, 6, 4), date(2026, 6, 10))
    assert (sold.amount, sold.charges, sold.tax) == (Decimal(1999), Decimal("-240.1"), Decimal("-59.53"))
    assert sold.settled == Decimal("1699.37")
    assert (back.kind, back.refund, back.settled) == ("Customer Return", Decimal(-1999), Decimal(-2059))
    assert not any(word in repr(found) for word in ("Radha", "MG Road", "9839022218"))


def test_charges_are_added_up_where_their_sum_is_missing(tmp_path: Path) -> None:
    table = [[value for at, value in enumerate(row) if at != 8] for row in ([*HEADS], [*SOLD, *BUYER])]
    write_xlsx(tmp_path / "s.xlsx", "Orders", [[], *table])
    assert sales.read(tmp_path / "s.xlsx").lines[0].charges == Decimal("-240.10")


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    wrong = ["31/31/2026", *SOLD[1:6], "many", *SOLD[7:]]
    write_xlsx(tmp_path / "s.xlsx", "Orders", [[], [*HEADS], ["sub-head"] * len(HEADS), [*SOLD], wrong])
    assert [(u.row, u.column, u.text) for u in sales.read(tmp_path / "s.xlsx").unread] == [
        (5, "sale amount", "many"),
        (5, "payment date", "31/31/2026"),
    ]


PAYMENTS = (
    '\ufeff"Includes Amazon Marketplace transactions"\n"All amounts in INR, unless specified"\n"Definitions:"\n'
    '"Sales tax collected: includes tax, shipping, and more"\n'
    '"date/time","settlement id","type","order id","Sku","description","quantity","order city","order postal","product sales",'
    '"selling fees","fba fees","other transaction fees","other","TCS-CGST","TCS-SGST","TCS-IGST","TDS (Section 194-O)","total",'
    '"Transaction Status"\n'
    '"4 Jun 2026 10:12:33 am GMT+5:30","11","Order","402-1","P-1","Saree for Radha","1","LUCKNOW","226003","1,999.00",'
    '"-199.90","0","-20.01","0","0","0","-9.99","-1.99","1,767.11","Released"\n'
    '"5 June 2026 9:00:00 pm UTC","11","Refund","402-1","P-1","Saree","1","LUCKNOW","226003","-1999.00",'
    '"150","0","0","0","0","0","9.99","0","-1839.01","Deferred"\n'
    '"6 Jun 2026 9:00:00 pm UTC","11","Transfer","","","To your account","","","","0","0","0","0","-100.10","0","0","0","0","-100.10",""\n'
)


def test_amazons_payments_are_read_below_their_definitions(tmp_path: Path) -> None:
    (tmp_path / "payments.csv").write_text(PAYMENTS, encoding="utf-8")
    found = sales.read(tmp_path / "payments.csv")
    assert found.unread == ()
    order, refund, transfer = found.lines
    assert (order.kind, order.order, order.sku, order.quantity, order.settlement) == ("Order", "402-1", "P-1", 1, "11")
    assert (order.ordered, order.amount, order.charges) == (date(2026, 6, 4), Decimal("1999.00"), Decimal("-219.91"))
    assert (order.tax, order.settled, order.released) == (Decimal("-11.98"), Decimal("1767.11"), True)
    assert (refund.amount, refund.refund, refund.released) == (0, Decimal("-1999.00"), False)
    assert (transfer.kind, transfer.settled, transfer.sku) == ("Transfer", Decimal("-100.10"), "")
    assert not any(word in repr(found) for word in ("Radha", "LUCKNOW", "226003"))


def test_flipkarts_orders_and_profit_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_text(
        "Ordered On,ORDER ITEM ID,Order Id,SKU,FSN,Quantity,Buyer name,Tracking ID\n"
        '"Jun 04, 2026 10:12:00",OI1,OD1,"""SKU:P-1""",SARG1,2,Radha,FMPP1\n'
    )
    (tmp_path / "profit.csv").write_text(
        "Order ID,Order Date,SKU ID,Gross Units,Order Status,Accounted Net Sales (INR),Net Earnings (INR)\n"
        "OD1,04-06-2026,P-1,1,DELIVERED,1999.50,1700.25\n"
    )
    [order] = sales.read(tmp_path / "orders.csv").lines
    assert (order.order, order.item, order.sku, order.quantity, order.ordered) == (
        "OD1",
        "OI1",
        "P-1",
        2,
        date(2026, 6, 4),
    )
    assert "Radha" not in repr(order)
    [line] = sales.read(tmp_path / "profit.csv").lines
    assert (line.kind, line.amount, line.settled) == ("DELIVERED", Decimal("1999.50"), Decimal("1700.25"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-04", date(2026, 6, 4)),
        ("2026-06-04 10:12", date(2026, 6, 4)),
        ("04/06/2026", date(2026, 6, 4)),
        ("4-Jun-2026", date(2026, 6, 4)),
        ("June 4, 2026", date(2026, 6, 4)),
        ("4 June 2026", date(2026, 6, 4)),
        ("31-02-2026", None),
        ("4 Xyz 2026", None),
        ("soon", None),
    ],
)
def test_days_are_read_in_their_ways_of_writing(text: str, day: date | None) -> None:
    assert sales.day_of(text) == day


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    files = [tmp_path / f"{n}.jpg" for n in range(10)]
    for n, file in enumerate(files):
        Image.new("RGB", (8, 8 + n)).save(file)
    return files


@pytest.mark.parametrize(
    ("marketplace", "names"),
    [
        ("amazon", ["P-1.MAIN.jpg", *(f"P-1.PT{n:02d}.jpg" for n in range(1, 9)), "P-2.MAIN.jpg"]),
        ("flipkart", [*(f"P-1_{n}.jpg" for n in range(1, 10)), "P-2_1.jpg"]),
    ],
)
def test_photos_are_named_for_the_marketplaces_tool(
    tmp_path: Path, pictures: list[Path], marketplace: str, names: list[str]
) -> None:
    products = [ProductPhotos("P-1", pictures[:9]), ProductPhotos("P-2", pictures[9:])]
    assert photos.write_zip(tmp_path / "a.zip", products, marketplace).photos == 10
    for file in pictures:
        file.touch()
    photos.write_zip(tmp_path / "b.zip", products, marketplace)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == names
        assert [archive.read(name) for name in names] == [file.read_bytes() for file in pictures]


def test_photos_too_many_for_one_zip_are_cut_between_products(tmp_path: Path, pictures: list[Path]) -> None:
    """Six products fit nowhere whole: each part keeps below the limit, no product is torn, nothing is lost."""
    products = [ProductPhotos(f"P-{n}", pictures[:3]) for n in range(6)]
    whole = photos.write_zip(tmp_path / "whole.zip", products, "flipkart")
    assert whole.files == (tmp_path / "whole.zip",)
    most = (tmp_path / "whole.zip").stat().st_size * 2 // 3
    cut = photos.write_zip(tmp_path / "cut.zip", products, "flipkart", most)
    assert cut.photos == 18 and len(cut.files) > 1 and cut.files[1].name == "cut-2.zip"
    found: list[list[str]] = []
    for file in cut.files:
        assert file.stat().st_size <= most
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None
            found.append([name.partition("_")[0] for name in archive.namelist()])
    assert [name for part in found for name in part] == [f"P-{n}" for n in range(6) for _ in range(3)]
    assert sum(len(set(part)) for part in found) == 6
    bad = [*products, ProductPhotos("..", pictures[:1])]
    with pytest.raises(KnownError):
        photos.write_zip(tmp_path / "bad.zip", bad, "flipkart", most)
    assert not list(tmp_path.glob("*bad*"))


def test_photos_that_cannot_be_packed_leave_no_zip(tmp_path: Path, pictures: list[Path]) -> None:
    (tmp_path / "text.jpg").write_text("no photo")
    for products, words in (
        ([ProductPhotos("a/b", pictures[:1])], "cannot be the name"),
        ([ProductPhotos("..", pictures[:1])], "cannot be the name"),
        ([ProductPhotos("P-1", pictures)], "more than 9 photos"),
        ([ProductPhotos("P-1", pictures[:1]), ProductPhotos("p-1", pictures[1:2])], "Two products"),
        ([ProductPhotos("P-1", [tmp_path / "text.jpg"])], "no photo"),
        ([ProductPhotos("P-1", [tmp_path / "gone.jpg"])], "could not be read"),
    ):
        with pytest.raises(KnownError) as caught:
            photos.write_zip(tmp_path / "a.zip", products, "amazon")
        assert words.split(" ")[0] in caught.value.text.id
        assert sorted(path.suffix for path in tmp_path.iterdir()) == [".jpg"] * 11
