"""Makes of a picture what is kept of it: one JPEG of at most 1600 px and 350 KB, and a thumbnail of 160 px."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samarth_desktop.documents.photos.measure import Measures, measure
from samarth_desktop.documents.photos.opening import WORKED_ON, open_picture
from samarth_desktop.documents.photos.white_ground import on_white
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 350_000
THUMBNAIL = 160
_MARGIN = 0.06  # around the product when it is cut square


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person does to a picture: quarter turns to the right, the square around the product, brightness in percent
    (100 leaves it), the ground made white."""

    turns: int = 0
    square: bool = False
    brightness: int = 100
    white: bool = False


NO_EDIT = Edit()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A photo as it is kept, with what was measured in it."""

    photo: bytes
    thumbnail: bytes
    measures: Measures


def prepare(content: bytes, name: str, edit: Edit = NO_EDIT, side: int = 0) -> Prepared:
    """The picture in a file's bytes, with the edits. `side` is the shorter side of the original where `content` is a
    photo that was packed before. KnownError: no picture."""
    image, own_side = open_picture(content, name)
    image.thumbnail((WORKED_ON, WORKED_ON))
    image = edited(image, edit)
    measures = measure(image, side or own_side)
    small = image.copy()
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    return Prepared(packed(image, name), _jpeg(small, 80), measures)


def edited(image: "Image", edit: Edit) -> "Image":
    """The picture after turning, brightening, whitening and cutting, in this order."""
    from PIL import Image, ImageEnhance

    if edit.turns % 4:
        turned = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
        image = image.transpose(turned[edit.turns % 4 - 1])
    if edit.brightness != 100:
        image = ImageEnhance.Brightness(image).enhance(edit.brightness / 100)
    if edit.white:
        image = on_white(image)
    return _square(image) if edit.square else image


def _square(image: "Image") -> "Image":
    """The square around the product, a little margin with it; ground is added where the picture ends."""
    from PIL import Image

    from samarth_desktop.documents.photos.measure import ground_of, product_mask

    box = product_mask(image).getbbox() or (0, 0, *image.size)
    longest = max(box[2] - box[0], box[3] - box[1])
    half = round(longest * (1 + 2 * _MARGIN) / 2)
    middle = ((box[0] + box[2]) // 2, (box[1] + box[3]) // 2)
    ground = ground_of(image).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    out = Image.new("RGB", (2 * half, 2 * half), ground)
    out.paste(image, (half - middle[0], half - middle[1]))
    return out


def packed(image: "Image", name: str) -> bytes:
    """A JPEG within the limit."""
    for quality in (90, 84, 76, 66, 55, 42):
        content = _jpeg(image, quality)
        if len(content) <= MOST_BYTES:
            return content
    raise KnownError(T("{name} cannot be made small enough. Take another picture.", name=name))


def _jpeg(image: "Image", quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
