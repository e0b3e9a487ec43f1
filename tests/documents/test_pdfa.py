"""PDF/A-2u, clause by clause where our files touch ISO 19005-2 (veraPDF judges the whole: test_verapdf)."""

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as Tree
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import ImageCms

from samarth_desktop.documents.certificates import issue
from samarth_desktop.documents.certificates.issue import Signer
from samarth_desktop.documents.pdf import listing, receipt, recovery_sheet
from samarth_desktop.documents.signing import attach, keys
from samarth_desktop.domain.programmes.wording import Words

from .samples import DAY, GROUP, LONG, certificate, emblem, photo

MOMENT = datetime(2026, 11, 12, 14, 5, tzinfo=UTC)
SIGNER = Signer(keys.generate("7KQ4MX", "Sunita Yadav", DAY), moment=MOMENT)


def files() -> dict[str, bytes]:
    slip = receipt.Receipt(Words("शबनम बानो", "Shabnam Bano"), "UP-7KQ4MX-00214-X", MOMENT, "7KQ4MX")
    sheet = recovery_sheet.RecoverySheet(["7KQ4"] * 8, "7KQ4MX", "सुनीता यादव", MOMENT)
    return {
        "signed": issue.render(certificate(), SIGNER),
        "unsigned": issue.render(certificate(**LONG, orientation="portrait")),
        "several": issue.render_together([(certificate(), None), (certificate(**GROUP), None)], SIGNER),
        "png": issue.render(certificate(photo=photo(kind="PNG"), emblem=emblem(), demo=True), SIGNER),
        "cards": issue.render_cards([(certificate(), None)] * 9, SIGNER),
        "attachment": attach.attachment(SIGNER.keys.certificates),
        "receipt": receipt.render(slip, "hi"),
        "recovery": recovery_sheet.render(sheet, ["hi", "en"]),
        "list": listing.render("लोग", ["नाम", "Name"], [("शबनम बानो", "Shabnam")] * 90, "hi", MOMENT),
    }


FILES = files()


@pytest.fixture(params=FILES)
def data(request: pytest.FixtureRequest) -> bytes:
    return FILES[request.param]


def objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (obj for obj in pdf.objects if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)))


def test_file_structure(data: bytes) -> None:
    """6.1.2 header, 6.1.3 trailer, 6.1.7 streams, 6.1.13 limits."""
    assert re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", data)
    assert data.rstrip(b"\r\n").endswith(b"%%EOF") and len(data) - len(data.rstrip(b"\r\n")) <= 1
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.trailer.ID[0] and not pdf.is_encrypted
        assert not pdf.check_pdf_syntax()
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*\nstream\n", data):
        end = found.end() + int(found[1])
        assert data[end : end + 10] == b"\nendstream"
    assert data.count(b"\nendstream\n") == data.count(b"endstream")
    assert all(len(name) <= 128 for name in re.findall(rb"/[A-Za-z0-9+\-#]+", data))


def test_nothing_forbidden(data: bytes) -> None:
    """6.1.4 filters, 6.2.8 images, 6.2.10 transparency, 6.5 actions, 6.1.12 permissions."""
    allowed = {"/FlateDecode", "/DCTDecode"}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for obj in objects(pdf):
            for key in (
                "/JS",
                "/JavaScript",
                "/AA",
                "/OpenAction",
                "/SMask",
                "/Group",
                "/Interpolate",
                "/OPI",
                "/Ref",
                "/PS",
            ):
                assert key not in obj, key
            if isinstance(obj, pikepdf.Stream):
                assert str(obj.get("/Filter", "/FlateDecode")) in allowed
                assert "/F" not in obj
        assert set(pdf.Root.get("/Perms", {}).keys()) <= {"/DocMDP"}
        assert "/NeedAppearances" not in pdf.Root.get("/AcroForm", {})


def test_metadata_says_what_the_file_is(data: bytes) -> None:
    """6.6.2 metadata, 6.6.4 version and conformance."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        stream = pdf.Root.Metadata
        assert "/Filter" not in stream
        tree = Tree.fromstring(stream.read_bytes().decode("utf-8"))
        texts = {
            element.tag.rpartition("}")[2]: (element.text or "") for element in reversed(list(tree.iter()))
        }  # the first of each
        parts = {element.tag: element.text for element in tree.iter() if element.tag.endswith("}part")}
        assert parts == {
            "{http://www.aiim.org/pdfa/ns/id/}part": "2",
            "{http://www.aiim.org/pdfua/ns/id/}part": "1",
        }
        assert texts["conformance"] == "U"
        assert texts["li"] == str(pdf.docinfo.Title)
        assert texts["Producer"] == str(pdf.docinfo.Producer)
        stamp = re.sub(r"\D", "", texts["CreateDate"])[:14]
        assert stamp in str(pdf.docinfo.CreationDate) and texts["CreateDate"] == texts["ModifyDate"]
        assert pdf.Root.get("/Lang")


def test_colour_has_a_meaning(data: bytes) -> None:
    """6.2.3 output intent, 6.2.4 colour spaces."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert intent.S == "/GTS_PDFA1" and intent.DestOutputProfile.N == 3
        profile = intent.DestOutputProfile.read_bytes()
        assert profile[8] in (2, 4) and profile[9] <= 0x40 and profile[36:40] == b"acsp"
        ImageCms.ImageCmsProfile(io.BytesIO(profile))
        for obj in objects(pdf):
            if obj.get("/Subtype") == "/Image":
                assert obj.ColorSpace in ("/DeviceRGB", "/DeviceGray")
        for page in pdf.pages:
            shown = page.Contents.read_bytes()
            assert not re.search(rb"\s(k|K|cs|CS|sh)\s", shown)


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [obj for obj in objects(pdf) if obj.get("/Type") == "/Font" and obj.get("/Subtype") == "/Type0"]


def test_fonts_are_whole_and_speak(data: bytes) -> None:
    """6.2.11: embedded, widths equal, every code used has a glyph and a text (level U)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert all(obj.get("/Subtype") not in ("/Type1", "/TrueType", "/Type3") for obj in objects(pdf))
        for font in fonts(pdf):
            inner = font.DescendantFonts[0]
            assert font.Encoding == "/Identity-H" and inner.CIDToGIDMap == "/Identity"
            assert font.BaseFont == inner.BaseFont == inner.FontDescriptor.FontName
            program = TTFont(io.BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
            assert {"glyf", "head", "hhea", "hmtx", "loca", "maxp"} <= set(program.keys())
            widths = [int(w) for w in inner.W[1]]
            order = program.getGlyphOrder()
            for code, width in enumerate(widths, 1):
                assert program["hmtx"][order[code]][0] == width
            for name in order:  # every outline can be read, the parts of parts too
                program["glyf"][name].getCoordinates(program["glyf"])
            said = spoken(font.ToUnicode.read_bytes())
            assert set(said) == set(range(1, len(widths) + 1))
            assert not {"\0", "\ufeff", "\ufffe"} & set("".join(said.values())) and all(said.values())


def spoken(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def test_only_known_codes_are_shown(data: bytes) -> None:
    """6.2.11.8: never .notdef; 6.1.13: graphics states nested at most 28 deep."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            sizes = {}
            for name, font in page.Resources.get("/Font", {}).items():
                sizes[name] = len(font.DescendantFonts[0].W[1])
            current, depth = "", 0
            for operands, operator in pikepdf.parse_content_stream(page):
                depth += {"q": 1, "Q": -1}.get(str(operator), 0)
                assert 0 <= depth <= 28
                if str(operator) == "Tf":
                    current = str(operands[0])
                elif str(operator) == "TJ":
                    for part in operands[0]:
                        if isinstance(part, pikepdf.String):
                            codes = bytes(part)
                            values = [int.from_bytes(codes[i : i + 2], "big") for i in range(0, len(codes), 2)]
                            assert all(0 < value <= sizes[current] for value in values)
            assert depth == 0


def test_fields_and_files_inside(data: bytes) -> None:
    """6.3 annotations, 6.4.3 signatures, 6.8 embedded files."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                assert note.Subtype == "/Widget" and int(note.F) & 4 and not int(note.F) & 0b100011
                box = [float(v) for v in note.Rect]
                assert box[0] == box[2] and box[1] == box[3]  # no size: no appearance needed
        for obj in objects(pdf):
            if obj.get("/Type") == "/Filespec":
                assert "/F" in obj and "/UF" in obj
                assert obj.EF.F.read_bytes()[:5] == b"%PDF-"
                assert obj.EF.F.read_bytes() == FILES["attachment"]  # which passes all of this itself
            if obj.get("/Type") == "/SigRef":
                assert not {"/DigestLocation", "/DigestMethod", "/DigestValue"} & set(obj.keys())


def test_pyhanko_finds_the_signature_whole() -> None:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    own = list(load_certs_from_pemder_data(SIGNER.keys.x509))
    for name in ("signed", "several", "cards"):
        reader = PdfFileReader(io.BytesIO(FILES[name]))
        context = ValidationContext(trust_roots=own, moment=MOMENT, allow_fetching=False)
        status = validate_pdf_signature(reader.embedded_signatures[0], context)
        assert status.intact and status.valid and status.coverage.name == "ENTIRE_FILE"
        assert status.docmdp_ok and status.trusted


if shutil.which("pdfsig"):

    def test_poppler_finds_the_signature_valid(tmp_path: Path) -> None:
        path = tmp_path / "signed.pdf"
        path.write_bytes(FILES["signed"])
        said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in said and "Total document signed" in said
        assert "ETSI.CAdES.detached" in said
