"""Photos and emblems on paper: a JPEG goes in as it is, anything else is turned into plain RGB first.

Pictures come from cameras and files of strangers, so nothing is trusted: size limits, and a picture that cannot be
read is no picture (the layout closes up without it).
"""

import functools
import io
import warnings
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samarth_desktop.documents.pdf.pdf_canvas import PdfCanvas

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 12_000_000
MOST_PIXELS = 40_000_000
# 35 x 45 mm at 300 dpi is 413 x 531; more only makes the file heavy.
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Picture:
    """An image ready to embed: JPEG bytes or raw RGB, its size in pixels, grey or colour."""

    data: bytes
    width: int
    height: int
    grey: bool
    jpeg: bool


@functools.lru_cache(maxsize=64)
def read(data: bytes, longest: int = _LONGEST) -> Picture | None:
    """The picture in `data` (JPEG, PNG or what Pillow reads), or None where it is none that we may print."""
    from PIL import Image

    if not data or len(data) > MOST_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > MOST_PIXELS or min(image.size) < 1:
                    return None
                return _ready(image, data, longest)
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None


def _ready(image: "Image.Image", data: bytes, longest: int) -> Picture:
    from PIL import Image, ImageOps

    turned = image.getexif().get(0x0112, 1) != 1
    if image.format == "JPEG" and image.mode in {"RGB", "L"} and not turned and max(image.size) <= 2 * longest:
        image.load()
        return Picture(data, image.width, image.height, image.mode == "L", True)
    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"RGBA", "LA", "PA", "P"}:  # an emblem's transparent ground is the paper
        upright = upright.convert("RGBA")
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright)
    upright = upright.convert("RGB")
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return Picture(upright.tobytes(), upright.width, upright.height, False, False)


def draw(
    paper: PdfCanvas,
    picture: Picture,
    x: float,
    y: float,
    width: float,
    height: float,
    cover: bool,
    alt: str = "",
) -> None:
    """Draws a picture into a rectangle: filling it (cut at the longer side) or wholly inside it.

    `alt` is what a screen reader says of it; without it the picture is decoration.
    """
    from reportlab.pdfbase.pdfdoc import PDFName

    entries = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": PDFName("DeviceGray" if picture.grey else "DeviceRGB"),
        "BitsPerComponent": 8,
    }
    if picture.jpeg:
        entries["Filter"] = PDFName("DCTDecode")
    name = paper.canvas.picture(picture.data, entries, packed=picture.jpeg)
    ratios = (width / picture.width, height / picture.height)
    ratio = max(ratios) if cover else min(ratios)
    wide, high = picture.width * ratio, picture.height * ratio
    # Faces sit above the middle: what is cut off a portrait goes mostly from below.
    left, low = x + (width - wide) / 2, y + (height - high) * (0.7 if cover else 0.5)
    with paper.canvas.tagged("Figure", x, y + height, alt=alt) if alt else nullcontext():
        paper.canvas.write(
            f"q {x:.3f} {y:.3f} {width:.3f} {height:.3f} re W n "
            f"{wide:.3f} 0 0 {high:.3f} {left:.3f} {low:.3f} cm /{name} Do Q"
        )
