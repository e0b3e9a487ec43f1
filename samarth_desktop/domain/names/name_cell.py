"""A name's box that holds more than the name: its facts put where they belong, and said.

Nothing that is given already is written over. What belongs nowhere is kept as an unread text of the name in the other
script, or at the end of the remarks; it never becomes a name.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from samarth_desktop.domain.fields.digits import masked_numbers
from samarth_desktop.domain.fields.field import Field
from samarth_desktop.domain.fields.text import judge, several
from samarth_desktop.domain.fields.text.scripts import DEVANAGARI, LATIN
from samarth_desktop.domain.names import person_names
from samarth_desktop.domain.names.word_lists import PARTICLES, TITLES
from samarth_desktop.i18n import T, Text

_FEW_CAPITALS = re.compile(r"[A-Z]{1,3}|(?:[A-Z][./]){1,3}[A-Z]?")
_WORD_ENDS = re.compile(r"[\s/()\[\],|]+")
_HONORIFICS = {"श्रीमती": "smt", "श्री": "shri", "कुमारी": "km", "smt": "smt", "shri": "shri", "kumari": "km"}
Said = list[tuple[str, Text]]
"""What a person should know of a field: its key and the sentence."""


class Facts(NamedTuple):
    """The facts of a record on their way in: its fields, what is read so far, and what stands there if nothing is."""

    described: Mapping[str, Field]
    values: dict[str, Any]
    unread: dict[str, str]
    said: Said
    before: Callable[[str], Any] = lambda key: ""

    def given(self, key: str) -> Any:
        """The value of a field as it will be."""
        return self.values[key] if key in self.values else self.before(key)

    def put(self, key: str, text: str) -> None:
        """Judges a text and puts it into a field that has none yet."""
        verdict = judge(self.described[key], text)
        if verdict.refused is not None:
            self.unread[key] = text
        elif verdict.text:
            self.values[key] = verdict.text
        self.said.extend((key, text) for text in (verdict.mended, *verdict.doubts) if text is not None)

    def keep(self, key: str, rest: str) -> None:
        """Keeps what is no part of the name in `key`: unread in the name of the other script, or among the remarks."""
        other = {"name_hi": "name_en", "name_en": "name_hi"}.get(key, "")
        if other in self.described and not self.given(other) and other not in self.unread:
            self.unread[other] = rest
        elif "remarks" in self.described:
            before = self.given("remarks")
            if rest not in str(before).split("\n"):
                self.values["remarks"] = "\n".join(filter(None, (before, rest)))


def settle(
    facts: Facts, keys: tuple[str, ...] = ("name_hi", "name_en", "relative_hi", "relative_en", "relative")
) -> None:
    """Takes the boxes of names apart that hold more than a name."""
    for key in keys:
        text = facts.values.get(key)
        if text and facts.described[key].names == "person" and several.may_be_several(text):
            parts = several.apart(text) if key.startswith("name") else several.own_name(text)
            if parts.cut:
                _spread(facts, key, text, parts)


def by_script(facts: Facts, stem: str, text: str) -> None:
    """A name of which the script, not the head of its column, says the field."""
    of_a_person = stem == "name" and facts.described["name_hi"].names == "person"
    parts = several.apart(text) if of_a_person else several.Parts(text)
    if parts.cut:
        key = f"{stem}_{_script(parts.name)}"
        _spread(facts, key, text, parts._replace(name=""))
    for key, part in _scripts_of(facts, stem, parts.name).items():
        if key not in facts.values:
            facts.put(key, part)
    if stem == "relative":
        settle(facts)


def _scripts_of(facts: Facts, stem: str, text: str) -> dict[str, str]:
    if stem in facts.described:
        return {stem: text}
    found = scripts(text)
    if len(found) == 1:
        return {f"{stem}_{of}": part for of, part in found.items()}
    hindi, latin = found["hi"], found["en"]
    if facts.described[f"{stem}_hi"].names != "person":
        return _of_a_group(stem, text, hindi, latin)
    if all(word.strip(".") in TITLES for word in hindi.split()):
        title = _HONORIFICS.get(hindi.strip("."), "")
        if title and stem == "name" and "honorific" in facts.described and not facts.given("honorific"):
            facts.values["honorific"] = title
        return {f"{stem}_en": latin}
    if _is_no_name(latin):
        facts.said.append((f"{stem}_hi", _more(text)))
        facts.keep(f"{stem}_hi", latin)
        return {f"{stem}_hi": hindi}
    return {f"{stem}_hi": hindi, f"{stem}_en": latin}


def _of_a_group(stem: str, text: str, hindi: str, latin: str) -> dict[str, str]:
    """In a group's name SHG and the like are a part of it, in whatever letters."""
    kinds = [word for word in latin.split() if _is_no_name(word)]
    name = " ".join(word for word in latin.split() if word not in kinds)
    return {f"{stem}_hi": " ".join([hindi, *kinds]), f"{stem}_en": name} if name else {f"{stem}_hi": text}


def scripts(text: str) -> dict[str, str]:
    """A name by script, ``hi`` and ``en``; both where a cell holds both, such as ``रमेश (Ramesh)``."""
    if not DEVANAGARI.search(text):
        return {"en": text}
    words = _WORD_ENDS.split(text)
    latin = [word for word in words if LATIN.search(word) and not DEVANAGARI.search(word)]
    if not latin:
        return {"hi": text}
    return {"hi": " ".join(word for word in words if DEVANAGARI.search(word)), "en": " ".join(latin)}


def _is_no_name(latin: str) -> bool:
    """What stands in Latin letters beside a Hindi name and is none itself: SC, S.H.G., ``alias Raju``."""
    return (
        several.is_note(latin)
        or _FEW_CAPITALS.fullmatch(latin) is not None
        or latin.casefold().split()[0].strip(".") in PARTICLES
    )


def _script(text: str) -> str:
    return "hi" if DEVANAGARI.search(text) else "en"


def _spread(facts: Facts, key: str, text: str, parts: several.Parts) -> None:
    facts.said[:] = [one for one in facts.said if one[0] != key]
    rest = [parts.rest] if parts.rest else []
    if key.startswith("name"):
        facts.values.pop(key, None)
        if parts.name:
            facts.put(key, parts.name)
    elif key.startswith("relative"):
        facts.values[key] = parts.relative
    relation = parts.relation if "relation" in facts.described else ""
    if relation and not facts.given("relation"):
        facts.values["relation"] = relation
    if parts.relative and key.startswith("name") and not _relative(facts, parts.relative):
        rest.insert(0, parts.relative)
    if parts.mobile and "mobile" in facts.described and not facts.given("mobile"):
        facts.values["mobile"] = parts.mobile
    elif parts.mobile and facts.given("mobile") != parts.mobile:
        rest.append(parts.mobile)
    whole = ", ".join(rest)
    if whole:
        facts.keep(key, whole)
    if rest or parts.mobile or not key.startswith("relative"):  # her relation before a name is what such a box asks
        facts.said.append((key, _more(text)))


def _more(text: str) -> Text:
    return T(
        "There was more than the name in “{text}”. It was taken apart: compare it.", text=masked_numbers(text)[:80]
    )


def _relative(facts: Facts, text: str) -> bool:
    """Puts the relative where there is none; False when another one is given."""
    key = "relative" if "relative" in facts.described else f"relative_{_script(text)}"
    held = facts.given(key)
    if not held and key not in facts.unread:
        facts.put(key, text)
        return True
    return bool(held) and person_names.phonetic_text(str(held)) == person_names.phonetic_text(text)
