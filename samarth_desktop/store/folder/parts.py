"""A large file cut into parts that a FAT32 stick takes, ``copy (1 of 3).samarth``, and read as one again."""

import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from samarth_desktop import paths
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

MOST = 2_000_000_000
"""Bytes of one part. FAT32 ends at 4 GiB less one byte, some sticks and phones at 2 GiB."""
_NAME = re.compile(r"(?P<stem>.+) \((?P<n>[1-9]\d{0,3}) of (?P<count>[1-9]\d{0,3})\)")


class Writer(io.RawIOBase):
    """Takes bytes one after the other; they stand in files beside `file` until :meth:`keep` puts them in place."""

    def __init__(self, file: Path, most: int = MOST) -> None:
        super().__init__()
        self._file, self._most = file, most
        self._parts: list[Path] = []
        self._stream: IO[bytes] | None = None
        self._room = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # zipfile and we write bytes only
        left = memoryview(data)
        while left:
            if not self._room:
                self._next()
            piece = left[: self._room]
            self._open().write(piece)
            self._room -= len(piece)
            left = left[len(piece) :]
        return len(data)

    def _open(self) -> IO[bytes]:
        if self._stream is None:
            raise ValueError("nothing is open")
        return self._stream

    def _next(self) -> None:
        self._finish()
        part = self._file.with_name(f"{self._file.name}.{len(self._parts) + 1}.part")
        self._parts.append(part)
        self._stream = part.open("wb")
        self._room = self._most

    def _finish(self) -> None:
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            self._stream = None

    def keep(self) -> list[Path]:
        """Puts the parts in place under their names; all of them, or none. Gives them in order."""
        self._finish()
        names = _names(self._file, len(self._parts))
        done: list[Path] = []
        try:
            for part, name in zip(self._parts, names, strict=True):
                paths.put_in_place(part, name)
                done.append(name)
        except OSError:
            for name in done:
                name.unlink(missing_ok=True)
            raise
        return names

    def drop(self) -> None:
        """Lets go of what was not put in place."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
        for part in self._parts:
            part.unlink(missing_ok=True)


def _names(file: Path, count: int) -> list[Path]:
    if count == 1:
        return [file]
    return [file.with_name(f"{file.stem} ({n} of {count}){file.suffix}") for n in range(1, count + 1)]


def all_of(file: Path) -> list[Path]:
    """All parts that belong to a file, which may be any one of them. KnownError names the part that is missing."""
    found = _NAME.fullmatch(file.stem)
    if found is None:
        return [file]
    whole = file.with_name(found["stem"] + file.suffix)
    parts = _names(whole, int(found["count"]))
    for n, part in enumerate(parts, 1):
        if not part.is_file():
            raise KnownError(
                T(
                    "This copy has {count} parts, and part {n} is not here: {name}. Put all of them into one folder.",
                    count=len(parts),
                    n=n,
                    name=part.name,
                )
            )
    return parts


@contextmanager
def reading(file: Path) -> Iterator[IO[bytes]]:
    """A file, or all parts of it, as one stream that can be sought."""
    with ExitStack() as stack:
        streams = [stack.enter_context(part.open("rb")) for part in all_of(file)]
        yield io.BufferedReader(_Joined(streams))


class _Joined(io.RawIOBase):
    def __init__(self, streams: Sequence[IO[bytes]]) -> None:
        super().__init__()
        self._streams = streams
        self._ends: list[int] = []
        for stream in streams:
            stream.seek(0, os.SEEK_END)
            self._ends.append((self._ends[-1] if self._ends else 0) + stream.tell())
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._ends[-1]}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        room = memoryview(buffer)
        begin = 0
        for stream, end in zip(self._streams, self._ends, strict=True):
            if self._at < end:
                stream.seek(self._at - begin)
                data = stream.read(min(len(room), end - self._at))
                room[: len(data)] = data
                self._at += len(data)
                return len(data)
            begin = end
        return 0
