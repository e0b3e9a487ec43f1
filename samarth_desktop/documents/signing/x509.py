"""X.509 certificates (RFC 5280) of the keys that sign PDFs: a laptop's own, or the office's under one root.

PDF readers know nothing of the signed claims (:mod:`.trust`); a person who has put the office's root into his reader
sees there which office a file comes from. Certificates that belong together stand behind one another in one text of
bytes, as DER, the signer's first: so older programs read the first of them.
"""

from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
    from cryptography.x509 import Certificate, CertificateBuilder, Name

    from samarth_desktop.documents.signing.trust import Claims

_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # the order of the curve (FIPS 186-5)
_MOST_LETTERS = 64
_ROOT_INFO = b"samarth-x509-root-1"


def self_made(key: "EllipticCurvePrivateKey", claims: "Claims") -> bytes:
    """A certificate that the key gives itself, saying and lasting the same as the claims."""
    from cryptography.hazmat.primitives import hashes

    builder = _of_signer(_subject(claims), key.public_key(), claims.since, claims.until)
    serial = int.from_bytes(claims.key_id, "big")
    return _der(builder.issuer_name(_subject(claims)).serial_number(serial).sign(key, hashes.SHA256()))


def request(key: "EllipticCurvePrivateKey") -> bytes:
    """What asks an office for a certificate (PKCS#10, DER): the public key, and that we hold the private one."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    made = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).sign(key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def root_key(secret: bytes) -> "EllipticCurvePrivateKey":
    """The P-256 key of an office's root, made from the secret with which it certifies claims: readers know no
    Ed25519, and whoever keeps the one secret keeps both."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    drawn = HKDF(hashes.SHA256(), 48, None, _ROOT_INFO).derive(secret)
    return ec.derive_private_key(int.from_bytes(drawn, "big") % (_P256 - 1) + 1, ec.SECP256R1())


def root(key: "EllipticCurvePrivateKey", since: date, until: date) -> bytes:
    """The root's certificate: the same bytes whenever and on whichever machine of a hub it is made.

    It names its key and no office, so that an office may change its name; it promises nothing about a person.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    mark = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    digits = mark.digest.hex()[:12].upper()
    name = _name(f"Samarth Desktop office {digits[:4]}-{digits[4:8]}-{digits[8:]}", digits)
    usage = x509.KeyUsage(False, False, False, False, False, True, False, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(mark.digest[:15], "big"))
        .not_valid_before(_at(since))
        .not_valid_after(_at(until))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(mark, critical=False)
    )
    return _der(builder.sign(key, hashes.SHA256(), ecdsa_deterministic=True))


def issue(asked: bytes, claims: "Claims", root_der: bytes, key: "EllipticCurvePrivateKey") -> bytes:
    """A laptop's certificate under a root, for as long as its claims, with the root's behind it.

    `asked` comes from :func:`request`. Raises ValueError where it is none, or of another key than the claims name.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

    found = x509.load_der_x509_csr(asked)
    public = found.public_key()
    if not isinstance(public, EllipticCurvePublicKey) or not found.is_signature_valid:
        raise ValueError("not asked by the key's owner")
    if _fingerprint(public) != claims.paper:
        raise ValueError("another key than the claims say")
    above = x509.load_der_x509_certificate(root_der)
    until = min(claims.until, above.not_valid_after_utc.date())
    builder = (
        _of_signer(_subject(claims), public, claims.since, until)
        .issuer_name(above.subject)
        .serial_number(x509.random_serial_number())
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(
                above.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
            ),
            critical=False,
        )
    )
    return _der(builder.sign(key, hashes.SHA256())) + root_der


def parts(chain: bytes) -> tuple[bytes, ...]:
    """The certificates of a chain one by one. Raises ValueError."""
    from asn1crypto import parser

    found, at = [], 0
    while at < len(chain):
        length = parser.peek(chain[at:])
        found.append(chain[at : at + length])
        at += length
    return tuple(found)


def chained(chain: bytes) -> bool:
    """Whether a certificate comes with the root that issued it: a root as offices have them, and nothing else."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature

    try:
        one, above = (x509.load_der_x509_certificate(part) for part in parts(chain))
        above.verify_directly_issued_by(above)
        one.verify_directly_issued_by(above)
        basic = above.extensions.get_extension_for_class(x509.BasicConstraints).value
        own = one.extensions.get_extension_for_class(x509.BasicConstraints).value
    except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
        return False
    return basic.ca and basic.path_length == 0 and not own.ca


def speaks_for(chain: bytes, claims: "Claims") -> bool:
    """Whether an office gave a chain for the key that the claims name."""
    return chained(chain) and _fingerprint(_first(chain).public_key()) == claims.paper


def is_due(chain: bytes, claims: "Claims") -> bool:
    """Whether an office is to be asked for a chain: there is none yet, or it says another thing than the claims."""
    if not speaks_for(chain, claims):
        return True
    one, above = _first(chain), _first(parts(chain)[1])
    until = min(claims.until, above.not_valid_after_utc.date())
    return one.subject != _subject(claims) or one.not_valid_after_utc.date() != until


def pem(der: bytes) -> bytes:
    """A certificate as other programs take it from a file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    return x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)


def common_name(der: bytes) -> str:
    """What a reader's list shows of a certificate."""
    from cryptography.x509.oid import NameOID

    return str(_first(der).subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _first(chain: bytes) -> "Certificate":
    from cryptography import x509

    return x509.load_der_x509_certificate(parts(chain)[0])


def _of_signer(subject: "Name", public: "EllipticCurvePublicKey", since: date, until: date) -> "CertificateBuilder":
    """What a signer's certificate says, whoever issues it."""
    from cryptography import x509

    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public)
        .not_valid_before(_at(since))
        .not_valid_after(_at(until))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _subject(claims: "Claims") -> "Name":
    return _name(claims.name or "Samarth Desktop", claims.device or claims.key_id.hex())


def _name(common: str, number: str) -> "Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    called = [x509.NameAttribute(NameOID.COMMON_NAME, _cut(common))]
    if _cut(common) != common:
        called.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, common[:_MOST_LETTERS]))
    return x509.Name([*called, x509.NameAttribute(NameOID.SERIAL_NUMBER, number)])


def _cut(name: str) -> str:
    """The words of a name that have room in 64 bytes, as which programs read the 64 letters of RFC 5280: of Hindi they
    are 21. The whole name then stands beside it."""
    raw = name.encode()
    if len(raw) <= _MOST_LETTERS:
        return name
    kept = raw[:_MOST_LETTERS].decode(errors="ignore")
    return kept.rpartition(" ")[0] or kept


def _fingerprint(public: object) -> bytes:
    """By what the claims name the key: the SHA-256 of its public half (DER)."""
    from cryptography.hazmat.primitives import serialization

    form = serialization.PublicFormat.SubjectPublicKeyInfo
    raw: bytes = public.public_bytes(serialization.Encoding.DER, form)  # type: ignore[attr-defined]  # of any kind
    return sha256(raw).digest()


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _der(made: "Certificate") -> bytes:
    from cryptography.hazmat.primitives import serialization

    return made.public_bytes(serialization.Encoding.DER)
