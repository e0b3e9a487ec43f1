"""Two people whom somebody told apart: a mark on both records. It syncs as every value does, so nobody asks again."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from samarth_desktop.domain.fields.field import Record

R = TypeVar("R", bound=Record)
MARK = "apart:"
"""Begins the key among a record's extras; the row id of the other record follows. A key for each pair: two people
who tell different pairs apart never stand against each other."""


def is_not_duplicate(record: Record, other: str) -> bool:
    """Whether somebody said that this record and the row `other` are two people."""
    return bool(record.extra.get(MARK + other))


def not_duplicates(record: Record) -> frozenset[str]:
    """The rows from which this record was told apart."""
    return frozenset(key.removeprefix(MARK) for key, said in record.extra.items() if key.startswith(MARK) and said)


def mark_not_duplicate(record: R, others: Iterable[str], *, apart: bool = True) -> R:
    """The record with a mark for each of these rows, or without."""
    keys = {MARK + other for other in others}
    kept = {key: value for key, value in record.extra.items() if key not in keys}
    return replace(record, extra=kept | (dict.fromkeys(keys, True) if apart else {}))
