"""Lists of known words, looked up in the file as it lies on the disk: opening them costs nothing.

A file has a line for each word, in the order of its bytes: Devanagari, Latin spellings with the usual one first,
weight 1 to 5. Latin finds its line by an index that ``installer/names.py`` makes.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple


class Known(NamedTuple):
    """A word of the list and its weight; `place` is that of the spelling that was asked for, the usual one 0."""

    word: str
    spellings: tuple[str, ...]
    weight: int
    place: int = 0


class WordList:
    """The words of one file. `index` holds where each Latin spelling begins, in the order of the spellings."""

    def __init__(self, text: bytes, index: "array[int]") -> None:
        self._text, self._index = text, index

    @classmethod
    def indexed(cls, text: bytes) -> "WordList":
        """The list with an index made here."""
        found: list[tuple[bytes, int]] = []
        at = 0
        for line in text.splitlines(keepends=True):
            word, spellings, _ = line.split(b"\t")
            start = at + len(word) + 1
            for spelling in spellings.split(b" "):
                found.append((spelling, start))
                start += len(spelling) + 1
            at += len(line)
        return cls(text, array("I", (start for _, start in sorted(found))))

    @property
    def index(self) -> "array[int]":
        """The index as the file holds it."""
        return self._index

    def by_latin(self, spelling: str) -> Iterator[Known]:
        """The words that are spelled so."""
        asked = spelling.encode("ascii")
        at = bisect_left(self._index, asked, key=self._spelling_at)
        while at < len(self._index) and self._spelling_at(self._index[at]) == asked:
            start = self._text.rfind(b"\n", 0, self._index[at]) + 1
            known = self._line(start)
            yield known._replace(place=known.spellings.index(spelling))
            at += 1

    def by_word(self, word: str) -> Known | None:
        """A Devanagari word of the list."""
        asked, low, high = word.encode(), 0, len(self._text)
        while low < high:
            start = self._text.rfind(b"\n", 0, (low + high) // 2) + 1
            here = self._text[start : self._text.index(b"\t", start)]
            if here == asked:
                return self._line(start)
            if here < asked:
                low = self._text.index(b"\n", start) + 1
            else:
                high = start
        return None

    def _spelling_at(self, start: int) -> bytes:
        text = self._text
        to = text.index(b"\t", start)
        space = text.find(b" ", start, to)
        return text[start : space if space >= 0 else to]

    def _line(self, start: int) -> Known:
        word, spellings, weight = self._text[start : self._text.index(b"\n", start)].decode().split("\t")
        return Known(word, tuple(spellings.split(" ")), int(weight))
