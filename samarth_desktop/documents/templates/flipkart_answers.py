"""Reads Flipkart's answer: the category sheet that came back, or the file of listings."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from samarth_desktop.documents.templates.answers import Answer, Answers, State, is_bad, is_good, split_reasons
from samarth_desktop.documents.templates.tables import Table, find, sheets_of
from samarth_desktop.errors import KnownError
from samarth_desktop.i18n import T

_SKUS = ("seller sku id", "seller sku")
_STATUS = ("catalog qc status", "product data status")
_REASONS = ("qc failed reason (if any)", "disapproval reason (if any)")
_IDS = ("listing id", "flipkart serial number")
_HINT = re.compile(r"(single|multi)\s*-|dropdown$|url$|.*limited to \d+ characters", re.IGNORECASE)
_HELP_ROWS = 3  # hints, examples, explanations


def read(path: Path) -> Answers:
    """The answers in a file of Flipkart. Raises KnownError for a file that holds none."""
    table = find(sheets_of(path), {*_SKUS, *_STATUS, *_REASONS, *_IDS}, least=2)
    if table is None or not any(sku in table.heads for sku in _SKUS):
        raise KnownError(T("{file} holds no answer of Flipkart. Choose the sheet that came back.", file=path.name))
    return Answers(tuple(_answers(table)))


def _answers(table: Table) -> Iterator[Answer]:
    hints = table.rows[table.heading + 1] if table.heading + 1 < len(table.rows) else ()
    first = table.heading + 2 + (_HELP_ROWS if any(_HINT.match(hint.strip()) for hint in hints) else 0)
    headings = [text for text in table.rows[table.heading] if text.strip()]
    for number, cell in table.below():
        sku = _either(cell, _SKUS)
        if sku and number >= first:
            yield _answer(sku, number, cell, headings)


def _answer(sku: str, number: int, cell: Callable[[str], str], headings: list[str]) -> Answer:
    reasons = tuple(reason for name in _REASONS for reason in split_reasons(cell(name), headings))
    words = [cell(name) for name in _STATUS]
    listing_id = _either(cell, _IDS)
    good = any(is_good(word) for word in words)
    if any(is_bad(word) for word in words) or (reasons and not good):
        state = State.REJECTED
    # "Listing Status" is what we wrote ourselves; only beside a number of Flipkart's does it say that buyers see it.
    elif good or (listing_id and is_good(cell("listing status"))):
        state = State.LISTED
    else:
        state = State.WAITING
    return Answer(sku, number, state, listing_id, reasons)


def _either(cell: Callable[[str], str], names: tuple[str, ...]) -> str:
    return next((cell(name) for name in names if cell(name)), "")
