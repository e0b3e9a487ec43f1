"""What a PDF carries for whoever checks it: the issuer's certificates as an attachment, the facts as private data.

PDF/A-2 allows only PDF/A files inside (ISO 19005-2, 6.8), so the attachment is a small PDF/A-2u file of its own: a
page a certificate with a QR code of it, and the same bytes as private data of this program, which we read back. The
facts (:mod:`samarth_desktop.documents.certificates.facts`) are private data of the whole file, one line a certificate.
"""

import functools
import io
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from samarth_desktop.documents.pdf import qr
from samarth_desktop.documents.pdf.pdf_canvas import PdfCanvas
from samarth_desktop.documents.signing import trust

NAME = "issuer-certificate.pdf"
PREFIX = "SAMARTH-KEY1:"
_OWNER = "SamarthDesktop"
_MOST = 8
_MOST_FACTS = 1_000_000  # compressed; ours are 300 bytes a certificate
_PAGE = (300.0, 300.0)


@functools.lru_cache(maxsize=8)
def attachment(certificates: tuple[bytes, ...]) -> bytes:
    """The file that carries the certificates."""
    import base45
    from reportlab.pdfbase.pdfdoc import PDFArrayCompact

    from samarth_desktop.documents.pdf.stream import Stream

    claims = trust.read(certificates[0]).claims
    made = datetime(claims.since.year, claims.since.month, claims.since.day, tzinfo=UTC)
    paper = PdfCanvas(_PAGE, "Issuer certificate", made, "en")
    for data in certificates[:_MOST]:
        qr.draw(paper, PREFIX + base45.b45encode(data).decode("ascii"), 24, 24, 252)
        paper.page()
    document = paper.canvas.document
    private = PDFArrayCompact([document.Reference(Stream({}, data)) for data in certificates[:_MOST]])
    _keep(document, private, made)
    return paper.finish()


def _keep(document: Any, private: Any, made: datetime) -> None:
    """Puts private data of this program into a ReportLab document (ISO 32000-1, 14.5)."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFString

    from samarth_desktop.documents.pdf import pdfa

    owner = PDFDictionary({"LastModified": PDFString(f"D:{made:%Y%m%d%H%M%S}Z"), "Private": private})
    pdfa.enter(document.Catalog, "PieceInfo", PDFDictionary({_OWNER: owner}))


def carry(document: Any, facts: Sequence[bytes], made: datetime) -> None:
    """Puts the facts of a document's certificates into it; `made` is the document's date."""
    from samarth_desktop.documents.pdf.stream import Stream

    if facts:
        _keep(document, document.Reference(Stream({}, b"\n".join(facts))), made)


def facts_in(pdf: Any) -> tuple[bytes, ...]:
    """The facts in an opened (pikepdf) file; none where it carries none, or more than could be ours."""
    import pikepdf

    try:
        stream = pdf.Root.PieceInfo[f"/{_OWNER}"].Private
        raw = stream.read_raw_bytes()
        if stream.Filter != "/FlateDecode" or len(raw) > _MOST_FACTS:
            return ()
        return tuple(zlib.decompressobj().decompress(raw, 20 * _MOST_FACTS).split(b"\n"))
    except (KeyError, AttributeError, ValueError, TypeError, IndexError, zlib.error, pikepdf.PdfError):
        return ()


def attach(document: Any, certificates: tuple[bytes, ...]) -> None:
    """Puts the certificates into a ReportLab document as an associated file."""
    from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFName, PDFString

    from samarth_desktop.documents.pdf import pdfa
    from samarth_desktop.documents.pdf.stream import Stream

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
