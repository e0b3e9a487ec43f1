"""Lists and grids. A model gives a :class:`Cell` under ``CELL`` and the delegate draws it."""

import html
import math
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from samarth_desktop.gui.kit.surfaces import cell_lines
from samarth_desktop.gui.kit.surfaces.column_room import shared
from samarth_desktop.gui.kit.surfaces.labels import STATES, draw_avatar
from samarth_desktop.gui.theme import icons, paint, theme
from samarth_desktop.gui.theme.language import LocalizedText, bind_text

CELL = Qt.ItemDataRole.UserRole + 64
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows. All words are already said in a language.

    `below` is a second, smaller line; `badge` a tone of Badge (``ok``, ``info``, ``outline`` ...); `avatar` a
    name whose first letter stands at the left; `band` makes a row that divides the list; `state` (``error``,
    ``warning``) colours a grid cell and puts the sign at its right; `tick` puts a box at the left, ticked or not.
    `wrap` lets a sentence go on in as many lines as the row is high; other words take a second line where one would cut
    them and the row is high enough (:mod:`.cell_lines`). What is cut is whole in the tooltip.
    """

    text: str = ""
    below: str = ""
    bold: bool = False
    tone: str = "ink"
    badge: str = ""
    icon: str = ""
    avatar: str | None = None
    photo: QPixmap | None = None
    band: bool = False
    state: str = ""
    right: bool = False
    tick: bool | None = None
    wrap: bool = False


_BADGES = {name: (ink, back, "") for name, (_, ink, back) in STATES.items()} | {
    "outline": ("ink2", "", "line"),
    "plain": ("ink", "card", ""),
}


TICK, TICK_ROOM = 20, 32
"""The side of a tick box, and the room that it takes at the left of a cell."""
_ICON_ROOM, _BELOW = 22, 22  # what an icon takes beside the words, and the second line's height
_AROUND = 10  # above and below words that wrap


def inside(rect: QRectF) -> QRectF:
    """The room of a cell inside its margins."""
    return rect.adjusted(10, 0, -8, -1)


def _avatar_side(rect: QRectF) -> float:
    return min(36.0, rect.height() - 10)


def _room(rect: QRectF, cell: Cell) -> QRectF:
    """What of a cell is left for its words."""
    left = TICK_ROOM if cell.tick is not None else 0.0
    left += _avatar_side(rect) + 12 if cell.avatar is not None else 0
    left += _ICON_ROOM if cell.icon and not cell.badge else 0
    return rect.adjusted(left, 0, -_ICON_ROOM if cell.state and not cell.badge else 0, 0)


def _badge_width(cell: Cell) -> float:
    return paint.width_of(cell.text, 13, 600) + 16.0 + (_ICON_ROOM if cell.icon else 0)


def is_cut(cell: Cell, rect: QRectF) -> bool:
    """Whether words of a cell have no room."""
    room = _room(rect, cell)
    width = int(room.width())
    if cell.badge:
        return _badge_width(cell) > width
    if cell.wrap:
        below = cell.below and paint.width_of(cell.below, 13) > width
        return bool(below) or height_for(cell, width) > room.height()
    if cell.band:
        return paint.width_of(cell.text, 14, 600 if cell.bold else 400) > width
    return not cell_lines.placed(cell.text, cell.below, cell.bold, width, room.height()).whole


def width_for(cell: Cell, height: int) -> int:
    """The width in which all words of a cell stand whole in a row so high; 0 where they wrap or stand for the row."""
    if cell.wrap or cell.band:
        return 0
    whole = QRectF(0, 0, 2000, height)
    taken = whole.width() - _room(inside(whole), cell).width()
    words = paint.width_of(cell.text, 15, 600 if cell.bold else 400)
    most = _badge_width(cell) if cell.badge else max(words, paint.width_of(cell.below, 13))
    return math.ceil(taken + most) + 1


def height_for(cell: Cell, width: int) -> int:
    """The height that the words of a cell need in a width."""
    if not cell.wrap:
        return cell_lines.height(cell.text, cell.below, cell.bold, width)
    return paint.height_of(cell.text, width, 14) + (_BELOW if cell.below else 0)


class CellDelegate(QStyledItemDelegate):
    """Draws cells: tint for the selected row and a 4 px bar at its left, a line below each row."""

    def __init__(self, view: "Table") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(CELL)
        if not isinstance(cell, Cell):
            cell = Cell(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        flags = option.state
        chosen = bool(flags & QStyle.StateFlag.State_Selected) and not cell.band
        self._ground(painter, rect, index, cell, chosen)
        if chosen and index.column() == self._view.first_column():
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.now().color("prim"))
        if self._view.grid and chosen and index == self._view.currentIndex() and self._view.hasFocus():
            paint.box(painter, rect, 0, line="prim", width=2)
        self._content(painter, inside(rect), cell, chosen)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, index: Index, cell: Cell, chosen: bool) -> None:
        now = theme.now()
        back = "tint" if chosen else "zebra" if cell.band else "card"
        if self._view.grid:
            own = {"error": "err_back", "warning": "warn_back"}.get(cell.state, "")
            back = own or ("tint" if chosen else "zebra" if index.row() % 2 else "field")
            right = rect.right() - 0.5
            painter.fillRect(rect, now.color(back))
            paint.line(painter, QPointF(right, rect.top()), QPointF(right, rect.bottom()), "line")
        else:
            painter.fillRect(rect, now.color(back))
        bottom = rect.bottom() - 0.5
        paint.line(painter, QPointF(rect.left(), bottom), QPointF(rect.right(), bottom), "line")

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        cell = index.data(CELL)
        if not isinstance(cell, Cell) or not is_cut(cell, inside(QRectF(option.rect))):
            return super().helpEvent(event, view, option, index)
        lines = (html.escape(line) for line in (cell.text, cell.below) if line)
        QToolTip.showText(event.globalPos(), f"<p>{'<br>'.join(lines)}</p>", view)
        return True

    def _content(self, painter: QPainter, rect: QRectF, cell: Cell, chosen: bool) -> None:
        words = _room(rect, cell)
        if cell.tick is not None:
            box = QRectF(rect.left() + 2, rect.center().y() - TICK / 2, TICK, TICK)
            paint.box(painter, box, 4, "prim" if cell.tick else "field", "prim" if cell.tick else "ctl")
            if cell.tick:
                icons.draw(painter, "check", "on_prim", box.left() + 2, box.top() + 2, 16)
            rect = rect.adjusted(TICK_ROOM, 0, 0, 0)
        if cell.avatar is not None:
            side = _avatar_side(rect)
            place = QRectF(rect.left() + 2, rect.center().y() - side / 2, side, side)
            draw_avatar(painter, place, cell.avatar, cell.photo, back="card" if chosen else "tint")
        if cell.badge:
            self._badge(painter, words, cell)
            return
        if cell.icon:
            icons.draw(painter, cell.icon, cell.tone, words.left() - _ICON_ROOM, rect.center().y() - 8, 16)
        if cell.state:
            sign = {"error": "err", "warning": "warn"}[cell.state]
            icons.draw(painter, sign, sign, rect.right() - 16, rect.center().y() - 8, 16)
        self._words(painter, words, cell)

    def _words(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        align = Qt.AlignmentFlag.AlignRight if cell.right else Qt.AlignmentFlag.AlignLeft
        tone = {"error": "err", "warning": "warn"}.get(cell.state, cell.tone)
        if cell.below and cell.wrap:
            high = min(rect.height() - _BELOW, paint.height_of(cell.text, int(rect.width()), 14))
            top = rect.center().y() - (high + _BELOW) / 2
            paint.wrapped(painter, QRectF(rect.left(), top, rect.width(), high), cell.text, tone, 14)
            lower = QRectF(rect.left(), top + high, rect.width(), _BELOW)
            paint.words(painter, lower, cell.below, "ink2", 13, 400, align, elide=True)
        elif cell.wrap:
            paint.wrapped(painter, rect, cell.text, tone, 14)
        elif cell.band:
            paint.words(painter, rect, cell.text, tone, 14, 600 if cell.bold else 400, align, elide=True)
        else:
            cell_lines.draw(painter, rect, cell.text, cell.below, cell.bold, tone, align)

    def _badge(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        ink, back, border = _BADGES[cell.badge]
        extra = _ICON_ROOM if cell.icon else 0
        width = min(rect.width(), _badge_width(cell))
        box = QRectF(rect.left(), rect.center().y() - 12, width, 24)
        paint.box(painter, box, 4, back, border)
        if cell.icon:
            icons.draw(painter, cell.icon, ink, box.left() + 8, box.top() + 4.5, 15)
        place = box.adjusted(8 + extra, 0, -6, 0)
        paint.words(painter, place, cell.text, ink, 13, 600, elide=True)


class Table(QTableView):
    """A list of rows 54 high, chosen by row, or a `grid` of cells 32 high.

    `opened` carries the row of a double click or of Enter; `ticked` one whose box was pressed, or Space on it.
    """

    opened = Signal(int)
    ticked = Signal(int)

    def __init__(
        self, name: LocalizedText, grid: bool = False, row_height: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.grid, self.row_height = grid, row_height or (32 if grid else 54)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not grid:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)  # ResizeToContents would ask every row
        rows.setDefaultSectionSize(self.row_height)
        rows.setMinimumSectionSize(self.row_height)
        rows.setVisible(False)
        heads = self.horizontalHeader()
        heads.setFont(theme.font(14, 600))
        heads.setFixedHeight(36)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.sectionResized.connect(self._column_resized)
        self._fitted: dict[int, int] = {}
        self._asked: list[int] = []
        self._needs: dict[int, int] = {}
        self._sharing = QTimer(self, singleShot=True)
        self._sharing.timeout.connect(self._share)
        self.verticalScrollBar().valueChanged.connect(self._share_soon)
        heads.geometriesChanged.connect(self._forget_needs)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        bind_text(self.setAccessibleName, name)

    def first_column(self) -> int:
        """The column that stands at the left."""
        return self.horizontalHeader().logicalIndex(0)

    def set_widths(self, widths: list[int]) -> None:
        """Widths of the columns in logical px; 0 takes what is left (one column should).

        A column whose words would be cut takes what others do not need (:func:`column_room.shared`).
        """
        self._asked = widths
        heads = self.horizontalHeader()
        for column, width in enumerate(widths):
            if width:
                heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                heads.resizeSection(column, width)
            else:
                heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._forget_needs()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._forget_needs)
            model.headerDataChanged.connect(self._forget_needs)
            for changed in (model.dataChanged, model.rowsInserted, model.layoutChanged):
                changed.connect(self._share_soon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_soon()

    def _forget_needs(self) -> None:
        """Other rows or other words: what the columns needed says nothing any more."""
        self._needs = {}
        self._share_soon()

    def _share_soon(self, *_changed: object) -> None:
        self._sharing.start()

    def _share(self) -> None:
        """Shares the width anew; a need that was seen counts until the rows are others, so that nothing dances."""
        model, heads = self.model(), self.horizontalHeader()
        if model is None or not self.isVisible() or model.columnCount() != len(self._asked):
            return
        columns = [column for column in range(len(self._asked)) if not heads.isSectionHidden(column)]
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        rows = range(max(first, 0), (last if last >= 0 else model.rowCount() - 1) + 1)
        for column in columns:
            need = self._needs.get(column, heads.sectionSizeHint(column))
            for row in rows:
                index = model.index(row, column)
                cell = index.data(CELL)
                if self.indexWidget(index):  # buttons in a cell: the width asked for is theirs
                    need = max(need, self._asked[column])
                elif isinstance(cell, Cell) and self.columnSpan(row, column) == 1:
                    need = max(need, width_for(cell, self.row_height))
            self._needs[column] = need
        asked, needs = [self._asked[column] for column in columns], [self._needs[column] for column in columns]
        found = shared(asked, needs, self.viewport().width(), bool(rows))
        for column, width in zip(columns, found, strict=True):
            if width and width != self.columnWidth(column):
                heads.resizeSection(column, width)
        self._fit_rows()

    def fit_rows(self, column: int, most: int = 200) -> None:
        """Makes the first rows, at most so many, as high as the words of their cell in this column need, now and
        whenever its width or the rows change; several columns may ask."""
        self._fitted[column] = most
        self._fit_rows()

    def _column_resized(self, column: int, before: int, width: int) -> None:
        if column in self._fitted:
            self._fit_rows()

    def _fit_rows(self) -> None:
        for row in range(min(self.model().rowCount(), max(self._fitted.values(), default=0))):
            high = max(self._high(row, column) for column, most in self._fitted.items() if row < most)
            if high != self.rowHeight(row):
                self.setRowHeight(row, high)

    def _high(self, row: int, column: int) -> int:
        cell = self.model().index(row, column).data(CELL)
        if not isinstance(cell, Cell) or cell.badge or self.columnSpan(row, column) > 1:
            return self.row_height
        width = int(_room(inside(QRectF(0, 0, self.columnWidth(column), self.row_height)), cell).width())
        return max(self.row_height, height_for(cell, width) + _AROUND)

    def _has_tick(self, index: Index) -> bool:
        cell = index.data(CELL) if index.isValid() else None
        return isinstance(cell, Cell) and cell.tick is not None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if self._has_tick(index) and place.x() - self.visualRect(index).left() < TICK_ROOM:
            self.ticked.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex().siblingAtColumn(self.first_column())
        if event.key() == Qt.Key.Key_Space and not event.modifiers() and self._has_tick(here):
            self.ticked.emit(here.row())
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() and not self.grid and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
