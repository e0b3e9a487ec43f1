"""How two written names compare as names of one person: the same, spelled otherwise, a part, or another name."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from samarth_desktop.domain.fold import fold_keys, fold_word, loosen
from samarth_desktop.domain.name_search import likeness
from samarth_desktop.domain.name_words import COMMON_GIVEN, COMMON_PARTS, PREFIXES
from samarth_desktop.domain.names import initial_matches, keys, tokens

_PREFIXES = frozenset(map(fold_word, PREFIXES))
WEAK_FOLDS = frozenset(map(fold_word, COMMON_PARTS)) | _PREFIXES
"""Folds of the parts that many share and that do not tell people apart."""
_COMMON = frozenset(map(fold_word, COMMON_GIVEN))
_NEAR = 0.82  # likeness above which two folds with one sound changed may be one name
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


@dataclass(frozen=True, slots=True)
class _Name:
    parts: tuple[tuple[str, ...], ...]  # the keys of each part that tells people apart, the given name first
    weak: frozenset[str]  # the parts that many share
    all: frozenset[str]  # the folds of all parts
    joined: frozenset[str]  # the keys of all parts written as one word
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
def _read(text: str) -> _Name:
    words = tokens(text)
    folds = [keys(word) for word in words]
    telling = [fold for fold in folds if fold[0] not in _PREFIXES] or folds
    strong = [fold for at, fold in enumerate(telling) if not at or fold[0] not in WEAK_FOLDS]
    weak = frozenset(fold[0] for fold in folds if fold not in strong)
    whole = frozenset(fold[0] for fold in folds)
    joined = frozenset((*fold_keys("".join(words)), "".join(fold[0] for fold in folds)))
    return _Name(tuple(strong), weak, whole, joined, " ".join(words))


def compare(a: str, b: str) -> Likeness:
    """What the names `a` and `b`, in any script, are to each other; the order of the two does not matter."""
    return _compare(a, b) if a <= b else _compare(b, a)


@lru_cache(1 << 15)
def _compare(a: str, b: str) -> Likeness:
    mine, other = _read(a), _read(b)
    if not mine.parts or not other.parts or not mine.parts[0][0] or not other.parts[0][0]:
        return Likeness.UNKNOWN
    if mine.all == other.all or mine.joined & other.joined:
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
        like = long.parts[-at]
        is_initial = min(len(part[0]), len(like[0])) == 1
        tally.matched = True
        tally.worst = min(tally.worst, near)
        tally.initial = tally.initial or is_initial
        tally.given = tally.given or ((place == 0 or at == 0) and not is_initial)
    return _level(tally, left, mine.weak != other.weak)


def _level(tally: _Tally, left: list[int], weak_differ: bool) -> Likeness:
    """From the tally of the parts, the parts of the longer name that are left, and whether weak parts differ."""
    if not tally.matched or (tally.lost and not tally.given):
        return Likeness.OTHER
    if tally.lost:
        return Likeness.SURNAME
    if tally.worst == _SLIP:
        return Likeness.SLIP
    if tally.initial:
        return Likeness.INITIAL
    if left:
        return Likeness.TAIL if left[0] == 0 else Likeness.PART
    if tally.worst < 1.0:
        return Likeness.SPELLED
    return Likeness.PART if weak_differ else Likeness.SAME


def _near(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    first, second = a[0], b[0]
    if len(first) == 1 or len(second) == 1:
        letter, word = (first, second) if len(first) == 1 else (second, first)
        return 0.8 if initial_matches(letter, word) else 0.0
    if not set(a).isdisjoint(b):
        return 1.0
    bones, others = loosen(first), loosen(second)
    near = likeness(first, second)
    if bones == others or (len(bones) == len(others) and near > _NEAR):
        return max(near, _NEAR)
    return _SLIP if _letter_lost(first, second) else 0.0


def _letter_lost(a: str, b: str) -> bool:
    """Whether one fold is the other without one inner or last letter."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) != 1 or len(long) < _SHORTEST_SLIP:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(1, len(long)))


@lru_cache(1 << 15)
def common(text: str) -> bool:
    """Whether every village has somebody of this name: its only telling part is a very common given name."""
    parts = _read(text).parts
    return len(parts) == 1 and parts[0][0] in _COMMON


@lru_cache(1 << 15)
def spelled(text: str) -> str:
    """The parts of a name in lower case without titles, for telling whether two are written the same."""
    return _read(text).spelled
