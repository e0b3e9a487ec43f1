"""Puts the ways to write a word into order by what stands around each unit: learned weights of small signs.

The weights are one signed byte for each of some ten thousand places; a sign's place is its checksum, so that nothing
has to be parsed or kept by name. From Latin, a small net and what is known of Hindi words have their say, too.
"""

import zlib
from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from samarth_desktop.domain.names.phonemes import one_nasal, spell
from samarth_desktop.domain.names.translit_known import KnownWords
from samarth_desktop.domain.names.translit_model import Pair, Way
from samarth_desktop.domain.names.translit_net import NameNet

SHARES = (0.2, 0.25)
"""What the model's own cost counts beside the signs, from Latin and from sounds."""
WEIGHT = 0.02
"""What one step of a kept weight is worth."""
WORTH = 0.05
"""What one step of the worth of a trait is worth."""
_DOUBLED = (("aa", "A"), ("ee", "E"), ("oo", "O"), ("th", "T"))


class OfLatin(NamedTuple):
    """What further speaks for a way to read Latin: the net, and each trait of a known word in steps of `WORTH`."""

    net: NameNet
    known: KnownWords
    worths: Sequence[int]


class ContextOrder:
    """Worth of ways in one direction; `side` is 0 where Latin is read, 1 where sounds are."""

    def __init__(
        self, weights: "array[int]", pairs: Mapping[bytes, Pair], side: int, latin: OfLatin | None = None
    ) -> None:
        self._weights, self._size, self._pairs, self._side = weights, len(weights), pairs, side
        self._latin = latin
        self._linked: dict[tuple[bytes, bytes, bytes], float] = {}

    def ordered(self, text: str, ways: Sequence[Way]) -> list[tuple[float, str]]:
        """(worth, result) of the ways to read `text`, best first; the worth is a log probability among them."""
        here: dict[tuple[int, bytes], float] = {}
        cells = self._latin.net.cells(text) if self._latin else []
        worth = [(self._worth(text, way, here, cells), way.result) for way in ways]
        return sorted(worth, key=lambda one: (-one[0], one[1]))

    def _worth(self, text: str, way: Way, here: dict[tuple[int, bytes], float], cells: Sequence[list[float]]) -> float:
        total, at = -SHARES[self._side] * way.cost, 0
        before = before2 = b""
        for code in way.codes:
            spot = here.get((at, code))
            if spot is None:
                spot = self._sum(around(text, at, self._pairs[code], self._side, self._size))
                if self._latin:
                    spot += self._latin.net.worth(cells[at], code)
                here[at, code] = spot
            link = self._linked.get((before2, before, code))
            if link is None:
                joined = after(self._pairs, before2, before, code, self._side, self._size)
                link = self._linked[before2, before, code] = self._sum(joined)
            total += spot + link
            at += len(self._pairs[code][self._side])
            before2, before = before, code
        if self._latin:
            traits = self._latin.known.traits(one_nasal(spell(way.result)))
            total += WORTH * sum(self._latin.worths[trait] for trait in traits)
        return total

    def _sum(self, places: Sequence[int]) -> float:
        weights = self._weights
        return WEIGHT * sum(weights[place] for place in places)


def around(text: str, at: int, pair: Pair, side: int, size: int) -> list[int]:
    """The places of the signs of a pair that stands at `at` in what is read."""
    padded = f"^^^{text}$$$"
    to = at + 3 + len(pair[side])
    back, ahead = padded[at : at + 3], padded[to : to + 3]
    last = "$" if to == len(text) + 3 else ""
    style = "".join(mark for letters, mark in _DOUBLED if letters in text) if not side else ""
    signs = (
        f"0{back[2]}{ahead[0]}", f"1{back[1:]}", f"2{ahead[:2]}", f"3{back}", f"4{ahead}", f"5{back[1:]}{ahead[:2]}",
        f"7{text[-2:]}{last}", f"8{style}", f"A{back[2]}{ahead[:2]}", f"B{back[1:]}{ahead[0]}",
    )  # fmt: skip
    return _places(pair, signs, size)


def after(pairs: Mapping[bytes, Pair], before2: bytes, before: bytes, code: bytes, side: int, size: int) -> list[int]:
    """The places of the signs of a pair that follows two others (b"" before the first)."""
    made = [pairs[one][1 - side] if one else "^" for one in (before2, before)]
    return _places(pairs[code], (f"6{made[1]}", f"9{made[0]}|{made[1]}"), size)


def _places(pair: Pair, signs: Sequence[str], size: int) -> list[int]:
    head = zlib.crc32(f"{pair[0]}|{pair[1]}|".encode())
    return [zlib.crc32(sign.encode(), head) % size for sign in signs]
