"""Draws the word "sample" across a page or a card, behind everything else.

As shapes, so that the text that is copied from the page is the certificate's alone; dark enough to stay on a
photocopy and on a printer without colour, light enough to read the certificate over it.
"""

from samarth_desktop.documents.certificates import wording
from samarth_desktop.documents.pdf import outline
from samarth_desktop.documents.pdf.pdf_canvas import PdfCanvas, Style, fit, rgb
from samarth_desktop.rules.certificates.certificate import CertificateData

_COLOR = "#E9CDA0"
_COS, _SIN = 0.8829, 0.4695  # 28 degrees
_APART = 88 / 23  # between two lines, in sizes of the letters
_SHIFT = 130 / 23  # of every other line


def draw(paper: PdfCanvas, data: CertificateData, x: float, y: float, width: float, height: float, size: float) -> None:
    """Fills the rectangle whose lower left corner is (x, y) with the mark in letters of about `size` points."""
    room = width / _COS * 0.9  # one line at least is whole
    style, (text, *_) = fit(wording.said(data, wording.DEMO), Style(size, "Bold", _COLOR), room, 0.4, 1)
    mark = outline.shapes(-text.width / 2, 0, text)
    paper.canvas.write(
        f"q {rgb(style.color)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n "
        f"{_COS} {_SIN} {-_SIN} {_COS} {x + width / 2:.2f} {y + height / 2:.2f} cm"
    )
    for row in range(-4, 5):
        paper.canvas.write(f"q 1 0 0 1 {row % 2 * _SHIFT * size:.2f} {row * _APART * size:.2f} cm {mark} Q")
    paper.canvas.write("Q")
