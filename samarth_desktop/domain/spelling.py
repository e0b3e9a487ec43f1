"""Compares names of places and crafts as people write them, in Latin or Devanagari letters.

For looking up our own short lists only. The search over people has its own fold.
"""

import re
import unicodedata

_NOT_LETTERS = re.compile(r"[^0-9a-z\u0900-\u0963\u0966-\u097f]+")
_KIND_OF_PLACE = re.compile(
    r"\b(?:districts?|distt?|zill?a|jill?a|janpad|state of|state|union territory of|union territory)\b"
)
_KIND_IN_HINDI = re.compile(r"(?<![\u0900-\u0963])(?:जिला|जनपद|राज्य|केंद्र शासित प्रदेश)(?![\u0900-\u0963])")
_DEVANAGARI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
# A nasal before a consonant is written as a dot or as a half letter: चंपारण, चम्पारण.
_HALF_NASAL = re.compile(r"[ङञणनम]्(?=[क-ह])")
_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[bcdgjkpstz])h"), ""),
    (re.compile(r"w"), "v"),
    (re.compile(r"z"), "j"),
    (re.compile(r"q|ck|c(?!h)"), "k"),
    (re.compile(r"aa"), "a"),
    (re.compile(r"ee|ii|ie"), "i"),
    (re.compile(r"oo|uu"), "u"),
    (re.compile(r"ey|ay"), "e"),
    (re.compile(r"y"), "i"),
    (re.compile(r"m(?=[pb])"), "n"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SOUNDS_IN_HINDI = str.maketrans({"ी": "ि", "ई": "इ", "ू": "ु", "ऊ": "उ", "ँ": "ं", "श": "स", "ष": "स", "ण": "न"})


def key(text: str) -> str:
    """Letters and digits only, lower case, no nukta, no word such as district or जिला."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    plain = "".join(c for c in plain if c != "\u093c" and (not unicodedata.combining(c) or c == "\u094d"))
    plain = plain.translate(_DEVANAGARI_DIGITS).replace("ऑ", "ओ")
    shorter = _KIND_IN_HINDI.sub(" ", _KIND_OF_PLACE.sub(" ", plain))
    return _NOT_LETTERS.sub("", shorter) or _NOT_LETTERS.sub("", plain)


def sound(letters: str) -> str:
    """A :func:`key` with common differences of spelling levelled (Kheeri, Kheri; Shrawasti, Shravasti)."""
    if letters[:1] >= "\u0900":
        return _HALF_NASAL.sub("ं", letters).translate(_SOUNDS_IN_HINDI)
    for pattern, instead in _SOUNDS:
        letters = pattern.sub(instead, letters)
    return letters


def one_slip(a: str, b: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours swapped make `a` into `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) > len(b):
        a, b = b, a
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[start:] == b[start + 1 :]
    rest_a, rest_b = a[start:], b[start:]
    swapped = rest_a[:2] == rest_b[:2][::-1] and rest_a[2:] == rest_b[2:]
    return rest_a[1:] == rest_b[1:] or swapped
