"""How two written names compare as names of one person: the same, spelled otherwise, a part, or another name."""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from samarth_desktop.domain.names.person_names import initial_matches, tokens, word_keys
from samarth_desktop.domain.names.phonetic_key import phonetic_key
from samarth_desktop.domain.names.searching import likeness
from samarth_desktop.domain.names.word_lists import COMMON_GIVEN, COMMON_PARTS, COMMON_SURNAMES, FREE_PARTS, PREFIXES

_PREFIXES = frozenset(map(phonetic_key, PREFIXES))
WEAK_FOLDS = frozenset(map(phonetic_key, COMMON_PARTS)) | _PREFIXES
"""Folds of the parts that many share and that do not tell people apart."""
_COMMON = frozenset(map(phonetic_key, COMMON_GIVEN))
SURNAMES = frozenset(map(phonetic_key, COMMON_SURNAMES))
_FREE = frozenset(map(phonetic_key, FREE_PARTS))
_OPEN = frozenset("aeiou")
_VOWELS = str.maketrans("", "", "aeiouhy")
_NEAR = 0.82  # likeness above which two folds with one sound changed may be one name
_BONES = 0.6  # likeness of two folds with the same consonants: only vowels differ, and not all of them
_INITIAL = 0.8
_SLIP = 0.7  # what one slip of the pen counts
_SHORTEST_SLIP = 4


class Likeness(Enum):
    """What two names are to each other, from the strongest agreement to the strongest disagreement."""

    SAME = 9
    SPELLED = 8  # every part agrees, one at least in another spelling
    PART = 7  # one has a part more behind the given name (Sunita, Sunita Yadav)
    INITIAL = 6  # an initial stands for a part
    TAIL = 5  # one has a part more in front (Yadav, Sunita Yadav)
    SLIP = 4  # a letter is missing, added, changed or swapped in one part (Kailash, Kailah)
    SURNAME = 3  # the given name agrees, the rest does not
    UNKNOWN = 2  # one of the two is empty
    OTHER = 1  # another given name


class Near(Enum):
    """How near the parts are by which two names agree."""

    SAME = 4
    SPELLED = 3
    INITIAL = 2
    SLIP = 1
    OTHER = 0


_Shared = tuple[Near, str, str]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What two names have in common.

    `shared` are the parts that agree, the most telling first: how near, and the folds on either side. `rest` says of
    the parts without their like: ``same`` (none), ``more`` on one side, ``other`` on both.
    """

    level: Likeness
    shared: tuple[_Shared, ...] = ()
    rest: str = "same"


@dataclass(frozen=True, slots=True, eq=False)  # there is one object of a part, so it is its own identity
class _Part:
    """One part of a name: as written (in one script or both), and its keys."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    initial: bool  # only the first letter is known
    bones: str  # the consonants of the first key


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A name as it sounds: written forms of one record that sound the same are one form."""

    text: str
    """As first written."""
    words: tuple[tuple[str, ...], ...]  # each part as written
    parts: tuple[_Part, ...]  # the parts that tell people apart, the given name first
    weak: frozenset[str]  # the parts that many share
    all: frozenset[str]  # the folds of all parts
    joined: str  # the folds of all parts as one word
    spelled: str


@dataclass(slots=True)
class _Tally:
    """What comparing the parts of two names brought."""

    worst: float = 1.0
    given: bool = False  # the first part of both is the same
    initial: bool = False
    lost: bool = False  # a part of the shorter name has no like


@lru_cache(1 << 15)
def _part(words: tuple[str, ...]) -> _Part:
    known = tuple(dict.fromkeys(key for word in words for key in word_keys(word)))
    return _Part(words, known, len(known[0]) == 1, known[0].translate(_VOWELS))


@lru_cache(1 << 15)
def forms(texts: tuple[str, ...]) -> tuple[Form, ...]:
    """The different forms among the written names of one record; those without a letter are left out."""
    found: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        folds = tuple(word_keys(word)[0] for word in tokens(text))
        if folds and all(folds):
            found.setdefault(folds, []).append(text)
    return tuple(_form(same[0], tuple(zip(*map(tokens, same), strict=True))) for same in found.values())


def _form(text: str, words: tuple[tuple[str, ...], ...]) -> Form:
    parts = [_part(tuple(dict.fromkeys(written))) for written in words]
    telling = [part for part in parts if part.keys[0] not in _PREFIXES] or parts
    strong = [part for at, part in enumerate(telling) if not at or part.keys[0] not in WEAK_FOLDS]
    weak = frozenset(part.keys[0] for part in parts if part not in strong)
    folds = [part.keys[0] for part in parts]
    spelled = " ".join(written[0] for written in words)
    return Form(text, words, tuple(strong), weak, frozenset(folds), "".join(folds), spelled)


def compare(a: str, b: str) -> Likeness:
    """What the names `a` and `b`, in any script, are to each other; the order of the two does not matter."""
    mine, other = forms((a,)), forms((b,))
    return resemble(mine[0], other[0]).level if mine and other else Likeness.UNKNOWN


def may_be_one(a: str, b: str) -> bool:
    """Whether two names, in any script, may be one person's: alike, or one a part or initials of the other. Not where
    each says something that the other does not (Sunita Devi, Sunita Yadav)."""
    mine, other = forms((a,)), forms((b,))
    if not (mine and other):
        return a == b
    one, two = mine[0], other[0]
    if one.all <= two.all or two.all <= one.all or _joined_initials(a, two) or _joined_initials(b, one):
        return True
    alike = resemble(one, two).level.value >= Likeness.SLIP.value
    return alike and not (_says_more(one, two) and _says_more(two, one))


def _joined_initials(text: str, of: Form) -> bool:
    """Whether a text is the initials of a name written as one word: SY of Sunita Yadav, in whatever order. A word with
    a vowel may be a name of its own (Ram), unless it is two letters or all capitals."""
    letters = text.strip(" .")
    alone = len(letters) == 2 or letters.isupper() or _OPEN.isdisjoint(letters.lower())
    if not (alone and letters.isascii() and letters.isalpha() and 2 <= len(letters) <= len(of.words)):
        return False
    firsts = Counter(
        (written[0] if written[0].isascii() else word_keys(written[0])[0])[0].lower() for written in of.words
    )
    return Counter(letters.lower()) <= firsts


def _says_more(one: Form, two: Form) -> bool:
    """Whether a name has a part that the other lacks."""
    full, others = (sum(not part.initial for part in name.parts) for name in (one, two))
    return full > others or bool(one.weak - two.weak - _PREFIXES)


def resemble(a: Form, b: Form) -> Resemblance:
    """What two names have in common; the order of the two does not matter."""
    return _resemble(a, b) if (a.joined, a.spelled) <= (b.joined, b.spelled) else _resemble(b, a)


@lru_cache(1 << 15)
def _resemble(a: Form, b: Form) -> Resemblance:
    plain = _by_parts(a, b)
    if plain.level not in (Likeness.OTHER, Likeness.SURNAME) or len(a.words) == len(b.words):
        return plain
    long, short = (a, b) if len(a.words) > len(b.words) else (b, a)
    known = {key for part in short.words for word in part for key in word_keys(word)}
    for at, (one, two) in enumerate(itertools.pairwise(long.words)):  # Ram Sevak, Ramsevak
        together = tuple(first + second for first, second in zip(one, two, strict=True))
        if not known.isdisjoint(key for word in together for key in word_keys(word)):
            joined = _form(long.text, (*long.words[:at], together, *long.words[at + 2 :]))
            return max(plain, _by_parts(joined, short), key=lambda like: like.level.value)
    if one_slip(a.joined, b.joined):  # a letter typed for the space
        return Resemblance(Likeness.SLIP, ((Near.SLIP, a.joined, b.joined),))
    return plain


def _by_parts(mine: Form, other: Form) -> Resemblance:
    if mine.all == other.all or mine.joined == other.joined:
        folds = [{part.keys[0] for part in name.parts} for name in (mine, other)]
        shared = sorted(folds[0] & folds[1]) or sorted(folds[0])  # whatever the order in which they were written
        return Resemblance(Likeness.SAME, _telling_first((Near.SAME, fold, fold) for fold in shared))
    short, long = (mine, other) if len(mine.parts) <= len(other.parts) else (other, mine)
    left = list(range(len(long.parts)))
    tally, shared_parts = _Tally(), []
    for place, part in enumerate(short.parts):
        near, at = _nearest(part, long.parts, left)
        if near < _SLIP:
            tally.lost = True
            continue
        left.remove(at)
        found = long.parts[at]
        is_initial = part.initial or found.initial
        tally.worst = min(tally.worst, near)
        tally.initial = tally.initial or is_initial
        tally.given = tally.given or (place == at == 0 and not is_initial and part.keys[0] not in SURNAMES)
        shared_parts.append((_nearness(near, is_initial), part.keys[0], found.keys[0]))
    rest = _rest(short, long, left)
    level = _level(tally, bool(shared_parts), left, rest)
    lost = tally.lost or level is Likeness.SURNAME
    return Resemblance(level, _telling_first(shared_parts), "other" if lost else "more" if left else rest)


def _nearest(part: _Part, others: tuple[_Part, ...], left: list[int]) -> tuple[float, int]:
    """The nearest of the parts that are left, the first of equals, and its place."""
    best, place = 0.0, 0
    for at in left:
        near = _near(part, others[at])
        if near > best:
            best, place = near, at
    return best, place


def _nearness(near: float, is_initial: bool) -> Near:
    if is_initial:
        return Near.INITIAL
    return Near.SAME if near == 1.0 else Near.SLIP if near == _SLIP else Near.SPELLED


def _telling_first(shared: Iterable[_Shared]) -> tuple[_Shared, ...]:
    """Given names before surnames and initials."""
    return tuple(sorted(shared, key=lambda one: (one[0] is Near.INITIAL, one[1] in SURNAMES or one[1] in WEAK_FOLDS)))


def _rest(short: Form, long: Form, left: list[int]) -> str:
    """What the parts that many share do: ``same``, ``more`` on one side, or ``other`` on both."""
    if short.weak == long.weak:
        return "same"
    mine, others = short.weak - long.weak, long.weak - short.weak
    others = others | {long.parts[at].keys[0] for at in left if at}
    return "other" if mine and others and not (mine <= _FREE or others <= _FREE) else "more"


def _level(tally: _Tally, matched: bool, left: list[int], rest: str) -> Likeness:
    """From the tally of the parts, the parts of the longer name that are left, and what the shared parts do."""
    if not matched or (tally.lost and not tally.given):
        return Likeness.OTHER
    if tally.lost or (rest == "other" and tally.given):
        return Likeness.SURNAME
    if tally.worst == _SLIP:
        return Likeness.SLIP
    if tally.initial:
        return Likeness.INITIAL
    if left:
        return Likeness.TAIL if left[0] == 0 else Likeness.PART
    if tally.worst < 1.0:
        return Likeness.SPELLED
    return Likeness.SAME if rest == "same" else Likeness.PART


@lru_cache(1 << 15)
def _near(a: _Part, b: _Part) -> float:
    if a.initial or b.initial:
        letter, full = (a, b) if a.initial else (b, a)
        return _INITIAL if initial_matches(letter.keys[0], full.keys[0]) else 0.0
    if not set(a.keys).isdisjoint(b.keys):
        return 1.0
    first, second = a.keys[0], b.keys[0]
    alike = first[0] == second[0] or (first[0] in _OPEN and second[0] in _OPEN)
    if alike and len(a.bones) == len(b.bones):  # asked first: the likeness is the dear part
        near = likeness(first, second)
        if near > (_BONES if a.bones == b.bones and len(a.bones) > 2 else _NEAR):
            return max(near, _NEAR)
    if one_slip(first, second):
        return _SLIP
    for one in a.words:
        for two in b.words:
            if one_slip(one, two):
                return _SLIP
    return 0.0


def one_slip(a: str, b: str) -> bool:
    """Whether one letter put in, left out, changed or swapped with its neighbour makes one word the other.

    Of words shorter than four letters nothing is said, and another first letter is another name (Sita, Gita).
    """
    if len(a) > len(b):
        a, b = b, a
    if len(b) < _SHORTEST_SLIP or len(b) - len(a) > 1 or (a[0] != b[0] and a[-1] != b[-1] and a[:2] != b[1::-1]):
        return False
    at = 0
    for one, two in zip(a, b, strict=False):
        if one != two:
            break
        at += 1
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    return swapped or (at > 0 and a[at + 1 :] == b[at + 1 :])


@lru_cache(1 << 14)
def place_key(text: str) -> str:
    """A village name as one fold."""
    return "".join(word_keys(word)[0] for word in tokens(text))


def common_part(fold: str) -> bool:
    """Whether every village has somebody of this name."""
    return fold in _COMMON or fold in SURNAMES or fold in WEAK_FOLDS
