"""A village's cell, or an address, that says more than one place: each is put where it belongs, and that is told."""

import re

from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.domain.names.name_cell import Facts
from samarth_desktop.domain.places import address_parts
from samarth_desktop.i18n import T

_ONE_WORD = re.compile(r"[^\s:.\-–—]*").fullmatch  # most villages, in which no word can say what they are
_FIELDLESS = ("tehsil", "police", "post")


def settle(facts: Facts) -> None:
    """Looks at the village, or at the address of a row that says none. An address stays as it is beside what is taken
    from it; a village's cell with what has no field, such as a tehsil, is kept whole among the remarks."""
    if village := facts.values.get("village"):
        if not _ONE_WORD(village):
            _village(facts, village)
    elif "house" in facts.values and "village" in facts.described and "village" not in facts.unread:
        _, found = address_parts.apart(facts.values["house"])
        if found and (taken := _take(facts, dict(found))):
            facts.said.append(("house", T("Taken from the address: {places}. Compare it.", places=", ".join(taken))))


def _village(facts: Facts, text: str) -> None:
    head, found = address_parts.apart(text)
    places = dict(found)
    if not places or (head and "village" in places):
        return  # two villages: only a person knows
    village = places.pop("village", head)
    if not village or not places:
        return  # nothing but the word before it, which a paper leaves out
    facts.values["village"] = village
    if any(places.get(key, village) != village for key in _FIELDLESS):
        facts.keep("village", text)
    _take(facts, places)
    said = T("There was more than the village in “{text}”. It was taken apart: compare it.", text=text)
    facts.said.append(("village", said))


def _take(facts: Facts, places: dict[str, str]) -> list[str]:
    """Puts places into the fields of which the row says nothing; gives what was taken."""
    taken = []
    for key in address_parts.FIELDS:
        described = facts.described.get(key)
        if key not in places or described is None or key in facts.values or key in facts.unread:
            continue
        got = read(described, places[key])
        if got.wrong is None and got.value:
            facts.values[key] = got.value
            taken.append(places[key])
    return taken
