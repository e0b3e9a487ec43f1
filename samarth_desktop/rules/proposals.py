"""Names in the other script that the program proposes: which, how they are written, and what becomes of them.

A proposal is derived; what was typed always wins. A paper that used proposals leaves them in the record, with their
keys in `proposed`, until a person confirms them or writes something else. Marketplace and bank papers use none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from samarth_desktop.domain.fields.field import Record, fields_of
from samarth_desktop.domain.names.other_script import drawable, in_script_of, is_devanagari
from samarth_desktop.domain.names.titles import without_titles
from samarth_desktop.domain.reference import crafts
from samarth_desktop.kinds.holder import Holder

H = TypeVar("H", bound=Holder)
R = TypeVar("R", bound=Record)

PAIRS: Mapping[str, str] = {
    "name_hi": "name_en",
    "relative_hi": "relative_en",
    "village": "village_other",
    "gram_panchayat": "gram_panchayat_other",
    "block": "block_other",
    "craft": "craft_other",
}
"""Where a name stands, and where it stands in the other script."""
_BY_SCRIPT = ("name_hi", "relative_hi")
"""Fields that are meant for one script each: either may be the one that was typed."""
PEOPLE = ("name_hi", "name_en", "relative_hi", "relative_en")
Known = Callable[[str, str], str]
"""What is known of a name: from the key where it stands and the text, how a list or a person writes it in the other
script; "" where nobody said."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A spelling for the empty field `key`; `source` and `text` are what was typed. `sure` where a list or a person
    says so: then nobody has to look."""

    key: str
    source: str
    text: str
    proposed: str
    sure: bool = False


def nothing_known(source: str, text: str) -> str:
    """For places where no list is at hand."""
    return ""


def proposals(holder: Holder, known: Known = nothing_known) -> tuple[Proposal, ...]:
    """What is proposed for the empty other script of the names of a person or group that paper prints."""
    return tuple(made for source, key in PAIRS.items() if (made := _proposal(holder, source, key, known)))


def with_proposals(holder: H, known: Known = nothing_known) -> H:
    """The record as a paper prints it: every name in both scripts, the proposed ones told by `proposed`."""
    made = proposals(holder, known)
    if not made:
        return holder
    unsure = {one.key for one in made if not one.sure}
    values: dict[str, Any] = {one.key: one.proposed for one in made}
    return replace(holder, **values, proposed=tuple(sorted({*holder.proposed, *unsure})))


def without_proposals(holder: H) -> H:
    """The record as it was typed: for a marketplace, a bank, an export."""
    nothing: dict[str, Any] = dict.fromkeys(holder.proposed, "")
    return replace(holder, **nothing, proposed=()) if holder.proposed else holder


def typed(record: R) -> R:
    """Any record without the proposals in it: its own, where it has some."""
    return cast(R, without_proposals(cast(Holder, record))) if getattr(record, "proposed", ()) else record


def on_paper(record: R, language: str) -> R:
    """Any record as a list on paper shows it: names in both scripts, places and crafts in that of the language."""
    return cast(R, _on_paper(cast(Holder, record), language)) if hasattr(record, "proposed") else record


def _on_paper(holder: Holder, language: str) -> Holder:
    filled = with_proposals(holder)
    described = fields_of(type(holder))
    values: dict[str, Any] = {}
    for source, other in PAIRS.items():
        if source in described and source not in _BY_SCRIPT:
            text = getattr(filled, source)
            listed = crafts.craft(text) if source == "craft" and text else None
            named = listed.name(language) if listed else in_script_of(language, text, getattr(filled, other))
            values[source] = named or text
    return replace(filled, **values)


def stored(holder: Holder) -> tuple[Proposal, ...]:
    """The proposals that a paper used and nobody has confirmed."""
    sources = {key: source for source, key in PAIRS.items()} | {source: PAIRS[source] for source in _BY_SCRIPT}
    return tuple(
        Proposal(key, sources[key], getattr(holder, sources[key]), getattr(holder, key))
        for key in holder.proposed
        if key in sources and hasattr(holder, key) and getattr(holder, key)
    )


def in_both(holder: Holder) -> tuple[Proposal, ...]:
    """The names that stand in both scripts because people wrote or confirmed them."""
    described, found = fields_of(type(holder)), []
    for source, key in PAIRS.items():
        if key not in described or {source, key} & set(holder.proposed):
            continue
        text, other = getattr(holder, source), getattr(holder, key)
        if drawable(text) and drawable(other) and is_devanagari(text) != is_devanagari(other):
            found.append(Proposal(key, source, text, other, sure=True))
    return tuple(found)


def confirmed(holder: H, key: str, text: str) -> H:
    """The record with a spelling that a person looked at."""
    values: dict[str, Any] = {key: text, "proposed": tuple(one for one in holder.proposed if one != key)}
    return replace(holder, **values)


def settled(before: R, after: R) -> R:
    """The record after a change by a person: a proposal that she wrote over is hers, and one of which the name has
    changed is gone."""
    if not getattr(before, "proposed", ()):
        return after
    return cast(R, _settled(cast(Holder, before), cast(Holder, after)))


def _settled(before: Holder, after: Holder) -> Holder:
    kept: list[str] = []
    gone: dict[str, Any] = {}
    sources = {one.key: one.source for one in stored(before)}
    for key in after.proposed:
        source = sources.get(key)
        if source is None or getattr(after, source) == getattr(before, source):
            if key not in before.proposed or getattr(after, key) == getattr(before, key):
                kept.append(key)
        elif getattr(after, key) == getattr(before, key):
            gone[key] = ""
    return replace(after, **gone, proposed=tuple(kept))


def spellings(proposal: Proposal, most: int = 3) -> tuple[str, ...]:
    """The proposal and the next likely ways to write it, at most `most`."""
    from samarth_desktop.domain.names import translit

    bare = without_titles(proposal.text)[0] if proposal.source in PEOPLE else proposal.text
    write = translit.candidates_latin if is_devanagari(bare) else translit.to_devanagari
    return tuple(dict.fromkeys((proposal.proposed, *filter(drawable, write(bare, most + 1)))))[:most]


def _proposal(holder: Holder, source: str, key: str, known: Known) -> Proposal | None:
    if key not in fields_of(type(holder)):
        return None
    if source in _BY_SCRIPT and not getattr(holder, source) and getattr(holder, key):
        source, key = key, source
    text = getattr(holder, source)
    if not drawable(text) or getattr(holder, key) or (source == "craft" and crafts.craft(text)):
        return None
    language = "en" if is_devanagari(text) else "hi"
    person = source in PEOPLE and fields_of(type(holder))[source].names == "person"
    said = known(source, text)
    bare = without_titles(text)[0] if person else text
    made = said or in_script_of(language, bare, person=person)
    if not made or is_devanagari(made) == is_devanagari(text):
        return None
    return Proposal(key, source, text, made, sure=bool(said))
