"""Says which syllables of a text the typeface draws with a dotted circle or an empty box, instead of as letters.

A sign without its letter, doubled or out of order gets a dotted circle from the shaping; nobody reads it as a name.
"""

import functools

from samarth_desktop.documents.pdf.indic import face, shape

_CIRCLE = "\u25cc"
_MISSING = 0  # glyph id of the empty box


@functools.cache
def _circle_glyph() -> int:
    (glyph, *_), *_ = face("Regular").glyphs(_CIRCLE, "Deva")
    return glyph


@functools.lru_cache(4096)
def badly_drawn(text: str) -> str:
    """The syllables of a line that would be drawn so, as they stand in it, joined by spaces; "" where all is well."""
    wrong = (_MISSING,) if _CIRCLE in text else (_MISSING, _circle_glyph())
    found = [
        cluster.text
        for cluster, _ in shape("Regular", text).items
        if cluster.text.strip() and any(placed.glyph in wrong for placed in cluster.placed)
    ]
    return " ".join(dict.fromkeys(found))
