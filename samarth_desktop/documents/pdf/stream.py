"""A PDF stream as ISO 19005-2 wants it: compressed, exact in length, `endstream` on its own line."""

import functools
import zlib
from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject


class Stream(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """A stream object for a ReportLab document.

    ReportLab's own writes `endstream` right behind the data, which PDF/A forbids (6.1.7.1), and compresses
    what is compressed already. `packed` says that the data are final (a JPEG, whose filter the entries name),
    `often` that the same data stand in most documents.
    """

    __RefOnly__ = 1  # ReportLab: this object is always written as an indirect one

    def __init__(self, entries: Mapping[str, Any], data: bytes, packed: bool = False, often: bool = False) -> None:
        self.entries = dict(entries)
        if packed:
            self.data = data
        else:
            self.data = _remembered(data) if often else zlib.compress(data, 6)
            self.entries["Filter"] = PDFName("FlateDecode")

    def format(self, document: Any) -> bytes:
        """The object's bytes, as ReportLab asks for them."""
        entries = PDFDictionary({**self.entries, "Length": len(self.data)}).format(document)
        return b"%b\nstream\n%b\nendstream\n" % (entries, self.data)


@functools.lru_cache(maxsize=64)
def _remembered(data: bytes) -> bytes:
    return zlib.compress(data, 9)
