"""Where somebody is in a list: the chosen record and the part on screen; kept when it is read anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QTableView

from samarth_desktop.gui.lists.model import LazyRows


@dataclass(frozen=True, slots=True)
class Place:
    """The row number of a record, not its place in the list, which others may come before."""

    chosen: int | None
    scrolled: int

    @classmethod
    def of(cls, table: QTableView, model: LazyRows[Any]) -> "Place":
        """Where somebody is now."""
        return cls(model.number(table.currentIndex().row()), table.verticalScrollBar().value())

    def row_in(self, numbers: Sequence[int], otherwise: int) -> int:
        """The row of the chosen record in a list that was read anew; `otherwise` where it is not there any more."""
        try:
            return otherwise if self.chosen is None else numbers.index(self.chosen)
        except ValueError:
            return otherwise

    def restore(self, table: QTableView) -> None:
        """Shows the same part of the list."""
        table.verticalScrollBar().setValue(self.scrolled)
