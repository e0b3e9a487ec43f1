"""Texts by which people and spreadsheets write that there is nothing."""

import re

_WORDS = """
na|n/a|n.a|n.a.|n\\a|n a|nil|null|nan|none|undefined|not available|not applicable|not given
no data|blank|empty
<na>|(null)|(blank)|(none)|[null]|none given
निरंक|शून्य|निल|लागू नहीं|लागू नही|लागु नहीं|उपलब्ध नहीं|उपलब्ध नही|कोई नहीं|कोई नही|नहीं है|कुछ नहीं
रिक्त|एनए|एन ए|एन.ए.|एन/ए|लागू नहीं है|उपलब्ध नहीं है
"""
UNKNOWN = frozenset({"unknown", "not known", "ज्ञात नहीं", "अज्ञात", "पता नहीं", "मालूम नहीं"})
"""Words that say that somebody should be asked: no text, but where a date or a number belongs still to be mended."""
WORDS = frozenset(word for line in _WORDS.split("\n") for word in line.split("|") if word) | UNKNOWN
ZERO = "शून्य"
"""The one of these words that is also a figure."""
ALSO_NAMES = frozenset({"nil", "nan", "none", "na", "unknown", "blank"})
"""Those of these words that somebody may be called or may mean as a word: told where they are taken for nothing."""
_SIGNS = re.compile(r"[\s\-‐-―−_.…·•*~/\\|।॥॰,:;'\"‘’“”()\[\]]+")
_SHEET_ERROR = re.compile(
    r"#(?:N/A|REF!?|VALUE!?|DIV/0!?|NAME\?|NULL!?|NUM!?|ERROR!?|SPILL!?|CALC!?|GETTING_DATA|FIELD!|BLOCKED!|#{2,})|Err:\d{3}",
    re.IGNORECASE,
)


def is_nothing(text: str) -> bool:
    """Whether a text (tidy already) stands for an empty cell: signs only, or a word for it in either language."""
    return (len(text) <= 20 and text.casefold() in WORDS) or _SIGNS.fullmatch(text) is not None or is_sheet_error(text)


def is_unknown(text: str) -> bool:
    """Whether it says that nobody knew, which is not the same as nothing."""
    return text.casefold() in UNKNOWN


def is_sheet_error(text: str) -> bool:
    """Whether it is what a spreadsheet shows where a formula went wrong (or a column is too narrow)."""
    return text[:1] in "#Ee" and _SHEET_ERROR.fullmatch(text) is not None
