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
    (re.compile(r"(?<=[dst])h|(?<=ch)h"), ""),
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
_VOWELS = frozenset("aeiouy" + "".join(map(chr, (*range(0x900, 0x915), *range(0x93E, 0x94E)))))
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
    x, y, _ = _apart(a, b)
    return max(len(x), len(y)) < 2 or _swapped(x, y)


def vowel_slip(a: str, b: str) -> bool:
    """Whether two neighbours swapped, or one vowel or sign inside the word, is all that parts `a` from `b`.

    So two spellings of a name differ. A changed consonant or an added end makes another place: Rajpur is not
    Raipur, Chandausi not Chandauli, Rampura not Rampur.
    """
    x, y, inside = _apart(a, b)
    return _swapped(x, y) or (max(len(x), len(y)) < 2 and inside and _VOWELS.issuperset(x + y))


def _apart(a: str, b: str) -> tuple[str, str, bool]:
    """What is left of each without their common beginning and end, and whether they share an end."""
    shorter = min(len(a), len(b))
    start = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    end = next((i for i in range(shorter - start) if a[-1 - i] != b[-1 - i]), shorter - start)
    return a[start : len(a) - end], b[start : len(b) - end], end > 0


def _swapped(x: str, y: str) -> bool:
    return len(x) == 2 and x == y[::-1]
