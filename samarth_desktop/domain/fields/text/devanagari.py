"""Ill-formed Devanagari: letters and signs that no reader writes so, put right where only one reading is meant.

The pairs that stand for one letter are those that the Unicode Standard (chapter 12, "Do Not Use") lists for Devanagari;
the others are slips of typing that draw a dotted circle, such as a sign before its nukta.
"""

import re

_CONSONANT = "[\u0915-\u0939\u0958-\u095f\u0978-\u097f]"
_MATRA = "[\u093a\u093b\u093e-\u094c\u094e\u094f\u0955-\u0957\u0962\u0963]"
_MODIFIER = "[\u0900-\u0903]"
_VOWEL = "[\u0904-\u0914\u0960\u0961\u0972-\u0977]"
_SIGN = "[\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0955-\u0957\u0962\u0963]"
_JOINER = "[\u200c\u200d]"
_LETTER = "[\u0900-\u0963\u0970-\u097f\u200c\u200d]"

_ONE_LETTER = {
    "अा": "आ", "अॉ": "ऑ", "अो": "ओ", "अौ": "औ", "अॅ": "ॲ", "अॊ": "ऒ", "आे": "ओ", "आै": "औ", "आॅ": "ऑ", "एे": "ऐ", "एॅ": "ऍ",
    "र्इ": "ई", "ाे": "ो", "ाै": "ौ", "ाॅ": "ॉ", "ेा": "ो", "ैा": "ौ", "ॅा": "ॉ",
}  # fmt: skip
_PAIR = re.compile("|".join(_ONE_LETTER))
_MANY = re.compile("([\u0900-\u0903\u093c\u093e\u093f\u0940\u0942-\u0946\u0948-\u094d])\\1+")  # ेे and ुु may be ै, ू
_LATE_NUKTA = re.compile(f"([क-गजडढनफयरळ])({_MATRA}|{_MODIFIER}|\u094d)\u093c")
_EARLY_MODIFIER = re.compile(f"({_MODIFIER})({_MATRA})")
_HALF_BEFORE_SIGN = re.compile(f"\u094d({_MATRA}|{_MODIFIER})")
_SIGN_BEFORE_HALF = re.compile(f"({_MATRA})\u094d({_CONSONANT}\u093c?)(?!\u094d|{_SIGN})")  # धु्रव is ध्रुव
_PARTED = re.compile(f"(?<={_LETTER}) (?={_SIGN})")
_IDLE_JOINER = re.compile(f"(?<!\u094d){_JOINER}|{_JOINER}(?!{_LETTER})|{_JOINER}(?={_SIGN})")
WORD = (
    f"(?:(?!र्इ)(?:{_CONSONANT}\u093c?\u094d{_JOINER}?)*{_CONSONANT}\u093c?(?:\u094d|{_MATRA})?{_MODIFIER}?"
    f"|{_VOWEL}{_MODIFIER}?|[ॐऽॱ])+"
)
"""A pattern of what a well-formed word is."""
_WORD = re.compile(WORD)
_WORDS = re.compile("[\u0900-\u0963\u0971-\u097f\u200c\u200d]+")


def put_right(text: str) -> str:
    """The text with every slip mended that has one reading; well-formed text comes back as it is."""
    if is_well_formed(text):
        return text
    for _ in range(20):  # one mended slip may show the next
        before = text
        text = _IDLE_JOINER.sub("", text)
        text = _PARTED.sub("", text)
        text = _MANY.sub(r"\1", text)
        text = _LATE_NUKTA.sub("\\1\u093c\\2", text)
        text = _EARLY_MODIFIER.sub(r"\2\1", text)
        text = _SIGN_BEFORE_HALF.sub("\u094d\\2\\1", text)
        text = _HALF_BEFORE_SIGN.sub(r"\1", text)
        text = _PAIR.sub(lambda found: _ONE_LETTER[found[0]], text)
        if text == before:
            break
    return text


def is_well_formed(text: str) -> bool:
    """Whether each of its words in Devanagari is written as it may be."""
    return all(_WORD.fullmatch(word) for word in _WORDS.findall(text))
