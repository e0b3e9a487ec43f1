"""Prepares text for paper: what the typeface and the seal of a certificate can hold, and what they cannot.

Served are Devanagari (Hindi, Marathi, Nepali, Konkani, Sanskrit) and Latin letters with the marks of European
languages. Urdu, Gurmukhi, Bengali, Tamil and all other scripts are not: their letters are :func:`undrawable`.

One mapping for everything that is drawn, sealed and compared: what is printed, what the seal says and what is read
back from a page go through :func:`as_printed` and :func:`as_sealed`, so that none differs from the others by a
quotation mark or an accent. Pure functions of text; a typed record is never changed by them.
"""

import re
import unicodedata
from functools import lru_cache

# Noto Sans Devanagari 2.7 has these characters (its cmap; a test compares): first and last of each range.
_FACE = (
    "20-7e a0-a3 a5 a7-ab ad-b0 b4 b6-b8 ba-bb bf-107 10a-113 116-11b 11e-123 126-127 12a-12b 12e-131 136-137 139-13e "
    "141-148 150-155 158-15b 15e-161 164-165 16a-16b 16e-17e 218-21b 237 2bc 2c6-2c7 2c9 2d8-2dd 300-304 306-308 "
    "30a-30c 326-328 900-97f 1cd0-1cf6 1cf8-1cf9 1e80-1e85 1e9e 1ef2-1ef3 200b-200d 2010 2013-2014 2018-201a 201c-201e "
    "2022 2026 2039-203a 20ac 20b9 20f0 2122 2212 25cc a830-a839 a8e0-a8ff 11b00-11b09"
)


def _characters(ranges: str) -> frozenset[str]:
    ends = [part.split("-") for part in ranges.split()]
    return frozenset(chr(code) for pair in ends for code in range(int(pair[0], 16), int(pair[-1], 16) + 1))


DRAWN = _characters(_FACE)
"""Every character that the typeface can draw."""

_JOINERS = "\u200c\u200d"  # they shape Devanagari; all other invisible characters are dropped
_SAME = str.maketrans(
    {
        "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u2043": "-", "\u201b": "‘", "\u201f": "“",
        "\u2032": "'", "\u2033": '"', "\u02b9": "'", "\u02ba": '"', "\u02bb": "'", "\u02bd": "'", "\u02be": "'",
        "\u02bf": "'", "\u2024": ".", "\u2219": "·", "\u22c5": "·", "\u2044": "/", "\u20a8": "Rs",
    }
)  # fmt: skip
# Two signs typed for one letter: they look the same on some screens, and shape with a dotted circle.
_TYPED_APART = (("अा", "आ"), ("अॉ", "ऑ"), ("अो", "ओ"), ("अौ", "औ"), ("एे", "ऐ"), ("आॅ", "ऑ"), ("ाॅ", "ॉ"))
_NUKTA_LATE = re.compile("([\u093e-\u094c])(\u093c)")
# मो० असलम, स्व0 राम: a zero typed for the sign of abbreviation.
_ZERO_AS_DOT = re.compile("(?<=[\u0900-\u0939\u093c-\u094d\u0958-\u0961])[०0](?![\\d])")
# What the seal has no letter for and paper has.
_SEALED = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‹": "'", "›": "'", "´": "'", "`": "'", "ʼ": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "–": "-", "—": "-", "−": "-", "~": "-",
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
        "ħ": "h", "Ħ": "H", "ı": "i", "ł": "l", "Ł": "L", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ȷ": "j",
        "·": ".", "•": ".",
    }
)  # fmt: skip


@lru_cache(20_000)
def as_printed(text: str) -> str:
    """The text as it stands on paper: the typeface's own signs for quotation marks and hyphens, figures 0-9.

    A Latin letter whose marks the typeface lacks loses them (Rāṭhī becomes Rāthī); invisible characters, tabs and
    line breaks go. What :func:`undrawable` names stays as it is. Doing it twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    normal = unicodedata.normalize("NFC", text).translate(_SAME)
    for apart, letter in _TYPED_APART:
        normal = normal.replace(apart, letter)
    normal = _ZERO_AS_DOT.sub(".", _NUKTA_LATE.sub(r"\2\1", normal))
    return unicodedata.normalize("NFC", "".join(map(_drawn, normal)))


@lru_cache(4_000)
def _drawn(letter: str) -> str:
    """One character as the typeface can draw it; itself where nothing is like it."""
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    if kind == "Cf":
        return letter if letter in _JOINERS else ""
    if kind in ("Cc", "Zl", "Zp", "Cs") or (kind == "Zs" and letter not in DRAWN):
        return " "
    if letter in DRAWN:
        return letter
    if _is_latin_mark(letter):
        return ""
    base = "".join(ch for ch in unicodedata.normalize("NFKD", letter) if not _is_latin_mark(ch) or ch in DRAWN)
    plain = "".join(ch for ch in base if not _is_latin_mark(ch))
    whole = unicodedata.normalize("NFC", base)
    if set(whole) <= DRAWN:
        return whole
    return plain if plain and set(plain) <= DRAWN else letter


def _is_latin_mark(letter: str) -> bool:
    return "\u0300" <= letter <= "\u036f" or "\u1ab0" <= letter <= "\u1aff" or "\u1dc0" <= letter <= "\u1dff"


def undrawable(text: str) -> tuple[str, ...]:
    """The letters of a text that cannot be printed, each once, in order; empty where all of it can be."""
    if DRAWN.issuperset(text):
        return ()
    return tuple(dict.fromkeys(ch for ch in as_printed(text) if ch not in DRAWN))


@lru_cache(20_000)
def as_sealed(text: str) -> str:
    """The text in the letters of a seal: ASCII and Devanagari, single spaces, no joiners, no ``~``.

    What has no such letter becomes ``?``. The seal's name is this, and words are compared by it.
    """
    printed = unicodedata.normalize("NFC", as_printed(text).translate(_SEALED))
    return " ".join("".join(map(_sealed, printed)).split())


def _sealed(letter: str) -> str:
    if letter.isascii() or "\u0900" <= letter <= "\u097f":
        return letter
    if letter.isspace() or unicodedata.category(letter) == "Cf" or _is_latin_mark(letter):
        return " " if letter.isspace() else ""
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", letter) if ch.isascii() and ch.isprintable())
    return plain or "?"


def same_words(text: str, page: str) -> bool:
    """Whether the words of a page hold a text, both as :func:`as_sealed` writes them and without spaces."""
    return "".join(as_sealed(text).split()) in "".join(as_sealed(page).split())
