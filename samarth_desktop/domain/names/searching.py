"""Looking for a name: the MATCH texts for the search columns of ``names``, and the order of what they find.

Bind :attr:`Query.fold` first; when it gave too few, :attr:`Query.loose`, then :attr:`Query.relaxed`. A text
is ``""`` when there is nothing to look for. The texts hold only quoted tokens, ``*``, ``AND``, ``OR`` and
brackets, so nothing typed can become query syntax. Order the hits of one rank by :func:`closeness`.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from samarth_desktop.domain.names.person_names import initial_matches, phonemes_of, skeleton_keys, tokens, word_keys
from samarth_desktop.domain.names.phonetic_key import phonetic_key
from samarth_desktop.domain.names.romanized_key import romanized_key
from samarth_desktop.domain.names.word_lists import COMMON_GIVEN, COMMON_PARTS, ENDINGS

_WEAK = frozenset(map(phonetic_key, COMMON_PARTS))
_COMMON = frozenset(map(phonetic_key, COMMON_GIVEN))
_VIRAMA = "\u094d"
_MOST_FEWER = 4
_SHARED = 0.6  # what a part that many share counts against one that tells people apart
_FOUND = 0.85  # a part that is as near needs no closer look
_SHORTEST = 3  # two letters are alike to too much
_SPELLING = 0.05  # what a spelling that is quite another may cost, where the sound is the same


@dataclass(frozen=True, slots=True)
class Query:
    """MATCH texts for one look-up; ``""`` means: skip.

    `fold` and `relaxed` (without initials and the parts that many share, or without any one of the parts) go
    against column ``fold``, `loose` against column ``loose``.
    """

    fold: str
    loose: str
    relaxed: str


def query(text: str, *, typing: bool = True) -> Query:
    """The look-ups for what somebody typed; with `typing` the last part may be unfinished."""
    parts = tokens(text)
    relaxed = " OR ".join(f"({_match(some, loosely=False, typing=typing)})" for some in _fewer(parts))
    return Query(_match(parts, loosely=False, typing=typing), _match(parts, loosely=True, typing=typing), relaxed)


def _fewer(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The parts without initials and those that many share, and the name without any one part.

    For a name of which one part is written in a way that no key reaches; a lone common name tells nothing.
    """
    strong = tuple(word for word in parts if len(word) > 1 and word_keys(word)[0] not in _WEAK)
    some = [strong] if strong and len(strong) < len(parts) else []
    if len(strong) == 2:
        some += [(word,) for word in strong if word_keys(word)[0] not in _COMMON] if not some else []
    if len(parts) > 2:
        some += [rest for rest in itertools.combinations(parts, len(parts) - 1) if any(one in strong for one in rest)]
    return list(dict.fromkeys(some))[:_MOST_FEWER]


def respelled(word: str) -> set[str]:
    """The folds of a word without any one of its letters, or with two neighbours swapped: a slip of the finger."""
    less = {word[:at] + word[at + 1 :] for at in range(len(word))}
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return {phonetic_key(other) for other in less | swapped} - {""}


def wholes(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The folds of a whole name in any order of its parts, sorted and joined: in its first readings, at most four."""
    readings = [known for word in parts if (known := _readings(word))]
    if not readings:
        return ()
    if all(len(reading) == 1 for reading in readings):  # nearly all, and asked of every record
        return (" ".join(sorted([reading[0] for reading in readings])),)
    return tuple(" ".join(sorted(reading)) for reading in itertools.islice(itertools.product(*readings), 4))


@lru_cache(1 << 15)
def _readings(word: str) -> tuple[str, ...]:
    return tuple(filter(None, word_keys(word)[:2]))


def together(parts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The same name with two neighbours written together: Ram Kumar as Ramkumar."""
    return tuple(
        (*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :])
        for at in range(len(parts) - 1)
        if len(parts[at]) > 1 < len(parts[at + 1])
    )


def apart(parts: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The same name with one word apart at any letter: Ramkumar as Ram Kumar."""
    return tuple(
        (*parts[:at], word[:cut], word[cut:], *parts[at + 1 :])
        for at, word in enumerate(parts)
        for cut in range(2, len(word) - 1)
        if word[cut].isalpha() and word[cut - 1] != _VIRAMA
    )


def phonetic_query(text: str, *, typing: bool = True) -> str:
    """The MATCH text for column ``fold``."""
    return query(text, typing=typing).fold


def skeleton_query(text: str, *, typing: bool = True) -> str:
    """The MATCH text for column ``loose``."""
    return query(text, typing=typing).loose


def _match(parts: tuple[str, ...], *, loosely: bool, typing: bool) -> str:
    """Every part must be found: by a key, its initial, or joined with a neighbour (Raj Kumar = Rajkumar).

    One part at least must be found whole: else S. S. would be every name of two parts with an s.
    """
    parts = tuple(word for word in parts if word_keys(word)[0])
    joined = [_keys(a + b, loosely) if len(a) > 1 < len(b) else () for a, b in itertools.pairwise(parts)]
    clauses, whole, abbreviated = [], [], 0
    for at, word in enumerate(parts):
        unfinished = typing and at == len(parts) - 1
        near = joined[at : at + 1] + joined[max(at - 1, 0) : at]
        choices = [_term(key, typing and at >= len(parts) - 2) for pair in near for key in pair]
        if len(word) == 1:
            choices += [_prefix(sound) for sound in dict.fromkeys(_sounds(word))]
        else:
            choices += [_term(key, unfinished and len(key) > loosely) for key in _keys(word, loosely)]
            choices += _halves(word, loosely, unfinished)
            whole += choices
            initials = [f'"{letter}"' for letter in _initials(word)] if len(parts) > 1 else []
            abbreviated += bool(initials)
            choices += initials
        clauses.append(_any(choices))
    return " AND ".join([*clauses, _any(whole)] if abbreviated > 1 else clauses)


def _any(choices: Iterable[str]) -> str:
    return "(" + " OR ".join(dict.fromkeys(choices)) + ")"


def _sounds(letter: str) -> str:
    """With what a part may begin of which one letter was typed."""
    return letter + phonemes_of(letter) if letter.isascii() else phonetic_key(letter)[:1] or letter


def _keys(word: str, loosely: bool) -> tuple[str, ...]:
    return skeleton_keys(word) if loosely else word_keys(word)


def _term(key: str, unfinished: bool) -> str:
    if not unfinished:
        return f'"{key}"'
    return _prefix(key[:-1] if len(key) > 2 and key.endswith("a") else key)


def _prefix(key: str) -> str:
    return f'"{key}"*'


def _initials(word: str) -> tuple[str, ...]:
    """The Latin letters with which somebody may have abbreviated this part."""
    first = phonetic_key(word)[:1]
    return tuple(letter for letter in "abcdefghijklmnopqrstuvwxyz" if first and initial_matches(letter, word))


def _halves(word: str, loosely: bool, unfinished: bool) -> list[str]:
    """Rajkumar may be recorded as Raj Kumar: both halves must then be found."""
    cut = next((len(word) - len(end) for end in ENDINGS if word.endswith(end) and len(word) - len(end) > 1), 0)
    if not cut:
        return []
    first, second = _keys(word[:cut], loosely)[0], _keys(word[cut:], loosely)[0]
    return [f"({_term(first, False)} AND {_term(second, unfinished)})"]


@lru_cache(1 << 13)  # of fifty hits some are namesakes
def closeness(typed: str, name: str) -> float:
    """How near a recorded `name` is to what was typed, 0..1; 1 is the same in any order.

    Every typed part takes its best recorded part; unfinished parts and initials count nearly full, and among parts
    that sound alike the nearer spelling counts more. Parts of the name that were not typed cost little. For ordering
    hits, not for deciding who is who.
    """
    wanted, there = _longest_first(typed), tokens(name)
    if not wanted or not there:
        return 0.0
    total = weight = 0.0
    left = list(there)
    for word in wanted:
        best, choice = _nearest(word, left or there)
        if choice in left:
            left.remove(choice)
        size = min(len(word), 6) * (_SHARED if word_keys(word)[0] in _WEAK else 1.0)
        total += best * size
        weight += size
    near = max(0.0, total / weight - 0.02 * len(left))
    if near < _FOUND and len(wanted) != len(there) and len(wanted[-1]) >= _SHORTEST:
        near = max(near, likeness(_joined(tokens(typed)), _joined(there)) - 0.02)
    return near


def _nearest(word: str, parts: Sequence[str]) -> tuple[float, str]:
    """The part that is nearest to a typed word: by its keys, which are quickly compared, else by its letters."""
    best, choice = 0.0, ""
    for part in parts:
        near = _same_sound(word, part)
        if near > best:
            best, choice = near, part
    if best < _FOUND:
        for part in parts:
            near = _alike(word, part)
            if near > best:
                best, choice = near, part
    return best, choice


@lru_cache(1 << 14)
def _joined(parts: tuple[str, ...]) -> str:
    """The fold of a name written as one word."""
    return phonetic_key("".join(parts))


@lru_cache(1 << 10)
def _longest_first(typed: str) -> tuple[str, ...]:
    return tuple(sorted(tokens(typed), key=len, reverse=True))


@lru_cache(1 << 15)  # of fifty hits many share a part
def _same_sound(word: str, part: str) -> float:
    """How near two parts are that have a key in common, or of which one begins or abbreviates the other; else 0."""
    have = word_keys(part)
    if len(word) == 1:
        return 0.9 if any(key[:1] in _sounds(word) for key in have) else 0.0
    best = 0.0
    for mine in word_keys(word):
        for key in have:
            if key == mine:
                return 1.0 - _SPELLING * (1.0 - likeness(romanized_key(word), romanized_key(part)))
            if len(key) == 1:
                best = max(best, 0.85 if initial_matches(key, word) else 0.0)
            elif key.startswith(mine):
                best = max(best, 0.9 + 0.1 * len(mine) / len(key))
    if part.startswith(word):  # an unfinished word may sound otherwise than the beginning of the whole: Zaid, Zaidpur
        best = max(best, 0.9 + 0.1 * len(word) / len(part))
    return best


@lru_cache(1 << 15)
def _alike(word: str, part: str) -> float:
    if len(word_keys(word)[0]) < _SHORTEST:
        return 0.0
    return max(likeness(mine, key) for mine in word_keys(word) for key in word_keys(part))


@lru_cache(1 << 16)
def likeness(a: str, b: str) -> float:
    """How alike two folds are, 0..1: one less the weighted edit distance over the longer length.

    A vowel, h or y costs a third of a consonant, sounds that regions confuse half.
    """
    if a == b:
        return 1.0
    row = [0.0]
    for letter in b:
        row.append(row[-1] + _cost(letter))
    longest = max(row[-1], sum(map(_cost, a)), 1.0)
    for mine in a:
        gone = _cost(mine)
        previous, row = row, [row[0] + gone]
        for at, letter in enumerate(b):
            swap = 0.0 if mine == letter else _swap(mine, letter)
            row.append(min(previous[at] + swap, previous[at + 1] + gone, row[at] + _cost(letter)))
    start = 0.5 if a[:1] != b[:1] and row[-1] < 0.7 else 0.0  # Ashok, Ishaq: the first sound tells more
    return max(0.0, 1.0 - (row[-1] + start) / longest)


def _cost(letter: str) -> float:
    return 0.35 if letter in "aeiouhy" else 1.0


def _swap(a: str, b: str) -> float:
    if a in "aeiouhy" and b in "aeiouhy":
        return 0.3
    return 0.5 if a + b in _CONFUSED or b + a in _CONFUSED else 1.2


_CONFUSED = frozenset({"kg", "td", "pb", "pf", "cs", "js", "jg", "nm", "dr", "rl", "jy", "dl", "kc", "cj"})
