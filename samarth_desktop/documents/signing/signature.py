"""The signature of a PDF, checked: whole, unchanged since, and by which key."""

import io
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from samarth_desktop.documents.signing import attach, x509


@dataclass(frozen=True, slots=True)
class Signed:
    """What the signature of a file says.

    `present`: there is one. `intact`: it is right and covers every byte of the file. `signer` is the SHA-256 of the
    signer's public key (DER). `certificates` and `facts` are what the file carries, not checked here. `ours` is whether
    it carries certificates.
    """

    present: bool = False
    intact: bool = False
    signer: bytes = b""
    certificates: tuple[bytes, ...] = ()
    facts: tuple[bytes, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether the file comes from this program at all."""
        return bool(self.certificates)


NONE = Signed()


def check(data: bytes) -> Signed:
    """Looks at a PDF. A file that cannot be read has no signature."""
    carried = _carried(data)
    try:
        return _validated(data, carried)
    except Exception:  # hostile files break parsers in ways that no list of errors covers; none of them is a signature
        return replace(carried, present=b"/ETSI.CAdES.detached" in data or b"/adbe.pkcs7" in data)


def _carried(data: bytes) -> Signed:
    """What a file carries, before anything is known of a signature."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return Signed(certificates=attach.certificates_in(pdf), facts=attach.facts_in(pdf))
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return NONE


def _validated(data: bytes, carried: Signed) -> Signed:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(data), strict=False)
    found = reader.embedded_signatures
    if not found:
        return carried
    if len(found) > 1:
        return replace(carried, present=True)
    return _validate(found[0], data, carried)


def _validate(one: Any, data: bytes, carried: Signed) -> Signed:
    """Our files have one signature in one revision, so the rule is simple: it covers all but itself, and is right."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    start, before, after, rest = (int(number) for number in one.byte_range)
    whole = start == 0 and after + rest == len(data) and data[before:after] == _written(one, after - before)
    undamaged, genuine = validate_sig_integrity(one.signer_info, one.signer_cert, "data", one.compute_digest())
    signer = sha256(one.signer_cert.public_key.dump()).digest()
    return replace(carried, present=True, intact=whole and undamaged and genuine, signer=signer)


def _written(one: Any, length: int) -> bytes:
    """The signature as :mod:`samarth_desktop.documents.signing.sign` writes it into the file.

    The bytes of the signature itself are the only ones that it cannot cover: so they must be, to the last digit, what
    we would have written around the signed attributes, the certificate that these name, the root that issued this one
    where it is not its own, and the signature value.
    """
    from asn1crypto import cms

    signer = one.signer_info
    certificate = one.signer_cert
    named = next(a for a in signer["signed_attrs"] if a["type"].native == "signing_certificate_v2")
    if named["values"][0]["certs"][0]["cert_hash"].native != sha256(certificate.dump()).digest():
        return b""
    above = tuple(one.other_embedded_certs)
    alone = not above and certificate.issuer == certificate.subject
    if not alone and (len(above) != 1 or not x509.chained(certificate.dump() + above[0].dump())):
        return b""
    digest = {"algorithm": "sha256"}
    issuer = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    attributes = cms.CMSAttributes.load(signer["signed_attrs"].untag().dump())
    info = {
        "version": "v1",
        "sid": cms.SignerIdentifier("issuer_and_serial_number", cms.IssuerAndSerialNumber(issuer)),
        "digest_algorithm": digest,
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": signer["signature"].native,
    }
    content = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices("certificate", each) for each in (certificate, *above)],
        "signer_infos": [info],
    }
    made = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(content)}).dump()
    digits: str = made.hex()
    return b"<" + digits.encode("ascii").ljust(length - 2, b"0") + b">"
