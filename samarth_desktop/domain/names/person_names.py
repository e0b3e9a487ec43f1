"""Names of people as they are written: parts, titles, initials, and what the search columns hold.

Contract for the search columns (FTS5, ``unicode61 categories 'L* N* Co Mc Mn' remove_diacritics 0``): column
``fold`` holds :func:`fold_column`, column ``loose`` holds :func:`loose_column`: space-separated tokens of
``a-z0-9`` (a part in a third script stays as written). Give each every name of the record in both scripts; an
initial (एस., S.) is a token of one letter. What to bind for a look-up is made by ``name_search``.

Titles (श्रीमती, Smt., Late), dots, commas and the order of the parts do not matter.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from samarth_desktop.domain.names.phonetic_key import clean, phonetic_key, phonetic_keys, skeleton_of
from samarth_desktop.domain.names.word_lists import (
    ABBREVIATIONS,
    ALSO_NAMES,
    LAST_LETTERS,
    LETTERS,
    PARTICLES,
    SHORT,
    TITLES,
)

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"))
# मो० and मोः as typed for मो.
_ZERO_AS_DOT = re.compile("(?<=[\u0904-\u094d])(?:०|ः(?=[\\s.,]|$))")
_PLAIN = re.compile("[A-Za-z ]+|[\u0904-\u0939\u093c-\u094d ]+")  # letters and signs of one script, nothing to mend
_SPLIT = re.compile(r"[\s,;:/|()\[\]{}\"“”_+*?!–—-]+")
_DOTS = re.compile(r"[.॰।॥]+")
_WORD = re.compile(r"[^.॰।॥]+[.॰।॥]?")
# The South writes one letter for both: Velayudham = वेलायुतम, Durai = तुरै. Second rank only.
_VIRAMA = "\u094d"
_SPECIAL = {*TITLES, *PARTICLES, *ABBREVIATIONS, *LETTERS}
_MARKED = f".॰।॥{_VIRAMA}"
_UNVOICED = str.maketrans("dg", "tk")
# What a fold may begin with when the name begins with this Latin letter, where that is more than the letter.
_SOUNDS_OF = {
    "a": "aeo", "c": "cks", "e": "ea", "g": "gj", "i": "iey", "j": "jg", "o": "oau", "p": "pf", "q": "k",
    "u": "uy", "v": "b", "w": "b", "x": "jk", "y": "yj", "z": "j",
}  # fmt: skip


@lru_cache(1 << 14)
def tokens(text: str) -> tuple[str, ...]:
    """The parts of a written name, lower-case, without titles and dots; an initial is one Latin letter.

    ``tokens("श्रीमती एस.के. शर्मा") == ("s", "k", "शर्मा")``.
    """
    if _PLAIN.fullmatch(text) and (text.isascii() or unicodedata.is_normalized("NFC", text)):  # nearly all
        return _tokens(text.lower().split(), dots=False)
    if not text.isascii():  # nothing of what is cleaned or written for a dot is ASCII
        text = clean(_ZERO_AS_DOT.sub(".", text))
    text = text.translate(_APOSTROPHES).lower()
    words = [word for word in _SPLIT.split(text) if word]
    if dots := _DOTS.search(text) is not None:
        words = [word for chunk in words for word in _WORD.findall(chunk)]
    return _tokens(words, dots)


def _tokens(words: Sequence[str], dots: bool) -> tuple[str, ...]:
    kept: list[str] = []
    for at, written in enumerate(words):
        if len(written) > 2 and written not in _SPECIAL and written[-1] not in _MARKED:  # nearly all
            kept.append(written)
            continue
        word, last = _DOTS.sub("", written) if dots else written, at == len(words) - 1
        if word in TITLES and not (word in ALSO_NAMES and last and word == written):
            continue
        if word in PARTICLES and kept and not _is_letter(word, kept[-1], last and word == written):
            continue
        kept.extend(_parts(word, word != written, last and not (kept and word in LAST_LETTERS)))
    return tuple(kept) or tuple(word for word in (_DOTS.sub("", w) for w in words) if word)


def _is_letter(particle: str, before: str, last: bool) -> bool:
    """Whether जी is a G: behind another initial (के.जी. नारायणन), not at the end without a dot."""
    return particle in LETTERS and len(before) == 1 and not last


def _parts(word: str, dotted: bool, last: bool) -> tuple[str, ...]:
    if word in ABBREVIATIONS:
        return (ABBREVIATIONS[word],)
    if word.rstrip(_VIRAMA) in LETTERS and (dotted or not last):
        return (LETTERS[word.rstrip(_VIRAMA)],)
    if dotted and len(word) <= 2 and not word.isascii():
        return (phonetic_key(word)[:1] or word,)
    if len(word) == 2 and word.isascii() and word.isalpha() and not set(word) & set("aeiouy") and word not in SHORT:
        return tuple(word)  # "RK Sharma"
    return (word,) if word else ()


def phonetic_text(text: str) -> str:
    """The folds of the parts of a name in their order, joined by spaces; equal in both scripts."""
    return " ".join(filter(None, (word_keys(word)[0] for word in tokens(text))))


def phonetic_column(*texts: str) -> str:
    """What the search column ``fold`` holds for all names of one record: every key of every part, once."""
    return _column(key for text in texts for word in tokens(text) for key in word_keys(word))


def skeleton_column(*texts: str) -> str:
    """What the search column ``loose`` holds for all names of one record."""
    return _column(key for text in texts for word in tokens(text) for key in skeleton_keys(word))


def _column(found: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, found)))


@lru_cache(1 << 15)
def word_keys(word: str) -> tuple[str, ...]:
    """The keys of one part out of :func:`tokens`: its folds, an initial itself, or a word of a third script.

    Never empty; ``("",)`` when there is nothing to look for.
    """
    if len(word) == 1 and word.isascii() and word.isalnum():
        return (word,)
    known = tuple(filter(None, phonetic_keys(word)))
    return known or ("".join(c for c in word if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc")),)


def skeleton_keys(word: str) -> tuple[str, ...]:
    """The second-rank keys of one part out of :func:`tokens`; never empty."""
    if len(word) == 1:
        return word_keys(word)
    return tuple(dict.fromkeys(skeleton_of(key).translate(_UNVOICED) for key in word_keys(word)))


def phonemes_of(initial: str) -> str:
    """The letters with which the fold of a name can begin that is abbreviated to this Latin letter."""
    return _SOUNDS_OF.get(initial.lower(), initial.lower())


def initial_matches(initial: str, word: str) -> bool:
    """Whether a Latin initial (``s``, from S. or एस.) can stand for the name part `word` in either script."""
    first = phonetic_key(word)[:1] or word[:1]
    return bool(first) and first in phonemes_of(initial)
