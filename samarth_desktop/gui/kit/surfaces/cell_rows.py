"""A table's lines that are all there, each column of a line a :class:`Cell`."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.surfaces.tables import CELL, Cell
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import Text

Line = TypeVar("Line")
Index = QModelIndex | QPersistentModelIndex
_HERE = QModelIndex()


class CellRows(QAbstractTableModel, Generic[Line]):
    """The model of a table; what it shows says :meth:`cell`."""

    HEADS: Sequence[Text | str] = ()
    """The columns; "" for one without words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def cell(self, at: int, column: int) -> Cell:
        """What a column shows of the line at a place."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _HERE) -> int:
        return len(self.lines)

    def columnCount(self, parent: Index = _HERE) -> int:
        return len(self.HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        head = self.HEADS[section]
        return say(head) if head else ""

    def data(self, index: Index, role: int = 0) -> object:
        cell = self.cell(index.row(), index.column())
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (cell.text, cell.below) if part)
        return None
