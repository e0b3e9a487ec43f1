"""An address or a village's cell that holds several places: what each is, by the word that stands before it."""

import re
from functools import lru_cache

_WORDS = {
    "village_post": r"(?:ग्राम|ग्रा[०.]?)\s*(?:व|एवं|एवम|/|&|-)\s*(?:पोस्ट|पो[०.]?)"
    r"|vill(?:age)?\.?\s*(?:and|/|&|\+)\s*post",
    "gram_panchayat": r"ग्राम\s*पंचायत|ग्रा[०.]?\s*पं[०.]?|gram\s*panchayat|g\.?p",
    "village": r"ग्राम|ग्रा[०.]|गाँव|गांव|मौज़ा|मौजा|village|vill",
    "post": r"पोस्ट(?:\s*ऑफिस)?|डाकघर|पो[०.]|post(?:\s*office)?|p\.?o",
    "tehsil": r"तहसील|तह[०.]|tehsil|tahsil|teh",
    "police": r"थाना|police\s*station|thana|p\.?s",
    "block": r"विकास\s*ख[ंण]्?ड|वि[०.]?\s*ख[०.ं]?|ब्लॉक|ब्लाक|block|blk",
    "district": r"जिला|ज़िला|जनपद|जि[०.]|district|distt|dist",
    "pin": r"पिन(?:\s*कोड)?|pin(?:\s*code)?",
}
_LABEL = re.compile(
    r"(?<![\w\u0900-\u097f])(?:" + "|".join(f"(?P<{key}>{words})" for key, words in _WORDS.items()) + ")"
    r"(?:\s*[.:०\-–—]+\s*|\s+)(?=[^\W_])",
    re.IGNORECASE,
)
_END = re.compile(r"[,;()\[\]\n|]")
_PIN = re.compile(r"(?<!\d)([1-9]\d{2})\s?(\d{3})(?!\d)")
_EDGES = " .,:;-–—/।"
FIELDS = ("village", "gram_panchayat", "block", "district", "pin")
"""What has a field; a post office, a tehsil and a police station have none."""


@lru_cache(1 << 12)
def apart(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What stands before the first such word, and each place with what it is: keys of FIELDS, ``post``, ``tehsil``,
    ``police``; of those that are said twice the first."""
    labels = list(_LABEL.finditer(text))
    found: dict[str, str] = {}
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        value = text[label.end() : following.start() if following else len(text)]
        value = _END.split(value, maxsplit=1)[0].strip(_EDGES)
        key = str(label.lastgroup)
        if key == "pin":
            continue
        value = _PIN.sub("", value).strip(_EDGES)
        for one in ("village", "post") if key == "village_post" else (key,):
            if any(ch.isalpha() for ch in value):  # गाँव 5 is what it is called
                found.setdefault(one, value)
    pins = {a + b for a, b in _PIN.findall(text)}
    if len(pins) == 1:
        found["pin"] = pins.pop()
    head = _END.split(text[: labels[0].start()] if labels else text, maxsplit=1)[0].strip(_EDGES)
    return head, tuple(found.items())
