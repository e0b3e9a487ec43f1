"""The signature of a PDF, checked: whole, unchanged since, and by which key."""

import io
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from samarth_desktop.documents import attach


@dataclass(frozen=True, slots=True)
class Signed:
    """What the signature of a file says.

    `present`: there is one. `intact`: it is right and covers every byte of the file. `signer` is the SHA-256 of the
    signer's public key (DER). `certificates` are the claims that the file carries, not checked here. `ours` is whether
    the file carries any.
    """

    present: bool = False
    intact: bool = False
    signer: bytes = b""
    certificates: tuple[bytes, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether the file comes from this program at all."""
        return bool(self.certificates)


NONE = Signed()
_MOST_ROOM = 65_536


def check(data: bytes) -> Signed:
    """Looks at a PDF. A file that cannot be read has no signature."""
    certificates = _carried(data)
    try:
        return _validated(data, certificates)
    except Exception:  # hostile files break parsers in ways that no list of errors covers; none of them is a signature
        present = b"/ETSI.CAdES.detached" in data or b"/adbe.pkcs7" in data
        return Signed(present=present, certificates=certificates)


def _carried(data: bytes) -> tuple[bytes, ...]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return attach.certificates_in(pdf)
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return ()


def _validated(data: bytes, certificates: tuple[bytes, ...]) -> Signed:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(data), strict=False)
    found = reader.embedded_signatures
    if not found:
        return Signed(certificates=certificates)
    if len(found) > 1:
        return Signed(present=True, certificates=certificates)
    return _validate(found[0], len(data), certificates)


def _validate(one: Any, length: int, certificates: tuple[bytes, ...]) -> Signed:
    """Our files have one signature in one revision, so the rule is simple: it covers all but itself, and is right."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    start, before, after, rest = (int(number) for number in one.byte_range)
    whole = start == 0 and after + rest == length and 0 < after - before <= _MOST_ROOM
    undamaged, genuine = validate_sig_integrity(one.signer_info, one.signer_cert, "data", one.compute_digest())
    signer = sha256(one.signer_cert.public_key.dump()).digest()
    return Signed(True, whole and undamaged and genuine, signer, certificates)
