"""How good a passphrase is, said plainly. A rough judgement for a person, not a measure."""

from dataclasses import dataclass

from samarth_desktop.i18n import T, Text, Tn

ENOUGH = 2
_CHARACTERS, _WORDS = 10, 4  # the least the vault takes
_GOOD, _VERY_GOOD = 14, 20
_ROWS = ("qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890", "09876543210", "कखगघङचछजझञ")


@dataclass(frozen=True, slots=True)
class Strength:
    """`level` 0-3; from :data:`ENOUGH` on it may be used."""

    level: int
    says: Text


def judge(passphrase: str, name: str = "") -> Strength:
    """The strength of a passphrase of a person called `name`."""
    text, words = passphrase.strip(), passphrase.split()
    if len(text) < _CHARACTERS and len(words) < _WORDS:
        missing = _CHARACTERS - len(text)
        return Strength(0, Tn("{count} letter more, or four words", "{count} letters more, or four words", missing))
    if _easy(text.casefold(), name.casefold()):
        return Strength(1, T("Easy to guess. Take other words."))
    if len(text) >= _VERY_GOOD or len(set(words)) >= _WORDS:
        return Strength(3, T("Very good"))
    return Strength(ENOUGH, T("Good") if len(text) >= _GOOD else T("Enough"))


def _easy(text: str, name: str) -> bool:
    plain = "".join(text.split())
    if len(set(plain)) < 5:
        return True
    if any(
        part in plain and len(plain) - len(part) < 6 for part in (*name.split(), "password", "samarth") if len(part) > 2
    ):
        return True
    half = plain[: len(plain) // 2]
    return any(half in row for row in _ROWS)
