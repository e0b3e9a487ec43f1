"""Makes resources/names/common.bin, the marks of common Hindi words, from a list of words and how often each stands.

``python -m installer.common_words hi.txt``, where ``hi.txt`` is ``data/frequency/hi.txt`` of Unicode's Unilex (word,
tab, count). Only marks are kept: no word can be read from them.
"""

import math
import sys
from collections import Counter
from pathlib import Path

from samarth_desktop.domain.names.phonemes import one_nasal, phonemes, spell
from samarth_desktop.domain.names.translit_known import Marks

OUT = Path(__file__).parent.parent / "resources/names/common.bin"
_LOAD = 0.75  # how full the array is
_SHORTEST = 3


def grades(text: str) -> dict[str, int]:
    """Every word that our sounds can spell, a third of them of each grade, the commonest of grade 3."""
    counts: Counter[str] = Counter()
    for line in text.splitlines():
        word, _, count = line.partition("\t")
        written = one_nasal(word)
        if count.isdigit() and len(written) >= _SHORTEST and one_nasal(spell(phonemes(written))) == written:
            counts[written] += int(count)
    ordered = sorted(counts.values())
    common, commonest = ordered[len(ordered) // 3], ordered[2 * len(ordered) // 3]
    return {word: 1 + (count >= common) + (count >= commonest) for word, count in counts.items()}


def marked(words: dict[str, int]) -> Marks:
    """The marks of words with grades 1 to 3."""
    return Marks.of(words, math.ceil(len(words) / _LOAD))


if __name__ == "__main__":
    OUT.write_bytes(marked(grades(Path(sys.argv[1]).read_text(encoding="utf-8"))).marks.tobytes())
