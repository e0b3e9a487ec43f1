"""Several facts in one box of a name: cut at the words between them (W/o, पत्नी, C/o), notes in brackets taken off.

A name that merely holds such a word stays whole: ``उमा पति त्रिपाठी``, the surname in ``Ramesh Patni``.
"""

import re
from typing import NamedTuple

_LATIN_SHORT = r"[wsdcfhm]\s*[/\\|.]\s*[o0](?![A-Za-z0-9])[.:]?"
_LATIN_WORDS = (
    r"(?:wife|son|daughter|husband|mother|father|care)\s+of\b|(?:patni|putri|suputri|suputra|dharmpatni|dharampatni)\b"
)
_HINDI_WORDS = (
    "(?:(?:की|का|के)\\s+)?(?:धर्मपत्नी|धर्म पत्नी|पत्नी|पत्नि|सुपुत्री|सुपुत्र|पुत्री|पुत्र|बेटी|बेटा)|ध[.०]\\s*प[.०]|पिता|माता|पति"
)
_HINDI_END = "(?:\\s+का नाम)?(?![\u0900-\u0963\u0970-\u097f])"
_BETWEEN = re.compile(
    rf"(?:(?<![A-Za-z])(?P<latin>{_LATIN_SHORT}|{_LATIN_WORDS})|(?<![\u0900-\u097f])(?P<hindi>{_HINDI_WORDS}){_HINDI_END})"
    r"[\s:.\-–—]*",
    re.IGNORECASE,
)
SUSPECT_LATIN = rf"(?<![A-Za-z]){_LATIN_SHORT}|\bof\b|(?:patni|putri|putra)\b|[(\[{{@]|\d{{10}}"
SUSPECT_HINDI = "पत्न|ध[.०]\\s*प[.०]|पुत्र|बेट|पिता|माता|पति"
"""Patterns, without regard to case, of which every box of several facts has one; the second of Devanagari alone."""
_SUSPECT = re.compile(f"{SUSPECT_LATIN}|{SUSPECT_HINDI}", re.IGNORECASE)
_HUSBAND, _FATHER, _MOTHER = "husband", "father", "mother"
_SAYS = (
    (re.compile(r"w|wife|पत्न|ध[.०]|(?:su|dharm|dharam)?patni|पति|धर्म", re.IGNORECASE), _HUSBAND),
    (re.compile(r"माता", re.IGNORECASE), _MOTHER),
    (re.compile(r"[sd](?:\W|on|aughter)|(?:su)?putr|(?:सु)?पुत्र|बेट|पिता", re.IGNORECASE), _FATHER),
)
_MOTHERS_TITLE = re.compile(r"(?:श्रीमती|श्रीमति|smt|shrimati|mrs)\b|श्रीमती|श्रीमति", re.IGNORECASE)
_OWN_PREFIX = re.compile(
    r"^(?:(?:श्रीमती|श्रीमति|श्री|सुश्री)(?![\u0900-\u0963])|(?:shri|shree|sri|smt|shrimati|mr|mrs)\b)[.\s]*(?=\S)",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(r"(?:श्री|स्व|shri|sri|late|mr)", re.IGNORECASE)
_MARKED = re.compile("[:\\-–—]|का नाम")
# पति, पिता and माता stand inside names, too; after one word only a title or a colon tells that they do not.
_ALSO_IN_NAMES = frozenset({"पति", "पिता", "माता", "patni"})
_BEGINS_NO_NAME = frozenset({"पति", "पिता"})
_BRACKETED = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]?\s*")
_NOTE_WORDS = """
sc st obc gen general ews ur bc mbc ebc bpl apl shg ph pwd age yrs years
minority muslim hindu widow vidhwa new old self own yes no true false
अजा अजजा अनुसूचित जाति पिछड़ा वर्ग सामान्य विधवा विकलांग दिव्यांग बीपीएल एपीएल स्वयं उम्र आयु वर्ष साल
"""
_NOTES = frozenset(_NOTE_WORDS.split())
_NOTE_MARK = re.compile(r"[\s./\\-]+")
_MOBILE = re.compile(r"(?:\+?91[\s-]?|0)?([6-9]\d{9})")
_MOBILE_BEHIND = re.compile(r"[\s,(]+((?:\+?91[\s-]?|0)?[6-9]\d{9})\)?$")
_RESIDENCE = re.compile(
    r"[\s,]+(?:r\s*/\s*o(?![A-Za-z])|resident of\b|निवासी(?![\u0900-\u0963])|सा०|ग्राम\s)", re.IGNORECASE
)
_EDGES = " ,;:-–—/|\\"


class Parts(NamedTuple):
    """One box taken apart. `relation` is its code, "" where the words do not tell; `rest` is what is none of these."""

    name: str
    relation: str = ""
    relative: str = ""
    rest: str = ""
    mobile: str = ""
    cut: bool = False


def may_be_several(text: str) -> bool:
    """A cheap look: whether :func:`apart` has anything to do."""
    return _SUSPECT.search(text) is not None


def apart(text: str) -> Parts:
    """The facts in one box of a person's name (tidy already); the whole text as name where there is one fact only."""
    if not may_be_several(text):
        return Parts(text)
    name, relation, relative, cut = text, "", "", False
    for found in _BETWEEN.finditer(text):
        before, after = text[: found.start()].strip(_EDGES + "([{"), text[found.end() :].strip(_EDGES)
        if not _parts_here(found, before, after):
            continue
        name, relative, cut = before, after, True
        relation = _relation(found["latin"] or found["hindi"], after)
        break
    relative, _, home = (_RESIDENCE.sub("\n", relative, count=1) if cut else relative).partition("\n")
    name, notes, mobile = _without_notes(name)
    relative, more, further = _without_notes(relative.rstrip(")]} "))
    relative = _OWN_PREFIX.sub("", relative, count=1).strip(_EDGES) if cut else relative
    rest = " ".join(filter(None, (*notes, *more, home.strip(_EDGES))))
    if not (cut or rest or mobile or further):
        return Parts(text)
    return Parts(name, relation, relative, rest, mobile or further, True)


def begins_with_relation(text: str) -> bool:
    """Whether a relative's box begins with a word of relation, or with a name that looks like one (पति राम)."""
    found = _BETWEEN.match(text)
    return bool(found and text[found.end() :].strip(_EDGES)) and found is not None and found["hindi"] != "माता"


def own_name(text: str, *, sure: bool = False) -> Parts:
    """A relative's box without the word of relation in front of the name (``W/o Ramesh``, ``पति श्री रमेश``).

    `sure` where the column tells that पति and पिता are no part of a name there.
    """
    found = _BETWEEN.match(text)
    after = text[found.end() :].strip(_EDGES) if found else ""
    if not found or not after or (_also_a_name(found, "") and not (sure and found["hindi"] in _BEGINS_NO_NAME)):
        return Parts(text)
    return Parts("", _relation(found["latin"] or found["hindi"], after), after, cut=True)


def is_note(text: str) -> bool:
    """Whether it is a remark about somebody and no name: a category, SHG, figures."""
    words = [word for word in _NOTE_MARK.split(text.casefold()) if word]
    return bool(words) and (
        "".join(words) in _NOTES
        or all(word in _NOTES or word.isdecimal() for word in words)
        or not any(ch.isalpha() for ch in text)
    )


def _parts_here(found: re.Match[str], before: str, after: str) -> bool:
    if not any(ch.isalpha() for ch in before):  # a relative in a name's box, and no name
        return not before and bool(after and found["latin"]) and "." not in found["latin"][:-1]
    if found["latin"] and re.match(_LATIN_SHORT, found["latin"], re.IGNORECASE):
        # "S.O." and "M.O." with dots are initials as well
        return "." not in found["latin"][:-1] or found["latin"][0] in "wW" or len(before.split()) > 1
    if found["latin"] and "of" in found["latin"].casefold():
        return True
    return bool(after) and not _also_a_name(found, before, after)


def _also_a_name(found: re.Match[str], before: str, after: str = "") -> bool:
    word = (found["hindi"] or found["latin"] or "").casefold()
    if word not in _ALSO_IN_NAMES or _TITLE_AFTER.match(after) or _MARKED.search(found[0]):
        return False
    return len(before.split()) < 2


def _relation(word: str, after: str) -> str:
    said = next((code for shape, code in _SAYS if shape.match(re.sub(r"^(?:की|का|के)\s+", "", word))), "")
    return _MOTHER if said == _FATHER and _MOTHERS_TITLE.match(after) else said


def _without_notes(text: str) -> tuple[str, list[str], str]:
    """The text without remarks in brackets or behind it, those remarks, and a mobile number among them."""
    notes: list[str] = []
    mobile = ""
    if behind := _MOBILE_BEHIND.search(text):
        mobile, text = behind[1][-10:], text[: behind.start()]
    for found in _BRACKETED.finditer(text):
        inner = found[1].strip()
        if number := _MOBILE.fullmatch(inner.replace(" ", "")):
            mobile = number[1]
        elif is_note(inner):
            notes += [inner] if inner else []
        else:
            continue
        text = text.replace(found[0], " ", 1)
    return " ".join(text.split()).strip(_EDGES) if notes or mobile else text, notes, mobile
