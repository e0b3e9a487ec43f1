"""The one look at a text before it stands in a field: what it becomes, what to doubt of it, or why it cannot stand.

Form, hall, sheet and correction come here through ``reading.read``; what stands in a record already (or came by sync)
is judged by ``review``, which changes nothing. A doubt never blocks; a refusal does.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.domain.fields.field import Field, Kind
from samarth_desktop.domain.fields.text import devanagari, encoding, nothing, scripts, several
from samarth_desktop.domain.names import krutidev
from samarth_desktop.i18n import T, Text

RULES = "2"
"""Counts the rules: who changes what is doubted raises it, and every record is looked at once more."""

PERSON, NAME, PLACE = "person", "name", "place"
"""What a field of text names (``Field.names``): a person, a group or craft, a place; other texts are only looked
through for lost letters."""

_LATIN_WORD = r"[A-Za-z]+(?:['’-][A-Za-z]+)*\.?"
_HINDI_WORD = rf"{devanagari.WORD}[.॰]?"


def _words(further: str) -> dict[str, re.Pattern[str]]:
    """By script, a text of ordinary words, and behind the first one also of what else may stand there."""
    en, hi = (f"{word}(?: (?:{word}{further}))*" for word in (_LATIN_WORD, _HINDI_WORD))
    return {"en": re.compile(en), "hi": re.compile(hi), "": re.compile(f"{en}|{hi}")}


_ORDINARY, _ORDINARY_WITH_FIGURES = _words(""), _words("|[0-9]+")  # no person is called 17, many a group and ward is
_LOST = T(
    "The letters of this text were lost when the sheet was saved. "
    "Save the sheet again as XLSX or as “CSV UTF-8”, or write it here."
)
_OLD_FONT = T("This looks like Hindi in an old font. Write it in Hindi, or convert the sheet first.")
_BRACKETS = "()[]{} "
_TWO_NAMES, _TWO_HINDI_NAMES = r"\s@\s|(?<![A-Za-z])(?:alias|urf)(?![A-Za-z])", "उर्फ"
_ALIAS = re.compile(f"{_TWO_NAMES}|{_TWO_HINDI_NAMES}", re.IGNORECASE)
_MORE_THAN_A_NAME = re.compile(f"{several.SUSPECT_LATIN}|{_TWO_NAMES}", re.IGNORECASE)
_MORE_THAN_A_HINDI_NAME = re.compile(f"{several.SUSPECT_HINDI}|{_TWO_HINDI_NAMES}")
_LEGACY = re.compile("[\u00a1-\u00bf\u00d7\u00f7]|[\u00c0-\u00ff]{2,}")


class Verdict(NamedTuple):
    """`text` is what may stand there: as written, or mended; `mended` says how. `doubts` are for a person to look at;
    with `refused` nothing can be meant."""

    text: str
    mended: Text | None = None
    doubts: tuple[Text, ...] = ()
    refused: Text | None = None


def judge(field: Field, text: str) -> Verdict:
    """Judges a text that is tidy already, for a field of one line or of notes."""
    if not text:
        return Verdict("")
    if field.kind is Kind.NOTE:
        return _note(text)
    return judge_line(field.names, field.script, text)


def mend_letters(raw: str) -> tuple[str, tuple[Text, ...]]:
    """The raw text with its letters brought back from a wrong encoding (and then said), and without unseen characters.

    To be asked before a text is tidied: a no-break space may be the byte of a letter.
    """
    if raw.isascii():
        return raw, ()
    plain = scripts.plain_letters(raw)
    found = encoding.restored(raw) or encoding.restored(plain)  # what nobody sees may be a byte of a letter, or none
    if found is None:
        return plain, ()
    text = " ".join(scripts.plain_letters(found).split())
    return text, (T("The letters of {text} had gone through a wrong encoding and were brought back.", text=text[:40]),)


def _is_ordinary(names: str, script: str, text: str) -> bool:
    ordinary = _ORDINARY if names == PERSON else _ORDINARY_WITH_FIGURES
    if not ordinary[script].fullmatch(text):
        return False
    if names != PERSON:
        return len(text) > 2 and not nothing.is_nothing(text)
    if " " not in text and (nothing.is_nothing(text) or _is_one_letter(text) or several.is_note(text)):
        return False
    more = _MORE_THAN_A_NAME if text < "\u0900" else _MORE_THAN_A_HINDI_NAME  # one script: it is ordinary so far
    return not (more.search(text) or text.casefold() in nothing.WORDS)


def _note(text: str) -> Verdict:
    if nothing.is_nothing(text):
        return Verdict("", mended=said_of_nothing(text))
    if "\ufffd" in text or (not text.isascii() and encoding.is_lost(text) and "??" not in text):
        return Verdict(text, refused=_LOST)
    return Verdict(text)


_LETTER = "[\u0904-\u0939\u0958-\u0961][\u093a-\u094c\u0900-\u0903]*"
_SHORT_WORD = re.compile(rf"(?<![\u0900-\u097f])({_LETTER}(?:\u094d{_LETTER})*|श्रीम)0(?![0-9])")


@lru_cache(1 << 13)
def judge_line(names: str, script: str, written: str) -> Verdict:
    """As :func:`judge`, of a text that is not empty, for a field of one line of this naming and script."""
    if names and "0" in written:
        written = _SHORT_WORD.sub(r"\1०", written)  # मो0 असलम: the sign of an abbreviation, typed with the other zero
    if _is_ordinary(names, script, written):
        hindi = krutidev.name_in(written) if names == PERSON else ""
        return Verdict(written, doubts=(_said_of_kruti_dev(hindi),) if hindi else ())
    if nothing.is_nothing(written):
        return Verdict("", mended=said_of_nothing(written, names))
    text = scripts.plain_letters(encoding.restored(written) or written)
    if encoding.is_lost(text):
        return Verdict(written, refused=_LOST)
    text = " ".join(unicodedata.normalize("NFC", devanagari.put_right(text)).split())
    refused = _refused(names, script, text)
    if refused is not None:
        return Verdict(written, refused=refused)
    mended = T("“{written}” was put right: {text}.", written=written, text=text) if text != written else None
    return Verdict(text, mended, tuple(_doubts(names, script, text)))


def said_of_nothing(text: str, names: str = "") -> Text | None:
    """What to tell where a text was taken for nothing: a formula went wrong, or a word may have been meant."""
    if nothing.is_sheet_error(text):
        return T("A formula of the sheet went wrong here ({text}): taken as empty.", text=text)
    if names == PERSON and text.casefold() in nothing.ALSO_NAMES:
        return T("“{text}” was taken as empty.", text=text)
    return None


def _refused(names: str, script: str, text: str) -> Text | None:
    if script == "hi" and _is_old_font(text):
        return _OLD_FONT
    if names in (PERSON, NAME):
        if not scripts.has_letter(text):
            return T("There is no letter in this name. Write the name.")
        if names == PERSON and _is_one_letter(text):
            return T("One letter over and over is no name. Write the name.")
        if names == PERSON and several.is_note(text.strip(_BRACKETS)) and not scripts.DEVANAGARI.search(text):
            return T("“{text}” is a remark and no name. Write the name.", text=text[:40])
    elif not any(ch.isalnum() for ch in text):
        return T("There is neither a letter nor a figure here. Write it, or leave it empty.")
    return None


def _is_one_letter(text: str) -> bool:
    """``xx``, ``aaa``, ``ककक``: one letter repeated. One alone may be an initial, two may be a name (दद)."""
    parts = {ch for ch in text.casefold() if ch not in ". "}
    return len(parts) == 1 and len(text) > (1 if parts <= {"x", "z"} else 2) and " " not in text and "." not in text


def _doubts(names: str, script: str, text: str) -> list[Text]:
    found: list[Text] = []
    parts = several.apart(text) if names == PERSON else several.Parts(text)
    if parts.cut:
        rest = ", ".join(filter(None, (parts.relative, parts.rest, masked(parts.mobile)))) or "–"
        found.append(T("There is more than the name here. Name: {name}. The rest: {rest}.", name=parts.name, rest=rest))
    if not devanagari.is_well_formed(text):
        found.append(T("A sign stands here without its letter, or twice. Compare it letter by letter."))
    if scripts.PRIVATE.search(text):
        found.append(T("There are letters here that only one computer's font knows. Write it again."))
    if (latin := scripts.look_alikes(text)) is not None:
        found.append(T("Letters of another script look like {text} here. Write it again.", text=latin))
    elif names and not parts.cut and (wrong := _wrong_script(names, script, text)):
        found.append(wrong)
    if names == PERSON and (hindi := krutidev.name_in(text)):
        found.append(_said_of_kruti_dev(hindi))
    elif names == PERSON and not parts.cut and (strange := _strange_in_a_name(text)):
        found.append(strange)
    return found


def _said_of_kruti_dev(hindi: str) -> Text:
    return T("In the old font Kruti Dev this says {text}. Write it so if that is meant.", text=hindi)


def _is_old_font(text: str) -> bool:
    """Whether signs and marked letters stand in a row, as the old fonts have them and no language of Europe."""
    return _LEGACY.search(text) is not None and not scripts.DEVANAGARI.search(text)


def _wrong_script(names: str, script: str, text: str) -> Text | None:
    hindi, latin = scripts.DEVANAGARI.search(text), scripts.LATIN.search(text)
    if _is_old_font(text):
        return _OLD_FONT
    if not hindi and not latin and scripts.has_letter(text) and (script or names == PERSON):
        return T("These letters are neither Hindi nor English. Leave it so if it is right.")
    if script == "hi" and not hindi and scripts.has_letter(text):
        return T("There is no Hindi letter in this box for Hindi. Leave it so if it is right.")
    if script == "en" and hindi:
        return T("There are Hindi letters in this box for English. Leave it so if it is right.")
    if hindi and latin and names == PERSON:
        return T("Letters of two scripts stand in one name. Leave it so if it is right.")
    return None


def _strange_in_a_name(text: str) -> Text | None:
    if _ALIAS.search(text):
        return T("Two names stand here. Leave it so if both belong on the certificate.")
    if any(ch.isdigit() for ch in text.replace("०", "")) and scripts.has_letter(text):
        return T("There is a figure in this name. Leave it so if it is right.")
    if scripts.has_symbols(text):
        return T("There are signs in this name that no name has. Leave it so if it is right.")
    return None
