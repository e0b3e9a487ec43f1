"""Texts in Hindi and English.

Domain, store and hub return :class:`Text` values; a :class:`Catalog` turns them into words at the edge, so a
Hindi certificate prints from an English screen. English source strings are the message ids of one gettext
catalog (``resources/i18n``), extracted by Babel from the calls ``N_``, ``T`` and ``Tn``.
"""

import functools
import gettext
import os
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from samarth_desktop import paths

if TYPE_CHECKING:
    from babel import Locale

LANGUAGES = ("hi", "en")
"""A further language needs its code here, a catalog in resources/i18n and a face for its letters."""
_IN_LATIN = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that is not yet in a language: message id and what fills its placeholders.

    An argument may itself be a :class:`Text` or a :class:`LocalizedName`; it is said in the same language.
    `plural` and `count` are set for sentences that depend on a number.
    """

    id: str
    args: dict[str, object] = field(default_factory=dict)
    plural: str = ""
    count: int = 0

    def __hash__(self) -> int:
        return hash((self.id, self.plural, self.count))


def N_(message: str) -> str:
    """Marks a message id for extraction and gives it back unchanged."""
    return message


def T(message: str, /, **args: object) -> Text:
    """A sentence with ``{name}`` placeholders, e.g. ``T("{n} photos are missing", n=3)``."""
    return Text(message, args)


def Tn(one: str, many: str, count: int, /, **args: object) -> Text:
    """A sentence for one or many; ``{count}`` is filled with the number as written in the language."""
    return Text(one, args, many, count)


def in_devanagari(language: str) -> bool:
    """Whether a language of the program is written in Devanagari: of the two forms in which names and facts are kept
    (`hi`, `en`) it takes the first. A further language that is not written so is named in _IN_LATIN."""
    return language not in _IN_LATIN


class LocalizedName(NamedTuple):
    """A proper name in Devanagari (`hi`) and in Latin letters (`en`); either may be missing. Also an argument
    of a :class:`Text`."""

    hi: str = ""
    en: str = ""

    def ordered(self, language: str) -> tuple[str, str]:
        """The name in the script of a language, and in the other one; where only one is known, that one and ""."""
        first, second = (self.hi, self.en) if in_devanagari(language) else (self.en, self.hi)
        return (first, second) if first else (second, "")

    def best(self, language: str) -> str:
        """The name in the script of a language, else in the other one."""
        return self.ordered(language)[0]


class Catalog:
    """The words of one language (``hi`` or ``en``)."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no catalog for {language!r}")
        self.language = language
        self._words: gettext.NullTranslations = _translations(language)

    @functools.cached_property
    def _locale(self) -> "Locale":
        from babel import Locale  # 30 ms: only when the first date or number is shown

        return Locale(self.language, "IN")

    def say(self, text: Text | str) -> str:
        """The sentence in this language; an id without a translation is said as it stands."""
        if isinstance(text, str):
            return self._words.gettext(text) if text else ""
        if text.plural:
            words = self._words.ngettext(text.id, text.plural, text.count)
            args = {"count": self.number(text.count), **text.args}
        else:
            words, args = (self._words.gettext(text.id) if text.id else ""), text.args
        if not args:
            return words
        said = words.format(**{key: self._argument(value) for key, value in args.items()})
        return said.replace("?: ", "? ")  # the name of a field may be a question

    def _argument(self, value: object) -> object:
        if isinstance(value, Text):
            return self.say(value)
        if isinstance(value, LocalizedName):
            return value.best(self.language)
        if isinstance(value, datetime):
            return self.moment(value)
        return self.date(value) if isinstance(value, date) else value

    def number(self, value: int | float) -> str:
        """A number with Indian grouping and digits 0-9: 1,23,456."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self._locale, numbering_system="latn")

    def money(self, paise: int) -> str:
        """Rupees from integer paise: ₹1,23,456, ₹12.50 or -₹61.40."""
        rupees, rest = divmod(abs(paise), 100)
        return f"{'-' if paise < 0 else ''}₹{self.number(rupees)}" + (f".{rest:02d}" if rest else "")

    def date(self, value: date, style: str = "d MMMM y") -> str:
        """A date in words of the language, digits 0-9; `style` is a CLDR pattern."""
        from babel.dates import format_date

        return format_date(value, style, locale=self._locale)

    def moment(self, value: datetime, style: str = "d MMM y, HH:mm") -> str:
        """A moment (local time as given) in words of the language; `style` is a CLDR pattern."""
        from babel.dates import format_datetime

        return format_datetime(value, style, locale=self._locale)


@functools.cache
def catalog(language: str) -> Catalog:
    """The one catalog of a language, loaded once."""
    return Catalog(language)


def _translations(language: str) -> gettext.NullTranslations:
    source = paths.resource(f"i18n/{language}/LC_MESSAGES/samarth.po")
    if not source.exists():
        return gettext.NullTranslations()
    with compiled(source).open("rb") as stream:
        return gettext.GNUTranslations(stream)


def compiled(source: Path) -> Path:
    """The .mo of a .po: the wheel's own, or one compiled into the cache when the source is newer."""
    shipped = source.with_suffix(".mo")
    if shipped.exists():
        return shipped
    stat = source.stat()
    stamp = f"{stat.st_mtime_ns:x}{stat.st_size:x}"
    target = paths.cache_dir() / f"{source.parent.parent.name}-{stamp}.mo"
    if not target.exists():
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        part = target.with_suffix(f".{os.getpid()}.part")
        with source.open("rb") as po, part.open("wb") as mo:
            write_mo(mo, read_po(po))
        paths.put_in_place(part, target)
    return target
