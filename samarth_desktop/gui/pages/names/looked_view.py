"""Names that are looked at: how they are printed, and those that somebody left as they are, to be asked about again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import Footer
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.pages.names.doubtful_view import FORMS
from samarth_desktop.gui.pages.names.name_panel import place_of
from samarth_desktop.gui.pages.names.proposed_view import whose
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.doubtful_names import DoubtfulName
    from samarth_desktop.actions.registration.proposed_names import ProposedName
    from samarth_desktop.actions.session import Session


@dataclass(slots=True)
class Line:
    """One name: `right` in both scripts, or `kept` though it was doubted."""

    right: "ProposedName | None" = None
    kept: "DoubtfulName | None" = None


class LookedView(QWidget):
    """`asked_again` tells that a name is doubtful once more, `left` that a person leaves the page."""

    asked_again = Signal()
    left = Signal()

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self.host, self.session = host, session
        self.names: list[Line] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 14, 24, 12)
        body.addWidget(self._make_list(), 1)
        column.addLayout(body, 1)
        column.addWidget(self._make_footer())

    def _make_list(self) -> Table:
        heads = (T("As it is written"), T("Will be printed so"), T("Who"), T("Status"))
        self.model: LazyRows[Line] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("Looked at"), row_height=44)
        self.table.setModel(self.model)
        self.table.set_widths([0, 260, 320, 170])
        self.table.setMinimumHeight(160)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._say_chosen())
        self.table.opened.connect(lambda row: self.open_record())
        return self.table

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        later = Button(T("Later"), key="Esc")
        later.clicked.connect(self.left)
        self.footer.add_left(later)
        self.again = Button(T("Ask again"), icon="undo", key="Ctrl+D")
        self.again.clicked.connect(self.ask_again)
        self.record = Button(T("Open the whole record"), "primary", key="Ctrl+Return", cap="Return")
        self.record.clicked.connect(self.open_record)
        self.footer.add_right(self.again)
        self.footer.add_right(self.record)
        return self.footer

    def cell(self, line: Line, column: int) -> Cell:
        """A name as written, as it is printed, whose it is, what was said of it."""
        if line.kept is not None:
            name, where = line.kept, " · ".join(filter(None, (line.kept.registration, place_of(line.kept))))
            kept = Cell(say(T("Left as it is")), badge="outline", icon="check")
            return (Cell(name.doubt.text, bold=True), Cell("–", tone="ink2"), Cell(where, tone="ink2"), kept)[column]
        right = line.right
        assert right is not None
        told = Cell(say(T("Right")), badge="ok", icon="check")
        printed = Cell(right.proposed, icon="arrow")
        return (Cell(right.text, bold=True), printed, Cell(whose(right), tone="ink2"), told)[column]

    def read(self, rows: tuple[str, ...]) -> None:
        """Reads the names of these people and groups."""
        from samarth_desktop.actions.registration import doubtful_names, proposed_names

        def work() -> list[Line]:
            right = [Line(right=name) for name in proposed_names.looked(self.session, rows)]
            return [Line(kept=name) for name in doubtful_names.kept(self.session)] + right

        def show(found: list[Line]) -> None:
            self.names = found
            self.model.show_lines(found)
            self.table.selectRow(0)
            if self.isVisible():
                self.table.setFocus()
            self._say_chosen()

        self.host.lanes.store.run(lambda task: work(), show, owner=self)

    def _chosen(self) -> Line | None:
        row = self.table.currentIndex().row()
        return self.names[row] if 0 <= row < len(self.names) else None

    def _say_chosen(self) -> None:
        line = self._chosen()
        self.record.enable(line is not None, T("Choose a name"))
        kept = line is not None and line.kept is not None
        self.again.enable(kept, T("Only a name that was left as it is can be asked about again."))

    def open_record(self) -> None:
        """The form of whose name it is."""
        line = self._chosen()
        if line is not None and line.kept is not None:
            self.host.go(FORMS[line.kept.kind], row=line.kept.open_row)
        elif line is not None and line.right is not None:
            self.host.go(FORMS[line.right.kind], row=line.right.rows[0])

    def ask_again(self) -> None:
        """The name is doubtful once more."""
        from samarth_desktop.actions.registration import doubtful_names
        from samarth_desktop.actions.registration.doubtful_names import Decided

        line = self._chosen()
        if line is not None and line.kept is not None:
            kept = Decided(kept=((line.kept.row, line.kept.doubt.key),))
            self.host.lanes.store.run(
                lambda task: doubtful_names.undo(self.session, kept), lambda done: self.asked_again.emit(), owner=self
            )
