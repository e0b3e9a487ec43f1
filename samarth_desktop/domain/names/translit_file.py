"""The learned file ``resources/names/model.bin``: a line of sizes, then arrays that are used as they lie there.

``installer/names.py`` writes it. The first line is ``names 1``, the checksum of what it was learned from, and how many
entries each array has.
"""

import zlib
from array import array
from collections.abc import Iterable
from typing import NamedTuple

from samarth_desktop import paths
from samarth_desktop.domain.names.translit_context import ContextOrder
from samarth_desktop.domain.names.translit_model import Runs, SoundModel
from samarth_desktop.domain.names.translit_words import WordList

MODEL, WORDS, SEEN = "names/model.bin", "names/words.tsv", "names/seen.tsv"
_KIND = b"names 1"
_TYPES = "IbbII"  # runs, weights of both directions, indexes of both lists


class Learned(NamedTuple):
    """All that writing a name in the other script needs."""

    sounds: SoundModel
    from_latin: ContextOrder
    from_sounds: ContextOrder
    words: WordList
    seen: WordList
    learned_from: str


def checksum(texts: Iterable[bytes]) -> str:
    """What tells whether a file was learned from these texts."""
    mark = 0
    for text in texts:
        mark = zlib.crc32(text.replace(b"\r\n", b"\n"), mark)
    return f"{mark:08x}"


def packed(learned_from: str, arrays: Iterable["array[int]"]) -> bytes:
    """The file: the arrays of runs, weights from Latin and from sounds, and the indexes of words and of seen words."""
    held = list(arrays)
    sizes = " ".join(str(len(one)) for one in held)
    head = f"{_KIND.decode()} {learned_from} {sizes}"
    return (head.ljust(127) + "\n").encode() + b"".join(one.tobytes() for one in held)


def opened() -> Learned:
    """The file of this program with its two lists."""
    data = memoryview(paths.resource(MODEL).read_bytes())
    head = bytes(data[:128]).split()
    at, held = 128, []
    for kind, size in zip(_TYPES, head[3:], strict=True):
        one = array(kind)
        to = at + int(size) * one.itemsize
        one.frombytes(data[at:to])
        held.append(one)
        at = to
    sounds = SoundModel(Runs(held[0]))
    texts = [paths.resource(name).read_bytes() for name in (WORDS, SEEN)]
    return Learned(
        sounds,
        ContextOrder(held[1], sounds.pairs, 0),
        ContextOrder(held[2], sounds.pairs, 1),
        WordList(texts[0], held[3]),
        WordList(texts[1], held[4]),
        head[2].decode(),
    )
