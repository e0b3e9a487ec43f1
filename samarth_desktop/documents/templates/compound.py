"""Replaces one stream in an OLE2 compound file (the container of XLS), keeping every other stream: macros, properties.

Layout after [MS-CFB]. The file is written anew: the directory stays as it is but for where each stream begins.
"""

import struct
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE, _END, _FAT, _DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_NOTHING = 0xFFFFFFFF
_STREAM, _ROOT = 2, 5
_HEAD_DIFAT = 109
_ENTRY = 128
_MINI = 64


class CompoundError(ValueError):
    """The file is no compound file, or is damaged."""


@dataclass(slots=True)
class _Entry:
    raw: bytes
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """A compound file in memory. Raises CompoundError for what is none."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512 or content[:8] != MAGIC:
            raise CompoundError("no compound file")
        self._content = content
        self._head = content[:512]
        major, _, shift, mini_shift = struct.unpack_from("<4H", content, 26)
        if (major, shift) not in ((3, 9), (4, 12)) or mini_shift != 6:
            raise CompoundError("unknown sector sizes")
        self._sector = 1 << shift
        fats, directory = struct.unpack_from("<II", content, 44)
        self._cutoff, mini_fat, _, difat, _ = struct.unpack_from("<5I", content, 56)
        self._most = len(content) // self._sector + 1
        self._fat = self._words(self._difat(fats, difat))
        self.entries = self._directory(directory)
        self._mini_fat = self._words(self._chain(mini_fat)) if mini_fat not in (_END, _FREE) else ()
        root = self.entries[0]
        self._mini = self._read(root.start, root.size) if root.size else b""

    def _place(self, sector: int) -> bytes:
        at = (sector + 1) * self._sector
        if sector > self._most or at >= len(self._content):
            raise CompoundError("a sector lies beyond the end")
        return self._content[at : at + self._sector].ljust(self._sector, b"\0")

    def _difat(self, count: int, more: int) -> list[int]:
        places = list(struct.unpack_from(f"<{_HEAD_DIFAT}I", self._content, 76))
        seen = 0
        while more not in (_END, _FREE):
            words = struct.unpack(f"<{self._sector // 4}I", self._place(more))
            places.extend(words[:-1])
            more = words[-1]
            seen += 1
            if seen > self._most:
                raise CompoundError("the table of tables runs in a circle")
        if count > len(places):
            raise CompoundError("the table of sectors is cut off")
        return places[:count]

    def _words(self, sectors: list[int]) -> tuple[int, ...]:
        joined = b"".join(self._place(sector) for sector in sectors)
        return struct.unpack(f"<{len(joined) // 4}I", joined)

    def _chain(self, start: int) -> list[int]:
        chain: list[int] = []
        sector = start
        while sector != _END:
            if sector >= len(self._fat) or len(chain) > self._most:
                raise CompoundError("a chain of sectors is broken")
            chain.append(sector)
            sector = self._fat[sector]
        return chain

    def _read(self, start: int, size: int) -> bytes:
        joined = b"".join(self._place(sector) for sector in self._chain(start))
        if len(joined) < size:
            raise CompoundError("a stream is cut off")
        return joined[:size]

    def _read_mini(self, start: int, size: int) -> bytes:
        parts: list[bytes] = []
        sector = start
        while sector != _END:
            if sector >= len(self._mini_fat) or len(parts) > len(self._mini_fat):
                raise CompoundError("a chain of small sectors is broken")
            parts.append(self._mini[sector * _MINI : (sector + 1) * _MINI])
            sector = self._mini_fat[sector]
        joined = b"".join(parts)
        if len(joined) < size:
            raise CompoundError("a small stream is cut off")
        return joined[:size]

    def _directory(self, start: int) -> list[_Entry]:
        joined = b"".join(self._place(sector) for sector in self._chain(start))
        entries = []
        for at in range(0, len(joined), _ENTRY):
            raw = joined[at : at + _ENTRY]
            length, kind = struct.unpack_from("<HB", raw, 64)
            name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            left, right, child = struct.unpack_from("<III", raw, 68)
            begin, size = struct.unpack_from("<IQ", raw, 116)
            if self._sector == 512:
                size &= 0xFFFFFFFF  # the upper half is not to be trusted in version 3
            entries.append(_Entry(raw, name, kind, left, right, child, begin, size))
        if not entries or entries[0].kind != _ROOT:
            raise CompoundError("no directory")
        return entries

    def find(self, name: str) -> int:
        """The number of the stream of this name beside the root, -1 where there is none."""
        waiting, seen = [self.entries[0].child], set[int]()
        while waiting:
            number = waiting.pop()
            if number == _NOTHING or number in seen or number >= len(self.entries):
                continue
            seen.add(number)
            entry = self.entries[number]
            if entry.kind == _STREAM and entry.name.casefold() == name.casefold():
                return number
            waiting += (entry.left, entry.right)
        return -1

    def stream(self, number: int) -> bytes:
        """The content of a stream."""
        entry = self.entries[number]
        if not entry.size:
            return b""
        if entry.size < self._cutoff:
            return self._read_mini(entry.start, entry.size)
        return self._read(entry.start, entry.size)

    def with_stream(self, number: int, data: bytes) -> bytes:
        """The whole file with one stream's content replaced."""
        out = _Writer(self._sector)
        mini, mini_fat = bytearray(), list[int]()
        places: dict[int, tuple[int, int]] = {}
        for at, entry in enumerate(self.entries):
            if entry.kind != _STREAM:
                continue
            content = data if at == number else self.stream(at)
            if not content:
                places[at] = (_END, 0)
            elif len(content) < self._cutoff:
                places[at] = (len(mini_fat), len(content))
                count = -(-len(content) // _MINI)
                mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), _END]
                mini += content.ljust(count * _MINI, b"\0")
            else:
                places[at] = (out.add(content), len(content))
        places[0] = (out.add(bytes(mini)), len(mini))
        per_sector = self._sector // 4
        padded = mini_fat + [_FREE] * (-len(mini_fat) % per_sector)
        mini_start = out.add(struct.pack(f"<{len(padded)}I", *padded))
        entries = (_with_place(entry, places.get(at)) for at, entry in enumerate(self.entries))
        directory = out.add(b"".join(entries))
        return out.finish(self._head, directory, mini_start, len(padded) // per_sector)


def _with_place(entry: _Entry, place: tuple[int, int] | None) -> bytes:
    return entry.raw if place is None else entry.raw[:116] + struct.pack("<IQ", *place)


class _Writer:
    """The sectors of a new file, one chain after the other."""

    def __init__(self, sector: int) -> None:
        self._sector = sector
        self._parts: list[bytes] = []
        self._fat: list[int] = []

    def add(self, content: bytes) -> int:
        """Appends a chain. Gives its first sector, the end mark for nothing."""
        if not content:
            return _END
        count = -(-len(content) // self._sector)
        first = len(self._fat)
        self._fat += [*range(first + 1, first + count), _END]
        self._parts.append(content.ljust(count * self._sector, b"\0"))
        return first

    def finish(self, head: bytes, directory: int, mini_fat: int, mini_count: int) -> bytes:
        """The file: header, chains, and behind them the table of sectors."""
        per_sector = self._sector // 4
        used = len(self._fat)
        fats = difats = 0
        while (
            fats * per_sector < used + fats + difats or difats * (per_sector - 1) < fats - _HEAD_DIFAT
        ):  # each table sector needs a place in the table itself
            difats = max(0, -(-(fats - _HEAD_DIFAT) // (per_sector - 1)))
            fats = -(-(used + fats + difats) // per_sector)
        table = self._fat + [_FAT] * fats + [_DIFAT] * difats
        table += [_FREE] * (fats * per_sector - len(table))
        places = list(range(used, used + fats))
        inside, outside = places[:_HEAD_DIFAT], places[_HEAD_DIFAT:]
        parts = [*self._parts, struct.pack(f"<{len(table)}I", *table)]
        first_difat = used + fats
        for number in range(difats):
            words = outside[number * (per_sector - 1) : (number + 1) * (per_sector - 1)]
            words += [_FREE] * (per_sector - 1 - len(words))
            words.append(first_difat + number + 1 if number + 1 < difats else _END)
            parts.append(struct.pack(f"<{per_sector}I", *words))
        start = bytearray(head)
        directories = 0 if self._sector == 512 else sum(1 for _ in self._chain(directory))
        struct.pack_into("<III", start, 40, directories, fats, directory)
        struct.pack_into("<4I", start, 60, mini_fat, mini_count, first_difat if difats else _END, difats)
        struct.pack_into(f"<{_HEAD_DIFAT}I", start, 76, *inside, *[_FREE] * (_HEAD_DIFAT - len(inside)))
        return bytes(start).ljust(self._sector, b"\0") + b"".join(parts)

    def _chain(self, sector: int) -> list[int]:
        chain = []
        while sector != _END:
            chain.append(sector)
            sector = self._fat[sector]
        return chain
