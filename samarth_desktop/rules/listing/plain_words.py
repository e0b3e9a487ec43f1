"""What a marketplace's reason means, in plain words and with the way out, where its pattern is known."""

import re

from samarth_desktop.i18n import T, Text

UNKNOWN = T("This reason is not known here. Read their words below, or ask the office.")
_KNOWN: tuple[tuple[str, Text], ...] = (
    (r"image|photo|picture|watermark|background|resolution|blur", T("Something in a photo. Look at its six checks.")),
    (r"already exist|duplicate", T("They have this already. Was it listed under another SKU?")),
    (r"brand", T("The brand is not approved there. Write an approved one, or ask the office.")),
    (r"not (?:an? )?(?:allowed|valid|accepted|in the list)|invalid|allowed values|not supported",
     T("This word is not in their list. Write it exactly as the list has it.")),
    (r"missing|mandatory|required|blank|empty|cannot be null", T("This is missing. Fill it in.")),
    (r"mrp|selling price|price", T("Look at MRP and price: the price must not be above the MRP.")),
    (r"hsn|tax code|gst", T("Look at the HSN code and the GST rate.")),
    (r"weight|dimension|length|breadth|height", T("Look at the measures and the weight: grams or kilograms?")),
    (r"exceed|too long|characters|limit", T("The text is too long. Make it shorter.")),
)  # fmt: skip


def plain(reason: str) -> Text:
    """The sentence for a reason; UNKNOWN where no pattern fits."""
    text = reason.casefold()
    return next((words for pattern, words in _KNOWN if re.search(pattern, text)), UNKNOWN)
