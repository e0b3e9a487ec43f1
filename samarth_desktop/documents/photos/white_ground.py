"""Makes the ground of a picture white without a learnt model: what is like the corners and hangs on to the edge.

It works for a product on a plain wall, floor or sheet, which is what a coordinator has; where the product touches the
edge or the ground is patterned, little or nothing changes and the check goes on to warn.
"""

from typing import TYPE_CHECKING

from samarth_desktop.documents.photos.measure import product_mask

if TYPE_CHECKING:
    from PIL.Image import Image

_SMALL = 240
_MARK = 128


def on_white(image: "Image") -> "Image":
    """The picture with its ground white, the edge of the product softened."""
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    small = image.copy()
    small.thumbnail((_SMALL, _SMALL))
    mask = product_mask(small)
    # A frame of ground around it, so that one fill from a corner reaches every edge.
    framed = Image.new("L", (mask.width + 2, mask.height + 2), 0)
    framed.paste(mask, (1, 1))
    ImageDraw.floodfill(framed, (0, 0), _MARK)
    outside = framed.point(lambda value: 255 if value == _MARK else 0).crop((1, 1, mask.width + 1, mask.height + 1))
    product = ImageChops.invert(outside).filter(ImageFilter.MaxFilter(3))
    large = product.resize(image.size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.5))
    return Image.composite(image, Image.new("RGB", image.size, "white"), large)
