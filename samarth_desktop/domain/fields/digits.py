"""Digits of both scripts, and numbers by their last figures only."""

import re

_WESTERN = str.maketrans("०१२३४५६७८९", "0123456789")


_LONG_NUMBER = re.compile(r"[\d०-९][\d०-९\s\-]{6,}[\d०-९]")


def western(text: str) -> str:
    """The text with Devanagari digits as 0-9."""
    return text.translate(_WESTERN)


def only_digits(text: str) -> str:
    """The digits 0-9 of a text in either script, all else left out."""
    return "".join(ch for ch in western(text) if "0" <= ch <= "9")


def masked(text: str) -> str:
    """All but the last four characters as dots: how numbers show outside the open form."""
    return "•" * max(0, len(text) - 4) + text[-4:]


def masked_numbers(text: str) -> str:
    """The text with long numbers by their last figures only."""
    return _LONG_NUMBER.sub(lambda found: masked(found[0]), text)
