"""Gives a name the script of the language it is printed in: as typed, else as a place is listed, else as it sounds.

A spelling that is derived here is a proposal for one sheet of paper, never stored; what was typed always wins.
"""

import functools
import re

from samarth_desktop.domain.names import translit
from samarth_desktop.domain.paper.paper_text import as_printed, undrawable
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table
from samarth_desktop.i18n import in_devanagari

# Abbreviations are not spelled by their sound.
_SHORT = (("डॉ", "Dr"), ("पं", "Pt"), ("मो", "Md"), ("प्रो", "Prof"), ("कु", "Km"), ("स्व", "Late"), ("नं", "No"))
_TO_LATIN = dict(_SHORT) | {"डा": "Dr", "मु": "Md", "श्री": "Shri", "श्रीमती": "Smt"}
_TO_HINDI = {en.lower(): f"{hi}." for hi, en in _SHORT} | {"mohd": "मो.", "kr": "कु."}
_WHOLE = {"shri": "श्री", "smt": "श्रीमती", "sk": "शेख"}  # Hindi writes these in full
_SHORT_HINDI = re.compile("(?<![\u0900-\u0963])([\u0904-\u0963]+)(?=[.॰])")
_KUMAR = re.compile("(?<=[\u0904-\u0963] )कु(?=[.॰])")  # behind a name no girl's title
_SHORT_LATIN = re.compile(r"(?<![A-Za-z])([A-Za-z]+)\.")
_HINDI_WORD = re.compile("[\u0900-\u0963\u0971-\u097f]+")
_LATIN_WORD = re.compile("[A-Za-z]+")
_SIGNS = {ord("॰"): ".", ord("।"): None, ord("॥"): None}  # the typeface of Latin letters has none of them
_LETTERS = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0904-\u0939\u0958-\u0961]")


def is_devanagari(text: str) -> bool:
    """Whether a text is written in Devanagari, wholly or in part; figures and full stops are of no script."""
    return any("\u0900" <= ch <= "\u0963" or "\u0971" <= ch <= "\u097f" for ch in text)


def drawable(text: str) -> str:
    """The text as printed where all of it can be drawn, else nothing."""
    return "" if undrawable(text) else as_printed(text).strip()


def in_script_of(language: str, *texts: str, person: bool = False) -> str:
    """One name for a sentence in ``hi`` or ``en`` from its forms in either script, the one that counts most first.

    A form in the script of the language is taken as it is; otherwise the first that can be drawn is spelled in that
    script by its sound, and English words of trades and places as Hindi writes them, save in the name of a `person`.
    '' where there is none, or none can be drawn.
    """
    forms = [form for form in map(drawable, texts) if form]
    for form in forms:
        if not _LETTERS.search(form) or is_devanagari(form) == in_devanagari(language):
            return form
    spell = _in_hindi if in_devanagari(language) else _in_latin
    return next(filter(None, (drawable(spell(form, person)) for form in forms)), "")


def in_both(*texts: str, person: bool = False) -> Words:
    """The same for both languages."""
    return Words(in_script_of("hi", *texts, person=person), in_script_of("en", *texts, person=person))


def _in_hindi(text: str, person: bool) -> str:
    short = _SHORT_LATIN.sub(lambda found: (_TO_HINDI | _WHOLE).get(found[1].lower(), found[0]), text)
    if not person:
        short = _LATIN_WORD.sub(lambda found: _loanwords()[0].get(found[0].lower(), found[0]), short)
    return next(iter(translit.to_devanagari(short, 1)), "")


def _in_latin(text: str, person: bool) -> str:
    short = _SHORT_HINDI.sub(lambda found: _TO_LATIN.get(found[1], found[1]), _KUMAR.sub("Kr", text))
    if not person:
        short = _HINDI_WORD.sub(lambda found: _loanwords()[1].get(found[0], found[0]), short)
    return translit.to_latin(short).translate(_SIGNS)


@functools.cache
def _loanwords() -> tuple[dict[str, str], dict[str, str]]:
    """English to Hindi, and Hindi to English with a capital."""
    pairs = [(en, hi) for en, hi in table.rows("names/loanwords.tsv")]
    return dict(pairs), {hi: en.capitalize() for en, hi in reversed(pairs)}
