"""The photo of a product as a kind of record."""

from samarth_desktop.i18n import N_
from samarth_desktop.kinds.kind import Guest, RecordKind, Words
from samarth_desktop.kinds.product_photo.record import ProductPhoto

PRODUCT_PHOTO = RecordKind(
    record=ProductPhoto,
    words=Words(N_("Photo of a product"), N_("Photos of products")),
    parent="product",
    files=("photo", "thumbnail"),
    guest=Guest.NOTHING,
)
