"""The dates of birth of a pasted list: looked at as a column, asked once where only a person can tell, and remembered
for lists with the same heads, whether they are pasted or brought as a file."""

from dataclasses import dataclass

from samarth_desktop.actions.imports import column_memory
from samarth_desktop.actions.registration import pasting
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.days import DayReading
from samarth_desktop.i18n import Text
from samarth_desktop.rules.sheets import day_columns
from samarth_desktop.rules.sheets.column_mapping import ColumnMapping, with_order

BORN = "birth_date"


@dataclass(frozen=True, slots=True)
class PastedDays:
    """The column of a pasted list that holds dates of birth: the heads, its place, its cells."""

    plan: ColumnMapping
    at: int
    cells: frozenset[str]
    column: day_columns.DayColumn

    @property
    def head(self) -> str:
        """What stands above it."""
        return self.plan.heads[self.at]

    def reading(self, told: str = "") -> tuple[DayReading | None, Text | None]:
        """How the dates are to be read, with a sentence for a person; None and the question where only a person can
        tell. `told` is the order (``dmy``, ``mdy``) that somebody said."""
        return self.column.reading(told, 0)


def of_text(text: str) -> PastedDays | None:
    """The dates of birth of a list of people; None for one without heads, or without such a column."""
    found = pasting.column(text, "artisans", BORN)
    if found is None:
        return None
    plan, at, cells = found
    return PastedDays(plan, at, frozenset(cells), day_columns.of(cells))


def remembered(session: Session, days: PastedDays) -> str:
    """The order that somebody said for a list with these heads; "" for none."""
    with session.store.read() as reader:
        return dict(column_memory.remembered(reader, days.plan).told).get(days.at, "")


def remember(session: Session, days: PastedDays, order: str) -> None:
    """Keeps the order for the next list with these heads, beside what else was said of them."""
    with session.store.read() as reader:
        plan = column_memory.remembered(reader, days.plan)
    column_memory.remember(session, with_order(plan, days.at, order))
