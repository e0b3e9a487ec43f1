"""Embedding: a small TrueType font of just the clusters that a document draws, as a PDF composite font.

Every cluster is one code; code n is glyph n of the embedded font: the outline itself where the cluster is a single
glyph, else a TrueType composite that holds all its glyphs at the places where HarfBuzz put them. So the page needs
no offsets inside a syllable, and ToUnicode says the whole syllable for one code (ISO 32000-1, 9.7 and 9.10.3).
"""

import itertools
import struct
import zlib
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFName, PDFString

from samarth_desktop.documents.pdf.indic import Cluster, Face, Run, Weight, face
from samarth_desktop.documents.pdf.stream import Stream

_WORDS, _XY, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 1, 2, 8, 0x20, 0x40, 0x80
_TABLES = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
_STEMS = {"Regular": 80, "SemiBold": 120, "Bold": 140}


class Glyphs:
    """The `glyf` table in the making: numbered glyphs, the source's outlines taken over when first needed."""

    def __init__(self, source: Face) -> None:
        count = len(source.metrics.advances)
        long = struct.unpack_from(">h", source.tables["head"], 50)[0]
        loca = struct.unpack_from(f">{count + 1}{'L' if long else 'H'}", source.tables["loca"])
        self._loca = loca if long else tuple(2 * offset for offset in loca)
        self._glyf = source.tables["glyf"]
        self._parts: dict[int, int] = {}
        self.outlines: list[bytes] = []
        self.most_parts = 1

    def outline(self, glyph: int) -> bytes:
        """The source's outline, references to other glyphs made our own numbers."""
        data = self._glyf[self._loca[glyph] : self._loca[glyph + 1]]
        if len(data) < 10 or struct.unpack_from(">h", data)[0] >= 0:
            return data
        changed = bytearray(data)
        at = 10
        while True:
            flags, part = struct.unpack_from(">HH", data, at)
            struct.pack_into(">H", changed, at + 2, self.part(part))
            at += 8 if flags & _WORDS else 6
            at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _XY_SCALE) + 8 * bool(flags & _TWO_BY_TWO)
            if not flags & _MORE:
                return bytes(changed)

    def reserve(self, count: int) -> None:
        """Keeps the first `count` numbers for codes; parts come after."""
        self.outlines = [b""] * count

    def part(self, glyph: int) -> int:
        """Our number of a source glyph that serves as a part of others."""
        number = self._parts.get(glyph)
        if number is None:
            number = self._parts[glyph] = len(self.outlines)
            self.outlines.append(b"")
            self.outlines[number] = self.outline(glyph)
        return number

    def joined(self, cluster: Cluster) -> bytes:
        """The outline of a cluster."""
        placed = [p for p in cluster.placed if self._loca[p.glyph] != self._loca[p.glyph + 1]]
        if len(placed) == 1 and placed[0].x == placed[0].y == 0:
            return self.outline(placed[0].glyph)
        if not placed:
            return b""
        self.most_parts = max(self.most_parts, len(placed))
        boxes = []
        records = []
        for i, p in enumerate(placed):
            x0, y0, x1, y1 = struct.unpack_from(">hhhh", self._glyf, self._loca[p.glyph] + 2)
            boxes.append((x0 + p.x, y0 + p.y, x1 + p.x, y1 + p.y))
            flags = _WORDS | _XY | (_MORE if i < len(placed) - 1 else 0)
            records.append(struct.pack(">HHhh", flags, self.part(p.glyph), p.x, p.y))
        low = [min(box[i] for box in boxes) for i in (0, 1)]
        high = [max(box[i] for box in boxes) for i in (2, 3)]
        return struct.pack(">hhhhh", -1, *low, *high) + b"".join(records)


def build(source: Face, clusters: list[Cluster]) -> bytes:
    """A TrueType file with glyph n for the n-th cluster (from 1; 0 is .notdef), without what PDF does not need."""
    glyphs = Glyphs(source)
    glyphs.reserve(len(clusters) + 1)
    glyphs.outlines[0] = glyphs.outline(0)
    for code, cluster in enumerate(clusters, 1):
        glyphs.outlines[code] = glyphs.joined(cluster)
    padded = [data + b"\0" * (-len(data) % 4) for data in glyphs.outlines]
    offsets = [0, *itertools.accumulate(len(data) for data in padded)]
    widths = [source.metrics.advances[0], *(c.width for c in clusters)]
    widths += [0] * (len(padded) - len(widths))
    # FreeType moves an outline by xMin - lsb, so the bearing must be the outline's own left edge.
    bearings = [struct.unpack_from(">h", data, 2)[0] if data else 0 for data in padded]
    metrics = [value for pair in zip(widths, bearings, strict=True) for value in pair]
    tables = {tag: source.tables[tag] for tag in _TABLES if tag in source.tables}
    tables["glyf"] = b"".join(padded)
    tables["loca"] = struct.pack(f">{len(offsets)}L", *offsets)
    tables["hmtx"] = struct.pack(f">{len(metrics)}h", *metrics)
    tables["head"] = _patched(source.tables["head"], (8, ">L", 0), (50, ">h", 1))  # sum later; long loca
    tables["hhea"] = _patched(source.tables["hhea"], (34, ">H", len(padded)))
    tables["maxp"] = _limits(source.tables["maxp"], len(padded), glyphs.most_parts)
    return _assemble(tables)


def _patched(table: bytes, *values: tuple[int, str, int]) -> bytes:
    changed = bytearray(table)
    for at, form, value in values:
        struct.pack_into(form, changed, at, value)
    return bytes(changed)


def _limits(maxp: bytes, count: int, parts: int) -> bytes:
    """`maxp` for our composites: at most `parts` components of the largest outline, one level deeper."""
    points, contours = struct.unpack_from(">HH", maxp, 6)
    old_parts, old_depth = struct.unpack_from(">HH", maxp, 28)
    most = max(parts, old_parts)
    return _patched(
        maxp,
        (4, ">H", count),
        (10, ">H", min(65535, points * most)),
        (12, ">H", min(65535, contours * most)),
        (28, ">H", most),
        (30, ">H", old_depth + 1),
    )


def _assemble(tables: dict[str, bytes]) -> bytes:
    """A TrueType file from its tables, check sums included (OpenType 1.9, font header)."""
    count = len(tables)
    power = count.bit_length() - 1
    start = 12 + 16 * count
    records, body = [], []
    head_at = 0
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        if tag == "head":
            head_at = start
        records.append(struct.pack(">4sLLL", tag.encode(), _sum(padded), start, len(data)))
        body.append(padded)
        start += len(padded)
    header = struct.pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power)))
    font = bytearray(b"".join([header, *records, *body]))
    struct.pack_into(">L", font, head_at + 8, (0xB1B0AFBA - _sum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def _sum(data: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(data) // 4}L", data))
    return total & 0xFFFFFFFF


def to_unicode(texts: list[str]) -> bytes:
    """The CMap that says what code n (from 1) stands for (Adobe Technical Note 5411)."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for first in range(0, len(texts), 100):
        some = texts[first : first + 100]
        lines.append(f"{len(some)} beginbfchar")
        lines += [f"<{first + i:04X}> <{t.encode('utf-16-be').hex().upper()}>" for i, t in enumerate(some, 1)]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end\n")
    return "\n".join(lines).encode("ascii")


class Font:
    """One face of one document: gives codes to clusters while pages are drawn, and writes itself at the end.

    ReportLab calls :meth:`addObjects` when the document is closed (it stands in its list of delayed fonts).
    """

    def __init__(self, weight: Weight, name: str) -> None:
        self.face = face(weight)
        self.weight = weight
        self.name = name
        self._codes: dict[Cluster, int] = {}
        self._strings: dict[Run, str] = {}

    def string(self, run: Run) -> str:
        """The run as operand of ``TJ``: codes in hexadecimal, kerning between them."""
        known = self._strings.get(run)
        if known is None:
            known = self._strings[run] = self.stretched(run, 0)
        return known

    def stretched(self, run: Run, gap: float) -> str:
        """The same with every space wider by `gap` font units (justified text)."""
        codes = self._codes
        unit = 1000 / self.face.metrics.em
        out = ["[<"]
        for cluster, kern in run.items:
            code = codes.get(cluster)
            if code is None:
                code = codes[cluster] = len(codes) + 1
            out.append(f"{code:04X}")
            more = kern + gap if cluster.text == " " else kern
            if more:
                out.append(f">{-more * unit:.4g}<")
        out.append(">]")
        return "".join(out)

    def addObjects(self, doc: Any) -> None:
        """Writes the font's objects into a ReportLab document."""
        clusters = list(self._codes)
        if not clusters:
            return
        metrics = self.face.metrics
        scale = 1000 / metrics.em
        program = build(self.face, clusters)
        name = PDFName(f"{_tag(program)}+NotoSansDevanagari-{self.weight}")
        descriptor = {
            "Type": PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": 4,  # symbolic: codes are ours, not of a Latin alphabet
            "FontBBox": PDFArrayCompact(struct.unpack_from(">hhhh", self.face.tables["head"], 36)),
            "ItalicAngle": 0,
            "Ascent": round(metrics.ascent * scale),
            "Descent": round(metrics.descent * scale),
            "CapHeight": round(metrics.cap * scale),
            "StemV": _STEMS[self.weight],
            "FontFile2": doc.Reference(Stream({"Length1": len(program)}, program)),
        }
        widths = " ".join(str(round(cluster.width * scale)) for cluster in clusters)
        descendant = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "DW": round(metrics.advances[0] * scale),
            "W": f"[1 [{widths}]]".encode("ascii"),
            "CIDToGIDMap": PDFName("Identity"),
            "FontDescriptor": doc.Reference(PDFDictionary(descriptor)),
        }
        font = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArrayCompact([doc.Reference(PDFDictionary(descendant))]),
            "ToUnicode": doc.Reference(Stream({}, to_unicode([c.text for c in clusters]))),
        }
        doc.idToObject["BasicFonts"].dict[self.name] = doc.Reference(PDFDictionary(font))


def _tag(program: bytes) -> str:
    """Six letters that name a subset (ISO 32000-1, 9.6.4), the same for the same subset."""
    number = zlib.crc32(program)
    return "".join(chr(65 + number // 26**i % 26) for i in range(6))
