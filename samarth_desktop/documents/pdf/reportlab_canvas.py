"""The ReportLab canvas behind :class:`samarth_desktop.documents.pdf.pdf_canvas.PdfCanvas`."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from samarth_desktop.documents.pdf import pdfa, structure
from samarth_desktop.documents.pdf.embed import Font
from samarth_desktop.documents.pdf.indic import Weight
from samarth_desktop.documents.pdf.stream import Stream
from samarth_desktop.documents.pdf.structure import Tag, TaggedPage

PRODUCER = "Samarth Desktop"


class ReportLabCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas without ReportLab's start-up font (PDF/A allows none that is not embedded) and with our streams."""

    _code: list[str]  # ReportLab: the operators of the page so far
    _ROLES = ("P", "H1", "Figure")

    def __init__(
        self, target: io.BytesIO, size: tuple[float, float], title: str, made: datetime, language: str
    ) -> None:
        super().__init__(target, pagesize=size, invariant=1, pdfVersion=(1, 7), lang=language)
        self.title = title
        self.made = made
        self._fonts: dict[Weight, Font] = {}
        self._drawn: set[str] = set()
        self._pictures: dict[bytes, str] = {}
        self._used: dict[str, Any] = {}
        self.language = language
        self.field = ""  # ReportLab's name of the form field that stands on the first page
        self._pages: list[TaggedPage] = []
        self._tags: list[Tag] = []
        self._within = ""
        self._bookmark = ""
        self.part = 0

    def _make_preamble(self) -> None:
        self._preamble = ""

    @property
    def document(self) -> Any:
        """ReportLab's document, for what is added to the file as a whole."""
        return self._doc

    def write(self, operators: str) -> None:
        """Adds PDF operators to the page; outside of :meth:`tagged` they are decoration."""
        if not self._within:
            self._code.append("/Artifact BMC")
            self._within = "Artifact"
        self._code.append(operators)

    @contextmanager
    def tagged(self, role: str, x: float, y: float, language: str = "", alt: str = "") -> Iterator[None]:
        """What is written within is one element that is read out: ``P``, ``H1``, or ``Figure`` with its words."""
        if self._within in self._ROLES:  # a part of what is tagged already
            yield
            return
        self._end()
        tag = Tag(len(self._tags), role, x, y, language, alt, self.part)
        self._tags.append(tag)
        self._code.append(f"/{role} <</MCID {tag.number}>> BDC")
        self._within = role
        yield
        self._end()

    def _end(self) -> None:
        if self._within:
            self._code.append("EMC")
            self._within = ""

    def bookmark(self, title: str) -> None:
        """The page being drawn stands under this title in the reader's side bar."""
        self._bookmark = title

    def font(self, weight: Weight) -> Font:
        """The embedded font of a weight."""
        font = self._fonts.get(weight)
        if font is None:
            font = self._fonts[weight] = Font(weight, f"F{len(self._fonts) + 1}")
            self._doc.delayedFonts.append(font)
        return font

    def artwork(
        self, name: str, box: tuple[float, float, float, float], content: str, uses: tuple[str, ...] = ()
    ) -> None:
        """Stores drawing operators once in the document under `name`, clipped to `box`; `uses` are others drawn in it.

        Show it with :meth:`show`.
        """
        if name in self._drawn:
            return
        self._drawn.add(name)
        inner = {key: pdfdoc.PDFObjectReference(key) for key in uses}
        entries = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Form"),
            "BBox": pdfdoc.PDFArrayCompact(box),
            "Resources": pdfdoc.PDFDictionary({"XObject": pdfdoc.PDFDictionary(inner)} if inner else {}),
        }
        self._doc.Reference(Stream(entries, content.encode("ascii"), often=True), name)

    def show(self, name: str) -> None:
        """Draws what :meth:`artwork` stored."""
        self._used[name] = pdfdoc.PDFObjectReference(name)
        self.write(f"/{name} Do")

    def picture(self, data: bytes, entries: dict[str, Any], packed: bool) -> str:
        """Stores an image XObject once by its content; gives the name for ``Do``."""
        digest = hashlib.sha256(data).digest()
        key = self._pictures.get(digest)
        if key is None:
            key = self._pictures[digest] = f"I{len(self._pictures) + 1}"
            self._doc.Reference(Stream(entries, data, packed), key)
        self._used[key] = pdfdoc.PDFObjectReference(key)
        return key

    def _resources(self) -> Any:
        entries: dict[str, Any] = {"Font": pdfdoc.PDFObjectReference("BasicFonts")}
        if self._used:
            entries["XObject"] = pdfdoc.PDFDictionary(self._used)
        return pdfdoc.PDFDictionary(entries)

    def showPage(self) -> None:
        """Ends the page."""
        self._end()
        tagged = TaggedPage(self._doc.thisPageName(), self._tags, self._bookmark)
        page = pdfdoc.PDFPage()
        pdfa.enter(page, "StructParents", len(self._pages))
        pdfa.enter(page, "Tabs", pdfdoc.PDFName("S"))
        self._pages.append(tagged)
        self._tags, self._bookmark, self.part = [], "", 0
        page.pagewidth, page.pageheight = (round(side, 3) for side in self._pagesize)
        page.Contents = Stream({}, "\n".join(self._code).encode("ascii"))
        page.Resources = self._resources()
        self._used = {}
        self._doc.addPage(page)
        self._startPage()

    @property
    def finished(self) -> int:
        """How many pages are finished."""
        return len(self._pages)

    def save(self) -> None:
        """Writes the document to its target."""
        pdfa.describe(self._doc, self.title, self.made)
        for key, value in structure.build(self._doc, self._pages, self.language, self.field).items():
            pdfa.enter(self._doc.Catalog, key, value)
        super().save()
