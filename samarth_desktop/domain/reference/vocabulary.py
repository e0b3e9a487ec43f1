"""Words of a table as a screen says them: kept as somebody typed them, shown in the reader's language."""

from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import categories, product_words
from samarth_desktop.i18n import LocalizedName


def in_language(vocabulary: str, text: str, language: str) -> str:
    """The text in `language` where the table of this vocabulary (``category``, ``colour``, ``material``) has it, else
    as it is."""
    words = _category(text) if vocabulary == "category" else product_words.words_of(vocabulary, text)
    return LocalizedName(words.hi, words.en).best(language) if words and words.hi and words.en else text


def _category(text: str) -> Words | None:
    """A category's own name only: a further name may say more than the category does (Pashmina is a shawl)."""
    found = categories.category(text)
    own = (found.code, found.words.hi, found.words.en) if found else ()
    return found.words if found and key(text) in map(key, own) else None
