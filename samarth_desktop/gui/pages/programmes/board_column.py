"""One column of the board: a stage with its number and the cards of who is in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import Icon, IconLabel, Label
from samarth_desktop.gui.theme import icons, paint
from samarth_desktop.gui.theme.language import bind_text, lang, say
from samarth_desktop.gui.theme.roles import set_role
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.board import Card

CARD, GAP = 71, 6
_NOTE, _BESIDE = 19, 38  # px: one line of what she waits for; what stands beside it
_TICK = 46  # px: what stands beside a name
ICONS = {
    "registered": "clock",
    "documents_complete": "doc",
    "verified": "checkc",
    "trained": "workshop",
    "listed": "product",
    "first_sale": "rupee",
    "on_hold": "pause",
    "withdrawn": "no",
}
_CARD_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class _Cards(QAbstractListModel):
    """The cards of a column, and which of them are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []
        self.ticked: set[str] = set()

    def show_cards(self, cards: "Sequence[Card]") -> None:
        self.beginResetModel()
        self.cards = list(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self.cards[index.row()]
        if role == _CARD_ROLE:
            return card
        if role in (
            Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
        ):  # fmt: skip
            ticked = say(T("ticked")) if card.row in self.ticked else ""
            parts = (card.name.best(lang.code), card.village, say(card.note), ticked)
            return ", ".join(part for part in parts if part)
        return None

    def tick(self, row: int) -> None:
        card = self.cards[row]
        self.ticked ^= {card.row}
        self.again()

    def again(self) -> None:
        if self.cards:
            self.dataChanged.emit(self.index(0), self.index(len(self.cards) - 1))


def _name_of(card: "Card") -> str:
    return card.name.best(lang.code) or say(T("No name yet"))


def more_of_name(card: "Card", width: int) -> int:
    """How much higher a card of a width is because its name needs more than a line, in pixels."""
    one = paint.height_of("x", width, 15, 600)
    return paint.height_of(_name_of(card), width - _TICK, 15, 600) - one


class _CardDelegate(QStyledItemDelegate):
    """Draws a card: name and what she waits for in as many lines as they need, village, and the tick."""

    def __init__(self, view: "BoardCards") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        card = index.data(_CARD_ROLE)
        bar = self._view.verticalScrollBar().sizeHint().width()  # it may come only when all heights are known
        width = self._view.width() - bar
        note = paint.height_of(say(card.note), width - _BESIDE, 13)
        return QSize(120, CARD + more_of_name(card, width) + max(0, note - _NOTE) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card = index.data(_CARD_ROLE)
        if card is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(0, 0, 0, -GAP)
        ticked = card.row in self._view.model_.ticked
        here = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        paint.box(painter, rect, 6, "tint" if ticked else "card", "prim" if ticked else "line")
        if here:
            paint.focus_ring(painter, rect, 6)
        box = QRectF(rect.right() - 30, rect.top() + 8, 20, 20)
        paint.box(painter, box, 4, "prim" if ticked else "field", "prim" if ticked else "ctl")
        if ticked:
            icons.draw(painter, "check", "on_prim", box.left() + 2, box.top() + 2, 16)
        more = more_of_name(card, int(rect.width()))
        name = QRectF(rect.left() + 10, rect.top() + 4, rect.width() - _TICK, 22 + more)
        if more:
            paint.lines(painter, name, _name_of(card), "ink", 15, 600)
        else:
            paint.words(painter, name, _name_of(card), "ink", 15, 600, elide=True)
        village = QRectF(rect.left() + 10, rect.top() + 25 + more, rect.width() - _TICK, 20)
        paint.words(painter, village, card.village, "ink2", 13, elide=True)
        icons.draw(painter, card.icon, card.tone, rect.left() + 10, rect.top() + 48 + more, 15)
        note = QRectF(rect.left() + 30, rect.top() + 46 + more, rect.width() - _BESIDE, rect.height() - 46 - more)
        paint.lines(painter, note, say(card.note), card.tone, 13)
        painter.restore()


class BoardCards(QListView):
    """The cards. Space ticks, Enter opens; left and right leave the column."""

    opened = Signal(str)
    ticks = Signal()
    beside = Signal(int)
    entered = Signal()

    def __init__(self, name: Text) -> None:
        super().__init__()
        self.model_ = _Cards()
        self.setModel(self.model_)
        self.setItemDelegate(_CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "sunk")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # a card is as high as its words in this width
        bind_text(self.setAccessibleName, name)

    def current(self) -> "Card | None":
        """The card on which the column stands."""
        index = self.currentIndex()
        return self.model_.cards[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, plain = self.currentIndex(), not event.modifiers()
        if plain and event.key() == Qt.Key.Key_Space and index.isValid():
            self.model_.tick(index.row())
            self.ticks.emit()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(self.model_.cards[index.row()].row)
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.beside.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() > self.visualRect(index).right() - 40:
            self.model_.tick(index.row())
            self.ticks.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(self.model_.cards[index.row()].row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.model_.cards:
            self.setCurrentIndex(self.model_.index(0))
        super().focusInEvent(event)
        self.entered.emit()


class _Top(QFrame):
    """The 4 px at the top of a column: turmeric where the focus is."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(4)
        set_role(self, role="top", here=False)

    def show_here(self, here: bool) -> None:
        set_role(self, here=here)


class BoardColumn(QFrame):
    """A stage: icon and word, number, how many are stuck, cards, and the way to more."""

    def __init__(self, stage: str, title: Text) -> None:
        super().__init__()
        self.stage = stage
        self.setProperty("surface", "sunk")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)  # all equally wide
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        self._top = _Top()
        column.addWidget(self._top)
        head = QVBoxLayout()
        head.setContentsMargins(10, 6, 10, 6)
        head.setSpacing(0)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.setSpacing(4)
        upper.addWidget(Icon(ICONS[stage], "ink", 16))
        upper.addWidget(Label(title, 13, 600, wrap=True), 1)
        self._number = Label("", 24, 700)
        self._stuck = IconLabel("", "", "ink2", 13)
        lower.addWidget(self._number, 1)
        lower.addWidget(self._stuck)
        head.addLayout(upper)
        head.addLayout(lower)
        column.addLayout(head)
        self.cards = BoardCards(title)
        self.empty = Label(T("Nobody here"), 13, 400, "ink2")
        self.empty.setContentsMargins(10, 8, 10, 8)
        self.empty.hide()
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 0, 8, 0)
        inside.addWidget(self.cards, 1)
        inside.addWidget(self.empty)
        column.addLayout(inside, 1)
        self.more = Button("", "link")
        self.more.hide()
        column.addWidget(self.more)
        self.total = 0
        self.cards.entered.connect(lambda: self._top.show_here(True))

    def leave(self) -> None:
        """The focus is in another column."""
        self._top.show_here(False)

    def show_total(self, total: int) -> None:
        """How many are in this stage."""
        self.total = total
        self._number.show_text(lambda: lang.catalog.number(self.total))
        self.empty.setVisible(total == 0)
        self.cards.setVisible(total > 0)

    def show_stuck(self, count: int) -> None:
        """How many of them have been here for long."""
        tone = "warn" if count else "ink2"
        text = Tn("{count} stuck", "{count} stuck", count) if count else T("none stuck")
        self._stuck.show_state("clock" if count else "", text if self.total else "", tone)

    def show_cards(self, cards: "Sequence[Card]") -> None:
        """The cards that are seen now."""
        held = self.cards.current()
        self.cards.model_.show_cards(cards)
        rows = [card.row for card in cards]
        if held is not None and held.row in rows:
            self.cards.setCurrentIndex(self.cards.model_.index(rows.index(held.row)))
        left = self.total - len(cards)
        self.more.setVisible(left > 0)
        self.more.show_text(T("See {n} more", n=left))

    @property
    def ticked(self) -> list[str]:
        """The rows of the ticked cards that are here, in their order."""
        model = self.cards.model_
        return [card.row for card in model.cards if card.row in model.ticked]

    def tick_all(self) -> None:
        """Ticks all cards that are seen, or none where all are."""
        model = self.cards.model_
        rows = {card.row for card in model.cards}
        model.ticked = set() if rows and rows <= model.ticked else rows
        model.again()

    def clear_ticks(self) -> None:
        """Unticks everything."""
        self.cards.model_.ticked = set()
        self.cards.model_.again()
