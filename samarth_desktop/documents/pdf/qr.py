"""The QR code on paper: error correction M, drawn as one vector path, never as a picture that a viewer may blur."""

import re
from typing import Any

from samarth_desktop.documents.pdf.pdf_canvas import PdfCanvas

QUIET = 4
"""Modules that stay white around a code (ISO/IEC 18004)."""
_DARK = re.compile(rb"\0+")


def modules(text: str) -> list[bytes]:
    """The rows of the code, a byte 0 for every dark module. Raises ValueError when the text is too long."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(image)
    assert pixels.shape is not None
    height, width = pixels.shape
    data = pixels.tobytes()
    return [data[width * row : width * (row + 1)] for row in range(height)]


def draw(paper: PdfCanvas, text: str, x: float, y: float, side: float, alt: str = "") -> None:
    """Draws the code into a square of `side` points with its lower left corner at (x, y), without quiet zone.

    `alt` is what a screen reader says of it; "" for the plain words.
    """
    rows = modules(text)
    unit = side / len(rows)
    path = [f"q {unit:.5f} 0 0 {-unit:.5f} {x:.3f} {y + side:.3f} cm 0 g"]
    for top, row in enumerate(rows):
        for run in _DARK.finditer(row):
            left, right = run.span()
            path.append(f"{left} {top} {right - left} 1 re")
    with paper.canvas.tagged("Figure", x, y + side, alt=alt or "QR code"):
        paper.canvas.write(" ".join([*path, "f Q"]))
