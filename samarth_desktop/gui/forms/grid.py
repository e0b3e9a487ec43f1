"""A grid to type into and to paste into, a row per person, with errors in the cells and undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from samarth_desktop.domain.fields.digits import masked
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.surfaces.tables import CELL, Cell, CellDelegate, Table
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T

Row = dict[str, str]
Index = QModelIndex | QPersistentModelIndex
_UNDO_STEPS = 100
_HERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is ``text``, ``hindi``, ``choice`` (with options) or ``fixed``; `width` 0 takes what is left."""

    key: str
    label: LocalizedText
    width: int = 0
    kind: str = "text"
    options: tuple[tuple[str, LocalizedText], ...] = ()
    bold: tuple[str, ...] = ()  # codes that stand out


Paste = Callable[[str, int], list[Row]]
"""Reads what was copied from a spreadsheet, from a column of the grid on."""


class RowsModel(QAbstractTableModel):
    """Rows of raw texts, one empty row below them. `changed` tells of every change by a person."""

    changed = Signal()

    def __init__(self, columns: Sequence[Column], hint: LocalizedText, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._states: Mapping[tuple[int, str], str] = {}
        self._undo: list[list[Row]] = []
        self._hint = hint
        self.is_blank: Callable[[Row], bool] = lambda row: not any(row.values())
        self.is_past: Callable[[Row], bool] = lambda row: False  # shown paler
        self.fixed_cell: Callable[[Row, str], Cell] = lambda row, key: Cell(row.get(key, ""))
        self.is_hidden: Callable[[Row, str], bool] = lambda row, key: False  # shown by its last four characters
        self.reveal: Callable[[Row, str], object] = lambda row, key: None  # somebody opens such a cell
        lang.changed.connect(self._say_again)

    def _say_again(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns))
        self._shown()

    def _shown(self) -> None:
        last = self.index(self.rowCount() - 1, len(self.columns))
        self.dataChanged.emit(self.index(0, 0), last)

    # -- what the program does ----------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; what was before cannot be undone."""
        self.beginResetModel()
        self.rows = [dict(row) for row in rows]
        self._undo, self._states = [], {}
        self.endResetModel()

    def show_again(self) -> None:
        """Something beside the texts has changed: what the fixed cells say."""
        self._shown()

    def show_states(self, states: Mapping[tuple[int, str], str]) -> None:
        """Marks cells ``error`` or ``warning`` by row and column key."""
        self._states = states
        self._shown()

    # -- what a person does -------------------------------------------------------------------------------------------

    def put(self, row: int, values: Mapping[str, str]) -> None:
        """Writes values into a row, or into a new one below the last."""
        self._remember()
        if row >= len(self.rows):
            row = len(self.rows)
            self.beginInsertRows(_HERE, row + 1, row + 1)
            self.rows.append({})
            self.endInsertRows()
        self.rows[row] |= values
        self._shown()
        self.changed.emit()

    def put_rows(self, start: int, rows: Sequence[Row]) -> None:
        """Writes rows over those from `start` on, and further ones below."""
        self._remember()
        self.beginResetModel()
        for offset, values in enumerate(rows):
            if start + offset >= len(self.rows):
                self.rows.append({})
            self.rows[min(start + offset, len(self.rows) - 1)] |= values
        self.endResetModel()
        self.changed.emit()

    def rewrite(self, rows: Sequence[Row]) -> None:
        """Puts other rows in the place of all, as one change."""
        self._remember()
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()
        self.changed.emit()

    def fill_down(self, row: int, key: str) -> None:
        """Writes what a cell says into the empty ones below it, as one change."""
        text = self.text(row, key)
        below = [one for one in self.rows[row + 1 :] if text and not one.get(key) and not self.is_blank(one)]
        if below:
            self._remember()
            for one in below:
                one[key] = text
            self._shown()
            self.changed.emit()

    def remove(self, row: int) -> None:
        """Takes a row out."""
        if row < len(self.rows):
            self._remember()
            self.beginRemoveRows(_HERE, row, row)
            del self.rows[row]
            self.endRemoveRows()
            self.changed.emit()

    def undo(self) -> bool:
        """Takes the last change back; False when there is none."""
        if not self._undo:
            return False
        self.beginResetModel()
        self.rows = self._undo.pop()
        self.endResetModel()
        self.changed.emit()
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo)

    def _remember(self) -> None:
        self._undo.append([dict(row) for row in self.rows])
        del self._undo[:-_UNDO_STEPS]

    # -- Qt -----------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(self.rows) + 1

    def columnCount(self, parent: Index = _HERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def column(self, index: Index) -> Column | None:
        """The column of an index; None for the row numbers."""
        return self.columns[index.column() - 1] if index.column() else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        column = self.column(index)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if column is None or column.kind == "fixed" else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            label = self.columns[section - 1].label if section else ""
            return say(label() if callable(label) else label)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if role == CELL:
            return self._cell(index)
        if role in (Qt.ItemDataRole.EditRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            column = self.column(index)
            if column is None:
                return str(index.row() + 1)
            if column.kind == "fixed" and role != Qt.ItemDataRole.EditRole:
                return self._cell(index).text
            text = self.text(index.row(), column.key)
            return text if role == Qt.ItemDataRole.EditRole else self._shown_text(index.row(), column, text)
        return None

    def text(self, row: int, key: str) -> str:
        """The raw text of a cell."""
        return self.rows[row].get(key, "") if row < len(self.rows) else ""

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        column = self.column(index)
        if column is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value or "").strip()
        if text != self.text(index.row(), column.key):
            self.put(index.row(), {column.key: text})
        return True

    def _shown_text(self, row: int, column: Column, text: str) -> str:
        if row < len(self.rows) and self.is_hidden(self.rows[row], column.key):
            return masked(text)
        return self._words(column, text)

    def _words(self, column: Column, text: str) -> str:
        if column.kind == "choice":
            words = dict(column.options).get(text, text)
            return say(words() if callable(words) else words)
        return text

    def _cell(self, index: Index) -> Cell:
        column, number = self.column(index), index.row()
        new = number >= len(self.rows)
        if column is None:
            return Cell("", icon="plus", tone="ink2") if new else Cell(str(number + 1), tone="ink2")
        if new:
            first = next(i for i, one in enumerate(self.columns) if one.kind == "hindi") + 1
            hint = self._hint() if callable(self._hint) else self._hint
            return Cell(say(hint), tone="ink2") if index.column() == first else Cell()
        row = self.rows[number]
        if column.kind == "fixed":
            return self.fixed_cell(row, column.key)
        text = row.get(column.key, "")
        state = self._states.get((number, column.key), "")
        tone = "ink2" if self.is_past(row) else "ink"
        return Cell(self._shown_text(number, column, text), bold=text in column.bold, state=state, tone=tone)


class _Delegate(CellDelegate):
    """Editors in the cells: a box, a box for Hindi, or an open list."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, RowsModel)
        column = model.column(index)
        assert column is not None
        if index.row() < len(model.rows) and model.is_hidden(model.rows[index.row()], column.key):
            model.reveal(model.rows[index.row()], column.key)
        if column.kind == "choice":
            combo = ComboBox(column.options, parent=parent)
            combo.picked.connect(lambda value: self._done(combo))
            QTimer.singleShot(0, combo, combo.showPopup)
            editor: QWidget = combo
        else:
            editor = HindiBox(parent=parent) if column.kind == "hindi" else TextBox(parent=parent)
        editor.setProperty("surface", "cell")
        editor.setMinimumHeight(0)
        label = column.label
        editor.setAccessibleName(say(label() if callable(label) else label))
        return editor

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, CellDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, ComboBox):
            editor.set_value(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, ComboBox):
            model.setData(index, editor.value())
        elif isinstance(editor, QLineEdit):
            if isinstance(editor, HindiBox):
                editor.settle()
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        editor.setFixedHeight(rect.height())
        editor.setGeometry(rect)

    def eventFilter(self, editor: Any, event: Any) -> bool:
        # The proposals of a Hindi box take Enter, Esc and the arrows before the grid does; Tab goes on in the grid.
        proposing = isinstance(editor, HindiBox) and editor.proposing
        if proposing and isinstance(event, QKeyEvent) and event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return super().eventFilter(editor, event)


class Grid(Table):
    """The view: Enter writes and goes on, Ctrl+V pastes rows, Ctrl+Z takes back, Delete empties a cell.

    `activated_fixed` carries row and column key of a cell that is not typed into.
    """

    activated_fixed = Signal(int, str)

    def __init__(self, name: LocalizedText, model: RowsModel, paste: Paste, parent: QWidget | None = None) -> None:
        super().__init__(name, grid=True, parent=parent)
        self._rows, self._paste = model, paste
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.set_widths([36, *(column.width for column in model.columns)])
        self.doubleClicked.connect(lambda index: self._open(index))
        self._stood = (-1, -1)
        model.modelAboutToBeReset.connect(self._remember_cursor)
        model.modelReset.connect(self._stand_again)

    def _remember_cursor(self) -> None:
        here = self.currentIndex()
        self._stood = (here.row(), here.column())

    def _stand_again(self) -> None:
        """The cursor stays where it was when all rows change at once: after Undo typing goes on there."""
        row, column = self._stood
        if row >= 0:
            self.setCurrentIndex(self._rows.index(min(row, len(self._rows.rows)), column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # an editor lets Enter through; it was meant for the editor
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._rows.undo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and index.isValid():
            if not self._open(index):
                self.edit(index)
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            column = self._rows.column(index) if index.isValid() else None
            if column is not None and column.kind != "fixed":
                self._rows.fill_down(index.row(), column.key)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and index.isValid():
            column = self._rows.column(index)
            if column is not None and column.kind != "fixed" and self._rows.text(index.row(), column.key):
                self._rows.put(index.row(), {column.key: ""})
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> bool:
        column = self._rows.column(index)
        if column is None or column.kind != "fixed" or index.row() >= len(self._rows.rows):
            return False
        self.activated_fixed.emit(index.row(), column.key)
        return True

    def paste(self) -> None:
        """Puts the rows of the clipboard in at the present cell."""
        text = QGuiApplication.clipboard().text()
        index = self.currentIndex()
        start = index.row() if index.isValid() else len(self._rows.rows)
        column = max(0, index.column() - 1) if index.isValid() else 1
        rows = self._paste(text, column) if text.strip() else []
        if rows:
            self._rows.put_rows(start, rows)
            self.setCurrentIndex(self._rows.index(min(start + len(rows), len(self._rows.rows)), column + 1))

    def closeEditor(self, editor: QWidget, hint: CellDelegate.EndEditHint) -> None:
        here = self.currentIndex()
        super().closeEditor(editor, hint)
        if hint == CellDelegate.EndEditHint.SubmitModelCache and here.isValid():
            self._go_on(here)

    def _go_on(self, index: Index) -> None:
        """To the next cell that can be typed into; from the last one to the next row's."""
        typed = [number + 1 for number, column in enumerate(self._rows.columns) if column.kind != "fixed"]
        right = [number for number in typed if number > index.column()]
        row, column = (index.row(), right[0]) if right else (index.row() + 1, typed[min(1, len(typed) - 1)])
        self.setCurrentIndex(self._rows.index(min(row, len(self._rows.rows)), column))

    def go_to(self, row: int, key: str) -> None:
        """Puts the cursor into a cell."""
        number = next((i for i, column in enumerate(self._rows.columns) if column.key == key), 0) + 1
        index = self._rows.index(row, number)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()


HINT = T("Write a name here")
