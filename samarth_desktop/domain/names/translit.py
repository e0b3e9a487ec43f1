"""Names from Latin into Devanagari letters and back, as people write them.

A learned model (``translit_model``, ``translit_context``) makes the candidates; our list of names, places, crafts and
common words (``resources/names/words.tsv``) and words that others wrote in both scripts (``seen.tsv``) put the known
ones first. The files are used as they lie on the disk, so the first answer takes no longer than any other; nothing is
downloaded. Words are remembered, so that asking again at every keystroke costs nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from samarth_desktop.domain.names import initials, translit_file
from samarth_desktop.domain.names.phonemes import one_nasal, phonemes, spell
from samarth_desktop.domain.names.phonetic_key import clean
from samarth_desktop.domain.names.translit_file import Learned

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+|[\u0900-\u0963\u0970-\u097f\u200c\u200d]+")
_INDEPENDENT = frozenset("अआइईउऊऋएऐओऔऑऍ")
_NUKTA = "\u093c"
_DOTS = (("z", "ज", "j"), ("f", "फ", "ph"), ("q", "क", "k", "c"))  # Latin, its letter, what else is written so
_APART = 3  # so many words that are no twins come first
_WIDTH = 24  # candidates of the model that are put into order and looked up in the list
_AS_WRITTEN = 4.0  # how far before all others what the list writes so stands
_SEEN, _SEEN_ONLY = 2.6, 2.0  # what others' writing is worth by its weight; how far behind it stands where no rule is
_DOT, _SPELLING = 1.0, 0.7  # what the form without the usual dot, and each further spelling of the list, is worth less
_PUT_TOGETHER = 1.0  # how far behind the likeliest a word of two of the list stands that the model did not find
_BEYOND = 2.0  # how far behind the list's spellings all others stand
_Choices = tuple[tuple[str, float], ...]


def load() -> None:
    """Opens the model now, so that the first word typed does not wait for the disk; for an idle moment."""
    _learned()


def candidates(latin: str, n: int = 4) -> tuple[str, ...]:
    """Devanagari for one Latin word, at most `n`, best first; empty when there is no Latin letter in it."""
    return tuple(written for written, _ in _candidates(_plain(latin))[: max(n, 1)])


def last_word(text: str, n: int = 4) -> tuple[str, tuple[str, ...]]:
    """The Latin word that `text` ends with and its candidates: for an editor, while somebody types.

    ``("", ())`` when the text ends with anything else.
    """
    hit = re.search(r"[A-Za-z]+$", text)
    return (hit[0], candidates(hit[0], n)) if hit else ("", ())


def to_devanagari(text: str, n: int = 4) -> tuple[str, ...]:
    """Whole Latin names in Devanagari, at most `n`, best first; initials become एस., the rest stays as written."""
    return _whole(initials.in_devanagari(text), n, _deva_choices)


def to_latin(devanagari: str) -> str:
    """A Devanagari name as Indians write it in Latin letters (सुनीता is Sunita); other text stays as written."""
    return next(iter(candidates_latin(devanagari, 1)), "")


def candidates_latin(devanagari: str, n: int = 4) -> tuple[str, ...]:
    """Usual Latin spellings of a Devanagari name of one or more words, at most `n`, best first."""
    return _whole(initials.in_latin(devanagari), n, _latin_choices)


def _whole(text: str, n: int, choices: Callable[[str, bool], _Choices]) -> tuple[str, ...]:
    """The likeliest ways to write all words together: where the second choice of a word is near, it comes early.

    Where two words are as sure, the earlier one changes first: what is common to many (देवी, शर्मा) stands last.
    """
    text = clean(text)
    pieces: list[_Choices] = []
    at = 0
    for hit in _WORD.finditer(text):
        pieces += [((text[at : hit.start()], 0.0),), choices(hit[0], text[hit.end() : hit.end() + 1] == ".")[:n]]
        at = hit.end()
    pieces.append(((text[at:], 0.0),))
    made = [("", 0.0)]
    for piece in pieces:
        both = [(before + written, lost + loss) for written, loss in piece for before, lost in made]
        made = sorted(both, key=lambda way: way[1])[:n]
    return tuple(dict.fromkeys(written for written, _ in made if written))


def _deva_choices(word: str, _dotted: bool) -> _Choices:
    return _candidates(_plain(word)) or ((word, 0.0),)


def _latin_choices(word: str, dotted: bool) -> _Choices:
    made = () if word.isascii() else _spellings(unicodedata.normalize("NFC", word))
    initial = initials.syllable(word, made[0][0]) if dotted and made else ""
    if initial:
        return ((initial, 0.0),)
    return tuple((spelled[:1].upper() + spelled[1:], loss) for spelled, loss in made) or ((word, 0.0),)


@lru_cache(1 << 14)
def _candidates(word: str) -> _Choices:
    """Devanagari for a plain Latin word, best first, with what each is worth less than the best."""
    if not word:
        return ()
    known = _learned()
    worth: dict[str, float] = {}
    for value, said in known.from_latin.ordered(word, known.sounds.from_latin(word, _WIDTH)):
        worth.setdefault(spell(said), value)
    top = max(worth.values(), default=0.0)
    for one in known.seen.by_latin(word):
        worth[one.word] = worth.get(one.word, top - _SEEN_ONLY) + _SEEN * one.weight
    top = max(worth.values(), default=0.0)
    for one in known.words.by_latin(word):
        worth[one.word] = top + _AS_WRITTEN + 0.5 * one.weight - _SPELLING * one.place
    for written in _compounds(word):
        worth[written] = max(worth.get(written, -1e9), top - _PUT_TOGETHER)
    best = sorted(worth, key=lambda written: -worth[written])
    if not best:
        return ()
    ranked = {written: worth[best[0]] - worth[written] for written in best}
    dotted = _dotted(word, best[0])
    if dotted:
        ranked[dotted] = min(ranked.get(dotted, _DOT), _DOT)
    return tuple((written, ranked[written]) for written in _arranged(best, dotted, 1 if "z" in word else 2))


def _arranged(best: list[str], dotted: str, place: int) -> list[str]:
    """The words in their order with the dotted form at `place`, the first three of them no twins.

    चन्द्र and चंद्र are one word: to offer both leaves no room for what somebody else may have meant.
    """
    ordered = [one for one in best if one != dotted]
    if dotted:
        ordered.insert(place, dotted)
    first: dict[str, str] = {}
    for written in ordered:
        first.setdefault(one_nasal(written), written)
    three = list(first.values())[:_APART]
    return three + [written for written in ordered if written not in three]


def _dotted(word: str, written: str) -> str:
    """The same word with or without the dots of ज़ फ़ क़, where Latin has z, f, q: some write them, some do not.

    "" where Latin does not tell which letters have them.
    """
    said = [(bare, *others) for latin, bare, *others in _DOTS if latin in word]
    if not said or any(other in word for _, *others in said for other in others):
        return ""
    plain, dotted = written, written
    for bare, *_ in said:
        plain = plain.replace(bare + _NUKTA, bare)
    if plain != written:
        return plain
    for bare, *_ in said:
        dotted = dotted.replace(bare, bare + _NUKTA)
    return dotted if dotted != written else ""


def _compounds(word: str) -> Iterator[str]:
    """Ways to put the word together from two of the list: Ramkishan from ram and kishan."""
    for cut in range(3, len(word) - 2):
        first, second = _usual(word[:cut]), _usual(word[cut:])
        if first and second and second[0] not in _INDEPENDENT:
            yield first + second


@lru_cache(1 << 12)
def _usual(latin: str) -> str:
    """The word of the list that is most often spelled so, "" where none is."""
    worth = {one.word: 0.5 * one.weight - _SPELLING * one.place for one in _learned().words.by_latin(latin)}
    return max(worth, key=lambda word: worth[word]) if worth else ""


@lru_cache(1 << 14)
def _spellings(word: str) -> _Choices:
    """Latin spellings of one Devanagari word, lower-case: those of the list, then those of others and the model's."""
    known = _learned()
    listed = known.words.by_word(word)
    worth = {spelling: _SPELLING * place for place, spelling in enumerate(listed.spellings if listed else ())}
    text = phonemes(word)
    made = {spelling: value for value, spelling in known.from_sounds.ordered(text, known.sounds.from_sounds(text, 12))}
    top = max(made.values(), default=0.0)
    seen = known.seen.by_word(word)
    for place, spelling in enumerate(seen.spellings if seen else ()):
        made[spelling] = (
            made.get(spelling, top - _SEEN_ONLY) + (_SEEN * seen.weight if seen else 0.0) - _SPELLING * place
        )
    start = (_BEYOND + _SPELLING * len(worth) if worth else 0.0) + max(made.values(), default=0.0)
    for spelling in sorted(made, key=lambda one: -made[one])[:6]:
        worth.setdefault(spelling, start - made[spelling])
    return tuple(worth.items())


def _plain(latin: str) -> str:
    """The Latin letters of a word, lower-case and without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", latin).lower() if c.isascii() and c.isalpha())


def is_known_word(word: str) -> bool:
    """Whether a word, in Devanagari or in small Latin letters, stands in the lists of names and words."""
    learned = _learned()
    if word.isascii():
        return any(True for known in (learned.words, learned.seen) for _ in known.by_latin(word))
    return (learned.words.by_word(word) or learned.seen.by_word(word)) is not None


@cache
def _learned() -> Learned:
    return translit_file.opened()
