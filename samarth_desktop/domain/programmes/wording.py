"""What a certificate says, in both languages, from sentences that a programme's file holds."""

import string
from collections.abc import Mapping
from dataclasses import dataclass

from samarth_desktop.domain.paper.paper_text import as_printed

CERTIFICATES = ("artisan", "shg", "workshop")
BOLD = "**"
NO_BREAK = "\N{NO-BREAK SPACE}"
WORD_JOINER = "\N{WORD JOINER}"

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

    `by_gender` has other words for holders of a gender (``female``, ``male``, ``other``), where they differ: English
    tells daughter from son, and a man is nobody's wife.
    """

    words: Words
    by_gender: Mapping[str, Words]

    def line(self, language: str, relative: str, gender: str = "") -> str:
        """E.g. ``daughter of Ram Lal``; `gender` is a code of the form, or anything else. '' without a name."""
        if not relative:
            return ""
        own = self.by_gender.get(gender, NO_WORDS).say(language)
        return _bound(own or self.words.say(language)).format(relative=relative)


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

        `facts` are values of :data:`FACTS` in that language; a piece that lacks one is left out. No line ends between
        "village" and its name.
        """
        pieces = (_bound(piece) for piece in self.holder.say(language) if _known(piece, facts))
        return ", ".join(_filled(piece, facts) for piece in pieces)

    def sentence(self, language: str, facts: Mapping[str, str]) -> str:
        """What is certified: the fullest sentence for which all `facts` are known. ``**`` marks bold.

        `maker` is the holder's trade (``handloom weaver``); its English article is put before it.
        """
        maker = facts.get("maker", "")
        known = {**facts, "article": "an" if maker[:1].lower() in set("aeiou") else "a"} if maker else facts
        return next((_filled(s, known) for s in self.body.say(language) if _known(s, known)), "")


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


def plain_words(line: str) -> str:
    """A line as it is read: without marks of bold and what holds words together."""
    return line.replace(BOLD, "").replace(WORD_JOINER, "").replace(NO_BREAK, " ")


def _bound(template: str) -> str:
    """The template with its own spaces unbreakable: a label stays with what it says."""
    return template.replace(" ", NO_BREAK)


def _filled(template: str, facts: Mapping[str, str]) -> str:
    """The template with its facts as they are printed; none is a mark of bold, whatever was typed."""
    said = {key: as_printed(value).replace("*", f"*{WORD_JOINER}") for key, value in facts.items()}
    return template.format_map(said)


def _known(template: str, facts: Mapping[str, str]) -> bool:
    return all(facts.get(name) for name in placeholders(template))
