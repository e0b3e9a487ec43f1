"""The table of a list page: columns as the ListSpec says, dividing rows, the chosen line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView

from samarth_desktop.gui.kit.surfaces.tables import Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.list_spec import ListSpec

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line

BAND = 30  # px of a row that divides


class ListTable(Table):
    """Shows the lines of a model."""

    def __init__(self, name: Text, spec: ListSpec, model: "LazyRows[Line]") -> None:
        super().__init__(name)
        self.lines = model
        self.setModel(model)
        self.verticalHeader().setMinimumSectionSize(BAND)
        self.set_widths([column.width for column in spec.columns])
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def line(self) -> "Line | None":
        """The chosen line; None when none is, or while it is on its way."""
        index = self.currentIndex()
        return self.lines.line(index.row()) if index.isValid() else None

    def chosen(self) -> str:
        """The row id of the chosen record, "" when none is."""
        line = self.line()
        return line.id if line is not None else ""

    def choose(self, row: int) -> None:
        """Chooses one row, the one below it where it divides."""
        row += row in self.lines.bands
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.lines.index(row, 0), flags)

    def marked(self) -> list[int]:
        """The rows that are selected, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def ids_of(self, rows: Iterable[int]) -> list[str]:
        """The row ids of those of these rows whose lines are there: of a search all are."""
        there = self.lines.lines()
        return [there[row].id for row in rows if row in there]

    def span_bands(self) -> None:
        """Gives dividing rows their height, and all columns to their words."""
        self.clearSpans()
        for row in self.lines.bands:
            self.setSpan(row, 0, 1, self.lines.columnCount())
            self.setRowHeight(row, BAND)
