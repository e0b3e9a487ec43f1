"""Digits of both scripts."""

_WESTERN = str.maketrans("०१२३४५६७८९", "0123456789")


def western(text: str) -> str:
    """The text with Devanagari digits as 0-9."""
    return text.translate(_WESTERN)


def only_digits(text: str) -> str:
    """The digits 0-9 of a text in either script, all else left out."""
    return "".join(ch for ch in western(text) if "0" <= ch <= "9")
