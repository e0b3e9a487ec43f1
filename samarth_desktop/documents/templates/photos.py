"""Packs photos into a zip whose names a marketplace's picture tool understands.

Amazon: ``SKU.MAIN.jpg``, ``SKU.PT01.jpg`` .. ``PT08``; Flipkart: ``SKU_1.jpg`` .. ``SKU_9``. The same photos give the
same bytes, and at most the photos of one product are held in memory. What is too large for one zip is cut into parts
(``photos.zip``, ``photos-2.zip`` ..), the photos of a product in one of them.
"""

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from samarth_desktop.documents.spreadsheets.sheet_write import arriving
from samarth_desktop.documents.templates.model import AMAZON
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

MOST_PHOTOS = 9
MOST_BYTES = 4_000_000_000
"""Of one zip: below the 5 GB of the picture tools, and what a stick with FAT32 holds as one file."""
_ABOUT = 400  # bytes that a zip says about each photo, at most
_NO_FILE_NAME = frozenset('/\\:*?"<>|') | {chr(code) for code in range(32)}
_KINDS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell


PhotoSource = Path | Callable[[], bytes]
"""A file, or what gives its content when its turn comes."""


@dataclass(frozen=True, slots=True)
class ProductPhotos:
    """The photos of one product, the main one first."""

    sku: str
    files: Sequence[PhotoSource]


@dataclass(frozen=True, slots=True)
class Packed:
    """How many photos were packed, and into which files."""

    photos: int
    files: tuple[Path, ...]


def write_zip(out: Path, products: Iterable[ProductPhotos], marketplace: str, most: int = MOST_BYTES) -> Packed:
    """Writes the zip, or parts of at most `most` bytes each. Raises KnownError, and then there is none of them."""
    count = 0
    seen: set[str] = set()
    with ExitStack() as parts:
        zips = _Parts(out, most, parts)
        for product in products:
            with ExitStack() as opened:
                streams = [opened.enter_context(_opened(file)) for file in _files(product)]
                archive = zips.with_room(sum(map(_size, streams)))
                for at, stream in enumerate(streams):
                    name = photo_name(product.sku, at, marketplace, _ending(product.sku, stream))
                    if name.casefold() in seen:
                        raise KnownError(T("Two products have the SKU {sku}. Give each its own.", sku=product.sku))
                    seen.add(name.casefold())
                    _add(archive, name, stream)
                count += len(streams)
    return Packed(count, tuple(zips.files))


class _Parts:
    """The zips of one export; `parts` puts them in place together, or takes all of them away."""

    def __init__(self, out: Path, most: int, parts: ExitStack) -> None:
        self.files: list[Path] = []
        self._out, self._most, self._parts = out, most, parts
        self._size = 0
        self._open = ExitStack()
        self._archive = self._next()

    def with_room(self, size: int) -> zipfile.ZipFile:
        """The zip that takes `size` more bytes: the last one, or a new one where that would grow too large."""
        if self._size and self._size + size > self._most:
            self._archive = self._next()
        self._size += size
        return self._archive

    def _next(self) -> zipfile.ZipFile:
        self._open.close()
        number = len(self.files) + 1
        file = self._out if number == 1 else self._out.with_name(f"{self._out.stem}-{number}{self._out.suffix}")
        part = self._parts.enter_context(arriving(file))
        self._open = self._parts.enter_context(ExitStack())
        self.files.append(file)
        self._size = 0
        # JPEG does not get smaller.
        return self._open.enter_context(zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True))


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size + _ABOUT


def photo_name(sku: str, at: int, marketplace: str, ending: str = "jpg") -> str:
    """The name of a product's photo; `at` counts from 0, the main photo."""
    if marketplace == AMAZON:
        return f"{sku}.MAIN.{ending}" if at == 0 else f"{sku}.PT{at:02d}.{ending}"
    return f"{sku}_{at + 1}.{ending}"


def _files(product: ProductPhotos) -> Sequence[PhotoSource]:
    if not product.sku or any(letter in _NO_FILE_NAME for letter in product.sku) or product.sku.strip(". ") == "":
        raise KnownError(
            T("The SKU “{sku}” cannot be the name of a photo. Use letters, digits and hyphens.", sku=product.sku)
        )
    if len(product.files) > MOST_PHOTOS:
        raise KnownError(T("{sku} has more than {n} photos. Choose the best.", sku=product.sku, n=MOST_PHOTOS))
    return product.files


def _opened(file: PhotoSource) -> BinaryIO:
    if not isinstance(file, Path):
        return io.BytesIO(file())
    try:
        return file.open("rb")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise KnownError(T("{file} could not be read: {why}", file=file.name, why=why)) from error


def _ending(sku: str, stream: BinaryIO) -> str:
    start = stream.read(8)
    stream.seek(0)
    for mark, ending in _KINDS:
        if start.startswith(mark):
            return ending
    name = Path(str(getattr(stream, "name", sku))).name
    raise KnownError(T("{file} is no photo. Give a JPEG or PNG file.", file=name))


def _add(archive: zipfile.ZipFile, name: str, stream: BinaryIO) -> None:
    about = zipfile.ZipInfo(name, _DAY)
    about.external_attr = 0o644 << 16
    with archive.open(about, "w") as target:
        shutil.copyfileobj(stream, target, 1 << 18)
