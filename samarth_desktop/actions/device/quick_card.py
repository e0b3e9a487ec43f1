"""The quick card of Help: the day's work on one side, what people ask and the keys on the other."""

from datetime import datetime

from samarth_desktop.documents.pdf.quick_card import Part, Side, render
from samarth_desktop.domain.reference.guide import guides
from samarth_desktop.domain.reference.keys import KEYS
from samarth_desktop.i18n import Catalog, T, Text

_WORK: tuple[tuple[str, Text], ...] = (
    ("artisan-form", T("Register a person")),
    ("bulk", T("Register a whole hall")),
    ("people", T("Find somebody")),
    ("certificates", T("Give the certificate")),
    ("sync", T("Send to the office")),
    ("settings", T("Keep everything safe")),
)
"""Pages of Help whose steps make up the day, and what they are called on the card."""
_ASKED = ("artisan-form", "people", "certificates", "sync")
"""Pages of Help whose questions come up in the field."""


def quick_card(words: Catalog, made: datetime) -> bytes:
    """The card as a PDF of two pages in the language of `words`."""
    work = [Part(words.say(title), [one.say(words.language) for one in guides()[page].steps]) for page, title in _WORK]
    asked = [
        (one.asked.say(words.language), one.answer.say(words.language))
        for page in _ASKED
        for one in guides()[page].questions
    ]
    keys = [(key, words.say(does)) for key, does in KEYS]
    sides = (
        Side(words.say(T("The day's work")), work),
        Side(words.say(T("What people ask, and the keys")), [Part(words.say(T("Questions")), questions=asked)], keys),
    )
    return render(words.say(T("Quick card")), sides, words.language, made)
