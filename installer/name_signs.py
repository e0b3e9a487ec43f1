"""Learns the weights of the signs around a unit that put the ways to write a word into order.

Each way is a candidate of its word; the weights are moved so that those that people wrote get the most of the
probability (softmax over the candidates, gradient steps that grow smaller). Averaged over several orders of the words.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from samarth_desktop.domain.names.translit_context import SHARES, WEIGHT, after, around
from samarth_desktop.domain.names.translit_model import Pair, Way

_TURNS = 12
_STEP, _SHRINK = 0.02, 0.01
_MOST = 3.0  # what a word counts at most

Floats = np.ndarray[Any, np.dtype[np.float32]]


class _Word:
    """The candidates of one word: which of them people wrote, and the places of their signs."""

    def __init__(
        self, text: str, ways: Sequence[Way], wanted: Sequence[float], pairs: Mapping[bytes, Pair], side: int, size: int
    ) -> None:
        places = [_places(text, way, pairs, side, size) for way in ways]
        self.sizes = np.array([len(each) for each in places])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        self.places = np.array([place for each in places for place in each])
        self.own = np.array([-SHARES[side] * way.cost for way in ways], dtype=np.float32)
        self.wanted = np.array(wanted, dtype=np.float32)
        self.weight = min(float(self.wanted.sum()), _MOST)

    def move(self, weights: Floats, step: float) -> None:
        worth = self.own + np.add.reduceat(weights[self.places], self.starts)
        share = np.exp(worth - worth.max())
        wished = self.wanted * share
        wished = wished / wished.sum() if wished.sum() > 0 else self.wanted / self.wanted.sum()
        slope = ((share / share.sum() - wished) * self.weight).astype(np.float32)
        change = step * np.repeat(slope, self.sizes) + step * _SHRINK * weights[self.places]
        np.subtract.at(weights, self.places, change)


def learned(
    ways: Mapping[str, Sequence[Way]],
    asked: Mapping[str, Mapping[str, float]],
    same: Callable[[str], str],
    pairs: Mapping[bytes, Pair],
    side: int,
    size: int,
    seeds: Sequence[int],
) -> "array[int]":
    """The weights in steps of ``translit_context.WEIGHT``; `same` makes a result comparable with what was written."""
    examples = []
    for text in asked:
        wanted = [asked[text].get(same(way.result), 0.0) for way in ways[text]]
        if any(wanted):
            examples.append(_Word(text, ways[text], wanted, pairs, side, size))
    total = np.zeros(size, dtype=np.float32)
    for seed in seeds:
        weights: Floats = np.zeros(size, dtype=np.float32)
        order = np.random.default_rng(seed)
        for turn in range(_TURNS):
            for at in order.permutation(len(examples)):
                examples[at].move(weights, _STEP / (1 + turn))
        total += weights
        print(f"side {side}: seed {seed}")
    steps = np.clip(np.round(total / len(seeds) / WEIGHT), -127, 127).astype(np.int8)
    return array("b", steps.tobytes())


def _places(text: str, way: Way, pairs: Mapping[bytes, Pair], side: int, size: int) -> list[int]:
    places: list[int] = []
    at, before, before2 = 0, b"", b""
    for code in way.codes:
        places += around(text, at, pairs[code], side, size)
        places += after(pairs, before2, before, code, side, size)
        at += len(pairs[code][side])
        before2, before = before, code
    return places
