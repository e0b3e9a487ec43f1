"""Colours and materials in both languages: what titles are made of."""

import functools
from collections.abc import Mapping

from samarth_desktop.domain.names.other_script import is_devanagari
from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table

COLOUR, MATERIAL = "colour", "material"


def words_of(sort: str, text: str) -> Words:
    """A colour or material in both languages; as typed, in its own script, where the table has it not."""
    known = _known().get((sort, key(text)))
    if known is not None:
        return known
    typed = " ".join(text.split())
    return Words(typed, "") if is_devanagari(typed) else Words("", typed)


def suggest(sort: str, text: str, n: int = 6) -> list[Words]:
    """Up to `n` of a sort of which a name in either script begins with what was typed, in the order of the table."""
    wanted = key(text)
    found = (words for (of, name), words in _known().items() if of == sort and name.startswith(wanted))
    return list(dict.fromkeys(found))[:n]


@functools.cache
def _known() -> Mapping[tuple[str, str], Words]:
    return {
        (sort, key(name)): Words(hi, en)
        for sort, en, hi, others in table.rows("product_words.tsv")
        for name in (en, hi, *table.words(others))
    }
