"""Finding seals on what is shown to us: pages of a PDF, photos and scans of paper. Hostile files are expected."""

import functools
import io
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samarth_desktop.domain.paper.paper_text import same_words

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 80_000_000
MOST_PAGES = 300
_DPI = 150
_MOST_SIDE = 4_000
_SCANNED = 0.7
# pdfium is one library for the whole process and not made for threads.
_PDFIUM = threading.Lock()


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """One page or picture: texts of its QR codes and, of a PDF page, its words.

    `scanned` is whether a picture covers the page, so that the code is looked for more patiently.
    """

    codes: tuple[str, ...]
    words: str = ""
    scanned: bool = True

    @property
    def has_words(self) -> bool:
        """Whether the page holds text, seen or unseen: then words and code are compared."""
        return any(ch.isalnum() for ch in self.words)

    def says(self, text: str) -> bool:
        """Whether the page's words hold a text, both in the letters of a seal and without spaces."""
        return same_words(text, self.words)


def format_of(data: bytes) -> str:
    """``pdf``, ``picture`` (PNG or JPEG) or "", by the first bytes: a file can be two formats at once, and what else it
    is does not matter."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    return "picture" if data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) else ""


class TooManyPages(Exception):
    """A PDF of more than :data:`MOST_PAGES` pages."""


def pdf_pages(data: bytes) -> list[ScannedPage]:
    """The pages of a PDF; none where it cannot be read. Raises TooManyPages."""
    import pypdfium2

    sheets = []
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return []
        try:
            if len(document) > MOST_PAGES:
                raise TooManyPages
            for number in range(len(document)):
                sheets.append(_pdf_sheet(document, number))
        except pypdfium2.PdfiumError:
            return []
        finally:
            document.close()
    return sheets


def _pdf_sheet(document: Any, number: int) -> ScannedPage:
    import pypdfium2.raw as pdfium

    page = document[number]
    width, height = page.get_size()
    scale = min(_DPI / 72, _MOST_SIDE / max(width, height, 1))
    image = page.render(scale=scale, grayscale=True, may_draw_forms=True).to_pil()
    pictures = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))
    scanned = any(_share(o.get_bounds(), width * height) > _SCANNED for o in pictures)
    words = page.get_textpage().get_text_range()
    return ScannedPage(tuple(codes(image, patient=scanned)), words, scanned)


def _share(bounds: tuple[float, float, float, float], area: float) -> float:
    left, low, right, top = bounds
    return abs((right - left) * (top - low)) / max(area, 1)


def picture_pages(data: bytes) -> list[ScannedPage]:
    """The one sheet of a PNG or JPEG; none where it cannot be read or is too large."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    return []
                image = ImageOps.exif_transpose(opened).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return []
    return [ScannedPage(tuple(codes(image, patient=True)))]


def codes(image: "Image", patient: bool = False) -> list[str]:
    """The texts of the QR codes in a grey picture; `patient` tries harder before it gives up."""
    import zxingcpp

    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    read = functools.partial(zxingcpp.read_barcodes, formats=kinds)
    for version in _versions(image) if patient else [image]:
        found = list(dict.fromkeys(code.text for code in read(version) if code.text))
        if found:
            return found
    return []


def _versions(image: "Image") -> Iterator["Image"]:
    """The picture as it is, then as a person would hold it: smaller, smoother, larger, clearer, turned."""
    from PIL import Image, ImageFilter, ImageOps

    yield image
    longest = max(image.size)
    for side in (2_400, 1_600, 1_000):
        if longest > side * 1.15:
            small = image.copy()
            small.thumbnail((side, side), Image.Resampling.LANCZOS)
            yield small
    base = image
    if longest > 2_400:
        base = image.copy()
        base.thumbnail((2_400, 2_400), Image.Resampling.LANCZOS)
    for radius in (1.0, 2.0):
        yield base.filter(ImageFilter.GaussianBlur(radius))
    yield base.filter(ImageFilter.MedianFilter(3))
    if max(base.size) <= 2_400:
        large = base.resize((base.width * 2, base.height * 2), Image.Resampling.BICUBIC)
        yield large
        yield large.filter(ImageFilter.GaussianBlur(1.5))
    clear = ImageOps.autocontrast(base, cutoff=5)
    yield clear
    yield clear.filter(ImageFilter.UnsharpMask(3, 200, 0))
    for angle in (12, -12, 30, 45):
        yield base.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
