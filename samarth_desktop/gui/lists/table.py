"""The table of a list page: columns as the ListSpec says, dividing rows, boxes to tick, the chosen line."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from samarth_desktop.gui.kit.surfaces.tables import Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.lists.ticks import Ticks
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.list_spec import ListSpec

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line

BAND = 30  # px of a row that divides
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_KEYS = Qt.Key
_MOVES = (_KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_PageUp, _KEYS.Key_PageDown, _KEYS.Key_Home, _KEYS.Key_End)


class ListTable(Table):
    """Shows the lines of a model. Space ticks a row, Ctrl+A all; Shift ticks from the last one, with arrows or mouse;
    Ctrl and a click, or a click on the box, one. Esc takes all ticks away."""

    def __init__(self, name: Text, spec: ListSpec, model: "LazyRows[Line]") -> None:
        super().__init__(name)
        self.lines = model
        self.setModel(model)
        self.verticalHeader().setMinimumSectionSize(BAND)
        self.set_widths([column.width for column in spec.columns])
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.ticks = Ticks(model)
        self.ticked.connect(self.ticks.turn)

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
        """The rows that are ticked, from the top."""
        return self.ticks.rows()

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

    # -- ticking --------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row, keys = self.indexAt(event.position().toPoint()).row(), event.modifiers()
        if row < 0 or not keys & (_SHIFT | _CTRL):
            super().mousePressEvent(event)
            if not len(self.ticks):
                self.ticks.begin(row)
            return
        if keys & _SHIFT:
            self.ticks.reach(row)
        else:
            self.ticks.turn(row)
        self.choose(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before, shift = self.currentIndex().row(), bool(event.modifiers() & _SHIFT)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.ticks.all()
        elif event.key() == Qt.Key.Key_Escape and len(self.ticks):
            self.ticks.clear()
        elif shift and event.key() in _MOVES:
            if not self.ticks.has(before):
                self.ticks.turn(before)
            super().keyPressEvent(QKeyEvent(event.type(), event.key(), Qt.KeyboardModifier.NoModifier))
            self.ticks.reach(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
            if event.key() in _MOVES:
                self.ticks.begin(self.currentIndex().row())
