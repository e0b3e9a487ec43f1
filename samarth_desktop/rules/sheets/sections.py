"""What a heading between the rows says of the people below it: their village, block or group, until the next one."""

import re
from collections.abc import Callable, Mapping, Sequence

_LABELS = (
    "(?:स्वयं सहायता )?समूह(?: का नाम)?|ग्राम पंचायत(?: का नाम)?|न्याय पंचायत|ग्राम(?: का नाम)?|गांव|गाँव|विकास ?ख[ंण]्?ड|ब्लॉक|ब्लाक"
    "|जनपद|जिला|ज़िला|(?:shg|group|village|gram panchayat|block|district)(?: name)?|name of (?:shg|group|village|block)"
    "|gp|self help group(?: name)?"
)
_MARK = r"\s*[:\-–—=]+\s*"
_PAIR = re.compile(
    rf"(?<![\w\u0900-\u097f])(?P<label>{_LABELS}){_MARK}(?P<value>.+?)(?=[\s,;।|]+(?:{_LABELS}){_MARK}|$)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?P<label>{_LABELS})(?![A-Za-z\u0900-\u0963])\s+(?P<value>\S.*)", re.IGNORECASE)
_BEHIND = re.compile(r"\s*[:\-–—]\s*[\d०-९].*$|\s*[(\[][^()\[\]]*[)\]]\s*$|[\s,;।|.\-–—]+$")
_WITHIN = ("district", "block", "gram_panchayat", "village", "shg")
"""From the largest."""
_MOST_WORDS = 6  # of a name
_NUMBER_BEFORE = 6  # characters: (12) समूह का नाम: …
_LABEL = re.compile(_LABELS, re.IGNORECASE)


def is_marked(heading: str) -> bool:
    """Whether a text begins with a label and what it is, with a sign between them."""
    found = _PAIR.search(heading)
    return found is not None and found.start() <= _NUMBER_BEFORE


def in_one(texts: Sequence[str]) -> str:
    """The cells of a row as one text; a label that stands in a cell by itself gets its sign."""
    return " ".join(f"{text}:" if _LABEL.fullmatch(text) else text for text in texts)


def said(heading: str, meaning: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    """The label and the text by key that a heading gives; nothing for one of another sort."""
    bare = _BARE.fullmatch(heading.strip())
    found = list(_PAIR.finditer(heading)) or ([bare] if bare and bare["label"].casefold() != "group" else [])
    given: dict[str, tuple[str, str]] = {}
    for one in found:
        first, *more = re.split(r"[,;।|]", one["value"])
        beside = [also for text in more if (also := _BARE.fullmatch(text.strip()))]
        for label, text in ((one["label"], first), *((also["label"], also["value"]) for also in beside)):
            key, value = meaning(label), _BEHIND.sub("", text).strip()
            if key in _WITHIN and value and len(value.split()) <= _MOST_WORDS:
                given.setdefault(key, (label, value))
    return given


class Held:
    """What holds for the rows below the headings so far. A heading ends what those before it said of the same and of
    smaller things, and all that stood in one heading with them."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[str, int]] = {}

    def take(self, given: Mapping[str, tuple[str, str]]) -> dict[str, str]:
        """Takes in what a heading gives; gives what holds below it, by key."""
        levels = [_WITHIN.index(key) for key in given]
        self._said = {key: one for key, one in self._said.items() if one[1] < min(levels)}
        self._said |= {key: (text, max(levels)) for key, (_, text) in given.items()}
        return {key: text for key, (text, _) in self._said.items()}
