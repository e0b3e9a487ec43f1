"""One thing that speaks against a listing."""

from dataclasses import dataclass

from samarth_desktop.i18n import Text


@dataclass(frozen=True, slots=True)
class Objection:
    """`field` is the key of a product's field, or a word for what stands behind it (``seller fssai khadi_mark photos
    consent maker label``). What `refuses` keeps the product out of the sheet, all else is said."""

    field: str
    reason: Text
    refuses: bool = True
