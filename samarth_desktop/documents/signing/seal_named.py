"""Reads the first form of the seal, printed until November 2026: base45 of a COSE_Sign1 message that holds the name.

======  ==========================================================================================
bytes   meaning
======  ==========================================================================================
0-7     serial, 8-9 sample and date: as in :mod:`samarth_desktop.documents.signing.seal`
10-     short name, one byte a letter: ASCII, or 0x80 and the last seven bits of a Devanagari letter
======  ==========================================================================================
"""

from collections.abc import Iterator

from samarth_desktop.documents.signing import cose, seal_text

_CUT = "~"


def messages(body: str) -> Iterator[tuple[cose.Message, bytes]]:
    """The messages that a code's text can mean, with their bytes; none where it is no seal of this form."""
    for data in seal_text.from_base45(body):
        try:
            message = cose.read(data)
        except ValueError:
            continue
        if 10 <= len(message.payload) < 200:
            yield message, data


def name_in(payload: bytes) -> str:
    """The sealed name; it ends in ``…`` where it was cut."""
    name = "".join(chr(byte) if byte < 0x80 else chr(0x0900 + byte - 0x80) for byte in payload[10:])
    return name[:-1] + "…" if name.endswith(_CUT) else name
