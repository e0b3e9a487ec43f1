"""Doubtful names: each with why and the better spelling; taken, kept or written anew by keyboard."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.name_scan import NameScan
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import Footer
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.pages.names.name_panel import NamePanel, deed_of, place_of
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.doubtful_names import Decided, DoubtfulName
    from samarth_desktop.actions.session import Session

_DEED = 3  # the column with the one thing that mends the name
_WIDTHS, _NARROW = [0, 150, 220, 110], [0, 120, 180, 100]
FORMS = {"artisan": "artisan-form", "shg": "shg-form"}


class DoubtfulView(QWidget):
    """The names at the left, the chosen one at the right. `counted` carries how many are left."""

    counted = Signal(int)

    def __init__(self, host: PageHost, session: "Session", look: NameScan) -> None:
        super().__init__()
        self.host, self.session, self._look = host, session, look
        self.names: list[DoubtfulName] = []
        self._done: list[Decided] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = Columns(700, gap=0)
        outer.addWidget(scrolled(row), 1)
        body = QVBoxLayout()
        body.setContentsMargins(24, 14, 24, 12)
        row.addLayout(body, 1)
        body.addWidget(self._make_list(), 1)
        self.panel = NamePanel()
        self.panel.written.connect(self.write)
        self.panel.wants_form.connect(self._open_form)
        row.addWidget(self.panel)
        outer.addWidget(self._make_footer())
        lang.changed.connect(self._say_count)

    def _make_list(self) -> Table:
        heads = (T("As it is written"), T("Better so"), T("Where it stands"), T("To do"))
        self.model: LazyRows[DoubtfulName] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("Names to look at"))
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS)
        self.table.fit_rows(0)
        self.table.fit_rows(2)
        self.table.setMinimumHeight(160)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._show_chosen())
        self.table.opened.connect(lambda row: self.accept())
        self.table.clicked.connect(lambda index: self.accept() if index.column() == _DEED else None)
        return self.table

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        self.back = Button(T("Undo"), "link", "undo", key="Ctrl+Z")
        self.back.clicked.connect(self.undo)
        self.footer.add_left(self.back)
        self.leave = Button(T("Leave it so"), key="Ctrl+D")
        self.leave.clicked.connect(self.keep)
        self.every = Button("", icon="check", key="Ctrl+Shift+Return")
        self.every.clicked.connect(self.accept_all)
        self.right = Button(T("Better so, next"), "primary", "check", key="Ctrl+Return", cap="Return")
        self.right.clicked.connect(self.accept)
        for button in (self.leave, self.every, self.right):
            self.footer.add_right(button)
        return self.footer

    def fold(self, narrow: bool) -> None:
        """A narrower panel in a small window."""
        self.panel.setFixedWidth(300 if narrow else 372)
        self.table.set_widths(_NARROW if narrow else _WIDTHS)

    def cell(self, name: "DoubtfulName", column: int) -> Cell:
        """A name as written, its better spelling, whose it is."""
        if column == 0:
            return Cell(name.doubt.text, say(name.doubt.reason), bold=True)
        if column == 1:
            return Cell(name.better) if name.better else Cell("–", tone="ink2")
        if column == _DEED:
            return Cell(say(deed_of(name)), tone="prim", bold=True)
        where = " · ".join(filter(None, (name.registration, name.village)))
        return Cell(place_of(name), where, tone="ink2")

    # -- reading ------------------------------------------------------------------------------------------------------

    def read(self, row: int = 0) -> None:
        """Reads the list and stands at this row."""
        from samarth_desktop.actions.registration import doubtful_names

        def show(found: "list[DoubtfulName]") -> None:
            self.names = found
            self.model.show_lines(found)
            self._say_count()
            if found:
                self.table.selectRow(min(row, len(found) - 1))
                if self.isVisible():
                    self.table.setFocus()
            self._show_chosen()
            self._look.begin()

        self.host.lanes.store.run(lambda task: doubtful_names.listing(self.session), show, owner=self)

    def go_to(self, row: int) -> None:
        """Stands at a name; where nothing better is known, in the box for writing it."""
        self.table.selectRow(min(row, len(self.names) - 1))
        name = self._chosen()
        if name is not None and not name.better:
            self.panel.begin_writing()

    def _say_count(self) -> None:
        self.counted.emit(len(self.names))
        better = len([name for name in self.names if name.better])
        self.every.show_text(Tn("Take the {count}", "Take all {count}", better))
        self.every.enable(better > 0, T("No better spelling is known for these names"))
        self.back.enable(bool(self._done), T("Nothing to undo"))

    def _chosen(self) -> "DoubtfulName | None":
        row = self.table.currentIndex().row()
        return self.names[row] if 0 <= row < len(self.names) else None

    def _show_chosen(self) -> None:
        name = self._chosen()
        self.panel.show_name(name)
        reason = T("Choose a name") if name is None else T("This can be no name. Write it anew.")
        self.leave.enable(name is not None and not name.doubt.refused, reason)
        self.right.show_text(T("Better so, next") if name is None or name.better else deed_of(name))
        self.right.enable(name is not None, T("Choose a name"))

    # -- deciding -----------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Takes the better spelling; where there is none, the box for writing is gone to."""
        from samarth_desktop.actions.registration import doubtful_names

        name = self._chosen()
        if name is not None and name.better:
            self._decide(lambda: doubtful_names.accept(self.session, [name]))
        elif name is not None:
            self.panel.begin_writing()

    def accept_all(self) -> None:
        """Takes every better spelling that is proposed."""
        from samarth_desktop.actions.registration import doubtful_names

        names = [name for name in self.names if name.better]
        self._decide(lambda: doubtful_names.accept(self.session, names))

    def keep(self) -> None:
        """The name is right as it is."""
        from samarth_desktop.actions.registration import doubtful_names

        name = self._chosen()
        if name is not None and not name.doubt.refused:
            self._decide(lambda: doubtful_names.keep(self.session, [name]))

    def write(self, text: str) -> None:
        """What was written in the panel takes the name's place."""
        from samarth_desktop.actions.registration import doubtful_names

        name = self._chosen()
        if name is not None:
            self._decide(lambda: doubtful_names.write(self.session, name, text))

    def _decide(self, work: "Callable[[], Decided]") -> None:
        def done(decided: "Decided") -> None:
            self._done.append(decided)
            self.host.saved(T("Saved"))
            self.read(self.table.currentIndex().row())

        self.host.lanes.store.run(lambda task: work(), done, self._not_written, owner=self)

    def _not_written(self, error: KnownError) -> None:
        self.panel.show_wrong(error.text)

    def undo(self) -> None:
        """Takes the last decision back."""
        from samarth_desktop.actions.registration import doubtful_names

        if self._done:
            last = self._done.pop()
            self.host.lanes.store.run(
                lambda task: doubtful_names.undo(self.session, last),
                lambda done: self.read(self.table.currentIndex().row()),
                owner=self,
            )

    def _open_form(self) -> None:
        name = self._chosen()
        if name is not None:
            self.host.go(FORMS[name.kind], row=name.open_row)
