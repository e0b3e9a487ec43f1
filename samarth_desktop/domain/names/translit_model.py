"""How likely one Latin unit stands for some Devanagari sounds after four others, and the search for the best.

The rules of ``translit_rules`` say what is possible at all; the model says what is usual. It is learned from our own
list of words and from pairs that other people wrote by ``installer/names.py``, which says where those come from. One
model of (Latin unit, sounds) pairs serves both directions; what comes out is put into order by what stands around each
unit (``translit_context``).

In the model each pair is a code of two letters or digits, and a run of up to five pairs is their codes joined.
"""

import math
import zlib
from array import array
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from samarth_desktop.domain.names.phonemes import CONSONANTS, NASALS, VOWELS
from samarth_desktop.domain.names.translit_rules import rules

Pair = tuple[str, str]
START, END = b"^^", b"$$"
ORDER = 5
UNIT = 1 / 14
"""What one step of a kept cost is, in units of log probability."""
_BEAM = 14
_FAR = 8.0  # how much dearer than the best a beginning may be and still be gone on with
_UNKNOWN = 255  # a run that is known only for what comes after it
_NEVER_FIRST = ("ण", "ङ", "ञ", "ळ", "\u095c", "\u095d")
_VOWELS = frozenset("aeiou")
_BARE_Y = (("y", "य"), ("yy", "यय"), ("sh", "शय"))
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Way(NamedTuple):
    """One way to write a word: what it costs (minus log of its probability), what it gives, and its pairs."""

    cost: float
    result: str
    codes: tuple[bytes, ...]


def all_pairs() -> dict[bytes, Pair]:
    """Every (Latin unit, sounds) the rules allow, by its code."""
    pairs = [(unit, said) for unit, sounds in rules().items() for said in sounds]
    return {(_DIGITS[at // 62] + _DIGITS[at % 62]).encode(): pair for at, pair in enumerate(pairs)}


def joins(before: Pair | None, pair: Pair) -> bool:
    """Whether `pair` may follow `before` (None at the start of a word)."""
    latin, said = pair
    nasal = said[:1] in NASALS if said else False
    if before is None:
        return not nasal and said[:1] not in _NEVER_FIRST
    if not before[1]:
        return not nasal
    last = before[1][-1]
    if nasal:
        return last in VOWELS
    if latin[0] in "rl" and said[:1] == "ऋ":
        return last in CONSONANTS  # a sign: inside a word ऋ never stands alone
    if last in NASALS and said[:1] in ("न", "म"):
        return False  # written as a conjunct
    starts_vowel = latin[0] in "aeiou"
    unwritten = last == "अ" and before[1][0] not in VOWELS
    return not (starts_vowel and (last in NASALS or unwritten))


def ends(pair: Pair) -> bool:
    """Whether a word may end with `pair`: no bare consonant; a nasal dot there is for the list to know (में)."""
    return not pair[1] or (pair[1][-1] not in CONSONANTS and pair[1] not in NASALS)


class Runs:
    """Costs of runs in one array of 32-bit entries, found by the checksum of the run; nothing is parsed to open it.

    An entry is 16 bits of the checksum, what the last code of the run costs after the others, and what it costs to go
    on from the run to one that was never seen. 0 is an empty entry.
    """

    def __init__(self, entries: "array[int]") -> None:
        self._entries, self._size = entries, len(entries)

    @classmethod
    def of(cls, costs: Mapping[bytes, tuple[int, int]], size: int) -> "Runs":
        """The array of these costs, each (of the run, of going on from it), in steps of `UNIT`."""
        entries = array("I", bytes(4 * size))
        for run, (cost, going_on) in sorted(costs.items()):
            mark = zlib.crc32(run)
            at = mark % size
            while entries[at]:
                at = (at + 1) % size
            entries[at] = mark & 0xFFFF0000 | cost << 8 | going_on
        return cls(entries)

    @property
    def entries(self) -> "array[int]":
        """The array as the file holds it."""
        return self._entries

    def find(self, run: bytes) -> int:
        """The entry of a run, 0 where there is none."""
        mark = zlib.crc32(run)
        at, high = mark % self._size, mark >> 16
        while entry := self._entries[at]:
            if entry >> 16 == high:
                return entry
            at = (at + 1) % self._size
        return 0


class SoundModel:
    """Five-gram model of pairs, smoothed down to the order of the rules, and the search in both directions."""

    def __init__(self, runs: Runs) -> None:
        self.pairs = all_pairs()
        self._runs = runs
        self._known: dict[bytes, float] = {}
        self._going_on: dict[bytes, int] = {}
        self._joins: dict[bytes, bool] = {}
        self._before_no_vowel = frozenset(code for code, (_, said) in self.pairs.items() if _closed(said))
        self._bare_y = frozenset(code for code, pair in self.pairs.items() if pair in _BARE_Y)
        self._bare_y_at_start = self._bare_y | {code for code, pair in self.pairs.items() if pair == ("y", "यअ")}
        self._by_latin = _index((pair[0], code) for code, pair in self.pairs.items())
        self._by_sounds = _index((pair[1], code) for code, pair in self.pairs.items())

    def from_latin(self, text: str, n: int) -> list[Way]:
        """The `n` likeliest sound strings of a lower-case Latin word, best first."""
        return self._search(text, n, self._by_latin, 1)

    def from_sounds(self, text: str, n: int) -> list[Way]:
        """The `n` likeliest Latin spellings of a sound string, best first."""
        return self._search(text, n, self._by_sounds, 0)

    def _cost(self, run: bytes) -> float:
        """Minus log of the probability of the last code of `run` after the others."""
        known = self._known.get(run)
        if known is None:
            steps = self._own_cost(run[-2:]) or _UNKNOWN
            for start in range(len(run) - 4, -1, -2):
                before = run[start:-2]
                going_on = self._going_on.get(before)
                if going_on is None:
                    entry = self._runs.find(before)
                    going_on = self._going_on[before] = entry & 0xFF if entry else _UNKNOWN
                if going_on == _UNKNOWN:
                    break  # never seen, and so nothing longer either
                steps = self._own_cost(run[start:]) or steps + going_on
            known = self._known[run] = steps * UNIT
        return known

    def _own_cost(self, run: bytes) -> int:
        """The cost kept for just this run, in steps; 0 where there is none."""
        cost = self._runs.find(run) >> 8 & 0xFF
        return 0 if cost == _UNKNOWN else cost

    def _may_join(self, before: bytes, code: bytes) -> bool:
        key = before + code
        known = self._joins.get(key)
        if known is None:
            known = self._joins[key] = joins(self.pairs.get(before), self.pairs[code])
        return known

    def _search(self, text: str, n: int, index: dict[str, list[bytes]], made: int) -> list[Way]:
        """Beam search over `text`; a state is the last four codes and what was made so far."""
        size, longest = len(text), max(map(len, index))
        beams: list[_Beam] = [{} for _ in range(size + 1)]
        beams[0][START * (ORDER - 1), ""] = (0.0, ())
        for at in range(size):
            best = sorted(beams[at].items(), key=lambda item: item[1][0])[:_BEAM]
            best = [one for one in best if one[1][0] < best[0][1][0] + _FAR]
            for to in range(at + 1, min(at + longest, size) + 1):
                ahead = text[to] if made and to < size else ""
                dead = self._dead_before(ahead, text[:at])
                for code in index.get(text[at:to], ()) if best else ():
                    if code not in dead:
                        self._extend(best, code, made, to == size, beams[to])
        found: dict[str, Way] = {}
        for (_, result), (spent, codes) in beams[size].items():
            if result and (not made or result[-1] not in CONSONANTS):
                way = Way(spent, result, codes)
                found[result] = min(found.get(result, way), way)
        return sorted(found.values())[:n]

    def _dead_before(self, ahead: str, begun: str) -> frozenset[bytes]:
        """The pairs after which no way goes on where Latin has `ahead` next; they would crowd others out.

        A य stands before a vowel or another य, and after consonants at the beginning its vowel is written, too: Byju is
        बैजू, never ब्य्जू or ब्यजू. `begun` is the word so far.
        """
        if ahead in _VOWELS:
            return self._before_no_vowel
        if ahead in ("", "y"):
            return frozenset()
        return self._bare_y_at_start if begun and _VOWELS.isdisjoint(begun) else self._bare_y

    def _extend(self, best: "list[tuple[_State, _Spent]]", code: bytes, made: int, last: bool, target: "_Beam") -> None:
        pair = self.pairs[code]
        if last and not ends(pair):
            return
        for (run, result), (spent, codes) in best:
            if not self._may_join(run[-2:], code):
                continue
            total = spent + self._cost(run + code)
            after = run[2:] + code
            if last:
                total += self._cost(after + END)
            state = (after, result + pair[made])
            if state not in target or total < target[state][0]:
                target[state] = (total, (*codes, code))


def _closed(said: str) -> bool:
    """Whether no vowel of its own may follow these sounds: what :func:`joins` says, told in time for the search."""
    return said[-1:] in NASALS or (said[-1:] == "अ" and said[0] not in VOWELS) if said else False


_State = tuple[bytes, str]
_Spent = tuple[float, tuple[bytes, ...]]
_Beam = dict[_State, _Spent]


def _index(units: Iterable[tuple[str, bytes]]) -> dict[str, list[bytes]]:
    index: dict[str, list[bytes]] = {}
    for unit, code in units:
        if unit:
            index.setdefault(unit, []).append(code)
    return index


def in_steps(probability: float) -> int:
    """A probability as the array holds it: from 1 (next to certain) to 254."""
    return min(max(round(-math.log(probability) / UNIT), 1), _UNKNOWN - 1)
