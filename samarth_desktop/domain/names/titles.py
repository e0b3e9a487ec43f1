"""Sets a title before a name, and takes off those that were typed there, in every spelling and both scripts.

The stored name is never changed: a title is set where a name is printed.
"""

import re

from samarth_desktop.domain.paper.paper_text import as_printed
from samarth_desktop.i18n import N_, Text, catalog

HONORIFICS = {"smt": N_("Smt. {name}"), "shri": N_("Shri {name}"), "km": N_("Km. {name}")}
_LATE = N_("Late {name}")
_HONORIFIC_OF = {"female": ("smt", "km"), "male": ("shri",)}

_MAN = "श्री श्रीमान श्रीमान् जनाब मिस्टर shri shree sri sh shriman mr janab thiru"
_WOMAN = (
    "श्रीमती श्रीमति सौ सुश्री कुमारी कु कुं मिस मिसेज मिसेज़ मोहतरमा "
    "smt smti shmt shrimati shrimathi srimati shreemati mrs ms miss sushri kumari km ku mst mstt sau tmt"
)
_DEAD = "स्व कै स्वर्गीय स्वर्गीया दिवंगत मरहूम late lt swargiya swargiy marhoom"
_DEAD_WORDS = frozenset(_DEAD.split())
_COURTESY = frozenset((*_MAN.split(), *_WOMAN.split(), *_DEAD_WORDS))
# Parts of names as well: Sri Devi is no gentleman, Smt. Kumari Devi no maiden.
_SRI = frozenset(("श्री", "shri", "shree", "sri"))
_ALSO_NAMES = {"smt": _SRI | {"कुमारी", "kumari"}, "km": _SRI}
# Earned, not a courtesy: these stay as written, and no Shri comes before them.
_EARNED_WORDS = """
डॉ डा डॉक्टर पं पंडित प्रो उस्ताद हाजी हाफ़िज़ हाफिज मौलाना मौलवी
dr doctor pt pandit prof er adv advocate ustad haji hafiz maulana maulvi
"""
_EARNED = frozenset(_EARNED_WORDS.split())
_LEAD = re.compile(r"[\s(\[]*([A-Za-z\u0900-\u0963\u0971-\u097f]+)[\s.:॰)\]/,]*")
_TAIL = re.compile(r"\s*[(\[,]\s*([A-Za-z\u0900-\u0963\u0971-\u097f]+)[\s.:॰]*[)\]]?\s*$")
_APART = re.compile("श्री\\s+(मती|मति)(?![\u0900-\u0963])")


def without_titles(name: str, honorific: str = "") -> tuple[str, bool]:
    """A name without the courtesy titles before it, and whether one of them said that the person has died.

    `honorific` (``shri``, ``smt``, ``km``) is the title that is to be set instead: what may be a part of a name is kept
    beside it. A name that consists of titles only stays as it is. स्व. (Late) in brackets behind a name counts, too.
    """
    rest, late = _APART.sub("श्रीमती", as_printed(name)).strip(), False
    tail = _TAIL.search(rest)
    if tail and tail[1].casefold() in _DEAD_WORDS:
        rest, late = rest[: tail.start()], True
    kept = _ALSO_NAMES.get(honorific, frozenset())
    while found := _LEAD.match(rest):
        word = found[1].casefold().rstrip("ः")
        after = rest[found.end() :]
        if word not in _COURTESY or word in kept or not any(ch.isalpha() for ch in after):
            break
        rest, late = after, late or word in _DEAD_WORDS
    return rest, late


def titled(honorific: str, name: str, language: str, *, late: bool = False) -> str:
    """The name with the title that the form says (``shri``, ``smt``, ``km``) in ``hi`` or ``en``, never doubled.

    Who has died, by `late` or by what is written before the name, is स्व. (Late) and nothing else.
    """
    bare, dead = without_titles(name, honorific)
    if honorific not in HONORIFICS or not bare:
        return name
    first = _LEAD.match(bare)
    if late or dead:
        return catalog(language).say(Text(_LATE, {"name": bare}))
    if first and first[1].casefold().rstrip("ः") in _EARNED and first.end() < len(bare):
        return bare
    return catalog(language).say(Text(HONORIFICS[honorific], {"name": bare}))


def fitting(honorific: str, gender: str) -> str:
    """The honorific, or '' where it contradicts the gender: a man is not Smt."""
    allowed = _HONORIFIC_OF.get(gender)
    return honorific if allowed is None or honorific in allowed else ""
