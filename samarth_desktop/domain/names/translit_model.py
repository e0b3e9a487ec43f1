"""How likely one Latin unit stands for some Devanagari sounds after three others, and the search for the best.

The rules of ``spellings`` say what is possible at all; the counts say what is usual. They are learned from our own
list of words (``resources/names/words.tsv``) by ``installer/names.py`` and kept in ``resources/names/sounds.tsv``.
One model of (Latin unit, sounds) pairs serves both directions.

In the counts each pair is a code of two letters and digits, and a run of up to four pairs is their codes joined.
"""

import math
from collections.abc import Iterable, Mapping

from samarth_desktop.domain.names.phonemes import CONSONANTS, NASALS, VOWELS
from samarth_desktop.domain.names.translit_rules import rules

Pair = tuple[str, str]
START, END = "^^", "$$"
ORDER = 4
_BEAM = 14
_DISCOUNT = (
    2.5  # what every seen run gives up for the unseen ones: a usual spelling counts two, so that one word is no rule
)
_RULE_MASS = 0.5  # what a rule counts that was never seen
_NEVER_FIRST = ("ण", "ङ", "ञ", "ळ", "\u095c", "\u095d")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def all_pairs() -> dict[str, Pair]:
    """Every (Latin unit, sounds) the rules allow, by its code."""
    pairs = [(unit, said) for unit, sounds in rules().items() for said in sounds]
    return {_DIGITS[at // 62] + _DIGITS[at % 62]: pair for at, pair in enumerate(pairs)}


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


class SoundModel:
    """Four-gram model of pairs with absolute discounting, down to the order of the rules.

    What a run gives up goes to the shorter runs in the share of that context."""

    def __init__(self, seen: Mapping[str, int]) -> None:
        self._pairs = all_pairs()
        self._seen = seen
        self._totals: dict[str, int] = {}
        self._spare: dict[str, float] = {}
        for run, count in seen.items():
            before = run[:-2]
            self._totals[before] = self._totals.get(before, 0) + count
            self._spare[before] = self._spare.get(before, 0.0) + min(count, _DISCOUNT)
        total = self._totals.get("", 0) + _RULE_MASS * len(self._pairs)
        self._base = {END: max(seen.get(END, 0), 1) / total}
        rank: dict[str, int] = {}
        for code, (latin, _) in self._pairs.items():
            rank[latin] = rank.get(latin, -1) + 1
            self._base[code] = (seen.get(code, 0) + _RULE_MASS * 0.5 ** rank[latin]) / total
        self._known: dict[str, float] = {}
        self._by_latin = _index((pair[0], code) for code, pair in self._pairs.items())
        self._by_sounds = _index((pair[1], code) for code, pair in self._pairs.items())
        self._joins: dict[str, bool] = {}

    def from_latin(self, text: str, n: int) -> list[tuple[float, str]]:
        """The `n` likeliest sound strings of a lower-case Latin word with their costs, best first."""
        return self._search(text, n, self._by_latin, 1)

    def from_sounds(self, text: str, n: int) -> list[tuple[float, str]]:
        """The `n` likeliest Latin spellings of a sound string with their costs, best first."""
        return self._search(text, n, self._by_sounds, 0)

    def _cost(self, run: str) -> float:
        """Minus log of the probability of the last code of `run` after the others."""
        known = self._known.get(run)
        if known is None:
            share = self._base[run[-2:]]
            for length in range(1, ORDER):
                before = run[-2 * length - 2 : -2]
                total = self._totals.get(before)
                if total and len(before) == 2 * length:
                    count = max(self._seen.get(run[-2 * length - 2 :], 0) - _DISCOUNT, 0.0)
                    share = (count + self._spare[before] * share) / total
            known = self._known[run] = -math.log(share)
        return known

    def _may_join(self, before: str, code: str) -> bool:
        key = before + code
        known = self._joins.get(key)
        if known is None:
            known = self._joins[key] = joins(self._pairs.get(before), self._pairs[code])
        return known

    def _search(self, text: str, n: int, index: dict[str, list[str]], made: int) -> list[tuple[float, str]]:
        """Beam search over `text`; a state is the last three codes and what was made so far."""
        size, longest = len(text), max(map(len, index))
        beams: list[dict[tuple[str, str], float]] = [{} for _ in range(size + 1)]
        beams[0][START * (ORDER - 1), ""] = 0.0
        for at in range(size):
            best = sorted(beams[at].items(), key=lambda item: item[1])[:_BEAM]
            for to in range(at + 1, min(at + longest, size) + 1):
                for code in index.get(text[at:to], ()) if best else ():
                    self._extend(best, code, made, to == size, beams[to])
        found: dict[str, float] = {}
        for (_, result), spent in beams[size].items():
            if result and result[-1] not in CONSONANTS and spent < found.get(result, math.inf):
                found[result] = spent
        return sorted((spent, result) for result, spent in found.items())[:n]

    def _extend(
        self,
        best: list[tuple[tuple[str, str], float]],
        code: str,
        made: int,
        last: bool,
        target: dict[tuple[str, str], float],
    ) -> None:
        pair = self._pairs[code]
        if last and not ends(pair):
            return
        for (run, result), spent in best:
            if not self._may_join(run[-2:], code):
                continue
            total = spent + self._cost(run + code)
            after = run[2:] + code
            if last:
                total += self._cost(after + END)
            state = (after, result + pair[made])
            if total < target.get(state, math.inf):
                target[state] = total


def _index(units: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for unit, code in units:
        if unit:
            index.setdefault(unit, []).append(code)
    return index
