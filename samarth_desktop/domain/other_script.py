"""Gives a name the script of the language it is printed in: as typed, else as a place is listed, else as it sounds.

A spelling that is derived here is a proposal for one sheet of paper, never stored; what was typed always wins.
"""

import re

from samarth_desktop.domain import translit
from samarth_desktop.domain.paper_text import as_printed, undrawable
from samarth_desktop.domain.wording import Words

# Abbreviations are not spelled by their sound.
_SHORT = (("डॉ", "Dr"), ("पं", "Pt"), ("मो", "Md"), ("प्रो", "Prof"), ("कु", "Km"), ("स्व", "Late"), ("नं", "No"))
_TO_LATIN = dict(_SHORT) | {"डा": "Dr", "मु": "Md", "श्री": "Shri", "श्रीमती": "Smt"}
_TO_HINDI = {en.lower(): hi for hi, en in _SHORT} | {"mohd": "मो", "shri": "श्री", "smt": "श्रीमती"}
_SHORT_HINDI = re.compile("(?<![\u0900-\u0963])([\u0904-\u0963]+)(?=[.॰])")
_SHORT_LATIN = re.compile(r"(?<![A-Za-z])([A-Za-z]+)(?=\.)")
_LETTERS = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0904-\u0939\u0958-\u0961]")


def is_devanagari(text: str) -> bool:
    """Whether a text is written in Devanagari, wholly or in part; figures and full stops are of no script."""
    return any("\u0900" <= ch <= "\u0963" or "\u0971" <= ch <= "\u097f" for ch in text)


def drawable(text: str) -> str:
    """The text as printed where all of it can be drawn, else nothing."""
    return "" if undrawable(text) else as_printed(text).strip()


def in_script_of(language: str, *texts: str) -> str:
    """One name for a sentence in ``hi`` or ``en`` from its forms in either script, the one that counts most first.

    A form in the script of the language is taken as it is; otherwise the first that can be drawn is spelled in that
    script by its sound. '' where there is none, or none can be drawn.
    """
    forms = [form for form in map(drawable, texts) if form]
    for form in forms:
        if not _LETTERS.search(form) or is_devanagari(form) == (language == "hi"):
            return form if language == "hi" or not is_devanagari(form) else _latin(form)
    return next(filter(None, map(_devanagari if language == "hi" else _latin, forms)), "")


def in_both(*texts: str) -> Words:
    """The same for both languages."""
    return Words(in_script_of("hi", *texts), in_script_of("en", *texts))


def _devanagari(text: str) -> str:
    short = _SHORT_LATIN.sub(lambda found: _TO_HINDI.get(found[1].lower(), found[1]), text)
    return drawable(next(iter(translit.to_devanagari(short, 1)), ""))


def _latin(text: str) -> str:
    short = _SHORT_HINDI.sub(lambda found: _TO_LATIN.get(found[1], found[1]), text)
    return drawable(translit.to_latin(short))
