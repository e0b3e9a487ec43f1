"""Code 128 on paper, drawn as one vector path."""

import re

from samarth_desktop.documents.pdf.pdf_canvas import MM, PdfCanvas

MODULE = 0.25 * MM
"""The narrowest bar: what simple scanners read (GS1 General Specifications, 5.12)."""
_QUIET = 10
_DARK = re.compile(rb"\0+")


def modules(text: str) -> bytes:
    """The bars, a byte 0 for every dark module. Raises ValueError for letters that Code 128 has not."""
    import zxingcpp

    if not text or not text.isascii():
        raise ValueError(text)
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    pixels = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    assert pixels.shape is not None
    return pixels.tobytes()[: pixels.shape[1]]


def draw(paper: PdfCanvas, text: str, middle: float, y: float, most: float, height: float) -> bool:
    """Draws a code around `middle`, at most `most` points wide with its quiet zones; False where it has no room at a
    module that can be read."""
    try:
        row = modules(text)
    except ValueError:
        return False
    module = min(MODULE * 1.4, most / (len(row) + 2 * _QUIET))
    if module < MODULE * 0.999:
        return False
    left = middle - module * len(row) / 2
    bars = (f"{run.start()} 0 {run.end() - run.start()} 1 re" for run in _DARK.finditer(row))
    paper.canvas.write(f"q {module:.5f} 0 0 {height:.3f} {left:.3f} {y:.3f} cm 0 g {' '.join(bars)} f Q")
    return True
