"""The QR code on paper: error correction M, drawn as one vector path, never as a picture that a viewer may blur."""

from typing import Any

from samarth_desktop.documents.paper import Paper

INK = "#000000"
QUIET = 4
"""Modules that stay white around a code (ISO/IEC 18004)."""


def modules(text: str) -> list[bytes]:
    """The rows of the code, a byte 0 for every dark module. Raises ValueError when the text is too long."""
    import zxingcpp

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    return [bytes(row) for row in memoryview(image).tolist()]


def draw(paper: Paper, text: str, x: float, y: float, side: float) -> None:
    """Draws the code into a square of `side` points with its lower left corner at (x, y), without quiet zone."""
    rows = modules(text)
    unit = side / len(rows)
    path = [f"q {unit:.5f} 0 0 {-unit:.5f} {x:.3f} {y + side:.3f} cm 0 g"]
    for top, row in enumerate(rows):
        at = 0
        while at < len(row):
            if row[at]:
                at += 1
                continue
            end = at
            while end < len(row) and not row[end]:
                end += 1
            path.append(f"{at} {top} {end - at} 1 re")
            at = end
    paper.canvas.write(" ".join([*path, "f Q"]))
