"""Opens a picture that came from outside: upright, in plain RGB, and never one that is too large to hold."""

import io
import warnings
from typing import TYPE_CHECKING

from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 40_000_000
MOST_PIXELS = 120_000_000
WORKED_ON = 1600
"""The longer side in pixels of a photo that is kept."""


def open_picture(content: bytes, name: str) -> "tuple[Image, int]":
    """The picture, at most twice as long as what is kept, and the shorter side of the original in pixels.

    Position and all else that a camera writes into the file stays behind. KnownError: no picture, or too large a one.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(content) > MOST_BYTES:
        raise KnownError(T("{name} is larger than {n} MB.", name=name, n=MOST_BYTES // 1_000_000))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is judged here
            image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "BMP", "TIFF"))
            if image.width * image.height > MOST_PIXELS:
                raise KnownError(T("{name} has too many pixels. Save it smaller.", name=name))
            side = min(image.size)
            image.draft("RGB", (WORKED_ON * 2, WORKED_ON * 2))
            ImageOps.exif_transpose(image, in_place=True)
            return _plain(image), side
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise KnownError(T("{name} is no picture that can be read. Choose a JPEG or PNG file.", name=name)) from None


def _plain(image: "Image") -> "Image":
    """Plain RGB: what lets the ground through stands on white."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGB", image.size, "white")
        ground.paste(image, mask=image.getchannel("A"))
        return ground
    return image.convert("RGB")
