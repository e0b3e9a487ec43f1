"""Cuts words of both scripts into pairs of units that belong together, and counts the runs of those pairs.

The counts become probabilities after Kneser and Ney: what a run gives up goes to the shorter ones, and a shorter run
counts by how many different beginnings it follows.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from samarth_desktop.domain.names.translit_model import (
    END,
    ORDER,
    START,
    UNIT,
    Pair,
    Runs,
    all_pairs,
    ends,
    in_steps,
    joins,
)

ROUNDS = 4
_DISCOUNTS = (0.3, 0.6, 0.9, 1.8, 1.8)  # what every run of one to five pairs gives up
_LOAD = 0.65  # how full the array of runs is
Prices = Mapping[str, list[tuple[float, Pair]]]


class Example(NamedTuple):
    """A word in both scripts, and what it counts."""

    latin: str
    said: str
    weight: float


class Path(NamedTuple):
    """A word cut into pairs: its cost by letter, what it counts."""

    pairs: tuple[Pair, ...]
    cost: float
    weight: float

    def source(self, side: int) -> str:
        """The word, 0 in Latin letters, 1 as sounds."""
        return "".join(pair[side] for pair in self.pairs)


def aligned(examples: Iterable[Example]) -> list[Path]:
    """The likeliest cut of every word that the rules can explain at all."""
    asked = list(examples)
    codes = all_pairs()
    rank: Counter[str] = Counter()
    costs: dict[Pair, float] = {}
    for latin, said in codes.values():
        costs[latin, said] = 1.0 + 0.7 * rank[latin] + (0.0 if said else 2.0)
        rank[latin] += 1
    paths: list[Path] = []
    for _ in range(ROUNDS):
        prices: dict[str, list[tuple[float, Pair]]] = defaultdict(list)
        for pair, cost in costs.items():
            prices[pair[0]].append((cost, pair))
        paths = [path for one in asked if (path := _align(one, prices)) is not None]
        tally: Counter[Pair] = Counter()
        for path in paths:
            for pair in path.pairs:
                tally[pair] += path.weight  # type: ignore[assignment]  # weights are fractions
        total = sum(tally.values()) + 0.1 * len(costs)
        costs = {pair: -math.log((tally[pair] + 0.1) / total) for pair in costs}
    return paths


def _align(one: Example, prices: Prices) -> Path | None:
    """The cheapest way to cut a Latin word and its sounds into allowed pairs; None when there is none."""
    latin, said = one.latin, one.said
    cells: dict[tuple[int, int], dict[Pair | None, tuple[float, tuple[Pair, ...]]]] = defaultdict(dict)
    cells[0, 0][None] = (0.0, ())
    for at in range(len(latin)):
        steps = [
            step for size in range(1, 7) for step in prices.get(latin[at : at + size], ()) if at + size <= len(latin)
        ]
        for to in range(len(said) + 1):
            for before, (spent, path) in cells[at, to].items():
                for price, pair in steps:
                    if said.startswith(pair[1], to) and joins(before, pair):
                        cell = cells[at + len(pair[0]), to + len(pair[1])]
                        if pair not in cell or spent + price < cell[pair][0]:
                            cell[pair] = (spent + price, (*path, pair))
    done = [found for last, found in cells[len(latin), len(said)].items() if last and ends(last)]
    if not done:
        return None
    spent, path = min(done)
    return Path(path, spent / len(latin), one.weight)


def counted(paths: Iterable[Path]) -> Runs:
    """What each run costs, as the file holds it."""
    codes = {pair: code for code, pair in all_pairs().items()}
    seen = _seen(([codes[pair] for pair in path.pairs], path.weight) for path in paths)
    base = _base(codes)
    shares: dict[bytes, float] = {}
    going_on: dict[bytes, float] = {b"": 1.0}
    kept: dict[bytes, tuple[int, int]] = {}
    for length in range(1, ORDER + 1):
        less = _DISCOUNTS[length - 1]
        totals: dict[bytes, float] = defaultdict(float)
        spare: dict[bytes, float] = defaultdict(float)
        for run, count in seen[length].items():
            totals[run[:-2]] += count
            spare[run[:-2]] += min(count, less)
        going_on |= {before: spare[before] / total for before, total in totals.items()}
        for run, count in seen[length].items():
            lower = shares[run[2:]] if length > 1 else base[run]
            shares[run] = max(count - less, 0.0) / totals[run[:-2]] + going_on[run[:-2]] * lower
            if length == 1 or count > less:
                kept[run] = (in_steps(shares[run]), 0)
    for code, share in base.items():
        kept.setdefault(code, (in_steps(going_on[b""] * share), 0))
    for before, share in going_on.items():
        steps = min(round(-math.log(share) / UNIT), 255)
        if before and steps:
            kept[before] = (kept[before][0] if before in kept else 255, steps)
    return Runs.of(kept, math.ceil(len(kept) / _LOAD))


def _seen(paths: Iterable[tuple[list[bytes], float]]) -> list[dict[bytes, float]]:
    """How often runs of each length stand there; the shorter ones by how many different beginnings they have."""
    seen: list[dict[bytes, float]] = [defaultdict(float) for _ in range(ORDER + 1)]
    for path, weight in paths:
        steps = [START] * (ORDER - 1) + path + [END]
        for at in range(ORDER - 1, len(steps)):
            for length in range(1, ORDER + 1):
                seen[length][b"".join(steps[at - length + 1 : at + 1])] += weight
    for length in range(ORDER - 1, 0, -1):
        beginnings: dict[bytes, float] = defaultdict(float)
        for run, count in seen[length + 1].items():
            beginnings[run[2:]] += min(count, 1.0)
        for run in seen[length]:
            if run[:2] != START and run in beginnings:
                seen[length][run] = beginnings[run]
    return seen


def _base(codes: Mapping[Pair, bytes]) -> dict[bytes, float]:
    """What a pair is worth that was never seen: the later among the sounds of its unit, the less."""
    rank: Counter[str] = Counter()
    shares = {END: 1.0}
    for pair, code in codes.items():
        shares[code] = 0.5 ** min(rank[pair[0]], 6)
        rank[pair[0]] += 1
    total = sum(shares.values())
    return {code: share / total for code, share in shares.items()}
