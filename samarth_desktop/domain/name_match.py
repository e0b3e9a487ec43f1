"""How two written names compare as names of one person: the same, spelled otherwise, a part, or another name."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from samarth_desktop.domain.fold import fold_word
from samarth_desktop.domain.name_search import likeness
from samarth_desktop.domain.name_words import COMMON_GIVEN, COMMON_PARTS, COMMON_SURNAMES, FREE_PARTS, PREFIXES
from samarth_desktop.domain.names import initial_matches, keys, tokens

_PREFIXES = frozenset(map(fold_word, PREFIXES))
WEAK_FOLDS = frozenset(map(fold_word, COMMON_PARTS)) | _PREFIXES
"""Folds of the parts that many share and that do not tell people apart."""
_COMMON = frozenset(map(fold_word, COMMON_GIVEN))
_SURNAMES = frozenset(map(fold_word, COMMON_SURNAMES))
_FREE = frozenset(map(fold_word, FREE_PARTS))
_OPEN = frozenset("aeiou")
_VOWELS = str.maketrans("", "", "aeiouhy")
_NEAR = 0.82  # likeness above which two folds with one sound changed may be one name
_BONES = 0.6  # likeness of two folds with the same consonants: only vowels differ, and not all of them
_SLIP = 0.7  # what a lost letter counts
_SHORTEST_SLIP = 4


class Likeness(Enum):
    """What two names are to each other, from the strongest agreement to the strongest disagreement."""

    SAME = 9
    SPELLED = 8  # every part agrees, one at least in another spelling
    PART = 7  # one has a part more behind the given name (Sunita, Sunita Yadav)
    INITIAL = 6  # an initial stands for a part
    TAIL = 5  # one has a part more in front (Yadav, Sunita Yadav)
    SLIP = 4  # a letter is missing in one part (Kailash, Kailah)
    SURNAME = 3  # the given name agrees, the rest does not
    UNKNOWN = 2  # one of the two is empty
    OTHER = 1  # another given name


@dataclass(frozen=True, slots=True, eq=False)  # there is one object of a part, so it is its own identity
class _Part:
    """One part of a name: as written, and its keys."""

    word: str
    keys: tuple[str, ...]
    initial: bool  # only the first letter is known
    bones: str  # the consonants of the first key


@dataclass(frozen=True, slots=True)
class _Name:
    parts: tuple[_Part, ...]  # the parts that tell people apart, the given name first
    weak: frozenset[str]  # the parts that many share
    all: frozenset[str]  # the folds of all parts
    joined: str  # the folds of all parts as one word
    spelled: str


@dataclass(slots=True)
class _Tally:
    """What comparing the parts of two names brought."""

    worst: float = 1.0
    matched: bool = False
    given: bool = False  # the first part of either found its like
    initial: bool = False
    lost: bool = False  # a part of the shorter name has no like


@lru_cache(1 << 15)
def _part(word: str) -> _Part:
    known = keys(word)
    return _Part(word, known, len(known[0]) == 1, known[0].translate(_VOWELS))


@lru_cache(1 << 15)
def _read(text: str) -> _Name:
    parts = [_part(word) for word in tokens(text)]
    telling = [part for part in parts if part.keys[0] not in _PREFIXES] or parts
    strong = [part for at, part in enumerate(telling) if not at or part.keys[0] not in WEAK_FOLDS]
    weak = frozenset(part.keys[0] for part in parts if part not in strong)
    folds = [part.keys[0] for part in parts]
    spelled = " ".join(part.word for part in parts)
    return _Name(tuple(strong), weak, frozenset(folds), "".join(folds), spelled)


def compare(a: str, b: str) -> Likeness:
    """What the names `a` and `b`, in any script, are to each other; the order of the two does not matter."""
    return _compare(a, b) if a <= b else _compare(b, a)


@lru_cache(1 << 15)
def _compare(a: str, b: str) -> Likeness:
    mine, other = _read(a), _read(b)
    if not all(mine.all) or not all(other.all) or not mine.parts or not other.parts:
        return Likeness.UNKNOWN
    if mine.all == other.all or mine.joined == other.joined:
        return Likeness.SAME
    short, long = (mine, other) if len(mine.parts) <= len(other.parts) else (other, mine)
    left = list(range(len(long.parts)))
    tally = _Tally()
    for place, part in enumerate(short.parts):
        near, at = max(((_near(part, long.parts[at]), -at) for at in left), default=(0.0, 0))
        if near < _SLIP:
            tally.lost = True
            continue
        left.remove(-at)
        is_initial = part.initial or long.parts[-at].initial
        tally.matched = True
        tally.worst = min(tally.worst, near)
        tally.initial = tally.initial or is_initial
        is_given = (place == 0 or at == 0) and not is_initial and part.keys[0] not in _SURNAMES
        tally.given = tally.given or is_given
    return _level(tally, left, _rest(short, long, left))


def _rest(short: _Name, long: _Name, left: list[int]) -> str:
    """What the parts that many share do: ``same``, ``more`` on one side, or ``other`` on both."""
    if short.weak == long.weak:
        return "same"
    mine, others = short.weak - long.weak, long.weak - short.weak
    others = others | {long.parts[at].keys[0] for at in left if at}
    return "other" if mine and others and not (mine <= _FREE or others <= _FREE) else "more"


def _level(tally: _Tally, left: list[int], rest: str) -> Likeness:
    """From the tally of the parts, the parts of the longer name that are left, and what the shared parts do."""
    if not tally.matched or (tally.lost and not tally.given):
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
        return 0.8 if initial_matches(letter.keys[0], full.keys[0]) else 0.0
    if not set(a.keys).isdisjoint(b.keys):
        return 1.0
    first, second = a.keys[0], b.keys[0]
    alike = first[0] == second[0] or (first[0] in _OPEN and second[0] in _OPEN)
    if alike and len(a.bones) == len(b.bones):  # asked first: the likeness is the dear part
        near = likeness(first, second)
        if near > (_BONES if a.bones == b.bones and len(a.bones) > 2 else _NEAR):
            return max(near, _NEAR)
    return _SLIP if _letter_lost(first, second) or _letter_lost(a.word, b.word) else 0.0


def _letter_lost(a: str, b: str) -> bool:
    """Whether one word is the other without one inner or last letter."""
    if abs(len(a) - len(b)) != 1:
        return False
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if len(long) < _SHORTEST_SLIP:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))


@lru_cache(1 << 15)
def common(text: str) -> bool:
    """Whether every village has somebody of this name: its only telling part is a very common given name."""
    parts = _read(text).parts
    return len(parts) == 1 and parts[0].keys[0] in _COMMON


@lru_cache(1 << 15)
def spelled(text: str) -> str:
    """The parts of a name in lower case without titles, for telling whether two are written the same."""
    return _read(text).spelled
