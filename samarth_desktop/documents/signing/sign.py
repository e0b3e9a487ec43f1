"""PAdES-B signatures (ETSI EN 319 142-1) over a whole PDF, by pyHanko with a key that stays loaded.

The signature certifies the file with "no changes allowed", so that whatever is added later shows. It stands in the file
from the start (one revision, not an appended one): the document is written with room for it, then the room is filled.
"""

import asyncio
import functools
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from samarth_desktop.documents.signing.keys import Keys
from samarth_desktop.documents.signing.x509 import parts as x509_parts
from samarth_desktop.i18n import T, catalog

if TYPE_CHECKING:
    from samarth_desktop.documents.pdf.pdf_canvas import PdfCanvas

FIELD = "Issuer"
_SPOKEN = T("Digital signature of the laptop that issued this")
_ROOM = 2_048  # bytes set aside for the signature; ours take about 1,300, with the office's root 1,800
_RANGE = b"[0 0000000000 0000000000 0000000000]"


def prepare(paper: "PdfCanvas", moment: datetime) -> None:
    """Puts an unseen signature field with an empty signature into a document, on its first page.

    Call after the last page; `moment` is when it is signed, as the file says.
    """
    from reportlab.pdfbase.pdfdoc import (
        PDFArrayCompact,
        PDFDictionary,
        PDFName,
        PDFObjectReference,
        PDFString,
    )

    from samarth_desktop.documents.pdf import pdfa

    document = paper.canvas.document
    first = PDFObjectReference("Page1")
    date = f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z"
    permissions = {"Type": PDFName("TransformParams"), "P": 1, "V": PDFName("1.2")}
    reference = {
        "Type": PDFName("SigRef"),
        "TransformMethod": PDFName("DocMDP"),
        "TransformParams": PDFDictionary(permissions),
    }
    signature = document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Sig"),
                "Filter": PDFName("Adobe.PPKLite"),
                "SubFilter": PDFName("ETSI.CAdES.detached"),
                "M": PDFString(date),
                "Reference": PDFArrayCompact([PDFDictionary(reference)]),
                "ByteRange": _RANGE,
                "Contents": b"<" + b"0" * (2 * _ROOM) + b">",
            }
        )
    )
    widget = document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Annot"),
                "Subtype": PDFName("Widget"),
                "FT": PDFName("Sig"),
                "T": PDFString(FIELD),
                "TU": PDFString(catalog(paper.canvas.language).say(_SPOKEN)),
                "StructParent": paper.canvas.finished,  # behind the pages, as the tree counts
                "V": signature,
                "Rect": PDFArrayCompact([0, 0, 0, 0]),
                "F": 132,  # print and locked, as PDF/A wants (6.3.2)
                "P": first,
            }
        ),
        FIELD,
    )
    paper.canvas.field = FIELD
    form = {"Fields": PDFArrayCompact([widget]), "SigFlags": 3}
    pdfa.enter(document.Catalog, "AcroForm", PDFDictionary(form))
    pdfa.enter(document.Catalog, "Perms", PDFDictionary({"DocMDP": signature}))
    document.idToObject["Page1"].Annots = PDFArrayCompact([widget])


def fill(data: bytes, keys: Keys) -> bytes:
    """Signs a file that :func:`prepare` left room in."""
    start = data.rindex(b"<" + b"0" * (2 * _ROOM) + b">")
    end = start + 2 * _ROOM + 2
    place = data.rindex(_RANGE)
    covered = b"[0 %010d %010d %010d]" % (start, end, len(data) - end)
    data = data[:place] + covered + data[place + len(_RANGE) :]
    digest = sha256(data[:start] + data[end:]).digest()
    signature = _template(keys).signed(digest, keys).hex().encode("ascii")
    return data[: start + 1] + signature.ljust(2 * _ROOM, b"0") + data[end - 1 :]


@dataclass(frozen=True, slots=True)
class _Template:
    """A signature that pyHanko made, in which only the digest and the signature value change from file to file.

    Encoding the same attributes anew takes 9 ms, signing them 0.05. ECDSA values are 70 to 72 bytes long; one as long
    as the template's is drawn again until it comes.
    """

    cms: bytes
    attributes: bytes
    digest: bytes
    value: bytes

    def signed(self, digest: bytes, keys: Keys) -> bytes:
        """The signature of another file."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec

        attributes = self.attributes.replace(self.digest, digest)
        while True:
            value = keys.paper_key.sign(attributes, ec.ECDSA(hashes.SHA256()))
            if len(value) == len(self.value):
                return self.cms.replace(self.digest, digest).replace(self.value, value)


@functools.lru_cache(maxsize=8)
def _template(keys: Keys) -> _Template:
    """The CMS signature with the attributes of PAdES-B."""
    digest = sha256(b"template").digest()
    while True:
        made = asyncio.run(_credentials(keys).async_sign(digest, "sha256", use_pades=True))
        signer = made["content"]["signer_infos"][0]
        value = signer["signature"].native
        if len(value) == 71:  # half of all values: the wait for the next ones is short
            return _Template(made.dump(), signer["signed_attrs"].untag().dump(), digest, value)


@functools.lru_cache(maxsize=8)
def _credentials(keys: Keys) -> Any:
    from asn1crypto import keys as asn1_keys
    from asn1crypto import x509
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    own, *above = (x509.Certificate.load(part) for part in x509_parts(keys.x509))
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    others.register_multiple(above)
    return signers.SimpleSigner(
        signing_cert=own, signing_key=asn1_keys.PrivateKeyInfo.load(keys.paper_private), cert_registry=others
    )
