"""Finds a registered person by name, number or mobile, for a place in a group."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from samarth_desktop.actions import search
from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.kit.inputs.search import SearchBox
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import in_row
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.tables import CELL, Cell, Table
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T, Tn
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.search.finder import Hit

_SHOWN = 30
_HERE = QModelIndex()


class _Hits(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = [hit for hit in hits if hit.summary.kind == Artisan.KIND]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _HERE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        card = self.hits[index.row()].summary
        name = card.name_hi or card.name_en
        below = " · ".join(part for part in (card.relative, card.village, card.registration) if part)
        if role == CELL:
            return Cell(name, below, bold=True, avatar=name)
        return f"{name}, {below}" if role == Qt.ItemDataRole.DisplayRole else None


class PersonPicker(QDialog):
    """`chosen` carries the person."""

    chosen = Signal(object)

    def __init__(self, host: PageHost, session: Session, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._host, self._session, self._asked = host, session, ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind_text(self.setWindowTitle, T("Join to a registered person"))
        self.resize(560, 460)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        self.box = SearchBox(T("Name, mobile or registration no."))
        self.box.searched.connect(self._search)
        self.box.entered.connect(lambda text: self._take(0))
        column.addWidget(self.box)
        self.table = Table(T("People found"))
        self.model = _Hits(self)
        self.table.setModel(self.model)
        self.table.set_widths([0])
        self.table.horizontalHeader().hide()
        self.table.opened.connect(self._take)
        column.addWidget(self.table, 1)
        self.note = Label("", 13, 400, "ink2")
        column.addWidget(self.note)
        cancel, self.take_button = Button(T("Cancel")), Button(T("Link to this row"), "primary")
        cancel.clicked.connect(self.reject)
        self.take_button.clicked.connect(lambda: self._take(max(0, self.table.currentIndex().row())))
        column.addLayout(in_row(cancel, 1, self.take_button))
        self.box.setText(name)
        self._search(name)

    def _search(self, text: str) -> None:
        self._asked = text
        if not text.strip():
            self._show(text, [])
            return
        self._host.lanes.store.run(
            lambda task: self.who_fits(text),
            lambda hits: self._show(text, hits),
            owner=self,
        )

    def who_fits(self, text: str) -> list[Hit]:
        """Who fits, best first; in the store's lane."""
        return search.search(self._session, text, "people", _SHOWN)

    def _show(self, text: str, hits: Sequence[Hit]) -> None:
        if text == self._asked:  # an older answer comes late
            self.model.show_hits(hits)
            if self.model.hits:
                self.table.selectRow(0)
            self.note.show_text(Tn("{count} person found", "{count} people found", len(self.model.hits)))

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self.model.hits):
            return
        key = self.model.hits[row].summary.id

        def found(sheet: registering.Registration) -> None:
            self.chosen.emit(sheet.holder)
            self.accept()

        self._host.lanes.store.run(lambda task: registering.load(self._session, key), found, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.box.hasFocus():
            self.table.setFocus()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
