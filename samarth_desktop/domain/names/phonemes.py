"""Devanagari words as plain strings of sounds, one character a sound, and back.

In the sound string the inherent vowel is written out as अ, every vowel is its independent letter and no virama
stands: रमेश is ``रअमएशअ``, शर्मा is ``शअरमआ``. The letters with a dot that names need (ड़ ढ़ ज़ फ़) are one character
each; other dots are dropped. ``spell(sounds(word))`` gives the word back.
"""

import re
import unicodedata

CONSONANTS = frozenset("कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह\u095b\u095c\u095d\u095e")
VOWELS = frozenset("अआइईउऊऋएऐओऔऑऍ")
NASALS = frozenset("ंँः")
_NASAL = re.compile("[ङञणनम]्(?=[क-ढत-धप-भ])")
_VIRAMA, _NUKTA = "\u094d", "\u093c"
_SIGNS = dict(zip("ािीुूृेैोौॉॅ", "आइईउऊऋएऐओऔऑऍ", strict=True))
_MATRAS = {vowel: sign for sign, vowel in _SIGNS.items()}
_DOTTED = {"ज": "\u095b", "ड": "\u095c", "ढ": "\u095d", "फ": "\u095e"}


def phonemes(word: str) -> str:
    """The sounds of one Devanagari word; letters of no sound here (ॐ, digits) are dropped."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", word):
        if letter == _NUKTA:
            if len(out) > 1 and out[-2] in _DOTTED:
                out[-2] = _DOTTED[out[-2]]
        elif letter in CONSONANTS:
            out += (letter, "अ")
        elif letter in _SIGNS or letter == _VIRAMA:
            if out and out[-1] == "अ":
                out.pop()
            out.append(_SIGNS.get(letter, ""))
        elif letter in VOWELS or letter in NASALS:
            out.append(letter)
    return "".join(out)


def spell(text: str) -> str:
    """The Devanagari word of a sound string, in NFC."""
    out: list[str] = []
    before = ""
    for sound in text:
        if sound in CONSONANTS:
            out.append(_VIRAMA + sound if before in CONSONANTS else sound)
        elif before in CONSONANTS:
            out.append(_MATRAS.get(sound, "" if sound == "अ" else sound))
        else:
            out.append(sound)
        before = sound
    if before in CONSONANTS:
        out.append(_VIRAMA)
    return unicodedata.normalize("NFC", "".join(out))


def one_nasal(word: str) -> str:
    """The word with a dot for every nasal before a stop, as both are one spelling: चन्द्र as चंद्र."""
    return _NASAL.sub("ं", unicodedata.normalize("NFC", word))
