"""Words of a table as a screen says them: kept as somebody typed them, shown in the reader's language."""

from typing import Any

from samarth_desktop.domain.fields.field import Field
from samarth_desktop.domain.fields.parsing import write
from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import categories, crafts, product_words
from samarth_desktop.i18n import Catalog, LocalizedName

KEEPS = {"colour": "en", "material": "en"}
"""The language in which a chosen word is stored, by vocabulary: sheets of marketplaces ask the English one. A word of
another vocabulary is stored as it was shown."""


def in_language(vocabulary: str, text: str, language: str) -> str:
    """The text in `language` where the table of this vocabulary (``category``, ``craft``, ``colour``, ``material``)
    has it, else as it is."""
    words = _named(vocabulary, text)
    return LocalizedName(words.hi, words.en).best(language) if words and words.hi and words.en else text


def told(field: Field, value: Any, words: Catalog) -> str:
    """A value as a list, a panel or a paper says it to people: `write`, and words of a table in their language."""
    return in_language(field.vocabulary, str(value), words.language) if field.vocabulary else write(field, value, words)


def kept(field: Field, text: str) -> str:
    """A word of the field's table as it is stored when somebody chooses it; any other text as it is."""
    return in_language(field.vocabulary, text, KEEPS[field.vocabulary]) if field.vocabulary in KEEPS else text


def means_the_same(field: Field, one: object, other: object) -> bool:
    """Whether two values are the same word of the field's table, in whatever language and letters."""

    def name(value: object) -> str:
        return key(in_language(field.vocabulary, str(value), "en"))

    return bool(field.vocabulary) and name(one) == name(other)


def _named(vocabulary: str, text: str) -> Words | None:
    """Of a category or craft its own name only: a further one may say more than it does (Pashmina is a shawl)."""
    if vocabulary not in ("category", "craft"):
        return product_words.words_of(vocabulary, text)
    found = categories.category(text) if vocabulary == "category" else crafts.craft(text)
    own = (found.code, found.words.hi, found.words.en) if found else ()
    return found.words if found and key(text) in map(key, own) else None
