"""Certificates as a person sees them: everything there, nothing clipped, overlapping or missing its place."""

import itertools
from pathlib import Path
from typing import Any

import numpy
import pymupdf
import pytest

from samarth_desktop.documents.certificates import batch, cards, issue
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.pdf import qr
from samarth_desktop.documents.pdf.artwork import BAND, EDGE
from samarth_desktop.documents.signing import keys, scan, seal
from samarth_desktop.domain.ids import certificate_serial
from samarth_desktop.domain.programmes.wording import NO_WORDS, Words
from samarth_desktop.rules.certificates.certificate import CertificateData

from . import reading
from .samples import DAY, GROUP, LONG, WORKSHOP, certificate, emblem, photo

SIGNER = Signer(keys.generate("7KQ4MX", "Sunita Yadav", DAY))
EDGES: dict[str, dict[str, Any]] = {
    "usual": {},
    "long": LONG,
    "long without photo": {**LONG, "photo": None},
    "without photo": {"photo": None},
    "only Hindi name": {"name": Words("श्रीमती शबनम बानो"), "plain_name": Words("शबनम बानो")},
    "only English name": {"name": Words("", "Smt. Shabnam Bano"), "plain_name": Words("", "Shabnam Bano")},
    "one signatory": {"second": None},
    "one signatory, no photo": {"second": None, "photo": None},
    "emblem": {"emblem": emblem()},
    "group": GROUP,
    "group with photo": {**GROUP, "photo": photo()},
    "workshop": WORKSHOP,
    "bare": {"lines_hi": (), "lines_en": (), "under": NO_WORDS, "photo": None},
    "demo, date by hand": {"demo": True, "date_asked": True},
    "one long word": {"name": Words("क" * 60, "X" * 60), "plain_name": Words("क" * 60, "X" * 60)},
    "many lines": {
        "lines_hi": LONG["lines_hi"] * 3,
        "lines_en": LONG["lines_en"] * 3,
        "name": LONG["name"],
    },
}
SHAPES = list(itertools.product(("hi", "en", "both"), ("landscape", "portrait")))


def made(edge: str, languages: str, orientation: str) -> CertificateData:
    return certificate(**EDGES[edge], languages=languages, orientation=orientation)


Box = tuple[float, float, float, float]


def layout(data: bytes) -> tuple[Box, list[tuple[str, Box]], Box | None]:
    """The first page: its box, what stands where (lines of text by their letters' body, photo), the code.

    The sample mark, which lies across the page, is left out.
    """
    with pymupdf.open(stream=data, filetype="pdf") as document:
        page = document[0]
        found = []
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", []):
                if line["dir"] != (1.0, 0.0):
                    continue
                for span in line["spans"]:
                    base, size = span["origin"][1], span["size"]
                    box = (span["bbox"][0], base - 0.62 * size, span["bbox"][2], base + 0.08 * size)
                    if span["text"].strip():
                        found.append((span["text"], box))
        found += [("photo", tuple(i["bbox"])) for i in page.get_image_info() if i["bbox"][2] - i["bbox"][0] > 50]
        dark = [d["rect"] for d in page.get_drawings() if d.get("fill") == (0.0, 0.0, 0.0)]
        quiet = dark[0].width / 45 * 2 if dark else 0
        code = dark[0] + (-quiet, -quiet, quiet, quiet) if dark else None
        return tuple(page.rect), found, tuple(code) if code else None


def check_apart(found: list[tuple[str, Box]], frame: Box) -> None:
    for text, box in found:
        assert frame[0] < box[0] and box[2] < frame[2], text
        assert frame[1] < box[1] and box[3] < frame[3], text
    for (a, first), (b, second) in itertools.combinations(found, 2):
        assert not crossing(first, second), (a, b)


@pytest.mark.parametrize(("languages", "orientation"), SHAPES)
@pytest.mark.parametrize("edge", EDGES)
def test_nothing_overlaps_or_leaves_the_border(edge: str, languages: str, orientation: str) -> None:
    page, found, code = layout(issue.render(made(edge, languages, orientation), SIGNER))
    assert code is not None
    inner = EDGE + BAND + 2
    frame = (inner, inner, page[2] - inner, page[3] - inner)
    check_apart([*found, ("code", code)], frame)


def crossing(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    slack = 0.3
    return a[0] + slack < b[2] and b[0] + slack < a[2] and a[1] + slack < b[3] and b[1] + slack < a[3]


@pytest.mark.parametrize(("languages", "orientation"), SHAPES)
@pytest.mark.parametrize("edge", EDGES)
def test_everything_is_said(edge: str, languages: str, orientation: str) -> None:
    data = made(edge, languages, orientation)
    pdf = issue.render(data, SIGNER)
    text = scan.ScannedPage((), reading.READERS["pdfium"](pdf))
    shown = ("hi", "en") if languages == "both" else (languages,)
    names = [data.name.say(language) for language in shown if data.name.say(language)]
    for name in names or [data.name.hi or data.name.en]:
        assert text.says(name)
    for language in shown:
        for line in data.lines(language):
            assert text.says(line.replace("**", ""))
    assert text.says(data.registration) and text.says(data.serial)


@pytest.mark.parametrize("reader", reading.READERS)
def test_names_and_numbers_extract_in_every_reader(reader: str) -> None:
    rows = reading.rows(reading.READERS[reader](issue.render(certificate(), SIGNER)))
    text = "\n".join(rows)
    for wanted in ("श्रीमती शबनम बानो", "Smt. Shabnam Bano", certificate().registration, "एक जनपद एक उत्पाद"):
        assert wanted in text


def test_a_long_name_keeps_sixty_percent_then_breaks() -> None:
    def size(name: str) -> float:
        data = certificate(name=Words(name), plain_name=Words(name), languages="hi")
        with pymupdf.open(stream=issue.render(data), filetype="pdf") as document:
            blocks = document[0].get_text("dict")["blocks"]
        spans = [span for block in blocks for line in block.get("lines", []) for span in line["spans"]]
        return max(span["size"] for span in spans if span["color"] == 0x26387C)

    usual, long = size("शबनम बानो"), size("राजराजेश्वरी देवी चंद्रशेखर विश्वकर्मा")
    longest = size("राजराजेश्वरी देवी चंद्रशेखर विश्वकर्मा वंशीधर त्रिपाठी शास्त्री")
    assert usual > long >= usual * 0.6
    assert usual * 0.45 <= longest < long


def test_without_a_photo_no_place_is_left_for_one() -> None:
    def left_column(data: CertificateData) -> float:
        """The ink between the border and the words, above the signatures."""
        image = reading.picture(issue.render(data, SIGNER), 60)
        height, width = image.shape
        return float((255 - image[int(height * 0.3) : int(height * 0.7), int(width * 0.085) : int(width * 0.25)]).sum())

    page, _, code = layout(issue.render(certificate(photo=None), SIGNER))
    assert code is not None and abs((code[0] + code[2] - page[2]) / 2) < 1  # the code moved to the middle
    assert left_column(certificate()) > 10 * max(1.0, left_column(certificate(photo=None)))


@pytest.mark.parametrize("broken", [b"no picture", b"\xff\xd8\xff\xe0junk", b""])
def test_a_broken_photo_is_no_photo(broken: bytes) -> None:
    assert issue.render(certificate(photo=broken)) == issue.render(certificate(photo=None))


@pytest.mark.parametrize(("size", "kind"), [((3000, 2000), "JPEG"), ((300, 900), "PNG"), ((60, 60), "JPEG")])
def test_any_photo_is_cut_to_its_frame(size: tuple[int, int], kind: str) -> None:
    pdf = issue.render(certificate(photo=photo(size, kind)), SIGNER)
    assert len(pdf) < 1_500_000
    image = reading.picture(pdf, 60)
    assert (image[int(image.shape[0] * 0.45), : int(image.shape[1] * 0.087)] < 90).any()


def test_the_same_data_give_the_same_bytes() -> None:
    sealed = issue.seal_for(certificate(), SIGNER)
    assert issue.render(certificate(), None, sealed) == issue.render(certificate(), None, sealed)
    # Ed25519 has no randomness: the seal itself is the same every time.
    assert issue.seal_for(certificate(), SIGNER) == sealed


def test_nothing_foreign_is_printed() -> None:
    """The places for emblem and seal stay empty."""
    text = reading.READERS["pdfium"](issue.render(certificate(), SIGNER))
    for word in ("Emblem", "Seal", "मुहर", "चिह्न"):
        assert word not in text


# Cards


def test_eight_cards_on_a_sheet_each_with_its_code() -> None:
    some = [certificate(serial=certificate_serial("onboarding", "7KQ4MX", i)) for i in range(1, 10)]
    pdf = issue.render_cards([(data, None) for data in some], SIGNER)
    sheets = scan.pdf_pages(pdf)
    assert [len(sheet.codes) for sheet in sheets] == [8, 1]
    found = {seal.read(code).serial for sheet in sheets for code in sheet.codes}
    assert found == {data.serial for data in some}


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("languages", ["hi", "en", "both"])
def test_a_card_keeps_within_itself(edge: str, languages: str) -> None:
    page, found, code = layout(issue.render_cards([(made(edge, languages, "landscape"), None)], SIGNER))
    assert code is not None
    left = (page[2] - 2 * cards.WIDTH - 6 * 72 / 25.4) / 2
    top = (page[3] - 4 * cards.HEIGHT - 18 * 72 / 25.4) / 2
    check_apart([*found, ("code", code)], (left + 1, top + 1, left + cards.WIDTH - 1, top + cards.HEIGHT - 1))


# Batches


def contents(count: int) -> list[batch.Content]:
    return [(certificate(serial=certificate_serial("onboarding", "7KQ4MX", i)), None) for i in range(1, count + 1)]


def test_one_file_with_progress(tmp_path: Path) -> None:
    heard: list[int] = []
    target = tmp_path / "hall.pdf"
    assert batch.one_file(iter(contents(5)), target, SIGNER, heard.append) == 5
    assert heard == [1, 2, 3, 4, 5]
    assert len(scan.pdf_pages(target.read_bytes())) == 5


def test_cancelling_leaves_whole_files_only(tmp_path: Path) -> None:
    calls = itertools.count()
    assert batch.one_file(contents(5), tmp_path / "hall.pdf", SIGNER, cancelled=lambda: next(calls) > 2) == 0
    assert list(tmp_path.iterdir()) == []
    calls = itertools.count()
    written = batch.single_files(contents(5), tmp_path, SIGNER, cancelled=lambda: next(calls) > 2)
    assert sorted(tmp_path.iterdir()) == sorted(written) and len(written) == 3
    assert all(scan.pdf_pages(path.read_bytes())[0].codes for path in written)


def test_both_cores_write_the_same_files(tmp_path: Path) -> None:
    some = contents(20)
    heard: list[int] = []
    written = batch.single_files(some, tmp_path, SIGNER, heard.append, expected=10_000)
    assert [path.stem.split()[-1] for path in written] == [data.serial for data, _ in some]
    assert heard[-1] == 20 and sorted(tmp_path.iterdir()) == sorted(written)


def test_a_folder_that_refuses(tmp_path: Path) -> None:
    from samarth_desktop.errors import KnownError

    (tmp_path / "hall.pdf").mkdir()
    with pytest.raises(KnownError):
        batch.one_file(contents(1), tmp_path / "hall.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["hall.pdf"]


def test_the_code_is_version_seven_at_most() -> None:
    for host in ("", "v.in", "verify.example.gov.in", "x" * 60):
        for name in ("अ", "राजराजेश्वरी देवी विश्वकर्मा", "Rajarajeshwari Devi"):
            sealed = seal.make(certificate().serial, name.encode(), DAY, SIGNER.keys.seal_key, host)
            assert len(qr.modules(sealed.text)) <= 45
            assert seal.read(sealed.text).serial == certificate().serial


@pytest.mark.parametrize("draw", [issue.render_together, issue.render_cards], ids=["certificate", "cards"])
def test_a_sheet_for_a_printer_without_colour_has_none_and_takes_little_ink(draw) -> None:
    ink, colour = {}, {}
    for plain in (False, True):
        data = certificate(**GROUP, plain=plain)
        with pymupdf.open(stream=draw([(data, None)]), filetype="pdf") as document:
            pixels = numpy.frombuffer(document[0].get_pixmap(dpi=60).samples, numpy.uint8).reshape(-1, 3).astype(int)
        ink[plain] = (255 - pixels).mean()
        colour[plain] = (pixels.max(1) - pixels.min(1)).max()
    assert colour[True] < 20 < colour[False]
    assert ink[True] < ink[False]
