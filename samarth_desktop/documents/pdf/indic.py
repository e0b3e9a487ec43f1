"""Shaping: from a text in Devanagari and Latin to clusters of placed glyphs, measured in font units.

Runs are split by script and shaped by HarfBuzz with clusters kept monotone by grapheme. A cluster (in Hindi
about a syllable) with all its glyphs, their offsets and its own characters is the unit of everything after: it is
drawn as one code of the embedded font (:mod:`samarth_desktop.documents.pdf.embed`), so that what is copied out of a
PDF is the text that was put in, letter for letter, and what is seen is what HarfBuzz shaped.
"""

import functools
import itertools
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from samarth_desktop import typefaces

Weight = Literal["Regular", "SemiBold", "Bold"]
WEIGHTS: tuple[Weight, ...] = ("Regular", "SemiBold", "Bold")

# Discretionary ligatures would make "No." or "fi" a matter of taste; everything else is the font's own default.
_FEATURES = {"dlig": False}
_SCRIPTS = {"Deva": "hi", "Latn": "en"}
# Readers of PDFs cut what one code may say: eight UTF-16 units is the oldest limit in use, so stay below it.
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Placed:
    """One glyph of a cluster: glyph id and its offset from the cluster's origin, font units."""

    glyph: int
    x: int
    y: int


@dataclass(eq=False, slots=True)
class Cluster:
    """Glyphs that belong together, the characters that they stand for, and the width in font units.

    One object per distinct value (see :func:`_cluster`), so that it is compared and hashed by identity.
    """

    placed: tuple[Placed, ...]
    width: int
    text: str


@dataclass(eq=False, slots=True)
class Run:
    """A shaped text of one weight: clusters, each with the kerning after it, and the whole width (font units)."""

    weight: Weight
    text: str
    items: tuple[tuple[Cluster, int], ...]
    width: int


@dataclass(frozen=True, slots=True)
class Metrics:
    """The figures of a face in font units."""

    em: int
    ascent: int
    descent: int
    cap: int
    x_height: int
    advances: tuple[int, ...]


class Face:
    """One weight of the typeface: its HarfBuzz font, its figures and its raw outlines."""

    def __init__(self, weight: Weight) -> None:
        import uharfbuzz as hb

        self.weight = weight
        self.data = typefaces.face(weight).read_bytes()
        face = hb.Face(self.data)
        self.font = hb.Font(face)
        self.tables = _tables(self.data)
        self.metrics = self._measure()
        self._hb = hb

    def _measure(self) -> Metrics:
        head, hhea, os2 = self.tables["head"], self.tables["hhea"], self.tables["OS/2"]
        (count,) = struct.unpack_from(">H", self.tables["maxp"], 4)
        (long,) = struct.unpack_from(">H", hhea, 34)
        hmtx = struct.unpack_from(f">{long * 2}H", self.tables["hmtx"])
        advances = hmtx[::2] + (hmtx[-2],) * (count - long)
        ascent, descent = struct.unpack_from(">hh", hhea, 4)
        x_height, cap = struct.unpack_from(">hh", os2, 86)
        (em,) = struct.unpack_from(">H", head, 18)
        return Metrics(em, ascent, descent, cap, x_height, advances)

    def glyphs(self, text: str, script: str) -> list[tuple[int, int, int, int, int]]:
        """HarfBuzz's answer for a text of one script: (glyph, first character, advance, x, y) in drawing order."""
        hb = self._hb
        buffer = hb.Buffer()
        buffer.add_codepoints([ord(ch) for ch in text])
        buffer.direction = "ltr"
        buffer.script = script
        buffer.language = _SCRIPTS[script]
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        hb.shape(self.font, buffer, _FEATURES)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        return [
            (info.codepoint, info.cluster, at.x_advance, at.x_offset, at.y_offset)
            for info, at in zip(infos, positions, strict=True)
        ]


def _tables(data: bytes) -> dict[str, bytes]:
    """The tables of a TrueType file by tag."""
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for i in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * i)
        found[tag.decode("latin-1")] = data[offset : offset + length]
    return found


@functools.cache
def face(weight: Weight) -> Face:
    """The face of a weight, read once."""
    return Face(weight)


@functools.cache
def _cluster(weight: Weight, placed: tuple[Placed, ...], width: int, text: str) -> Cluster:
    return Cluster(placed, width, text)


def plain(text: str) -> str:
    """The text without what cannot be drawn: line breaks, tabs and control characters become spaces."""
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(ch) in {"Cc", "Zl", "Zp", "Cs"} else ch for ch in text)


@functools.lru_cache(maxsize=20_000)
def shape(weight: Weight, text: str) -> Run:
    """Shapes one line of plain text; the result is shared, never change it."""
    text = plain(text)
    items: list[tuple[Cluster, int]] = []
    width = 0
    for script, start, end in _script_runs(text):
        shaped = face(weight).glyphs(text[start:end], script)
        for cluster, advance in _clusters(weight, shaped, text[start:end]):
            items.append((cluster, advance - cluster.width))
            width += advance
    return Run(weight, text, tuple(items), width)


def width_of(weight: Weight, text: str, size: float) -> float:
    """The width of a line of text in points at a size in points."""
    return shape(weight, text).width * size / face(weight).metrics.em


def _script_of(ch: str) -> str | None:
    """``Deva``, ``Latn`` or None for what belongs to whatever stands before it (digits, signs, joiners)."""
    code = ord(ch)
    if 0x0900 <= code <= 0x097F:
        # Dandas serve many scripts; a combining accent of the block needs its base.
        return None if code in {0x0964, 0x0965} else "Deva"
    if 0xA8E0 <= code <= 0xA8FF or 0x1CD0 <= code <= 0x1CFA:
        return "Deva"
    return "Latn" if ch.isalpha() else None


def _script_runs(text: str) -> Iterator[tuple[str, int, int]]:
    """Stretches of one script: (script, start, end). A stretch without letters goes with the one before or after."""
    current: str | None = None
    start = 0
    for i, ch in enumerate(text):
        script = _script_of(ch)
        if script is None or script == current:
            continue
        if current is not None:
            yield current, start, i
            start = i
        current = script
    if text:
        yield current or "Latn", start, len(text)


def _clusters(weight: Weight, shaped: list[tuple[int, int, int, int, int]], text: str) -> Iterator[tuple[Cluster, int]]:
    """Groups glyphs by cluster: (cluster, advance as shaped, kerning included)."""
    groups: list[list[tuple[int, int, int, int, int]]] = []
    for _, same in itertools.groupby(shaped, key=lambda glyph: glyph[1]):
        group = list(same)
        # What takes no room (a joiner that HarfBuzz set apart) goes with what stands before it: some readers
        # leave out a letter whose box is empty.
        if groups and not any(advance for _, _, advance, _, _ in group):
            groups[-1] += group
        else:
            groups.append(group)
    ends = [*(group[0][1] for group in groups[1:]), len(text)]
    for group, end in zip(groups, ends, strict=True):
        chars = text[group[0][1] : end]
        for piece, letters in _deal(group, chars, -(-len(chars) // _LONGEST)):
            yield _place(weight, piece, letters)


def _deal(group: list[Any], chars: str, parts: int) -> Iterator[tuple[list[Any], str]]:
    """Cuts a cluster that says too much for one code: its glyphs and characters in `parts` shares each."""
    parts = min(parts, len(group))
    for k in range(parts):
        glyphs = group[k * len(group) // parts : (k + 1) * len(group) // parts]
        yield glyphs, chars[k * len(chars) // parts : (k + 1) * len(chars) // parts]


def _place(weight: Weight, group: list[tuple[int, int, int, int, int]], text: str) -> tuple[Cluster, int]:
    advances = face(weight).metrics.advances
    placed = []
    pen = own = 0
    for glyph, _, advance, x, y in group:
        placed.append(Placed(glyph, pen + x, y))
        # The cluster's own width leaves out kerning after its last glyph: the same syllable stays one code.
        own = pen + (advances[glyph] if advance else 0)
        pen += advance
    return _cluster(weight, tuple(placed), own, text), pen
