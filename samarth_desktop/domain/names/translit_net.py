"""A net of sixteen cells that looks at a Latin letter among its neighbours and says which sounds it stands for.

It sees what the signs of ``translit_context`` cannot: letters that are alike. Its weights are signed bytes that
``installer/name_net.py`` learns; a word is read in a third of a millisecond, without any library.
"""

import math
from array import array
from collections.abc import Iterable
from operator import mul

CELLS = 16
REACH = 4
"""So many letters are seen to either side."""
LETTERS = 28
"""0 is beyond the ends, 1 to 26 are a to z, 27 is an end."""
WEIGHT = 0.02
"""What one step of a kept weight is worth."""
INPUTS = CELLS * (1 + (2 * REACH + 1) * LETTERS)
"""How many of the weights lead to the cells: what each has of itself, then of every letter at every place."""


class NameNet:
    """The net as the file holds it: weights to the cells, then from the cells to every pair in its order."""

    def __init__(self, weights: "array[int]", codes: Iterable[bytes]) -> None:
        self._weights = weights
        self._at = {code: INPUTS + CELLS * place for place, code in enumerate(codes)}

    def cells(self, text: str) -> list[list[float]]:
        """What the cells say at every letter of a word."""
        weights, rows = self._weights, seen(text)
        found = []
        for row in rows:
            parts = [weights[:CELLS]]
            for place, letter in enumerate(row):
                at = CELLS * (1 + place * LETTERS + letter)
                parts.append(weights[at : at + CELLS])
            found.append([math.tanh(WEIGHT * total) for total in map(sum, zip(*parts, strict=True))])
        return found

    def worth(self, cells: list[float], code: bytes) -> float:
        """What the cells at its first letter say of a pair."""
        at = self._at[code]
        total: float = sum(map(mul, cells, self._weights[at : at + CELLS]))
        return WEIGHT * total


def seen(text: str) -> list[list[int]]:
    """What stands around each letter of a lower-case Latin word, from `REACH` before it to `REACH` behind it."""
    letters = [0] * (REACH - 1) + [27] + [ord(letter) - 96 for letter in text] + [27] + [0] * (REACH - 1)
    return [letters[at : at + 2 * REACH + 1] for at in range(len(text))]
