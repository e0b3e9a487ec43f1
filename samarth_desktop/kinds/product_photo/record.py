"""A photo of a product, as it goes to a marketplace, with what was measured in it."""

from dataclasses import dataclass

from samarth_desktop.domain.fields.field import MergeRule, Record, line, whole
from samarth_desktop.i18n import N_

MOST_PHOTOS = 9


@dataclass(frozen=True, kw_only=True)
class ProductPhoto(Record):
    """One photo. `photo` and `thumbnail` are the hashes of encrypted files; `likeness` is its perceptual hash, by which
    two pictures of the same thing are told. The checks are kept as figures: words are made of them where they are
    shown.

    `sharpness` is the spread of the second derivative, `filled` the percent of the frame that the product takes,
    `ground` how bright the edges are (0 to 255), `side` the shorter side of the picture that came, in pixels.
    """

    KIND = "product_photo"

    product: str = line("", system=True)
    place: int | None = whole(N_("Order of the photo"), least=1, most=99, merge=MergeRule.LAST)
    photo: str = line(N_("Photo"), system=True)
    thumbnail: str = line("", system=True)
    likeness: str = line("", system=True)
    side: int | None = whole(N_("Pixels"), system=True)
    sharpness: int | None = whole(N_("Sharpness"), system=True)
    filled: int | None = whole(N_("Share of the frame"), system=True, unit="%")
    ground: int | None = whole(N_("Brightness of the ground"), system=True)
