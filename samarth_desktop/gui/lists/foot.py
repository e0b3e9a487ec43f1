"""What stands below a list: the sign of what is not sent, the order, more filters, the keys."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.lists.filter_bar import FilterBar
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.lists.frame import ListFrame
from samarth_desktop.gui.lists.reader import ListReader
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.kind import RecordKind


class ListFoot(Columns):
    """Stands below the table."""

    def __init__(self, kind: RecordKind, chips: FilterBar, frame: ListFrame, reader: ListReader) -> None:
        super().__init__(600, 8)
        spec = kind.list
        assert spec is not None
        self._reader, self._tight, self._narrow = reader, False, False
        self._orders = {key: Text(words) for key, words in spec.orders.items()}
        self._order = next(iter(self._orders))
        self.cloud = IconLabel("unsent", T("Not yet sent from this laptop"), "warn", 13)
        self.addWidget(self.cloud)
        self._signs = any(column.key == "unsent" for column in spec.columns)
        frame.tight.connect(self._tighten)
        self.sort = Button(self._orders[self._order], "link", small=True, end_icon="down")
        self.sort.clicked.connect(self._offer_orders)
        self.addWidget(self.sort)
        self.addWidget(chips.more)
        self.addStretch(1)
        self.addWidget(frame.beside)
        self.keys = QFrame()
        row = QHBoxLayout(self.keys)
        row.setContentsMargins(0, 0, 0, 0)
        keys = [("Space", T("tick"))]
        keys += [("Enter", T("open"))] if spec.form else []
        keys += [("Ctrl+P", T("print certificate"))] if kind.certificate else []
        for key, words in keys:
            row.addWidget(Keycap(key))
            row.addWidget(Label(words, 13, 400, "ink2"))
        self.addWidget(self.keys)
        frame.put_below(self)

    def setGeometry(self, rect: QRect) -> None:
        """Where there is no room for all in one row, the sign's words go first, then the keys: the list is worth more
        than a second row."""
        gap = self.spacing()
        wide = {one: one.sizeHint().width() + gap for one in (self.cloud, self.keys)}
        others = (item.widget() for at in range(self.count()) if (item := self.itemAt(at)) and not item.isEmpty())
        room = rect.width() - sum(one.sizeHint().width() + gap for one in others if one and one not in wide)
        self._show(self.keys, not self._narrow and room >= wide[self.keys])
        self._show(self.cloud, self._signs and not self._tight and room >= sum(wide.values()))
        super().setGeometry(rect)

    def fold(self, narrow: bool) -> None:
        """In a narrow window nobody is told of the keys."""
        self._narrow = narrow
        self.invalidate()

    def _show(self, widget: QWidget, on: bool) -> None:
        if on == widget.isHidden():
            widget.setVisible(on)

    def _tighten(self, tight: bool) -> None:
        self._tight = tight
        self.invalidate()

    def _offer_orders(self) -> None:
        FilterMenu(list(self._orders.items()), self.take, self._order, self.sort).below(self.sort)

    def take(self, order: object) -> None:
        """Takes up another order."""
        self._order = str(order)
        self.sort.show_text(self._orders[self._order])
        self._reader.sort_by(self._order)
