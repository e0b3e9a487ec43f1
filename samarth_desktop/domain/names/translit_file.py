"""The learned file ``resources/names/model.bin``: a line of sizes, then arrays that are used as they lie there.

``installer/names.py`` writes it. The first line is ``names 2``, the checksum of what it was learned from, and how many
entries each array has.
"""

import zlib
from array import array
from collections.abc import Iterable
from typing import NamedTuple

from samarth_desktop import paths
from samarth_desktop.domain.names.translit_context import ContextOrder, OfLatin
from samarth_desktop.domain.names.translit_known import KnownWords, Marks
from samarth_desktop.domain.names.translit_model import Runs, SoundModel
from samarth_desktop.domain.names.translit_net import NameNet
from samarth_desktop.domain.names.translit_words import WordList

MODEL, WORDS, SEEN, COMMON = "names/model.bin", "names/words.tsv", "names/seen.tsv", "names/common.bin"
_KIND = b"names 2"
_TYPES = (
    "IbbbHbII"  # runs, signs, net and worths from Latin, marks of our words, signs from sounds, indexes of both lists
)


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
    """The file: its arrays in the order of `_TYPES`."""
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
    known = KnownWords(common(), Marks(held[4]))
    texts = [paths.resource(name).read_bytes() for name in (WORDS, SEEN)]
    return Learned(
        sounds,
        ContextOrder(held[1], sounds.pairs, 0, OfLatin(NameNet(held[2], sounds.pairs), known, held[3])),
        ContextOrder(held[5], sounds.pairs, 1),
        WordList(texts[0], held[6]),
        WordList(texts[1], held[7]),
        head[2].decode(),
    )


def common() -> Marks:
    """The marks of common Hindi words."""
    marks = array("H")
    marks.frombytes(paths.resource(COMMON).read_bytes())
    return Marks(marks)
