"""Learns the net that reads Latin (``translit_net``) and what the traits of known words are worth."""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np

from samarth_desktop.domain.names.translit_context import WORTH
from samarth_desktop.domain.names.translit_known import TRAITS
from samarth_desktop.domain.names.translit_net import CELLS, LETTERS, REACH, WEIGHT, seen

STEP, SHRINK = 0.03, 0.001
_TRAIT_STEP = 0.005
_DROPPED = 0.3  # the share of cells that keep silent at a word, so that none relies on another
_START = (0.15, 0.05)  # how far from nothing the weights begin

Floats = np.ndarray[Any, np.dtype[np.float32]]
Places = np.ndarray[Any, np.dtype[np.int64]]


class Net:
    """The net while it is learned, and the worth of the traits."""

    def __init__(self, pairs: int, order: np.random.Generator) -> None:
        self._order = order
        self._own = np.zeros(CELLS, dtype=np.float32)
        self._letters: Floats = order.normal(0, _START[0], (2 * REACH + 1, LETTERS, CELLS)).astype(np.float32)
        self._pairs: Floats = order.normal(0, _START[1], (pairs, CELLS)).astype(np.float32)
        self._traits = np.zeros(TRAITS, dtype=np.float32)

    def look(self, letters: Places) -> Floats:
        """What the cells say at every letter, some of them silent."""
        total = self._own + self._letters[np.arange(2 * REACH + 1), letters].sum(axis=1)
        self._loud = (self._order.random(CELLS) >= _DROPPED) / np.float32(1 - _DROPPED)
        return np.tanh(total).astype(np.float32)

    def worth(self, cells: Floats, at: Places, pairs: Places, traits: Floats) -> tuple[Floats, Floats]:
        """What each pair at its place is worth, and each way by its traits."""
        return ((cells[at] * self._loud) * self._pairs[pairs]).sum(axis=1), traits @ self._traits

    def move(
        self, letters: Places, cells: Floats, at: Places, pairs: Places, by_pair: Floats, by_way: Floats,
        traits: Floats, slower: float,
    ) -> None:  # fmt: skip
        """A step against the slopes: of every pair at its place, and of every way."""
        step = STEP / slower
        back = np.zeros_like(cells)
        np.add.at(back, at, by_pair[:, None] * self._pairs[pairs] * self._loud)
        change = by_pair[:, None] * cells[at] * self._loud + SHRINK * self._pairs[pairs]
        np.subtract.at(self._pairs, pairs, (step * change).astype(np.float32))
        back *= 1 - cells**2
        self._own -= step * back.sum(axis=0)
        around = np.broadcast_to(np.arange(2 * REACH + 1), letters.shape)
        np.subtract.at(self._letters, (around, letters), step * back[:, None, :])
        self._traits -= _TRAIT_STEP / slower * (by_way @ traits)

    def kept(self) -> tuple["array[int]", "array[int]"]:
        """The net and the worth of the traits as the file holds them."""
        parts = np.concatenate([self._own, self._letters.ravel(), self._pairs.ravel()])
        return in_bytes(parts, WEIGHT), in_bytes(self._traits, WORTH)


def in_bytes(weights: Floats, step: float) -> "array[int]":
    """Weights as signed bytes in steps."""
    return array("b", np.clip(np.round(weights / step), -127, 127).astype(np.int8).tobytes())


def letters_of(text: str) -> Places:
    """What the net sees at every letter of a word."""
    return np.array(seen(text), dtype=np.int64)


def trait_rows(traits: Sequence[Sequence[int]]) -> Floats:
    """A row for each way: 1 for the traits that it has."""
    rows = np.zeros((len(traits), TRAITS), dtype=np.float32)
    for row, found in zip(rows, traits, strict=True):
        row[list(found)] = 1
    return rows
