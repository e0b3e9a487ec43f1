"""What the keys of a sheet are called: product fields as in the form, and what follows from label, tax and photos."""

from samarth_desktop.documents.templates.mapping import DERIVED_KEYS, PRODUCT_KEYS
from samarth_desktop.gui.pages.products.listing_page import field_words
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import T, Text

_OWN: dict[str, Text] = {
    "number": T("Product number"),
    "tax_code": T("GST rate"),
    "handloom": T("Handloom"),
    "handmade": T("Made by hand"),
    "group_number": T("Group of variants"),
    "manufacturer": T("Maker's name on the label"),
    "manufacturer_details": T("Maker's name and address"),
    "packer": T("Packer, if another"),
    "packer_details": T("Packer's address and PIN"),
    "importer": T("Importer"),
    "importer_details": T("Importer's name and address"),
}


def key_words(key: str) -> Text | str:
    """What a key is called; a marketplace's own heading as it is."""
    if key in _OWN:
        return _OWN[key]
    kind, _, number = key.rpartition("_")
    if kind == "bullet":
        return T("Highlight {n}", n=number)
    if kind == "image":
        return T("Photo {n}", n=number)
    words: Text | str = field_words(key)
    return words


FIELDS: tuple[tuple[str, LocalizedText], ...] = tuple((key, key_words(key)) for key in (*PRODUCT_KEYS, *DERIVED_KEYS))
"""What can feed a column."""
