"""Categories of products: words in both languages, where the HSN code begins, what is looked at before it leaves."""

import functools
from dataclasses import dataclass

from samarth_desktop.domain.places.place_name_key import key
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import table

_EVERYWHERE = ("clean", "finish", "measured", "fits", "labelled")
_FOOD_CHAPTERS = frozenset(f"{n:02d}" for n in (*range(2, 5), *range(7, 12), *range(15, 23)))


@dataclass(frozen=True, slots=True)
class Category:
    """One category. `checks` are codes of what is looked at; `others` further names."""

    code: str
    words: Words
    others: tuple[str, ...]
    hsn: str
    food: bool
    checks: tuple[str, ...]


@functools.cache
def categories() -> tuple[Category, ...]:
    """All of them."""
    return tuple(
        Category(code, Words(hi, en), table.words(others), hsn, food == "yes", table.words(checks))
        for code, en, hi, others, hsn, food, checks in table.rows("product_categories.tsv")
    )


def category(text: str) -> Category | None:
    """The category of this name or code in either script, or the one that is named in it; None for a word of another
    kind: a category is free text."""
    wanted = key(text)
    if not wanted:
        return None
    if exact := _by_name().get(wanted):
        return exact
    parts = [key(word) for word in text.replace("_", " ").split()]
    return next((found for part in reversed(parts) if (found := _by_name().get(part))), None)


@functools.cache
def _by_name() -> dict[str, Category]:
    found: dict[str, Category] = {}
    for one in categories():
        for name in (one.code, one.code.replace("_", " "), one.words.en, one.words.hi, *one.others):
            found.setdefault(key(name), one)
    return found


def checks_of(text: str) -> tuple[str, ...]:
    """What is looked at of a product of this category, as codes."""
    found = category(text)
    return found.checks if found else _EVERYWHERE


def is_food(text: str, hsn: str) -> bool:
    """Whether this is food, by its category or the chapter of its HSN code (FSSAI's number is needed then)."""
    found = category(text)
    return bool(found and found.food) or hsn[:2] in _FOOD_CHAPTERS


def is_meant(text: str, one: Category) -> bool:
    """Whether a name of this category begins with what was typed."""
    return any(key(name).startswith(key(text)) for name in (one.words.en, one.words.hi, *one.others))


def suggest(text: str, n: int = 8) -> list[Category]:
    """Up to `n` categories of which a name begins with what was typed, then those that hold it."""
    wanted = key(text)
    names = {one.code: [key(name) for name in (one.words.en, one.words.hi, *one.others)] for one in categories()}
    begins = [one for one in categories() if is_meant(text, one)]
    holds = [one for one in categories() if one not in begins and any(wanted in name for name in names[one.code])]
    return (begins + holds)[:n]
