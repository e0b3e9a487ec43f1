"""The bar below a list while something is ticked: how many, what to do with them, and take the ticks away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.lists.many.asks import MANY
from samarth_desktop.gui.lists.ticks import Ticks
from samarth_desktop.i18n import T, Tn
from samarth_desktop.kinds.list_spec import ListSpec


class TickBar(QFrame):
    """Hidden while nothing is ticked. `wanted` carries the key of what is to be done; `back` tells that the last change
    is to be taken back."""

    wanted = Signal(str)
    back = Signal()

    def __init__(self, spec: ListSpec, ticks: Ticks) -> None:
        super().__init__()
        self._many, self._ticks, self._can_go_back, self._changed = spec.many, ticks, False, 0
        self.setProperty("surface", "tint")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(Icon("checkc", "prim", 20))
        self.count = Label("", 15, 600)
        row.addWidget(self.count)
        self.none = Button(T("Take the ticks away"), "link", small=True)
        self.none.clicked.connect(ticks.clear)
        row.addWidget(self.none)
        row.addStretch(1)
        self.undo = Button(T("Undo"), "link", "undo", small=True, key="Ctrl+Z")
        self.undo.clicked.connect(self.back)
        row.addWidget(self.undo)
        self.change = Button(T("Change them all"), "primary", end_icon="down", small=True)
        self.change.clicked.connect(self._offer)
        row.addWidget(self.change)
        self.change.setVisible(bool(spec.many))
        ticks.changed.connect(self.show_state)
        self.show_state()

    def offer_undo(self, on: bool, count: int = 0) -> None:
        """Whether there is a change, of so many, that can be taken back."""
        self._can_go_back, self._changed = on, count
        self.show_state()

    def show_state(self) -> None:
        """Says what is ticked now."""
        ticked = len(self._ticks)
        done = Tn("{count} changed", "{count} changed", self._changed)
        self.count.show_text(
            done if self._can_go_back and not ticked else Tn("{count} ticked", "{count} ticked", ticked)
        )
        self.none.setVisible(ticked > 0)
        self.change.setVisible(ticked > 0 and bool(self._many))
        self.undo.setVisible(self._can_go_back)
        self.setVisible(ticked > 0 or self._can_go_back)

    def _offer(self) -> None:
        options = [(key, MANY[key].words) for key in self._many]
        FilterMenu(options, lambda key: self.wanted.emit(str(key)), parent=self).below(self.change)
