"""Packs photos into a zip whose names a marketplace's picture tool understands.

Amazon: ``SKU.MAIN.jpg``, ``SKU.PT01.jpg`` .. ``PT08``; Flipkart: ``SKU_1.jpg`` .. ``SKU_9``. The same photos give the
same bytes, and no photo is held in memory as a whole.
"""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from samarth_desktop.documents.spreadsheets.sheet_write import arriving
from samarth_desktop.documents.templates.model import AMAZON
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

MOST_PHOTOS = 9
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


def write_zip(out: Path, products: Iterable[ProductPhotos], marketplace: str) -> int:
    """Writes the zip. Gives the number of photos. Raises KnownError, and then there is no zip."""
    count = 0
    seen: set[str] = set()
    with (
        arriving(out) as part,
        zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as archive,  # JPEG does not get smaller
    ):
        for product in products:
            for at, file in enumerate(_files(product)):
                with _opened(file) as stream:
                    name = photo_name(product.sku, at, marketplace, _ending(product.sku, stream))
                    if name.casefold() in seen:
                        raise KnownError(T("Two products have the SKU {sku}. Give each its own.", sku=product.sku))
                    seen.add(name.casefold())
                    _add(archive, name, stream)
                count += 1
    return count


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
