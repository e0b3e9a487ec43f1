"""A table with the chosen line beside it, and what stands there where the table is empty or the window small."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.responsive import scrolled
from samarth_desktop.gui.kit.surfaces.tables import Table
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.list_spec import ListSpec

LEAST = 160  # px of the list in a low window: then the page scrolls
LOOK_MS = 90  # resting on a row so long shows it at the right: holding an arrow key reads nothing
_MOST = 16_000_000  # px that Qt gives a widget


class ListFrame(QWidget):
    """Table and side panel; words where the table is empty; in a small window the panel gives way to a button.

    `tight` tells whether both stand in a small window: then the slim columns are hidden too. `look` is called when
    somebody has rested on a row.
    """

    tight = Signal(bool)

    def __init__(
        self, host: PageHost, table: Table, panel: QWidget, spec: ListSpec, look: Callable[[], object]
    ) -> None:
        super().__init__()
        self._host, self._table, self._panel = host, table, panel
        self._slim = [place for place, column in enumerate(spec.columns) if column.slim]
        icon, title, about = spec.empty
        first = EmptyState(icon, Text(title), Text(about))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left = QVBoxLayout()
        self._left.setContentsMargins(24, 14, 20, 12)
        self._left.setSpacing(12)
        row.addWidget(scrolled(self._left), 1)
        row.addWidget(panel)
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(LEAST)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(table, 1)
        column.addStretch(0)
        none = EmptyState("search", T("Nothing found"), T("Write less of the name, or clear the filters."))
        for widget in (holder, none, first):
            self.stack.addWidget(widget)
        self._left.addWidget(self.stack, 1)
        self._above = 0
        self.beside = Button(T("Details"), icon="info", small=True, key="Ctrl+M")
        self.beside.clicked.connect(lambda: self._show_panel(not panel.isVisible()))
        self.beside.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(LOOK_MS)
        self._rest.timeout.connect(look)
        table.selectionModel().currentRowChanged.connect(lambda now, before: self.rest())

    def fill(self, page: QWidget) -> None:
        """Takes the whole of a page."""
        outer = QHBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)

    def put_above(self, widget: QWidget) -> None:
        """Puts something above the table, below what stands there already."""
        self._left.insertWidget(self._above, widget)
        self._above += 1

    def put_below(self, what: QLayout | QWidget) -> None:
        """Puts something below the table."""
        if isinstance(what, QWidget):
            self._left.addWidget(what)
        else:
            self._left.addLayout(what)

    def rest(self) -> None:
        """The chosen row is looked at in a moment."""
        self._rest.start()

    def show_count(self, count: int, narrowed: bool, bands: int = 0, band: int = 0) -> None:
        """So many rows are there, `bands` of them dividing ones, each `band` high; `narrowed` says that a search or
        filter leaves others out."""
        self.stack.setCurrentIndex(0 if count else 1 if narrowed else 2)
        head = self._table.horizontalHeader().height()
        rows = (count - bands) * self._table.row_height + bands * band
        self._table.setMaximumHeight(min(rows + head + 2, _MOST))

    def fold(self, narrow: bool) -> None:
        """The window has become narrow or wide."""
        self.beside.setVisible(narrow)
        self._show_panel(not narrow)

    def _show_panel(self, on: bool) -> None:
        self._panel.setVisible(on)
        tight = on and self._host.narrow
        for column in self._slim:
            self._table.setColumnHidden(column, tight)
        self.tight.emit(tight)
