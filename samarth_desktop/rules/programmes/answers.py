"""What was answered to a programme's own questions, in words: for certificates, lists and sheets."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from samarth_desktop.domain.names.other_script import in_script_of
from samarth_desktop.domain.programmes.programme_model import ExtraField, Programme
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.i18n import N_, catalog

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
