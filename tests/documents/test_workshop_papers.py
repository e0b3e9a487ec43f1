"""The papers of a workshop: what a camera reads off them at 150 dpi, how large names are, what the report counts."""

import io
from datetime import datetime

import cv2
import numpy
import pymupdf
import pypdfium2
import pytest
import zxingcpp

from samarth_desktop.documents.labels import price_tags
from samarth_desktop.documents.labels.price_tags import Tag
from samarth_desktop.documents.workshops import attendance_sheet, badges, registration_form, report
from samarth_desktop.documents.workshops.table import Head, Person
from samarth_desktop.domain.ids import registration_number

try:
    from pyzbar import pyzbar
except ImportError:  # its shared library is not on every machine
    pyzbar = None
MADE = datetime(2026, 11, 23, 10)
HEAD = Head("W-7KQ4MX-00012-G", "पैकेजिंग और दाम", "Packaging", "UP-ODOP", "23 नवंबर 2026", "पंचायत भवन", "मीना वर्मा")
PEOPLE = tuple(
    Person(registration_number("UP", "7KQ4MX", 200 + at), f"शबनम बानो {at}", f"Shabnam Bano {at}", "पति: असलम", "ज़ैदपुर")
    for at in range(11)
)


def pages(content: bytes, dpi: int = 150) -> list[numpy.ndarray]:
    document = pypdfium2.PdfDocument(content)
    return [numpy.asarray(page.render(scale=dpi / 72, grayscale=True).to_pil()) for page in document]


def read_by_all(image: numpy.ndarray) -> list[set[str]]:
    """The texts of all codes of a page by each reader."""
    found = [{code.text for code in zxingcpp.read_barcodes(image)}]
    found.append({text for text in cv2.QRCodeDetector().detectAndDecode(image)[:1] if text})
    if pyzbar is not None:
        found.append({code.data.decode() for code in pyzbar.decode(image)})
    return found


@pytest.mark.parametrize("start", [1, 6])
def test_the_numbers_on_a_sheet_of_badges_are_read(start: int) -> None:
    made = badges.Badges("W-7KQ4MX-00012-G", "UP-ODOP · एक जनपद", "23/11/2026", "पैकेजिंग", PEOPLE, MADE)
    sheets = pages(badges.render(made, start))
    assert len(sheets) == 2
    first = {one.registration for one in PEOPLE[: 9 - start]}
    for image, wanted in zip(sheets, (first, {one.registration for one in PEOPLE} - first), strict=True):
        assert {code.text for code in zxingcpp.read_barcodes(image)} == wanted


def test_the_number_on_a_badge_is_read_by_every_reader() -> None:
    made = badges.Badges("W", "UP-ODOP · एक जनपद", "23/11/2026", "पैकेजिंग", PEOPLE, MADE, label=True)
    for person, image in zip(PEOPLE, pages(badges.render(made)), strict=True):
        for found in read_by_all(image):
            assert found == {person.registration}


def test_names_on_a_badge_are_large_and_inside_its_edge() -> None:
    long = Person("UP-7KQ4MX-00299-X", "श्रीमती वेंकटलक्ष्मी सुब्रमण्यम अय्यर", "Venkatalakshmi Subramaniam Iyer", place="देवा")
    for person in (PEOPLE[0], long):
        made = badges.Badges("W", "UP-ODOP", "23/11/2026", "पैकेजिंग", [person], MADE, label=True)
        page = pypdfium2.PdfDocument(badges.render(made))[0]
        text = page.get_textpage()
        sizes = {}
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            left, low, right, top = text.get_charbox(at)
            assert not char.strip() or (left >= 0 and right <= page.get_width() and low >= 0)
            sizes.setdefault(char, []).append(top - low)
        assert max(sizes["S" if person is PEOPLE[0] else "V"]) > 11, "a capital of 18 points is some 13 high"


def test_a_sheet_of_many_has_everybody_once_and_its_code_on_each_page() -> None:
    sessions = tuple(attendance_sheet.Column(number, "10:00", number == 2) for number in (1, 2, 3))
    many = tuple(Person(f"UP-{at}", f"नाम {at}", f"Name{at:03}x") for at in range(46))
    sheet = attendance_sheet.Sheet(HEAD, sessions, many, ("सूचना", "Notice"), "2026-1", MADE)
    document = pypdfium2.PdfDocument(attendance_sheet.render(sheet))
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(document) == 4
    for one in many:
        assert sum(one.name_en in text for text in texts) == 1
    assert [index for index, text in enumerate(texts) if "Notice" in text] == [3]
    for image in pages(attendance_sheet.render(sheet)):
        assert HEAD.number in read_by_all(image)[0]


def test_a_form_has_its_number_as_code() -> None:
    numbers = [one.registration for one in PEOPLE[:3]]
    forms = registration_form.Forms(numbers, ("एक जनपद", "One District"), ("सूचना", "Notice"), MADE)
    sheets = pages(registration_form.render(forms))
    assert [read_by_all(image)[0] for image in sheets] == [set(numbers[:2]), set(numbers[2:])]


@pytest.mark.parametrize("language", ["hi", "en"])
def test_pictures_in_a_report_carry_nothing_that_the_camera_wrote(language: str) -> None:
    from PIL import Image

    picture = Image.new("RGB", (400, 300), "#A08040")
    exif = Image.Exif()
    exif[0x010F] = "SecretCameraMaker"
    exif[0x8825] = {1: "N", 2: (26.0, 55.0, 0.0)}
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif)
    block = report.Block("Gender", (("Women", "37", 1.0), ("Men", "9", 0.25)), total=("Total", "46"))
    made = report.Report(
        HEAD, "UP-ODOP", False, (("46", "people came"),), ((block, block, block),), "note",
        tuple(report.Shown(buffer.getvalue(), "10:40 · 23/11/2026") for _ in range(6)), ("अच्छा लगा",) * 2,
        (("सुनीता", "समन्वयक"),) * 3, MADE,
    )  # fmt: skip
    content = report.render(made, language)
    assert b"SecretCameraMaker" not in content and b"Exif" not in content
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 2, "six pictures go on to a second page"
    assert all(HEAD.number in read_by_all(image)[0] for image in pages(content)[:1])


@pytest.mark.parametrize("sentences", [3, 9])
def test_two_forms_stand_apart_with_room_for_printer_and_scissors(sentences: int) -> None:
    """Every box is whole on its half of the sheet, and the number below the code touches none."""
    notice = (
        "यह एक जनपद एक उत्पाद में आपके पंजीकरण के लिए है। " * sentences,
        "They serve to register you with us. " * sentences,
    )
    made = registration_form.Forms(["UP-7KQ4MX-00201-X", "UP-7KQ4MX-00202-Y"], ("एक", "One"), notice, MADE)
    with pymupdf.open(stream=registration_form.render(made), filetype="pdf") as document:
        (page,) = document
        boxes = [one["rect"] for one in page.get_drawings() if one["rect"].height > 20 and one["rect"].width > 60]
        middle = page.rect.height / 2
        assert len(boxes) == 2 * (sum(map(len, registration_form.LINES)) + 1)
        for box in boxes:
            below = box.y1 < middle - 14 if box.y0 < middle else box.y1 < page.rect.height - 14
            assert below, box
        below_codes = [word for word in page.get_text("words") if word[4].startswith("UP-") and word[0] > 400]
        assert len(below_codes) == 2
        assert not any(box.y0 < word[3] - 1 and word[1] < box.y1 for word in below_codes for box in boxes)


def test_the_lines_of_a_price_tag_stand_below_each_other() -> None:
    """Also where title and words below it take two lines each."""
    tag = Tag(
        "सूती गमछा, हरा और नीला, चौड़ी किनारी वाला",
        "Cotton Gamcha, Green and Blue · हथकरघा Handloom",
        "₹299",
        ("नाप: 200",),
        (),
        "P-1",
    )
    with pymupdf.open(stream=price_tags.render([tag], MADE, "hi"), filetype="pdf") as document:
        spans = [s for b in document[0].get_text("dict")["blocks"] for row in b.get("lines", []) for s in row["spans"]]
    price = next(s for s in spans if "299" in s["text"])
    above = [s["origin"][1] for s in spans if "Handloom" in s["text"] or "Cotton" in s["text"]]
    assert price["origin"][1] - max(above) > 0.8 * price["size"]
