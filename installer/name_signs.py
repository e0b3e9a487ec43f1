"""Learns the weights of the signs around a unit that put the ways to write a word into order, and the net beside them.

Each way is a candidate of its word; the weights are moved so that those that people wrote get the most of the
probability (softmax over the candidates, gradient steps that grow smaller). The signs from sounds are averaged over
several orders of the words; from Latin they are learned once, together with the net.
"""

from array import array
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from installer.name_net import Floats, Net, in_bytes, letters_of, trait_rows
from samarth_desktop.domain.names.translit_context import SHARES, WEIGHT, after, around
from samarth_desktop.domain.names.translit_model import Pair, Way

_TURNS = (14, 12)
_STEP, _SHRINK = 0.02, 0.01
_MOST = 3.0  # what a word counts at most
Ways = Mapping[str, Sequence[Way]]
Asked = Mapping[str, Mapping[str, float]]


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

    def worth(self, weights: Floats) -> Floats:
        found: Floats = self.own + np.add.reduceat(weights[self.places], self.starts)
        return found

    def slope(self, worth: Floats) -> Floats:
        """How much too much of the probability each way has."""
        share = np.exp(worth - worth.max())
        wished = self.wanted * share
        wished = wished / wished.sum() if wished.sum() > 0 else self.wanted / self.wanted.sum()
        found: Floats = ((share / share.sum() - wished) * self.weight).astype(np.float32)
        return found

    def move(self, weights: Floats, slope: Floats, step: float) -> None:
        change = step * np.repeat(slope, self.sizes) + step * _SHRINK * weights[self.places]
        np.subtract.at(weights, self.places, change)


class _LatinWord:
    """What the net sees of a word, and where each of its ways has which pair."""

    def __init__(
        self, text: str, ways: Sequence[Way], pairs: Mapping[bytes, Pair], codes: Mapping[bytes, int],
        traits: Sequence[Sequence[int]],
    ) -> None:  # fmt: skip
        self.letters, self.traits = letters_of(text), trait_rows(traits)
        spots: dict[tuple[int, int], int] = {}
        self.spots, self.sizes = [], [len(way.codes) for way in ways]
        for way in ways:
            at = 0
            for code in way.codes:
                self.spots.append(spots.setdefault((at, codes[code]), len(spots)))
                at += len(pairs[code][0])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        self.at, self.pairs = np.array(list(spots), dtype=np.int64).T

    def move(self, net: Net, word: _Word, weights: Floats, slower: float) -> None:
        cells = net.look(self.letters)
        by_spot, by_traits = net.worth(cells, self.at, self.pairs, self.traits)
        slope = word.slope(word.worth(weights) + np.add.reduceat(by_spot[self.spots], self.starts) + by_traits)
        word.move(weights, slope, _STEP / slower)
        by_pair = np.bincount(self.spots, np.repeat(slope, self.sizes), len(self.at)).astype(np.float32)
        net.move(self.letters, cells, self.at, self.pairs, by_pair, slope, self.traits, slower)


def of_sounds(ways: Ways, asked: Asked, pairs: Mapping[bytes, Pair], size: int, seeds: Sequence[int]) -> "array[int]":
    """The weights of the signs from sounds, in steps of ``translit_context.WEIGHT``."""
    examples = [word for _, word in _examples(ways, asked, lambda result: result, pairs, 1, size)]
    total = np.zeros(size, dtype=np.float32)
    for seed in seeds:
        weights: Floats = np.zeros(size, dtype=np.float32)
        order = np.random.default_rng(seed)
        for turn in range(_TURNS[1]):
            for at in order.permutation(len(examples)):
                word = examples[at]
                word.move(weights, word.slope(word.worth(weights)), _STEP / (1 + turn))
        total += weights
        print(f"from sounds: seed {seed}")
    return in_bytes(total / len(seeds), WEIGHT)


def of_latin(
    ways: Ways, asked: Asked, same: Callable[[str], str], pairs: Mapping[bytes, Pair], size: int,
    traits: Callable[[str, str], Sequence[int]],
) -> list["array[int]"]:  # fmt: skip
    """The weights of the signs from Latin, the net, and the worth of the traits.

    `same` makes a result comparable with what was written, `traits` tells those of a way to write a Latin word.
    """
    codes = {code: place for place, code in enumerate(pairs)}
    order = np.random.default_rng(1)
    net, weights = Net(len(pairs), order), np.zeros(size, dtype=np.float32)
    examples: list[tuple[_Word, _LatinWord]] = []
    for text, word in _examples(ways, asked, same, pairs, 0, size):
        told = [traits(text, same(way.result)) for way in ways[text]]
        examples.append((word, _LatinWord(text, ways[text], pairs, codes, told)))
    for turn in range(_TURNS[0]):
        for at in order.permutation(len(examples)):
            word, latin = examples[at]
            latin.move(net, word, weights, 1 + turn)
    print("from Latin")
    return [in_bytes(weights, WEIGHT), *net.kept()]


def _examples(
    ways: Ways, asked: Asked, same: Callable[[str], str], pairs: Mapping[bytes, Pair], side: int, size: int
) -> list[tuple[str, _Word]]:
    """The words of which a way is one that people wrote."""
    found: list[tuple[str, _Word]] = []
    for text in asked:
        wanted = [asked[text].get(same(way.result), 0.0) for way in ways[text]]
        if any(wanted):
            found.append((text, _Word(text, ways[text], wanted, pairs, side, size)))
    return found


def _places(text: str, way: Way, pairs: Mapping[bytes, Pair], side: int, size: int) -> list[int]:
    places: list[int] = []
    at, before, before2 = 0, b"", b""
    for code in way.codes:
        places += around(text, at, pairs[code], side, size)
        places += after(pairs, before2, before, code, side, size)
        at += len(pairs[code][side])
        before2, before = before, code
    return places
