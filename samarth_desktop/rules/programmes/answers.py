"""What was answered to a programme's own questions, in words: for certificates, lists and sheets."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from samarth_desktop.domain.fields.field import Field, Kind
from samarth_desktop.domain.fields.form_values import safe
from samarth_desktop.domain.fields.mixins import YES_NO_UNSAID
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.programmes.programme_model import ExtraField, Programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import N_, LocalizedName, T, Text, catalog

_YES, _NO = N_("Yes"), N_("No")


def said(asked: ExtraField, stored: Any, language: str) -> str:
    """A stored answer in words of ``hi`` or ``en``; "" where nothing was answered or it could not be read."""
    if stored in (None, "", False, []) or isinstance(stored, dict):
        return ""
    if asked.kind == "yesno":
        return catalog(language).say(_NO if stored == "no" else _YES)
    labels = {option.code: option.label.say(language) for option in asked.options}
    if isinstance(stored, list):
        return ", ".join(labels.get(str(code), str(code)) for code in stored)
    if asked.kind == "date":
        return catalog(language).date(date.fromisoformat(str(stored)))
    return labels.get(str(stored), str(stored))


def printed(programme: Programme, extra: Mapping[str, Any], kind: str) -> Mapping[str, Words]:
    """The answers of an enrolment that a certificate may say, by key: in both languages, own words in their script."""
    found = {}
    for asked in programme.fields_for(kind):
        both = [said(asked, extra.get(f"{programme.code}.{asked.key}"), language) for language in ("hi", "en")]
        if asked.kind == "line" and not any(letter.isdigit() for letter in both[0]):  # a number stays as it is
            both = [in_script_of(language, both[0]) for language in ("hi", "en")] if both[0] else both
        if any(both):
            found[asked.key] = Words(*both)
    return found


def as_text(stored: Any) -> str:
    """A stored answer as a sheet holds it: codes, several joined by ``;``, yes and no, dates in ISO."""
    if isinstance(stored, dict):
        return str(stored.get("raw", ""))
    if isinstance(stored, list):
        return ";".join(map(str, stored))
    return "yes" if stored is True else "" if stored in (None, False) else str(stored)


def stored(field: Field, text: str) -> Any:
    """What is stored of a typed answer; a text that cannot be read is kept as it is, marked as such."""
    if field.kind is Kind.FLAG:
        got = read(_YES_NO, text)
        return {"yes": True, "no": "no"}.get(got.value if got.wrong is None else "", "")
    got = read(field, safe(field, text))
    if got.wrong is not None:
        return {"raw": text}
    if isinstance(got.value, date):
        return got.value.isoformat()
    return list(got.value) if isinstance(got.value, tuple) else got.value


def from_sheet(asked: ExtraField, text: str) -> Any:
    """What is stored of a cell: a code, or the words of a choice in either language."""
    in_english = stored(asked.field("en"), text)
    in_hindi = stored(asked.field("hi"), text) if isinstance(in_english, dict) else in_english
    return in_english if isinstance(in_hindi, dict) else in_hindi


def objection(asked: ExtraField, text: str) -> Text | None:
    """Why a text is no answer to a question, and which answers there are; None where it is one, or nothing."""
    value = from_sheet(asked, text)
    if not text.strip() or not (isinstance(value, dict) or value == ""):
        return None
    question = LocalizedName(asked.label.hi, asked.label.en)
    choices = [option.code for option in asked.options] or (["yes", "no"] if asked.kind == "yesno" else [])
    if not choices:
        return T("“{text}” is no answer to “{question}”.", text=text[:60], question=question)
    possible = ", ".join(choices)
    return T("“{text}” is no answer to “{question}”: {choices}.", text=text[:60], question=question, choices=possible)


_YES_NO = Field("", Kind.CHOICE, choices=YES_NO_UNSAID)
