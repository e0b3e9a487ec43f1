"""Where somebody is in a list: the chosen record, the marked ones, the part on screen; kept when it is read anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from samarth_desktop.gui.lists.model import LazyRows

_MOST = 1000  # marked ones that are marked again; more are a whole list, which is not what it was


@dataclass(frozen=True, slots=True)
class Place:
    """Row numbers of records, not places in the list, which others may come before."""

    chosen: int | None
    marked: frozenset[int]
    scrolled: int

    @classmethod
    def of(cls, table: QTableView, model: LazyRows[Any]) -> "Place":
        """Where somebody is now."""
        rows = [index.row() for index in table.selectionModel().selectedRows()]
        marked = frozenset(number for row in rows if (number := model.number(row)) is not None)
        return cls(model.number(table.currentIndex().row()), marked, table.verticalScrollBar().value())

    def row_in(self, numbers: Sequence[int], otherwise: int) -> int:
        """The row of the chosen record in a list that was read anew; `otherwise` where it is not there any more."""
        try:
            return otherwise if self.chosen is None else numbers.index(self.chosen)
        except ValueError:
            return otherwise

    def restore(self, table: QTableView, numbers: Sequence[int]) -> None:
        """Marks the same records again and shows the same part of the list."""
        if 1 < len(self.marked) <= _MOST:
            model, selection = table.model(), QItemSelection()
            for row, number in enumerate(numbers):
                if number in self.marked:
                    selection.select(model.index(row, 0), model.index(row, model.columnCount() - 1))
            table.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)
        table.verticalScrollBar().setValue(self.scrolled)
