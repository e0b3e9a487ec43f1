"""Initials of names from one script into the other: के. एल. शर्मा is K. L. Sharma, RK Singh is आर के सिंह.

In Hindi they are letters said aloud, with a dot (also ॰, ० or । as typed for one) or without, or syllables with a dot
(रा. स. यादव). In Latin they are letters, alone or run together. What is no initial stays as it was written.
"""

import re
import unicodedata

from samarth_desktop.domain.names.word_lists import ABBREVIATIONS, LAST_LETTERS, LETTERS, SHORT, TITLES

_LETTER_NAMES = {latin: deva for deva, latin in reversed(LETTERS.items())}
_SAID = {deva: latin.upper() for deva, latin in LETTERS.items()}
_INSIDE = LAST_LETTERS - {"के", "ए", "ओ"}  # a single one between other words; "of" is no initial
_SIGNED = re.compile("(?<=[\u0904-\u094d])(?:॰|०(?![०-९0-9]))")
_STROKE = re.compile(f"(?<![\u0900-\u094d])({'|'.join(sorted(_SAID, key=len, reverse=True))})।(?=[\\s\u0904-\u0939])")
_HINDI = re.compile("[\u0900-\u0963\u0971-\u097f]+")
_LATIN = re.compile(r"(?<![A-Za-z0-9'’])[A-Za-z]+(?![A-Za-z0-9'’])")
_VOWELS = frozenset("aeiouy")
_ASPIRATED = frozenset({"bh", "dh", "gh", "jh", "kh", "ph", "sh", "th", "chh"})  # Th. shortens one name
_MOST = 3  # letters that are run together


def in_latin(text: str) -> str:
    """A Hindi text with its initials as Latin capitals; the rest stays."""
    text = _STROKE.sub(r"\1.", _SIGNED.sub(".", unicodedata.normalize("NFC", text)))
    words = list(_HINDI.finditer(text))
    letters = [_SAID.get(word[0], "") for word in words]
    made: list[str] = []
    at, dotted_before = 0, False
    for place, word in enumerate(words):
        dotted = text[word.end() : word.end() + 1] == "."
        joined = dotted_before and text[at : word.start()] == "."  # ए.पी.जे
        letter = letters[place] if dotted or joined or _alone(words, letters, place) else ""
        made += [text[at : word.start()], letter or word[0]]
        at, dotted_before = word.end(), dotted and bool(letter)
    return "".join(made) + text[at:]


def _alone(words: list[re.Match[str]], letters: list[str], place: int) -> bool:
    """Whether a letter said aloud is an initial without a dot: first, beside another, or where no other word is one."""
    if len(words) < 2 or not letters[place]:
        return False
    last = place == len(words) - 1
    beside = letters[place - 1] if last else letters[place + 1] or (letters[place - 1] if place else "")
    return bool(beside) or place == 0 or words[place][0] in (LAST_LETTERS if last else _INSIDE)


def syllable(word: str, spelled: str) -> str:
    """The initial that a syllable with a dot stands for (रा. is R), as `spelled` in Latin begins; "" for none."""
    return spelled[:1].upper() if len(word) <= 2 and word not in ABBREVIATIONS and word not in TITLES else ""


def in_devanagari(text: str) -> str:
    """A Latin text with its initials as Hindi says them; the rest stays."""
    words = _LATIN.findall(text)
    shouted = all(word.isupper() for word in words)

    def said(found: re.Match[str]) -> str:
        word, dotted = found[0], text[found.end() : found.end() + 1] == "."
        if not (_run_together(word, shouted) if len(word) > 1 else dotted or word.isupper() or len(words) > 1):
            return word
        return (". " if dotted else " ").join(_LETTER_NAMES[letter] for letter in word.lower())

    return _LATIN.sub(said, text)


def _run_together(word: str, shouted: bool) -> bool:
    """Whether a word is initials: RK and rk; APJ and SK only where not all is in capitals."""
    lower = word.lower()
    if len(word) > _MOST or lower in TITLES or lower in SHORT or lower in _ASPIRATED:
        return False
    capitals = word.isupper() and not shouted
    if lower in ABBREVIATIONS:
        return capitals and lower == "sk"
    return _VOWELS.isdisjoint(lower) or (capitals and len(word) == _MOST and _VOWELS.isdisjoint(lower[1:]))
