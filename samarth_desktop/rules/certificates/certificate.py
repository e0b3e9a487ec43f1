"""What stands on a certificate: everything that is printed, gathered before a page is drawn.

The stored record says which certificate was issued to whom; this is its content at that moment. The holder's name
stands in the scripts in which it was written; inside a sentence no foreign script stands (:mod:`other_script`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from samarth_desktop.domain.names.other_script import drawable, in_both, in_script_of, is_devanagari
from samarth_desktop.domain.names.titles import fitting, titled, without_titles
from samarth_desktop.domain.paper.paper_text import undrawable
from samarth_desktop.domain.places.place import district, state
from samarth_desktop.domain.places.place_labels import without_label
from samarth_desktop.domain.programmes.programme import Programme, relation_line
from samarth_desktop.domain.programmes.wording import NO_BREAK, NO_WORDS, Wording, Words
from samarth_desktop.domain.reference import crafts
from samarth_desktop.i18n import catalog, in_devanagari
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.shg.record import Shg

Kind = Literal["onboarding", "shg", "workshop"]
Languages = Literal["hi", "en", "both"]
Orientation = Literal["landscape", "portrait"]
WORDING_OF: Mapping[Kind, str] = {"onboarding": "artisan", "shg": "shg", "workshop": "workshop"}


Places = Mapping[str, Words]
"""Names of the directory (LGD) by level, ``village`` and ``block``: they go before a spelling by sound."""
NO_PLACES: Places = {}


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs by hand at the foot: name and office."""

    name: Words = NO_WORDS
    role: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How a certificate is to look and when: chosen by whoever issues it, the same for a whole batch.

    `emblem` is the bytes of a JPEG or PNG. `demo` marks every page as a sample; `date_asked` says that a person had to
    enter the date because the laptop's own was not to be trusted; `plain` is for printers without colour.
    """

    issued: date
    issuer: Signatory = Signatory()
    second: Signatory | None = None
    languages: Languages = "both"
    orientation: Orientation = "landscape"
    emblem: bytes | None = None
    demo: bool = False
    date_asked: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class CertificateData:
    """The content of one certificate or identity card.

    `name` is as printed, honorific included; `plain_name` without it. `heading` and `under` head the page, then
    `title`, `subtitle`, `opening`, the name and the lines: who the holder is, and what is certified, with **bold**
    runs. `programme_code` and `programme_version` say under which wording it was issued; they are signed with it and
    not printed. `photo_id` is the hash by which the record names its photo, which is signed also where a laptop prints
    without the photo because it does not have it. `facts` are further cells beside number and date: (label, value).
    `place` and `craft` stand on cards.
    """

    kind: Kind
    serial: str
    registration: str
    name: Words
    heading: Words
    paper: PrintSettings
    plain_name: Words = NO_WORDS
    under: Words = NO_WORDS
    title: Words = NO_WORDS
    subtitle: Words = NO_WORDS
    opening: Words = NO_WORDS
    lines_hi: tuple[str, ...] = ()
    lines_en: tuple[str, ...] = ()
    facts: tuple[tuple[Words, Words], ...] = ()
    place: Words = NO_WORDS
    craft: Words = NO_WORDS
    photo: bytes | None = None
    programme_code: str = ""
    programme_version: int = 0
    photo_id: str = ""

    def lines(self, language: str) -> tuple[str, ...]:
        """The lines below the name in ``hi`` or ``en``."""
        return self.lines_hi if in_devanagari(language) else self.lines_en


def best(words: Words, language: str) -> str:
    """The words in a language, or in the other one where this is missing or cannot be drawn."""
    known = [text for text in (words.say(language), words.hi, words.en) if text]
    return next((text for text in known if not undrawable(text)), known[0] if known else "")


def printed_names(data: CertificateData) -> tuple[str, ...]:
    """The names that the page shows: in each of its languages, without title."""
    languages = ("hi", "en") if data.paper.languages == "both" else (data.paper.languages,)
    return tuple(best(data.plain_name, language) for language in languages)


def in_scripts(text: str, other: str = "") -> Words:
    """Words from a text as written and, where given, in the other script."""
    hi, en = ("", "")
    for part in (text, other):
        if is_devanagari(part):
            hi = hi or part
        else:
            en = en or part
    return Words(hi, en)


def for_artisan(
    artisan: Artisan,
    programme: Programme,
    serial: str,
    paper: PrintSettings,
    *,
    photo: bytes | None = None,
    own: Mapping[str, Words] | None = None,
    places: Places = NO_PLACES,
) -> CertificateData:
    """An onboarding certificate. `own` are values of the programme's own fields by key, as printed."""
    facts = {language: _person_facts(artisan, programme, language, own, places) for language in ("hi", "en")}
    return _of_person("onboarding", artisan, programme, serial, paper, facts, photo, places)


def for_group(
    group: Shg,
    programme: Programme,
    serial: str,
    paper: PrintSettings,
    *,
    members: int = 0,
    photo: bytes | None = None,
    own: Mapping[str, Words] | None = None,
    places: Places = NO_PLACES,
) -> CertificateData:
    """A Self-Help Group's certificate; `members` is how many are active, 0 where that is not to be said."""
    facts = {}
    for language in ("hi", "en"):
        words = catalog(language)
        facts[language] = {
            **_place_facts(group, programme, language, places),
            **_own_facts(own, language),
            "members": words.number(members) if members else "",
            "formed": _day(group.formation_date, language) if group.formation_date else "",
        }
    return _filled("shg", group, programme, serial, paper, facts, photo, places)


def for_holder(
    holder: Holder,
    programme: Programme,
    serial: str,
    paper: PrintSettings,
    *,
    members: int,
    photo: bytes | None,
    places: Places,
    own: Mapping[str, Words] | None = None,
) -> CertificateData:
    """The certificate that a person or group gets once she is ready; `members` are a group's, `own` as above."""
    if holder.KIND == Artisan.KIND:
        return for_artisan(cast(Artisan, holder), programme, serial, paper, photo=photo, own=own, places=places)
    group = cast(Shg, holder)
    return for_group(group, programme, serial, paper, members=members, photo=photo, own=own, places=places)


@dataclass(frozen=True, slots=True)
class Attended:
    """The workshop of a participation certificate; `until` is None for a single day."""

    title: Words
    venue: Words
    since: date
    until: date | None = None
    group: Words = NO_WORDS


def for_participant(
    artisan: Artisan,
    programme: Programme,
    serial: str,
    paper: PrintSettings,
    attended: Attended,
    *,
    photo: bytes | None = None,
    places: Places = NO_PLACES,
) -> CertificateData:
    """A workshop participation certificate."""
    facts = {}
    for language in ("hi", "en"):
        several = attended.until is not None and attended.until != attended.since
        facts[language] = {
            **_person_facts(artisan, programme, language, None, places),
            "workshop": in_script_of(language, attended.title.hi, attended.title.en),
            "venue": in_script_of(language, attended.venue.hi, attended.venue.en),
            "shg": in_script_of(language, attended.group.hi, attended.group.en),
            "date": _day(attended.since, language),
            "from": _day(attended.since, language) if several else "",
            "to": _day(attended.until, language) if several and attended.until else "",
        }
    return _of_person("workshop", artisan, programme, serial, paper, facts, photo, places)


def _of_person(
    kind: Kind,
    artisan: Artisan,
    programme: Programme,
    serial: str,
    paper: PrintSettings,
    facts: Mapping[str, Mapping[str, str]],
    photo: bytes | None,
    places: Places,
) -> CertificateData:
    """A person's certificate: her name has a title before it and her craft stands under it."""
    data = _filled(kind, artisan, programme, serial, paper, facts, photo, places)
    honorific = fitting(artisan.honorific, artisan.gender)
    name = Words(titled(honorific, data.name.hi, "hi"), titled(honorific, data.name.en, "en"))
    return replace(data, name=name, plain_name=_without_titles(data.name, honorific), craft=_craft(artisan))


def _filled(
    kind: Kind,
    holder: Holder,
    programme: Programme,
    serial: str,
    paper: PrintSettings,
    facts: Mapping[str, Mapping[str, str]],
    photo: bytes | None,
    places: Places,
) -> CertificateData:
    wording = programme.wording[WORDING_OF[kind]]
    name = Words(drawable(holder.name_hi), drawable(holder.name_en))
    return CertificateData(
        kind=kind,
        serial=serial,
        registration=holder.registration,
        name=name,
        plain_name=name,
        heading=wording.heading,
        under=wording.under,
        title=wording.title,
        subtitle=wording.kind,
        opening=wording.opening,
        lines_hi=_lines(wording, "hi", facts["hi"]),
        lines_en=_lines(wording, "en", facts["en"]),
        place=_card_place(holder, places, facts),
        craft=NO_WORDS,
        photo=photo,
        paper=paper,
        programme_code=programme.code,
        programme_version=programme.version,
    )


def _without_titles(name: Words, honorific: str) -> Words:
    return Words(without_titles(name.hi, honorific)[0], without_titles(name.en, honorific)[0])


def _lines(wording: Wording, language: str, facts: Mapping[str, str]) -> tuple[str, ...]:
    """Who the holder is, and the sentence; English goes on after a comma."""
    who, sentence = wording.holder_line(language, facts), wording.sentence(language, facts)
    if who and sentence and language == "en":
        who += ","
    return tuple(line for line in (who, sentence) if line)


def _person_facts(
    artisan: Artisan, programme: Programme, language: str, own: Mapping[str, Words] | None, places: Places
) -> dict[str, str]:
    return {
        **_place_facts(artisan, programme, language, places),
        **_own_facts(own, language),
        "relation_line": relation_line(artisan.relation, language, _relative(artisan, language), artisan.gender),
        **crafts.facts(artisan.craft, language, artisan.craft_other),
    }


def _own_facts(own: Mapping[str, Words] | None, language: str) -> dict[str, str]:
    return {key: words.say(language) for key, words in (own or {}).items()}


def _relative(artisan: Artisan, language: str) -> str:
    """The relative with a title: a father or husband is Shri and a mother Smt. in any form; nothing is guessed."""
    title = "smt" if artisan.relation == "mother" else "shri"
    typed = [without_titles(text, title) for text in (artisan.relative_hi, artisan.relative_en)]
    name = in_script_of(language, *(bare for bare, _ in typed), person=True)
    said = titled(title, name, language, late=any(late for _, late in typed))
    return said.removesuffix(name).replace(" ", NO_BREAK) + name


def _place_facts(holder: Holder, programme: Programme, language: str, places: Places) -> dict[str, str]:
    found_district, found_state = district(holder.district, holder.state), state(holder.state)
    block = (holder.block, holder.block_other, *_listed("block", places))
    panchayat = (holder.gram_panchayat, holder.gram_panchayat_other)
    level = "ward" if programme.settlement == "urban" else "village"
    return {
        "programme": programme.said.say(language) or programme.name.say(language),
        level: _village(holder, places, level).say(language),
        "panchayat": in_script_of(language, *(without_label("panchayat", one) for one in panchayat)),
        "block": in_script_of(language, *(without_label("block", one) for one in block)),
        "district": found_district.name(language) if found_district else "",
        "state": found_state.name(language) if found_state else "",
    }


def _village(holder: Holder, places: Places, level: str) -> Words:
    names = (holder.village, holder.village_other, *_listed("village", places))
    return in_both(*(without_label(level, one) for one in names))


def _listed(level: str, places: Places) -> tuple[str, str]:
    words = places.get(level, NO_WORDS)
    return words.hi, words.en


def _card_place(holder: Holder, places: Places, facts: Mapping[str, Mapping[str, str]]) -> Words:
    village = _village(holder, places, "village")
    both = (", ".join(filter(None, (village.say(it), facts[it].get("district", "")))) for it in ("hi", "en"))
    return Words(*both)


def _craft(artisan: Artisan) -> Words:
    said = (crafts.facts(artisan.craft, language, artisan.craft_other).get("craft", "") for language in ("hi", "en"))
    return Words(*said)


def _day(day: date, language: str) -> str:
    """A date in words that no line tears."""
    return catalog(language).date(day).replace(" ", NO_BREAK)
