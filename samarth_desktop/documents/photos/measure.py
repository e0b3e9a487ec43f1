"""What a marketplace looks at in a photo, as figures, and the verdict on each: six checks, always in one order.

Sources: MARKET.md 3 and 2 (Amazon's picture rules; third parties' summaries of Flipkart's). Thresholds of sharpness and
likeness were set on pictures of this project.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from PIL.Image import Image

LEAST_SIDE = 1000
LEAST_FILLED = 70  # Amazon asks 85 for the main picture; below 70 a product looks lost
WANTED_FILLED = 85
LEAST_GROUND = 235
LEAST_SHARPNESS = 14
_FLAT = 1
ALIKE_BITS = 5
ALIKE_COLOUR = 20
_LOOKED_AT = 1000
_SMALL = 200
_APART = 26  # how far a pixel differs from the ground, of 255, to belong to the product


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured; see :class:`~samarth_desktop.kinds.product_photo.record.ProductPhoto` for the units."""

    side: int
    sharpness: int
    filled: int
    ground: int
    likeness: str


@dataclass(frozen=True, slots=True)
class Check:
    """One verdict. `blocks` says that the photo cannot be mended here and is not taken."""

    code: str
    good: bool
    words: Text
    figure: Text
    blocks: bool = False


def measure(image: "Image", side: int) -> Measures:
    """Measures an RGB picture; `side` is the shorter side of the original."""
    seen = image.copy()
    seen.thumbnail((_LOOKED_AT, _LOOKED_AT))
    small = seen.copy()
    small.thumbnail((_SMALL, _SMALL))
    return Measures(side, _sharpness(seen), _filled(small), _ground(small), likeness(small))


def _sharpness(image: "Image") -> int:
    """The strongest edges: of the second derivative what only one pixel in two hundred passes."""
    from PIL import ImageFilter

    kernel = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
    edges = image.convert("L").filter(kernel).crop((2, 2, max(3, image.width - 2), max(3, image.height - 2)))
    counts = edges.histogram()
    away = [counts[128] if n == 0 else counts[128 - n] + (counts[128 + n] if n < 128 else 0) for n in range(129)]
    left = max(1, sum(away) // 200)
    for n in range(128, -1, -1):
        left -= away[n]
        if left <= 0:
            return n
    return 0


def ground_of(image: "Image") -> "Image":
    """The ground as it would be without the product: the colours of the corners, blended over the picture."""
    from PIL import Image

    wide, high = image.size
    part = max(2, min(wide, high) // 20)
    corners = Image.new("RGB", (2, 2))
    for at, box in enumerate(
        (
            (0, 0, part, part),
            (wide - part, 0, wide, part),
            (0, high - part, part, high),
            (wide - part, high - part, wide, high),
        )
    ):
        spot = image.crop(box).resize((1, 1), Image.Resampling.BOX)
        corners.paste(spot, (at % 2, at // 2))
    return corners.resize(image.size, Image.Resampling.BILINEAR)


def product_mask(image: "Image") -> "Image":
    """White where the picture differs from its ground, black elsewhere."""
    from PIL import ImageChops, ImageFilter

    away = ImageChops.difference(image, ground_of(image))
    red, green, blue = away.split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return strongest.point(lambda value: 255 if value > _APART else 0).filter(ImageFilter.MedianFilter(3))


def _filled(image: "Image") -> int:
    """How much of the longer of width and height the product takes, in percent."""
    box = product_mask(image).getbbox()
    if box is None:
        return 0
    return round(100 * max((box[2] - box[0]) / image.width, (box[3] - box[1]) / image.height))


def _ground(image: "Image") -> int:
    """How bright the darkest channel at the edges is: the median of the frame, since the product may touch it."""
    wide, high = image.size
    part = max(2, min(wide, high) // 25)
    counts = [0] * 256
    for box in ((0, 0, wide, part), (0, high - part, wide, high), (0, 0, part, high), (wide - part, 0, wide, high)):
        for red, green, blue in _pixels(image.crop(box)):
            counts[min(red, green, blue)] += 1
    half, seen = sum(counts) // 2, 0
    for value, count in enumerate(counts):
        seen += count
        if seen > half:
            return value
    return 0


def _pixels(image: "Image") -> Iterable[tuple[int, int, int]]:
    data = image.tobytes()
    return zip(data[0::3], data[1::3], data[2::3], strict=True)


def likeness(image: "Image") -> str:
    """A perceptual hash: whether each of 8 x 8 spots is darker than its neighbour, then the mean colour.

    With the colour, a red and a blue stole of the same cut are two pictures.
    """
    from PIL import Image

    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (grey[row * 9 + column] > grey[row * 9 + column + 1] + 2)
    wide, high = image.size
    middle = image.crop((wide // 4, high // 4, wide - wide // 4, high - high // 4))
    red, green, blue = middle.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"{bits:016x}{red:02x}{green:02x}{blue:02x}"


def alike(one: str, other: str) -> bool:
    """Whether two perceptual hashes are those of the same picture, saved anew or cut a little."""
    if len(one) != 22 or len(other) != 22:
        return False
    apart = bin(int(one[:16], 16) ^ int(other[:16], 16)).count("1")
    colours = (abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (16, 18, 20))
    return apart <= ALIKE_BITS and max(colours) <= ALIKE_COLOUR


def checks(measures: Measures, size: int, others: Sequence[str] = ()) -> tuple[Check, ...]:
    """The six checks; `size` is the packed photo in bytes, `others` are the hashes of photos that are there."""
    double = any(alike(measures.likeness, other) for other in others)
    sharp = measures.sharpness >= LEAST_SHARPNESS
    return (
        Check(
            "size",
            measures.side >= LEAST_SIDE,
            T("Large enough ({n} px or more)", n=LEAST_SIDE)
            if measures.side >= LEAST_SIDE
            else T("Too small: {n} px or more are needed", n=LEAST_SIDE),
            T("{n} px", n=measures.side),
            blocks=True,
        ),
        Check(
            "sharp",
            sharp,
            T("Sharp, not blurred") if sharp else T("Blurred: hold still and take it again"),
            T("all right") if sharp else T("not sharp"),
            blocks=measures.sharpness > _FLAT,  # of a flat colour nothing can be told
        ),
        Check(
            "filled",
            measures.filled >= LEAST_FILLED,
            T("The product fills the picture") if measures.filled >= LEAST_FILLED else T("The product looks small"),
            T("{n} %, {m} % wanted", n=measures.filled, m=WANTED_FILLED),
        ),
        Check(
            "ground",
            measures.ground >= LEAST_GROUND,
            T("White ground") if measures.ground >= LEAST_GROUND else T("The ground is not white"),
            T("all right") if measures.ground >= LEAST_GROUND else T("the edges are dark"),
        ),
        Check("jpeg", True, T("JPEG, colours RGB"), T("{n} KB", n=round(size / 1000))),
        Check(
            "alike",
            not double,
            T("The same picture is there already") if double else T("No other picture like it"),
            T("twice") if double else T("all right"),
            blocks=True,
        ),
    )
