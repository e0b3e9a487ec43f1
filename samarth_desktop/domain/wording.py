"""What a certificate says, in both languages, from sentences that a programme's file holds."""

import string
from collections.abc import Mapping
from dataclasses import dataclass

CERTIFICATES = ("artisan", "shg", "workshop")

FACTS = frozenset(
    (
        "programme",
        "name",
        "craft",
        "maker",
        "article",
        "relation_line",
        "village",
        "ward",
        "panchayat",
        "block",
        "town",
        "district",
        "state",
        "shg",
        "members",
        "formed",
        "workshop",
        "venue",
        "date",
        "from",
        "to",
    )
)
"""What a sentence may ask for, beside the keys of the programme's own fields."""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Hindi and English."""

    hi: str = ""
    en: str = ""

    def say(self, language: str) -> str:
        """The words in ``hi`` or ``en``."""
        return self.hi if language == "hi" else self.en


NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class Lines:
    """Pieces of a line, or versions of a sentence, in Hindi and English."""

    hi: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def say(self, language: str) -> tuple[str, ...]:
        """The templates in ``hi`` or ``en``."""
        return self.hi if language == "hi" else self.en


@dataclass(frozen=True, slots=True)
class Relation:
    """How a relation is written, ``{relative}`` being the other's name.

    English tells daughter from son; `female` and `male` are used only where the form says which.
    """

    words: Words
    female: str = ""
    male: str = ""

    def line(self, language: str, relative: str, gender: str = "") -> str:
        """E.g. ``daughter of Ram Lal``; `gender` is ``female``, ``male`` or anything else. '' without a name."""
        if not relative:
            return ""
        template = self.words.say(language)
        if language == "en":
            template = {"female": self.female, "male": self.male}.get(gender) or template
        return template.format(relative=relative)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one kind of certificate, from top to bottom.

    `heading` and `under` head the page, `title` and `kind` name the paper, then `opening`, the holder's name,
    the `holder` line and the `body`. ``**`` marks bold in `body`.
    """

    heading: Words
    under: Words
    title: Words
    kind: Words
    opening: Words
    holder: Lines
    body: Lines

    def holder_line(self, language: str, facts: Mapping[str, str]) -> str:
        """Who the holder is, e.g. ``wife of Mohammad Aslam, village Zaidpur, district Barabanki``.

        `facts` are values of :data:`FACTS` in that language; a piece that lacks one is left out.
        """
        return ", ".join(piece.format_map(facts) for piece in self.holder.say(language) if _known(piece, facts))

    def sentence(self, language: str, facts: Mapping[str, str]) -> str:
        """What is certified: the fullest sentence for which all `facts` are known. ``**`` marks bold.

        `maker` is the holder's trade (``handloom weaver``); its English article is put before it.
        """
        maker = facts.get("maker", "")
        known = {**facts, "article": "an" if maker[:1].lower() in set("aeiou") else "a"} if maker else facts
        return next((s.format_map(known) for s in self.body.say(language) if _known(s, known)), "")


def placeholders(template: str) -> set[str]:
    """The names in braces. Raises ValueError for anything but plain ``{name}``."""
    names = set()
    for _, name, form, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            raise ValueError(f"{{{name}}}")
        names.add(name)
    return names


def _known(template: str, facts: Mapping[str, str]) -> bool:
    return all(facts.get(name) for name in placeholders(template))
