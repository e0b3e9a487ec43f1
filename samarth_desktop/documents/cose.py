"""COSE_Sign1 with Ed25519 (RFC 9052, RFC 9053): the only shape of signed bytes in seals and device certificates.

Written out here because it is forty lines: an untagged array of protected header, key id, payload and signature.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ALGORITHM, _KEY_ID = 1, 4
_EDDSA = -8
OVERHEAD = 83
"""Bytes of a message beside a payload of less than 24 bytes; one more up to 255."""


@dataclass(frozen=True, slots=True)
class Message:
    """A COSE_Sign1 message taken apart; its signature is not checked yet."""

    protected: bytes
    key_id: bytes
    payload: bytes
    signature: bytes

    def holds(self, public: bytes) -> bool:
        """Whether the signature is that of a raw Ed25519 public key over this payload."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            key = Ed25519PublicKey.from_public_bytes(public)
            key.verify(self.signature, _signed(self.protected, self.payload))
        except (InvalidSignature, ValueError):
            return False
        return True


def key_id(public: bytes) -> bytes:
    """The eight bytes by which a raw public key is named."""
    return sha256(public).digest()[:8]


def public_bytes(key: "Ed25519PrivateKey") -> bytes:
    """The 32 bytes of the public half."""
    return key.public_key().public_bytes_raw()


def sign(payload: bytes, key: "Ed25519PrivateKey") -> bytes:
    """The message of a payload, signed."""
    import cbor2

    protected: bytes = cbor2.dumps({_ALGORITHM: _EDDSA})
    signature = key.sign(_signed(protected, payload))
    message: bytes = cbor2.dumps([protected, {_KEY_ID: key_id(public_bytes(key))}, payload, signature])
    return message


def read(data: bytes) -> Message:
    """Takes a message apart. Raises ValueError where it is none that we sign."""
    try:
        protected, unprotected, payload, signature = decode(data)
        named = unprotected[_KEY_ID]
        if decode(protected) != {_ALGORITHM: _EDDSA}:
            raise ValueError("another algorithm")
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("not a COSE_Sign1 message of this program") from error
    parts = (protected, named, payload, signature)
    if not all(isinstance(part, bytes) for part in parts) or len(signature) != 64:
        raise ValueError("not a COSE_Sign1 message of this program")
    return Message(protected, named, payload, signature)


def decode(data: bytes) -> Any:
    """One CBOR value and nothing behind it. Raises ValueError."""
    import io

    import cbor2

    stream = io.BytesIO(data)
    try:
        value = cbor2.CBORDecoder(stream).decode()
    except (cbor2.CBORError, EOFError, RecursionError, OverflowError, MemoryError) as error:
        raise ValueError("not CBOR") from error
    if stream.read(1):
        raise ValueError("bytes behind the value")
    return value


def _signed(protected: bytes, payload: bytes) -> bytes:
    """The Sig_structure of RFC 9052, 4.4."""
    import cbor2

    data: bytes = cbor2.dumps(["Signature1", protected, b"", payload])
    return data
