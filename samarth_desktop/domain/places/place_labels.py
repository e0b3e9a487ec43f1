"""Takes off the word for what a place is, where it was typed before its name: the sentence says it itself."""

import re

from samarth_desktop.domain.paper.paper_text import as_printed

_GRAM_PANCHAYAT = r"ग्राम\s*पंचायत|ग्रा\.?\s*पं|gram\s*panchayat|g\.?\s*p"
_LABELS = {
    "village": rf"{_GRAM_PANCHAYAT}|ग्राम|ग्रा|गाँव|गांव|गाव|मौज़ा|मौजा|village|vill|gram|gaon|mouza|mauza",
    "ward": r"वार्ड|ward",
    "panchayat": rf"{_GRAM_PANCHAYAT}|ग्राम|पंचायत|panchayat",
    "block": r"विकास\s*खंड|विकास\s*खण्ड|वि\.?\s*खं|वि\.?\s*ख|ब्लॉक|ब्लाक|development\s*block|dev\.?\s*block|block|blk",
}
# A label ends with a stop, a colon, a hyphen or a space, and something follows it.
_LEADING = {
    level: re.compile(rf"\s*(?:{words})(?:\s*[.:–-]+\s*|\s+)(?=[^\W_])", re.IGNORECASE)
    for level, words in _LABELS.items()
}


def without_label(level: str, name: str) -> str:
    """``ग्राम ज़ैदपुर``, ``Vill.- Zaidpur`` as ज़ैदपुर, Zaidpur; `level` is ``village``, ``ward``, ``panchayat``, ``block``.

    A name that is nothing but such a word stays.
    """
    text = as_printed(name).strip()
    while found := _LEADING[level].match(text):
        text = text[found.end() :]
    return text
