"""Which script a text is in, and letters of other scripts that only look like Latin ones."""

import re
import unicodedata

DEVANAGARI = re.compile("[\u0904-\u0939\u0958-\u0961\u0972-\u097f]")
LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]")
_STYLED = re.compile("[\uff01-\uff5e\ufb00-\ufb06\U0001d400-\U0001d7ff]+")
_FILLERS = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
_HIDDEN = re.compile("[\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
# Letters of Cyrillic and Greek that are drawn as these Latin ones.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеіјорсухѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι",
    "ABESIJKMHOPCTXYaeijopcyxsdhqwABEZHIKMNOPTYXovi",
)  # fmt: skip
_OTHER_ALPHABET = re.compile("[\u0370-\u03ff\u0400-\u052f]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_IN_A_NAME = re.compile(r"[\w\s.'’‘`´\-‐-―,/()&\"“”॰।:@\u0900-\u097f\u200c\u200d]*")


def plain_letters(text: str) -> str:
    """The text without characters that nobody sees, and with letters in fancy or broad dress as plain ones."""
    text = _HIDDEN.sub("", _FILLERS.sub("", text))
    return _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def look_alikes(text: str) -> str | None:
    """What the text reads like with its Cyrillic or Greek letters as the Latin ones they look like; else None."""
    if not _OTHER_ALPHABET.search(text):
        return None
    latin = text.translate(_ALIKE)
    return None if _OTHER_ALPHABET.search(latin) else latin


def has_symbols(text: str) -> bool:
    """Whether signs stand in it that no name has: pictures, marks of mark-up, figures of drawing."""
    return any(not _ordinary(ch) for ch in text)


def _ordinary(ch: str) -> bool:
    if ch.isascii() or "\u0900" <= ch <= "\u097f":
        return _IN_A_NAME.fullmatch(ch) is not None
    return unicodedata.category(ch)[0] in "LMNZ" or _IN_A_NAME.fullmatch(ch) is not None


def has_letter(text: str) -> bool:
    """Whether a letter of any script stands in it."""
    return any(ch.isalpha() for ch in text)
