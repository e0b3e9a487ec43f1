"""Typed text to values and back: what a person or a sheet writes, in either script, for each kind of field."""

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from samarth_desktop.domain.fields import aadhaar, validators
from samarth_desktop.domain.fields.days import USUAL, DayReading, read_day
from samarth_desktop.domain.fields.digits import masked, only_digits, western
from samarth_desktop.domain.fields.field import Choice, Field, Kind, empty
from samarth_desktop.domain.fields.text import judge, mend_letters, said_of_nothing
from samarth_desktop.domain.fields.text.nothing import ZERO, is_nothing, is_unknown
from samarth_desktop.domain.places import place
from samarth_desktop.i18n import LANGUAGES, Catalog, T, Text, catalog

LONGEST = {Kind.NOTE: 4000}
LONGEST_LINE = 200
CAPITALS = (validators.ifsc, validators.pan, validators.gstin, validators.gst_enrolment, validators.voter_id)
LONGEST_CODE = 80
_TEXTS = (Kind.LINE, Kind.NOTE)
_PLACES = (Kind.STATE, Kind.DISTRICT)
_QUANTITIES = (Kind.WHOLE, Kind.MONEY)
_YEARS_AHEAD = -20
_CUT_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)
_SHORTENED = re.compile(r"(?<=[\u0900-\u0963\u0971-\u097f])[०0॰]")  # म०, उ0प्र0
_TWICE = re.compile(r"[/|()\[\]\n]|\s[-–—]\s")
_BEHIND = re.compile(r"\s*(?:[(\[{](?P<inner>[^()\[\]{}]*)[)\]}]|[,;/]\s*(?P<tail>[^,;/]+))\s*$")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Read(NamedTuple):
    """A value, or the sentence that says why the text is none; then the text is to be kept as it is.

    `said` is what was mended in the text and what a person should look at.
    """

    value: Any = None
    wrong: Text | None = None
    said: tuple[Text, ...] = ()


def tidy(text: str) -> str:
    """NFC, without control and direction characters, single spaces. ZWJ and ZWNJ stay: Hindi needs them."""
    plain = unicodedata.normalize("NFC", text)
    if not plain.isprintable():
        plain = _INVISIBLE.sub("", plain)
    return " ".join(plain.split())


def read(field: Field, text: str, state: str = "") -> Read:
    """The value of `text` for a field; `state` (LGD code) helps to tell districts of the same name apart."""
    text, said = mend_letters(text)
    got = read_tidy(field, text.strip() if field.kind is Kind.NOTE else tidy(text), state)
    return got._replace(said=(*said, *got.said)) if said else got


def read_tidy(field: Field, kept: str, state: str = "") -> Read:
    """As :func:`read`, of a text that is tidy already."""
    if not kept:
        return Read(empty(field.kind))
    if field.kind in _TEXTS:
        return _text(field, kept, state)
    nothing = is_nothing(kept) and not is_unknown(kept)
    if field.kind in _PLACES and nothing:  # a slip away from "none" lies a district called Noney
        return Read(empty(field.kind))
    got = _checked(field, _READERS[field.kind](field, kept, state))
    # The codes of a list come first: "none" is an answer where the list has it.
    if got.wrong is not None and nothing:
        zero = _READERS[field.kind](field, "0", state) if kept == ZERO and field.kind in _QUANTITIES else got
        told = said_of_nothing(kept)
        return zero if zero.wrong is None else Read(empty(field.kind), said=(told,) if told else ())
    return got


def _text(field: Field, kept: str, state: str) -> Read:
    verdict = judge(field, kept)
    if verdict.refused is not None:
        return Read(wrong=verdict.refused)
    said = verdict.doubts if verdict.mended is None else (verdict.mended, *verdict.doubts)
    if not verdict.text:
        return Read(empty(field.kind), said=said)
    got = _checked(field, _line(field, verdict.text, state))
    return got._replace(said=said) if said else got


def _checked(field: Field, got: Read) -> Read:
    if got.wrong is None and field.check is not None and got.value != empty(field.kind):
        return Read(got.value, field.check(got.value))
    return got


def _line(field: Field, text: str, state: str) -> Read:
    most = LONGEST.get(field.kind, LONGEST_LINE)
    if len(text) > most:
        return Read(wrong=T("At most {most} characters; here are {n}.", most=most, n=len(text)))
    if field.kind is Kind.LINE and _CUT_NUMBER.fullmatch(text):
        return Read(wrong=_cut(text))
    return Read(text.upper().replace(" ", "") if field.check in CAPITALS else text)


def _cut(text: str) -> Text:
    return T("A spreadsheet cut this number ({text}). Write it again as text.", text=text[:40])


def _digits(field: Field, text: str, state: str) -> Read:
    figures = only_digits(text)
    if _CUT_NUMBER.fullmatch(text):
        return Read(wrong=_cut(text))
    if re.sub(r"[\s()+.\-]", "", western(text)) != figures:
        return Read(wrong=T("Only digits belong here."))
    if field.check is validators.mobile and len(figures) > 10:
        figures = re.sub(r"^(0091|91|0)(?=\d{10}$)", "", figures)
    return Read(figures)


def _code(field: Field, text: str, state: str) -> Read:
    if len(text) > LONGEST_CODE:
        return Read(wrong=T("At most {most} characters; here are {n}.", most=LONGEST_CODE, n=len(text)))
    if aadhaar.is_number(re.sub(r"[\s\-]", "", western(text))):
        # DOMAIN, "Field kind CODE": kept, but asked about; ten digits behind 91 are a phone.
        return Read(text, said=(T("Twelve digits: is it a number of the marketplace? An Aadhaar number must go."),))
    return Read(text)


def _decimal(field: Field, text: str, state: str) -> Read:
    found = re.fullmatch(r"(\d{1,7})(?:\.(\d{1,4}))?\s*(?:%|[^\W\d_]*\.?)", western(text).replace(",", ""))
    if not found:
        return Read(wrong=T("Write a number, such as 12 or 22.5."))
    fraction = (found[2] or "").rstrip("0")
    return Read(f"{int(found[1])}" + (f".{fraction}" if fraction else ""))


def _date(field: Field, text: str, state: str) -> Read:
    return read_date(field, text)


def read_date(field: Field, text: str, how: DayReading = USUAL) -> Read:
    """The day that a tidy text means, read as the column says in which it stands."""
    got = read_day(text, how, _YEARS_AHEAD if field.ahead else field.least, field.most)
    return Read(got) if isinstance(got, date) else Read(wrong=got)


def _whole(field: Field, text: str, state: str) -> Read:
    plain = western(text).replace(",", "")
    found = re.fullmatch(r"(-?\d{1,12})(?:\.0+)?(?:\s*\D*)?", plain)
    if not found:
        return Read(wrong=T("Write a whole number."))
    return _within(field, int(found[1]))


def _money(field: Field, text: str, state: str) -> Read:
    found = re.fullmatch(r"(?:₹|Rs\.?|रु\.?)?\s*(\d{1,11})(?:\.(\d{1,2}))?(?:/-)?", western(text).replace(",", ""))
    if not found:
        return Read(wrong=T("Write an amount in rupees, such as 100 or 12.50."))
    return _within(field, int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")))


def _within(field: Field, value: int) -> Read:
    if field.least is not None and value < field.least:
        return Read(wrong=T("At least {n}.", n=field.least))
    if field.most is not None and value > field.most:
        return Read(wrong=T("At most {n}.", n=field.most))
    return Read(value)


def _choice(field: Field, text: str, state: str) -> Read:
    code = _code_of(field.choices, text)
    if code is None:
        return Read(wrong=T("“{text}” is not in the list. Choose from the list.", text=text[:40]))
    return Read(code)


def _code_of(choices: tuple[Choice, ...], text: str) -> str | None:
    """The code that a text names: once, or in two languages side by side (``महिला / Female``)."""
    codes = _codes(choices)
    code = codes.get(_plain(text))
    if code is None and _TWICE.search(text):
        parts = [codes.get(_plain(part)) for part in _TWICE.split(text) if part.strip()]
        code = parts[0] if parts and len(set(parts)) == 1 else None
    return code


def _choices(field: Field, text: str, state: str) -> Read:
    text = text.strip("[]").replace("'", "").replace('"', "") if text[:1] == "[" else text  # as Python writes a list
    found = []
    for part in (part for part in re.split(r"[;,|\n]", text) if part.strip()):
        code = _code_of(field.choices, part)
        words = [_codes(field.choices).get(_plain(word)) for word in part.split()]
        if code is not None:
            found.append(code)
        elif len(words) > 1 and all(words):  # form tools put spaces between codes
            found += [word for word in words if word]
        else:
            return Read(wrong=T("“{text}” is not in the list. Choose from the list.", text=part.strip()[:40]))
    return Read(tuple(sorted(set(found))))


def _flag(field: Field, text: str, state: str) -> Read:
    return Read(_plain(text) in ("1", "true", "yes", "हाँ", "हां"))


def _state(field: Field, text: str, state: str) -> Read:
    for name in (text, *_other_ways(text)):
        if found := place.state(name):
            return Read(found.code)
    return Read(wrong=T("No state is called “{text}”. Choose from the list.", text=text[:40]))


def _district(field: Field, text: str, state: str) -> Read:
    if found := place.district(text, state or None):
        return Read(found.code)
    for name in _other_ways(text):
        if found := place.district(name, state or _state_behind(text) or None):
            return Read(found.code)
    if not state and len(place.namesakes(text)) > 1:
        return Read(wrong=T("Several states have a district called “{text}”. Write the state, too.", text=text[:40]))
    return Read(wrong=T("No district is called “{text}” there. Choose from the list.", text=text[:40]))


def _other_ways(text: str) -> Iterator[str]:
    """A place's name without marks of shortening, and without what stands behind it when that says the same place or
    the state it lies in."""
    plain = _SHORTENED.sub("", text).strip()
    if plain != text:
        yield plain
    if behind := _BEHIND.search(plain):
        name = plain[: behind.start()].strip(" -–—,")
        more = (behind["inner"] or behind["tail"] or "").strip()
        if name and (place.state(_dotless(more)) or place.district(more) == place.district(name) is not None):
            yield name
    if "." in plain:
        yield _dotless(plain)


def _dotless(text: str) -> str:
    return _SHORTENED.sub("", text).replace(".", "").strip()


def _state_behind(text: str) -> str:
    behind = _BEHIND.search(text)
    found = place.state(_dotless(behind["inner"] or behind["tail"] or "")) if behind else None
    return found.code if found else ""


def _aadhaar(field: Field, text: str, state: str) -> Read:
    return Read(aadhaar.last_four(text), aadhaar.wrong(text))


_READERS = {
    Kind.LINE: _line,
    Kind.NOTE: _line,
    Kind.DATE: _date,
    Kind.WHOLE: _whole,
    Kind.MONEY: _money,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.FLAG: _flag,
    Kind.DIGITS: _digits,
    Kind.CODE: _code,
    Kind.DECIMAL: _decimal,
    Kind.STATE: _state,
    Kind.DISTRICT: _district,
    Kind.AADHAAR: _aadhaar,
}


def _plain(text: str) -> str:
    """For comparison: no case, no nukta (often left out in typing), punctuation as one space."""
    bare = _SHORTENED.sub(" ", unicodedata.normalize("NFC", text).casefold().replace("\u093c", ""))
    return " ".join(re.sub(r"[\s_\-./,()'’&]+", " ", bare).split())


@functools.cache
def _codes(choices: tuple[Choice, ...]) -> Mapping[str, str]:
    """Every way to write a code: itself, and its label in each language (also without what stands in brackets)."""
    known: dict[str, str] = {}
    for choice in choices:
        labels = [catalog(language).say(choice.label) for language in LANGUAGES]
        short = [re.sub(r"\s*\(.*?\)", "", label) for label in labels]
        inner = [found for label in labels for found in re.findall(r"\(([^()]*)\)", label)]
        for label in (choice.code, choice.code.replace("_", " "), choice.label, *labels, *short, *inner):
            known.setdefault(_plain(label), choice.code)
    return known


def write(field: Field, value: Any, words: Catalog) -> str:
    """The value as a person reads it in a form or a list, in the language of `words`."""
    if value in ("", None, ()):
        return ""
    match field.kind:
        case Kind.CHOICE:
            return words.say(field.choice_label(value))
        case Kind.CHOICES:
            return ", ".join(words.say(field.choice_label(code)) for code in value)
        case Kind.DATE:
            return str(value.strftime("%d/%m/%Y"))
        case Kind.MONEY:
            sign, paise = "-" if value < 0 else "", abs(value)
            return f"{sign}{paise // 100}" + (f".{paise % 100:02d}" if paise % 100 else "")
        case Kind.STATE:
            found = place.state(value)
            return found.name(words.language) if found else str(value)
        case Kind.DISTRICT:
            known = place.district(value)
            return known.name(words.language) if known else str(value)
        case Kind.AADHAAR:
            return f"XXXX XXXX {value}"
        case Kind.FLAG:
            return words.say("Yes" if value else "No")
        case _:
            return str(value)


def as_shown(field: Field, text: str) -> str:
    """What is written of a field as it shows everywhere but in the open record's edit form (DOMAIN, "Roles")."""
    return masked(text) if field.masked else text
