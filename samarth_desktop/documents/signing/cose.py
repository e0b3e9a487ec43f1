"""COSE_Sign1 with Ed25519 (RFC 9052, RFC 9053): the only shape of signed bytes in seals and device certificates.

Written out here because it is forty lines: an untagged array of protected header, key id, payload and signature. There
is one way to write a message; whatever differs from it in a single byte (another label, a longer length, a tag, bytes
behind it) is none.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KEY_ID = 4
PROTECTED = b"\xa1\x01\x27"
"""The protected header of every message: the algorithm is EdDSA."""


@dataclass(frozen=True, slots=True)
class Message:
    """A COSE_Sign1 message taken apart; its signature is not checked yet.

    `purpose` is the external_aad (RFC 9052, 4.3): what was signed for one purpose is nothing for another.
    """

    key_id: bytes
    payload: bytes
    signature: bytes
    purpose: bytes = b""

    def holds(self, public: bytes) -> bool:
        """Whether the signature is that of a raw Ed25519 public key over this payload."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            key = Ed25519PublicKey.from_public_bytes(public)
            key.verify(self.signature, _signed(self.payload, self.purpose))
        except (InvalidSignature, ValueError):
            return False
        return True


def key_id(public: bytes) -> bytes:
    """The eight bytes by which a raw public key is named."""
    return sha256(public).digest()[:8]


def public_bytes(key: "Ed25519PrivateKey") -> bytes:
    """The 32 bytes of the public half."""
    return key.public_key().public_bytes_raw()


def message_of(payload: bytes, key: "Ed25519PrivateKey", purpose: bytes = b"") -> Message:
    """A payload signed for a purpose."""
    return Message(key_id(public_bytes(key)), payload, key.sign(_signed(payload, purpose)), purpose)


def sign(payload: bytes, key: "Ed25519PrivateKey") -> bytes:
    """The bytes of the message of a payload, signed without a purpose."""
    return write(message_of(payload, key))


def write(message: Message) -> bytes:
    """The bytes of a message; its purpose does not stand in them."""
    return encode([PROTECTED, {_KEY_ID: message.key_id}, message.payload, message.signature])


def encode(value: object) -> bytes:
    """A value in CBOR, the shortest way (RFC 8949, 4.2.1, but keys as they come)."""
    import cbor2

    data: bytes = cbor2.dumps(value)
    return data


def read(data: bytes) -> Message:
    """Takes a message apart. Raises ValueError where it is not to the byte what :func:`write` writes."""
    try:
        _, unprotected, payload, signature = decode(data)
        message = Message(unprotected[_KEY_ID], payload, signature)
    except (TypeError, LookupError, ValueError) as error:
        raise ValueError("not a COSE_Sign1 message of this program") from error
    parts = (message.key_id, message.payload, message.signature)
    if not all(isinstance(part, bytes) for part in parts) or (len(message.key_id), len(signature)) != (8, 64):
        raise ValueError("not a COSE_Sign1 message of this program")
    if write(message) != data:
        raise ValueError("another way to write the message")
    return message


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


def _signed(payload: bytes, purpose: bytes) -> bytes:
    """The Sig_structure of RFC 9052, 4.4."""
    return encode(["Signature1", PROTECTED, purpose, payload])
