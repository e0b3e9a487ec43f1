"""Whether a word is one that Hindi writes: marks of common words and of our own list, found by their checksums.

A mark is 16 bits, so that no word can be read from it and some eight thousand words stand in one page of the disk;
one word in a few thousand is taken for another. ``installer/known_words.py`` and ``installer/names.py`` make them.
"""

import zlib
from array import array
from collections.abc import Mapping

TRAITS = 8
"""What is told of a word: three grades of common ones, three of ours, put together from two, one but for its end."""
_LEFT_OPEN = "ाीि"  # what a name has at its end that the word lacks: दिव्या, दिव्य
_INSIDE = frozenset("अआइईउऊऋएऐओऔऑऍािीुूृेैोौ्ंँःॉॅ\u093c")  # no word begins with it after another


class Marks:
    """Words with grades 1 to 3, the commoner the higher."""

    def __init__(self, marks: "array[int]") -> None:
        self._marks, self._size = marks, len(marks)

    @classmethod
    def of(cls, grades: Mapping[str, int], size: int) -> "Marks":
        """The marks of these words in so many places."""
        marks = array("H", bytes(2 * size))
        for word in sorted(grades, key=str.encode):
            check = zlib.crc32(word.encode())
            at = check % size
            while marks[at]:
                at = (at + 1) % size
            marks[at] = check >> 16 & ~3 | grades[word]
        return cls(marks)

    @property
    def marks(self) -> "array[int]":
        """The array as the file holds it."""
        return self._marks

    def grade(self, word: str) -> int:
        """1 to 3 for a word of the list, else 0."""
        check = zlib.crc32(word.encode())
        at, high = check % self._size, check >> 18
        while mark := self._marks[at]:
            if mark >> 2 == high:
                return mark & 3
            at = (at + 1) % self._size
        return 0


class KnownWords:
    """Common words of Hindi and our own, both with one sign for every nasal (``phonemes.one_nasal``)."""

    def __init__(self, common: Marks, own: Marks) -> None:
        self._common, self._own = common, own

    def traits(self, word: str, ours: bool = True) -> list[int]:
        """Which of the `TRAITS` a word has; without `ours`, what our list says of the whole word is left out."""
        common, own = self._common.grade(word), self._own.grade(word) if ours else 0
        found = [*range(common), *range(3, 3 + own)]
        if any(word[at] not in _INSIDE and self._has(word[:at]) and self._has(word[at:]) for at in _cuts(word)):
            found.append(6)
        if word[-1:] and word[-1] in _LEFT_OPEN and self._has(word[:-1]):
            found.append(7)
        return found

    def _has(self, word: str) -> bool:
        return bool(self._common.grade(word) or self._own.grade(word))


def _cuts(word: str) -> range:
    return range(2, len(word) - 1)
