"""What the second process of an import is asked: plain tuples, which name their classes only for who reads this."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from samarth_desktop.domain.places.place import District
    from samarth_desktop.rules.duplicates.frequencies import Sample
    from samarth_desktop.rules.sheets.column_mapping import ColumnMapping
    from samarth_desktop.store.duplicates.pairs import Neighbours

Rows = Sequence[tuple[int, list[str]]]
"""Rows by their number in the sheet, with their cells."""


class Table(NamedTuple):
    """What a look at the rows of a table needs: its plan, the day for ages, that by which the store judges, and the
    keys and values that are given for all rows. `districts` are those of a newer directory, which the helper would not
    know; `home` is the LGD code of the laptop's state."""

    plan: "ColumnMapping"
    today: "date"
    judged: "date"
    head: tuple[tuple[str, Any], ...] = ()
    districts: "tuple[District, ...]" = ()
    home: str = ""


class RowsAsked(NamedTuple):
    """Rows to be looked through."""

    table: Table
    rows: Rows
    ready: bool


class DoublesAsked(NamedTuple):
    """People to be compared. `sample` is None where it is that of the question before."""

    near: "Sequence[Neighbours]"
    sample: "Sample | None"
    least: float
