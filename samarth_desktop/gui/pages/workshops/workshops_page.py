"""Workshops and fairs: today's first, then the list, the next due at the top, each with what is to be done now."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import PageHead
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.kit.surfaces.tables import CELL, Cell, Table
from samarth_desktop.gui.pages.workshops.hero import TodaysHero
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text, Tn, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.hero import Ready
    from samarth_desktop.actions.workshops.planning import Line
    from samarth_desktop.store.log.changed import Changed

HEADS = (T("Date"), T("Name"), T("Place"), T("Programme"), T("People"), T("Status"), T("To do now"))
_WIDTHS = [116, 0, 170, 116, 104, 140, 226]
_NARROW = [108, 0, 10, 104, 96, 134, 200]
_BADGES = {
    "draft": ("warning", "edit", T("Draft")),
    "planned": ("outline", "clock", T("Being prepared")),
    "held": ("info", "check", T("Held")),
    "closed": ("ok", "checkc", T("Closed")),
    "cancelled": ("outline", "close", T("Cancelled")),
}
Index = QModelIndex | QPersistentModelIndex
_HERE = QModelIndex()
FILTERS = (("all", T("All")), ("coming", T("Coming")), ("over", T("Over")), ("draft", T("Draft")))


def title_of(workshop: Any) -> tuple[str, str]:
    """The title in the present language and in the other."""
    first, second = workshop.title_hi, workshop.title_en
    pair = (first, second) if in_devanagari(lang.code) else (second, first)
    return (pair[0] or pair[1], pair[1] if pair[0] else "")


class WorkshopRows(QAbstractTableModel):
    """The lines of the list as cells."""

    def __init__(self, parent: QWidget, session: "Session") -> None:
        super().__init__(parent)
        self._session = session
        self.sales = False
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence["Line"]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = _HERE) -> int:
        return len(self.lines)

    def columnCount(self, parent: Index = _HERE) -> int:
        return len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        across = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return say(HEADS[section]) if across else None

    def data(self, index: Index, role: int = 0) -> object:
        cell = self.cell(self.lines[index.row()], index.column())
        if role == CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (cell.text, cell.below) if part)
        return None

    def cell(self, line: "Line", column: int) -> Cell:
        """One cell of a line."""
        one, numbers = line.workshop, line.numbers
        match column:
            case 0:
                return Cell(*_days(one.since, one.until), bold=True)
            case 1:
                return Cell(*title_of(one), bold=True)
            case 2:
                return Cell(", ".join(part for part in (one.venue, one.village) if part))
            case 3:
                return Cell(one.programme, badge="outline")
            case 4:
                return Cell(say(_people(line)))
            case 5:
                tone, icon, words = _BADGES.get(self.status(line), _BADGES["planned"])
                return Cell(say(words), badge=tone, icon=icon)
        icon, text, tone = self.to_do(line, numbers)
        return Cell(say(text), icon=icon, tone=tone, bold=tone != "ink2")

    def status(self, line: "Line") -> str:
        """The status: who planned it need not say that it is over."""
        one = line.workshop
        last = one.until or one.since
        if one.status in ("closed", "cancelled", "draft"):
            return one.status
        return "held" if last and last < self._session.today else "planned"

    def to_do(self, line: "Line", numbers: Any) -> tuple[str, Text, str]:
        """What is to be done now: icon, words, tone."""
        one, status = line.workshop, self.status(line)
        if one.is_fair:
            if status == "planned" and not numbers.stalls:
                return "warn", T("Stalls are to be given"), "warn"
            if not self.sales:
                return "stall", Tn("{count} stall", "{count} stalls", numbers.stalls), "ink2"
            return "rupee", T("Sale {amount}", amount=lang.catalog.money(numbers.sale)), "ink2"
        if status == "cancelled":
            return "", Text(""), "ink2"
        if status == "closed":
            return "check", T("Done"), "ink2"
        if status == "held":
            left = max(numbers.came - numbers.certificates, 0)
            if not numbers.came:
                return "warn", T("Attendance is missing"), "warn"
            return "cert", Tn("{count} without certificate", "{count} without certificate", left), "prim"
        if not numbers.invited:
            return "warn", T("People are to be invited"), "warn"
        untold = numbers.invited - numbers.told
        if untold:
            return "warn", Tn("{count} not told yet", "{count} not told yet", untold), "warn"
        return "check", T("Everybody was told"), "ok"


def _days(since: date | None, until: date | None) -> tuple[str, str]:
    if since is None:
        return "–", ""
    words = lang.catalog
    if until is None or until == since:
        return words.date(since, "d MMMM"), words.date(since, "EEEE")
    count = (until - since).days + 1
    return f"{words.date(since, 'd')}–{words.date(until, 'd MMM')}", say(Tn("{count} day", "{count} days", count))


def _people(line: "Line") -> Text:
    numbers = line.numbers
    if line.workshop.is_fair:
        return Tn("{count} stall", "{count} stalls", numbers.stalls)
    if numbers.came:
        return Tn("{count} came", "{count} came", numbers.came)
    return Tn("{count} invited", "{count} invited", numbers.invited)


class WorkshopsPage(Page):
    """The list with today's workshop above it."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
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
        self.head.add_right(fair)
        self.head.add_right(new)
        column.addWidget(self.head)
        self.hero = TodaysHero(host, session)
        column.addWidget(self.hero)
        column.addLayout(self._chips())
        self.model = WorkshopRows(self, session)
        self.table = Table(T("Workshops and fairs"))
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
        keys = QShortcut(QKeySequence("Ctrl+P"), self)
        keys.activated.connect(self.print_sheet)
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
        run(lambda task: hero.ready(self.session), self._show_hero, owner=self)

    def _show_hero(self, found: "Ready | None") -> None:
        self.hero.show_ready(found)

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
        self.model.show_lines(groups[self._filter])
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
