"""PDF/A-2u (ISO 19005-2): what a file must say about itself so that it can be read in fifty years.

Fonts and ToUnicode come from :mod:`samarth_desktop.documents.pdf.embed`, streams from
:mod:`samarth_desktop.documents.pdf.stream`; here are the XMP metadata (6.6), the output intent (6.2.3) and embedded
files. All dates are the document's own, so that the same data give the same bytes.
"""

import functools
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFName, PDFObject, PDFString

from samarth_desktop.documents.pdf.stream import Stream

PRODUCER = "Samarth Desktop"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:CreatorTool>{producer}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def describe(document: Any, title: str, made: datetime) -> None:
    """Gives a ReportLab document its metadata and output intent."""
    catalog = document.Catalog
    zone = made.strftime("%z") or "+0000"
    xmp = _XMP.format(
        title=escape(title),
        date=made.strftime("%Y-%m-%dT%H:%M:%S") + f"{zone[:3]}:{zone[3:5]}",
        producer=PRODUCER,
    )
    metadata = Stream({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}, xmp.encode("utf-8"), packed=True)
    catalog.Metadata = metadata
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": document.Reference(Stream({"N": 3}, srgb(), often=True)),
    }
    enter(catalog, "MarkInfo", PDFDictionary({"Marked": "true"}))
    viewer = {"DisplayDocTitle": "true", "PrintScaling": PDFName("None")}
    enter(catalog, "ViewerPreferences", PDFDictionary(viewer))
    enter(catalog, "OutputIntents", PDFArrayCompact([PDFDictionary(intent)]))
    date = f"D:{made:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
    document.info = _Info({"Title": title, "Producer": PRODUCER, "Creator": PRODUCER}, date)


def enter(catalog: Any, key: str, value: Any) -> None:
    """Adds an entry that ReportLab's catalog does not know."""
    if key not in catalog.__NoDefault__:
        catalog.__NoDefault__ = [*catalog.__NoDefault__, key]
    setattr(catalog, key, value)


class _Info(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """The information dictionary, the same words and dates as the XMP metadata."""

    __RefOnly__ = 1

    def __init__(self, words: dict[str, str], date: str) -> None:
        self.words = words
        self.date = date
        self.invariant = 1

    def digest(self, summary: Any) -> None:
        """What makes this file's identifier differ from another's."""
        summary.update(repr((sorted(self.words.items()), self.date)).encode())

    def format(self, document: Any) -> bytes:
        entries = {key: PDFString(value) for key, value in self.words.items()}
        dates = {key: PDFString(self.date) for key in ("CreationDate", "ModDate")}
        formatted: bytes = PDFDictionary({**entries, **dates}).format(document)
        return formatted


@functools.cache
def srgb() -> bytes:
    """An sRGB profile as LittleCMS makes it, its date blanked and its version named as PDF 1.7 knows it (4.2)."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[8:12] = bytes((4, 0x20, 0, 0))
    made[24:36] = bytes((7, 0xDA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
    made[84:100] = bytes(16)
    return bytes(made)
