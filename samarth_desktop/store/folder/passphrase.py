"""How a passphrase is read: two writings that look the same on the screen are the same."""

import re
import unicodedata

from samarth_desktop.i18n import T, Text

LEAST_CHARACTERS, LEAST_WORDS = 10, 4
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
"""Joiners, marks of direction, selectors: a keyboard or a paste puts them in, nobody sees them."""
_SPACE = re.compile(r"\s+")


def tidy(typed: str) -> str:
    """The passphrase that is meant: one Unicode form (NFC), nothing unseen, single spaces, none around."""
    return _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", typed))).strip()


def problem(typed: str) -> Text | None:
    """What is wrong with a new passphrase; None when it is long enough."""
    meant = tidy(typed)
    if len(meant) >= LEAST_CHARACTERS or len(meant.split()) >= LEAST_WORDS:
        return None
    return T("Use at least {n} characters, or four words.", n=LEAST_CHARACTERS)
