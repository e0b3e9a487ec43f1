"""Columns meant for Hindi that hold no Hindi letter: typed for an old font, or in English under the wrong head.

Kruti Dev 010 has a table (`krutidev`), and DevLys 010 draws the same keys. Chanakya, Shusha and the others are only
recognised: what a key draws differs by version, so nothing is guessed; a person says what the column is.
"""

import re
from collections.abc import Sequence

from samarth_desktop.domain.fields.parsing import tidy
from samarth_desktop.domain.fields.text import mend_letters
from samarth_desktop.domain.fields.text.nothing import is_nothing
from samarth_desktop.domain.fields.text.scripts import DEVANAGARI
from samarth_desktop.i18n import T
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping, columns_of

QUESTION = T(
    "This column is meant for Hindi but holds no Hindi letter. "
    "Is it an old font, such as Chanakya or Shusha? It stays unread."
)
ANSWERS = (
    T("An old font: convert the column to Unicode first"),
    T("English: choose the column for English"),
    T("Leave the column out"),
)
_SYMBOLS = re.compile("[\u00a1-\u00bf\u00c0-\u00ff·\u2018-\u2022\u20ac]")  # a letter with a mark alone is Western
_INNER_CAPITAL = re.compile("[a-z][A-Z]")


def doubted(plan: ColumnMapping, samples: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns of a plan that look so by their first cells (`samples`, by column)."""
    known = columns_of(plan.kind)
    found = set()
    for at, key in enumerate(plan.keys):
        field = known.get(key)
        if field is None or not field.names:
            continue
        texts = [text for text in (tidy(mend_letters(cell)[0]) for cell in samples[at]) if not is_nothing(text)]
        old = bool(texts) and all(_is_old_font(text) for text in texts)
        if _is_foreign(texts) if field.script == "hi" else old and not field.script:
            found.add(at)
    return frozenset(found)


def _is_foreign(texts: Sequence[str]) -> bool:
    """No Hindi letter anywhere: one cell alone is a slip, unless it is full of the symbols of an old font."""
    words = [text for text in texts if any(ch.isalpha() for ch in text)]
    if not words or any(DEVANAGARI.search(text) for text in words):
        return False
    return len(words) > 1 or _is_old_font(words[0])


def _is_old_font(text: str) -> bool:
    if DEVANAGARI.search(text):
        return False
    return len(_SYMBOLS.findall(text)) * 4 >= len(text) or len(_INNER_CAPITAL.findall(text)) >= 2
