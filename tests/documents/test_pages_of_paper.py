"""Lists, slips and the recovery sheet: what is in them comes out again, nothing is cut."""

import io
import itertools
from datetime import UTC, datetime

import pymupdf
import pytest

from samarth_desktop.documents.pdf import listing, receipt, recovery_sheet
from samarth_desktop.documents.pdf.receipt import Receipt
from samarth_desktop.documents.pdf.recovery_sheet import RecoverySheet
from samarth_desktop.documents.signing import scan
from samarth_desktop.domain.programmes.wording import Words

from . import reading
from .words import HARD

MADE = datetime(2026, 11, 12, 14, 5, tzinfo=UTC)
HEADS = ["पंजीकरण नंबर", "नाम", "Name", "गाँव", "टिप्पणी"]


def rows(count: int) -> list[tuple[str, ...]]:
    return [
        (f"UP-7KQ4MX-{i:05d}-X", f"{HARD[i % 100]} देवी", f"Person {i}", "ज़ैदपुर", "लंबी टिप्पणी " * (i % 9))
        for i in range(count)
    ]


@pytest.mark.parametrize("reader", reading.READERS)
def test_every_cell_of_a_list_comes_out(reader: str) -> None:
    some = rows(120)
    pdf = listing.render("लोग: बाराबंकी", HEADS, some, "hi", MADE, note="120 लोग")
    page = scan.ScannedPage((), reading.READERS[reader](pdf))
    for number, name, english, *_ in some:
        assert all(page.says(part) for part in (number, english, *name.split()))


def test_heads_and_page_numbers_stand_on_every_page() -> None:
    pdf = listing.render("People", HEADS, rows(120), "en", MADE)
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        count = len(document)
        assert count > 3
        for number, page in enumerate(document, 1):
            text = page.get_text()
            assert "पंजीकरण नंबर" in text and f"Page {number} of {count}" in text


@pytest.mark.parametrize("columns", [1, 5, 14])
def test_cells_stay_in_their_columns(columns: int) -> None:
    some = [
        tuple(f"{HARD[(i * columns + j) % 100]} {'शब्द ' * (j % 4)}".strip() for j in range(columns)) for i in range(40)
    ]
    pdf = listing.render("सूची", [f"शीर्षक {j}" for j in range(columns)], some, "hi", MADE, right=(0,))
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        for page in document:
            spans = [
                s
                for b in page.get_text("dict")["blocks"]
                for line in b.get("lines", [])
                for s in line["spans"]
                if s["text"].strip()
            ]
            for one in spans:
                assert one["bbox"][0] > 30 and one["bbox"][2] < page.rect.width - 30, one["text"]
            boxes = [(s["bbox"][0], s["origin"][1] - 0.5 * s["size"], s["bbox"][2], s["origin"][1]) for s in spans]
            for a, b in itertools.combinations(boxes, 2):
                assert not (a[0] + 0.3 < b[2] and b[0] + 0.3 < a[2] and a[1] < b[3] and b[1] < a[3])


def test_an_empty_list_and_short_rows() -> None:
    assert scan.pdf_pages(listing.render("People", HEADS, [], "en", MADE))
    heard: list[int] = []
    assert listing.render("People", HEADS, [("x",), ()] * 300, "en", MADE, progress=heard.append)
    assert heard[0] == 500 and set(heard[1:]) == {600}  # laid out, then page by page


@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_slip_says_name_number_and_day(language: str) -> None:
    for name in (Words("शबनम बानो", "Shabnam Bano"), Words("राजराजेश्वरी देवी " * 4), Words("", "Shabnam")):
        pdf = receipt.render(Receipt(name, "UP-7KQ4MX-00214-X", MADE, "7KQ4MX"), language)
        (sheet,) = scan.pdf_pages(pdf)
        for text in (name.hi, name.en, "UP-7KQ4MX-00214-X", "2026", "7KQ4MX"):
            assert sheet.says(text)


@pytest.mark.parametrize("languages", [["hi"], ["en"], ["hi", "en"]])
def test_the_recovery_sheet_is_one_page_with_every_group_in_order(languages: list[str]) -> None:
    groups = ["7KQ4", "MX2P", "9TRA", "W3ZC", "0HJ8", "VN5D", "E6FG", "Y1BS", "K9"]
    pdf = recovery_sheet.render(RecoverySheet(groups, "7KQ4MX", "सुनीता यादव", MADE), languages)
    text = reading.READERS["mupdf"](pdf)
    places = [text.index(group) for group in groups]
    assert places == sorted(places)
    with pymupdf.open(stream=io.BytesIO(pdf), filetype="pdf") as document:
        assert len(document) == 1
        lowest = max(b[3] for b in document[0].get_text("blocks"))
        assert lowest < document[0].rect.height - 40
