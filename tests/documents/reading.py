"""Reading PDFs back with five independent programs, and drawing them."""

import io
import shutil
import subprocess
from collections.abc import Callable

import numpy
import pypdfium2


def _poppler(data: bytes) -> str:
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _pypdf(data: bytes) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def _plumber(data: bytes) -> str:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def _mupdf(data: bytes) -> str:
    import pymupdf

    with pymupdf.open(stream=data, filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)


def _pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


READERS: dict[str, Callable[[bytes], str]] = {
    "pypdf": _pypdf,
    "pdfplumber": _plumber,
    "mupdf": _mupdf,
    "pdfium": _pdfium,
}
if shutil.which("pdftotext"):
    READERS["poppler"] = _poppler


def rows(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip()]


def picture(data: bytes, dpi: float, page: int = 0) -> numpy.ndarray:
    """A page in grey, drawn by pdfium."""
    document = pypdfium2.PdfDocument(data)
    try:
        bitmap = document[page].render(scale=dpi / 72, grayscale=True)
        return bitmap.to_numpy().reshape(bitmap.height, bitmap.width).copy()
    finally:
        document.close()
