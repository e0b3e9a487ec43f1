"""Workshops and fairs: today's first, then the list, the next due at the top, each with what is to be done now."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import PageHead
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.kit.surfaces.tables import Table
from samarth_desktop.gui.pages.workshops.hero import TodaysHero
from samarth_desktop.gui.pages.workshops.workshop_rows import WorkshopRows
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.planning import Line
    from samarth_desktop.store.log.changed import Changed

_WIDTHS = [116, 0, 170, 116, 104, 140, 226]
_NARROW = [108, 0, 10, 104, 96, 134, 200]
FILTERS = (("all", T("All")), ("coming", T("Coming")), ("over", T("Over")), ("draft", T("Draft")))


class WorkshopsPage(Page):
    """The list with today's workshop above it."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self._lines: list[Line] = []
        self._filter, self._wanted = "all", ""
        column = QVBoxLayout()
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(12)
        self.head = PageHead(T("Workshops and fairs"))
        fair = Button(T("Add a fair"), icon="stall")
        fair.clicked.connect(lambda: host.go("workshop-form", new=True, fair=True))
        new = Button(T("Add a workshop"), icon="plus", key="Ctrl+N", bind_key=False)
        new.clicked.connect(lambda: host.go("workshop-form", new=True))
        self.own_keys["Ctrl+N"] = new.click
        self.head.add_right(fair)
        self.head.add_right(new)
        column.addWidget(self.head)
        self.hero = TodaysHero(host, session)
        column.addWidget(self.hero)
        column.addLayout(self._chips())
        self.model, self.table = WorkshopRows(self, session), Table(T("Workshops and fairs"))
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS)
        self.table.opened.connect(lambda row: self.open_row())
        self.start = self.table
        self.none = EmptyState("workshop", T("No workshops yet"), T("Plan the first one."))
        column.addWidget(self.table, 1)
        column.addWidget(self.none, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(column))
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_sheet)
        lang.changed.connect(self._again)

    def _chips(self) -> QHBoxLayout:
        self.chips = {key: Chip(words) for key, words in FILTERS}
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda checked=False, key=key: self._choose(key))
        row, chips, keys = Columns(640, 8), FlowLayout(), QHBoxLayout()
        for chip in self.chips.values():
            chips.addWidget(chip)
        row.addLayout(chips, 1)
        for key, words in (("Enter", T("open")), ("Ctrl+P", T("attendance sheet"))):
            keys.addWidget(Keycap(key))
            keys.addWidget(Label(words, 13, 400, "ink2"))
        row.addLayout(keys)
        return row

    def fold(self, narrow: bool) -> None:
        self.table.set_widths(_NARROW if narrow else _WIDTHS)
        self.table.setColumnHidden(2, narrow)
        self.hero.fold(narrow)

    def shown(self, **args: object) -> None:
        """With `row` that workshop is opened: a search hit leads here."""
        if args.get("row"):
            self.host.go("workshop", workshop=str(args["row"]))
            return
        self._read()

    def data_changed(self, changed: "Changed") -> None:
        if changed.kinds & {"workshop", "session", "invitation", "attendance", "certificate", "stall", "stall_day"}:
            self._read()

    def _read(self) -> None:
        from samarth_desktop.actions.device import roles
        from samarth_desktop.actions.workshops import hero, planning

        run = self.host.lanes.store.run
        run(lambda task: (planning.lines(self.session), roles.sees_sales(self.session)), self._show, owner=self)
        run(lambda task: hero.ready(self.session), self.hero.show_ready, owner=self)

    def _show(self, found: "tuple[list[Line], bool]") -> None:
        self._lines, self.model.sales = found
        self._again()

    def _again(self) -> None:
        lines, today = self._lines, self.session.today
        groups = {
            "all": lines,
            "coming": [one for one in lines if (one.workshop.until or one.workshop.since or today) >= today],
            "over": [one for one in lines if (one.workshop.until or one.workshop.since or today) < today],
            "draft": [one for one in lines if one.workshop.status == "draft"],
        }
        for key, words in FILTERS:
            self.chips[key].show_text(T("{words} ({n})", words=words, n=len(groups[key])))
            self.chips[key].setChecked(key == self._filter)
        this_year = sum(one.workshop.since is not None and one.workshop.since.year == today.year for one in lines)
        self.head.note.show_text(T("this year {n}", n=lang.catalog.number(this_year)))
        at = max(self.table.currentIndex().row(), 0)
        self.model.show_rows(groups[self._filter])
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines)
        if groups[self._filter]:
            self.table.selectRow(min(at, len(groups[self._filter]) - 1))

    def _choose(self, key: str) -> None:
        self._filter = key
        self._again()

    def chosen(self) -> str:
        """The row id of the chosen workshop, "" for none."""
        at = self.table.currentIndex().row()
        return self.model.lines[at].workshop.id if 0 <= at < len(self.model.lines) else ""

    def open_row(self) -> None:
        """Opens the chosen workshop."""
        if self.chosen():
            self.host.go("workshop", workshop=self.chosen())

    def print_sheet(self) -> None:
        """The attendance sheet of the chosen workshop."""
        from samarth_desktop.gui.pages.workshops import papers

        if self.chosen():
            papers.sheet(self, self.host, self.session, self.chosen())
