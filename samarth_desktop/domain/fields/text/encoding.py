"""Text whose letters went through a wrong encoding: brought back where every byte is still there, else told as lost.

A program that reads UTF-8 as a Western code page shows सु as ``à¤¸à¥\\x81``; saved again, that is what the file holds.
Read backwards once, or as often as it happened, the bytes are UTF-8 again. A byte that the code page does not have, or
that somebody's tidying took away, cannot be guessed.
"""

import re
import unicodedata
from collections.abc import Callable

_DEVANAGARI = re.compile("[\u0900-\u097f]")
# Lead bytes of UTF-8 for Devanagari and for Western punctuation, as the code pages show them.
_TRACE = re.compile(r"à[¤¥]|Ã\s|Ã[\x80-\xff]|Â[\xa0-\xbf]|â€|‡[§•]|‚Ä[°¢]|¬[§ß]|αñ|αÑ|â‚¬")
_LOST = re.compile("\ufffd|\\?{3,}|(?<![^\\s?])\\?{2,}(?![^\\s?])|à[¤¥]|‡[§•]\\S|Ã\xa0Â")
_ROUNDS = 3
# The no-break space that is the last byte of ठ and others is often turned into a plain one.
_LOST_NBSP = re.compile(r"(?<=à[¤¥]) |(?<=Ã) (?=Â)")


def restored(text: str) -> str | None:
    """The text with its letters back; None when it did not go through a wrong encoding, or cannot be brought back."""
    if text.isascii() or not _TRACE.search(text):
        return None
    for candidate in dict.fromkeys((text, _LOST_NBSP.sub("\xa0", text))):
        for encode in (_western, _mac, _dos):
            found = _unwound(candidate, encode)
            if found is not None:
                return found
    return None


def is_lost(text: str) -> bool:
    """Whether letters were lost beyond repair: marks in place of letters, or what :func:`restored` could not read."""
    return _LOST.search(text) is not None


def _unwound(text: str, encode: Callable[[str], bytes]) -> str | None:
    found = None
    for _ in range(_ROUNDS):
        try:
            text = encode(text).decode("utf-8")
        except UnicodeError:
            break
        found = text
        if not _TRACE.search(text):
            break
    if found is None or _TRACE.search(found) or _LOST.search(found) or _begins_with_a_mark(found):
        return None
    return found


def _begins_with_a_mark(text: str) -> bool:
    """Whether a word begins with an accent of Latin letters: then these bytes were no UTF-8."""
    return any(unicodedata.combining(word[0]) and not _DEVANAGARI.match(word) for word in text.split())


def _western(text: str) -> bytes:
    """Windows-1252; its five holes as the control characters that programs put there, which is Latin-1."""
    return b"".join(bytes([ord(ch)]) if ord(ch) < 256 else ch.encode("cp1252") for ch in text)


def _mac(text: str) -> bytes:
    return text.encode("mac_roman")


def _dos(text: str) -> bytes:
    return text.encode("cp437")
