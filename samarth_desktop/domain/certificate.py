"""What stands on a certificate: everything that is printed, gathered before a page is drawn.

The stored record says which certificate was issued to whom; this is its content at that moment. Words in two scripts
may lack one; then the other is printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from samarth_desktop.domain import crafts
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.domain.group import Shg
from samarth_desktop.domain.place import district, state
from samarth_desktop.domain.programme import Programme, relation_line
from samarth_desktop.domain.wording import NO_WORDS, Wording, Words
from samarth_desktop.i18n import N_, T, catalog

Kind = Literal["onboarding", "shg", "workshop"]
Languages = Literal["hi", "en", "both"]
Orientation = Literal["landscape", "portrait"]
WORDING_OF: Mapping[Kind, str] = {"onboarding": "artisan", "shg": "shg", "workshop": "workshop"}
HONORIFICS = {"smt": N_("Smt. {name}"), "shri": N_("Shri {name}"), "km": N_("Km. {name}")}
# A name that is written with its title already gets no second one.
_TITLES = frozenset(
    (
        "श्री",
        "श्रीमती",
        "सुश्री",
        "कुमारी",
        "स्व",
        "डॉ",
        "shri",
        "sri",
        "smt",
        "km",
        "ms",
        "mr",
        "mrs",
        "late",
        "dr",
    )
)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs by hand at the foot: name and office."""

    name: Words = NO_WORDS
    role: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Paper:
    """How a certificate is to look and when: chosen by whoever issues it, the same for a whole batch.

    `emblem` is the bytes of a JPEG or PNG. `demo` marks every page as a sample; `date_asked` says that a person had to
    enter the date because the laptop's own was not to be trusted.
    """

    issued: date
    issuer: Signatory = Signatory()
    second: Signatory | None = None
    languages: Languages = "both"
    orientation: Orientation = "landscape"
    emblem: bytes | None = None
    demo: bool = False
    date_asked: bool = False


@dataclass(frozen=True, slots=True)
class CertificateData:
    """The content of one certificate or identity card.

    `name` is as printed, honorific included; `plain_name` without it. `heading` and `under` head the page, then
    `title`, `subtitle`, `opening`, the name and the lines: who the holder is, and what is certified, with **bold**
    runs. `programme_code` and `programme_version` say under which wording it was issued; they are signed with it and
    not printed. `photo_id` is the hash by which the record names its photo, which is signed also where a laptop prints
    without the photo because it does not have it. `facts` are further cells beside number and date: (label, value). `place` and `craft` stand on cards.
    """

    kind: Kind
    serial: str
    registration: str
    name: Words
    heading: Words
    paper: Paper
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
        return self.lines_hi if language == "hi" else self.lines_en


def best(words: Words, language: str) -> str:
    """The words in a language, or in the other one where this is missing."""
    return words.say(language) or words.hi or words.en


def printed_names(data: CertificateData) -> tuple[str, ...]:
    """The names that the page shows: in each of its languages, without title."""
    languages = ("hi", "en") if data.paper.languages == "both" else (data.paper.languages,)
    return tuple(best(data.plain_name, language) for language in languages)


def in_scripts(text: str, other: str = "") -> Words:
    """Words from a text as written and, where given, in the other script."""
    hi, en = ("", "")
    for part in (text, other):
        if _devanagari(part):
            hi = hi or part
        else:
            en = en or part
    return Words(hi, en)


def titled(honorific: str, name: str, language: str) -> str:
    """The name with the honorific that the form says (``shri``, ``smt``, ``km``), never doubled."""
    first = name.split(maxsplit=1)[0].rstrip(".").casefold() if name.strip() else ""
    if honorific not in HONORIFICS or not first or first in _TITLES:
        return name
    return catalog(language).say(T(HONORIFICS[honorific], name=name))


def for_artisan(
    artisan: Artisan,
    programme: Programme,
    serial: str,
    paper: Paper,
    *,
    photo: bytes | None = None,
    own: Mapping[str, str] | None = None,
) -> CertificateData:
    """An onboarding certificate. `own` are values of the programme's own fields by key, as printed."""
    facts = {language: _person_facts(artisan, programme, language, paper, own) for language in ("hi", "en")}
    return _filled("onboarding", artisan, programme, serial, paper, facts, photo)


def for_group(
    group: Shg,
    programme: Programme,
    serial: str,
    paper: Paper,
    *,
    members: int = 0,
    photo: bytes | None = None,
    own: Mapping[str, str] | None = None,
) -> CertificateData:
    """A Self-Help Group's certificate; `members` is how many are active, 0 where that is not to be said."""
    facts = {}
    for language in ("hi", "en"):
        words = catalog(language)
        facts[language] = {
            **_place_facts(group, programme, language),
            **(own or {}),
            "members": words.number(members) if members else "",
            "formed": words.date(group.formation_date) if group.formation_date else "",
        }
    return _filled("shg", group, programme, serial, paper, facts, photo)


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
    paper: Paper,
    attended: Attended,
    *,
    photo: bytes | None = None,
) -> CertificateData:
    """A workshop participation certificate."""
    facts = {}
    for language in ("hi", "en"):
        words = catalog(language)
        several = attended.until is not None and attended.until != attended.since
        facts[language] = {
            **_person_facts(artisan, programme, language, paper, None),
            "workshop": best(attended.title, language),
            "venue": best(attended.venue, language),
            "shg": best(attended.group, language),
            "date": words.date(attended.since),
            "from": words.date(attended.since) if several else "",
            "to": words.date(attended.until) if several and attended.until else "",
        }
    return _filled("workshop", artisan, programme, serial, paper, facts, photo)


def _filled(
    kind: Kind,
    holder: Artisan | Shg,
    programme: Programme,
    serial: str,
    paper: Paper,
    facts: Mapping[str, Mapping[str, str]],
    photo: bytes | None,
) -> CertificateData:
    wording = programme.wording[WORDING_OF[kind]]
    honorific = holder.honorific if isinstance(holder, Artisan) else ""
    village = in_scripts(holder.village, holder.village_other)
    place = {language: _card_place(village, facts[language], language) for language in ("hi", "en")}
    return CertificateData(
        kind=kind,
        serial=serial,
        registration=holder.registration,
        name=Words(titled(honorific, holder.name_hi, "hi"), titled(honorific, holder.name_en, "en")),
        plain_name=Words(holder.name_hi, holder.name_en),
        heading=wording.heading,
        under=wording.under,
        title=wording.title,
        subtitle=wording.kind,
        opening=wording.opening,
        lines_hi=_lines(wording, "hi", facts["hi"]),
        lines_en=_lines(wording, "en", facts["en"]),
        place=Words(place["hi"], place["en"]),
        craft=in_scripts(holder.craft) if isinstance(holder, Artisan) else NO_WORDS,
        photo=photo,
        paper=paper,
        programme_code=programme.code,
        programme_version=programme.version,
    )


def _lines(wording: Wording, language: str, facts: Mapping[str, str]) -> tuple[str, ...]:
    """Who the holder is, and the sentence; English goes on after a comma."""
    who, sentence = wording.holder_line(language, facts), wording.sentence(language, facts)
    if who and sentence and language == "en":
        who += ","
    return tuple(line for line in (who, sentence) if line)


def _person_facts(
    artisan: Artisan, programme: Programme, language: str, paper: Paper, own: Mapping[str, str] | None
) -> dict[str, str]:
    relative = best(Words(artisan.relative_hi, artisan.relative_en), language)
    # A father or husband is Shri and a mother Smt. in any form; nothing is guessed there.
    relative = titled("smt" if artisan.relation == "mother" else "shri", relative, language)
    craft = crafts.facts(artisan.craft, language)
    if not craft and paper.languages != "both":  # else it is said in the other language on the same sheet
        craft = {"craft": artisan.craft}
    return {
        **_place_facts(artisan, programme, language),
        **(own or {}),
        "relation_line": relation_line(artisan.relation, language, relative, artisan.gender),
        **craft,
    }


def _place_facts(holder: Artisan | Shg, programme: Programme, language: str) -> dict[str, str]:
    village = best(in_scripts(holder.village, holder.village_other), language)
    found_district, found_state = district(holder.district, holder.state), state(holder.state)
    return {
        "programme": programme.said.say(language) or programme.name.say(language),
        "ward" if programme.settlement == "urban" else "village": village,
        "panchayat": holder.gram_panchayat,
        "block": holder.block,
        "district": found_district.name(language) if found_district else "",
        "state": found_state.name(language) if found_state else "",
    }


def _card_place(village: Words, facts: Mapping[str, str], language: str) -> str:
    return ", ".join(part for part in (best(village, language), facts.get("district", "")) if part)


def _devanagari(text: str) -> bool:
    return any("\u0900" <= ch <= "\u097f" for ch in text)
