"""The issuer's certificates as an attachment of the PDF.

PDF/A-2 allows only PDF/A files inside (ISO 19005-2, 6.8), so the attachment is a small PDF/A-2u file of its own: a
page a certificate with a QR code of it, and the same bytes as private data of this program, which we read back.
"""

import functools
import io
from datetime import UTC, datetime
from typing import Any

from samarth_desktop.documents import qr, trust
from samarth_desktop.documents.paper import Paper

NAME = "issuer-certificate.pdf"
PREFIX = "SAMARTH-KEY1:"
_OWNER = "SamarthDesktop"
_MOST = 8
_PAGE = (300.0, 300.0)


@functools.lru_cache(maxsize=8)
def attachment(certificates: tuple[bytes, ...]) -> bytes:
    """The file that carries the certificates."""
    import base45
    from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFString

    from samarth_desktop.documents import pdfa
    from samarth_desktop.documents.stream import Stream

    claims = trust.read(certificates[0]).claims
    made = datetime(claims.since.year, claims.since.month, claims.since.day, tzinfo=UTC)
    paper = Paper(_PAGE, "Issuer certificate", made, "en")
    for data in certificates[:_MOST]:
        qr.draw(paper, PREFIX + base45.b45encode(data).decode("ascii"), 24, 24, 252)
        paper.page()
    document = paper.canvas.document
    private = PDFArrayCompact([document.Reference(Stream({}, data)) for data in certificates[:_MOST]])
    owner = PDFDictionary({"LastModified": PDFString(f"D:{made:%Y%m%d%H%M%S}Z"), "Private": private})
    pdfa.enter(document.Catalog, "PieceInfo", PDFDictionary({_OWNER: owner}))
    return paper.finish()


def attach(document: Any, certificates: tuple[bytes, ...]) -> None:
    """Puts the certificates into a ReportLab document as an associated file."""
    from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFName, PDFString

    from samarth_desktop.documents import pdfa
    from samarth_desktop.documents.stream import Stream

    data = attachment(certificates)
    entries = {
        "Type": PDFName("EmbeddedFile"),
        "Subtype": PDFName("application#2Fpdf"),
        "Params": PDFDictionary({"Size": len(data)}),
    }
    embedded = document.Reference(Stream(entries, data, often=True))
    file = {
        "Type": PDFName("Filespec"),
        "F": PDFString(NAME),
        "UF": PDFString(NAME),
        "Desc": PDFString("Certificates of the issuer's keys"),
        "AFRelationship": PDFName("Supplement"),
        "EF": PDFDictionary({"F": embedded, "UF": embedded}),
    }
    reference = document.Reference(PDFDictionary(file))
    names = PDFDictionary({"Names": PDFArrayCompact([PDFString(NAME), reference])})
    pdfa.enter(document.Catalog, "Names", PDFDictionary({"EmbeddedFiles": names}))
    pdfa.enter(document.Catalog, "AF", PDFArrayCompact([reference]))


def certificates_in(pdf: Any) -> tuple[bytes, ...]:
    """The certificates in the attachment of an opened (pikepdf) file; none where it has none."""
    import pikepdf

    try:
        inner = pdf.attachments[NAME].get_file().read_bytes()
        if len(inner) > 200_000:
            return ()
        with pikepdf.open(io.BytesIO(inner)) as carried:
            streams = carried.Root.PieceInfo[f"/{_OWNER}"].Private
            return tuple(streams[i].read_bytes() for i in range(min(len(streams), _MOST)))
    except (KeyError, AttributeError, ValueError, TypeError, IndexError, pikepdf.PdfError):
        return ()
