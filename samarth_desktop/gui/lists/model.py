"""A table model over row numbers: 121,000 rows are there at once, their lines come a page at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from samarth_desktop.gui.kit.surfaces.tables import CELL, Cell
from samarth_desktop.gui.theme.language import LocalizedText, lang, say

PAGE = 200
LineT = TypeVar("LineT")
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class LazyRows(QAbstractTableModel, Generic[LineT]):
    """Rows of a list. `cell` makes one cell of a line; `ask` is told the numbers of a page that is wanted and where
    it begins, and answers with :meth:`deliver`. A search is shown with :meth:`show_lines`, words among them divide."""

    def __init__(
        self,
        heads: Sequence[LocalizedText],
        cell: Callable[[LineT, int], Cell],
        ask: Callable[[int, Sequence[int], int], object],
    ) -> None:
        super().__init__()
        self._heads, self._cell, self._ask = heads, cell, ask
        self._numbers: Sequence[int] = ()
        self._lines: dict[int, LineT] = {}
        self._bands: dict[int, LocalizedText] = {}
        self._asked: set[int] = set()
        self._count = 0
        self.turn = 0
        self.ticked: Callable[[int], bool] | None = None
        """Whether a row is ticked, where its list has boxes to tick."""
        lang.changed.connect(self._said_again)

    # -- filling ------------------------------------------------------------------------------------------------------

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """A whole list."""
        self._reset(len(numbers), numbers)

    def show_lines(self, lines: Sequence[LineT], bands: dict[int, LocalizedText] | None = None) -> None:
        """Lines that are there already, with dividing words before the lines at these places."""
        self.beginResetModel()
        self.turn += 1
        self._numbers, self._lines, self._bands, self._asked = (), {}, {}, set()
        row = 0
        for place, line in enumerate(lines):
            if bands and place in bands:
                self._bands[row] = bands[place]
                row += 1
            self._lines[row] = line
            row += 1
        self._count = row
        self.endResetModel()

    def _reset(self, count: int, numbers: Sequence[int]) -> None:
        self.beginResetModel()
        self.turn += 1
        self._numbers, self._lines, self._bands, self._asked, self._count = numbers, {}, {}, set(), count
        self.endResetModel()

    def deliver(self, turn: int, start: int, lines: Sequence[LineT]) -> None:
        """The lines of a page that was asked for; those of an earlier list are dropped."""
        if turn != self.turn or not lines:
            return
        self._lines.update(enumerate(lines, start))
        self.dataChanged.emit(self.index(start, 0), self.index(start + len(lines) - 1, self.columnCount() - 1))

    # -- asking -------------------------------------------------------------------------------------------------------

    @property
    def bands(self) -> dict[int, LocalizedText]:
        """The rows that divide, with their words."""
        return self._bands

    def line(self, row: int) -> LineT | None:
        """The line of a row; None while it is still on its way, and for dividing rows."""
        if row in self._bands:
            return None
        if row not in self._lines and 0 <= row < self._count:
            self._want(row)
        return self._lines.get(row)

    def number(self, row: int) -> int | None:
        """The row number behind a row of a whole list."""
        return self._numbers[row] if 0 <= row < len(self._numbers) else None

    def numbers_of(self, rows: Iterable[int]) -> list[int]:
        """The row numbers behind rows of a whole list; none of a search."""
        return [number for row in rows if (number := self.number(row)) is not None]

    def lines(self) -> dict[int, LineT]:
        """The lines that are there, by row."""
        return self._lines

    def _want(self, row: int) -> None:
        start = row // PAGE * PAGE
        if self._numbers and start not in self._asked:
            self._asked.add(start)
            self._ask(self.turn, self._numbers[start : start + PAGE], start)

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != CELL and role != Qt.ItemDataRole.CheckStateRole and role not in _TEXT_ROLES:
            return None
        band = self._bands.get(index.row())
        if band is not None:
            words = say(band() if callable(band) else band)
            cell = Cell(words if index.column() == 0 else "", icon="info", tone="ink2", band=True)
        else:
            line = self.line(index.row())
            cell = Cell() if line is None else self._cell(line, index.column())
            if self.ticked is not None and index.column() == 0:
                cell = replace(cell, tick=self.ticked(index.row()))
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.CheckStateRole:
            return None if cell.tick is None else Qt.CheckState.Checked if cell.tick else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.text if cell.icon and not cell.badge else None
        return ", ".join(part for part in (cell.text, cell.below) if part)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            head = self._heads[section]
            return say(head() if callable(head) else head)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.row() in self._bands:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def tick_changed(self) -> None:
        """Other rows are ticked."""
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, 0))

    def _said_again(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, self.columnCount() - 1))
