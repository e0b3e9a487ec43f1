"""A page that is a list: head, chips, table, legend, and the chosen record at the right."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.frame import PageHead
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Keycap, Label
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.columns import certificate_cell, name_cell, stage_cell, unsent_cell
from samarth_desktop.gui.lists.detail_panel import DetailPanel
from samarth_desktop.gui.lists.elsewhere import FoundElsewhere
from samarth_desktop.gui.lists.export import ExportButton, Wish
from samarth_desktop.gui.lists.filter_bar import FilterBar
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.lists.master_detail import MasterDetail
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.lists.place import Place
from samarth_desktop.gui.lists.record_actions import RecordActions
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import Catalog, T, Text
from samarth_desktop.store.log.changed import DRAFT, SETTING

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Choices, Counts, Found, Line, Rows
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task
    from samarth_desktop.store.log.changed import Changed

BAND = 30
SLIM = (2, 4)
"""Columns that give way in a narrow window."""
SORTS = (("newest", T("Newest first")), ("name", T("By name")), ("village", T("By village")))


class ListPage(Page):
    """People or groups. A subclass says what its columns are and which form opens a record."""

    KIND = ""
    KINDS = ""
    """The kind as it is called in files."""
    FORM = ""
    TITLE: Text
    NEW: Text
    ABOUT: Text
    """The head of the column whose cells `about` makes."""
    WIDTHS: tuple[int, ...] = ()

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__()
        self.host, self.session, self.pages = host, session, pages
        self._sort, self._text, self._wanted = "newest", "", ""
        self._task: Task[Any] | None = None
        self._looking: Task[Any] | None = None
        self._stay: Place | None = None
        self._counted: tuple[int, int] = (0, 0)
        self._make_table()
        self.panel = DetailPanel()
        first = EmptyState("person", T("Nobody is registered yet"), T("Begin with the first one."))
        self.frame = MasterDetail(host, self.table, self.panel, first, self._look, SLIM)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.frame)
        self.chips = FilterBar(session, people=self.KIND == "artisan")
        self.chips.changed.connect(self.read)
        self.chips.kept.connect(self._keep_filter)
        self.frame.put_above(self._make_head())
        self.frame.put_above(self.chips)
        self.elsewhere = FoundElsewhere(host, session, self.KIND)
        self.frame.put_above(self.elsewhere)
        self.frame.put_below(self._make_legend())
        self.menu = RecordActions(host, session, self, self._changed)
        self.panel.open.clicked.connect(self.open_form)
        self.panel.more.clicked.connect(self._show_menu)
        self.panel.reveal.connect(self._reveal)
        self.panel.print_again.connect(self.print_certificate)
        self.panel.group.connect(lambda row: self.host.go("shgs", row=row))
        keys = QShortcut(QKeySequence("Ctrl+P"), self)
        keys.activated.connect(self.print_certificate)
        lang.changed.connect(self._say_count)

    # -- what a subclass gives ----------------------------------------------------------------------------------------

    def about(self, line: "Line") -> Cell:
        """What is said of a record between its village and its stage."""
        raise NotImplementedError

    def cell(self, line: "Line", column: int) -> Cell:
        """One cell of a line."""
        match column:
            case 0:
                return name_cell(line)
            case 1:
                return Cell(line.summary.village)
            case 2:
                return self.about(line)
            case 3:
                return stage_cell(line)
            case 4:
                return certificate_cell(line)
            case _:
                return unsent_cell(line)

    # -- layout -------------------------------------------------------------------------------------------------------

    def _make_head(self) -> PageHead:
        self.head = PageHead(self.TITLE)
        self.export: ExportButton[Line] = ExportButton(
            self.host, self.session, self.table, self.model, self.KINDS, masks=True
        )
        self.export.writes = self._export
        self.head.add_right(self.export)
        if "import" in self.pages:
            self.many = Button(T("Add many"), icon="receive", end_icon="down")
            self.many.clicked.connect(self._offer_many)
            self.head.add_right(self.many)
        if self.FORM in self.pages:
            new = Button(self.NEW, "primary", "plus")
            new.clicked.connect(lambda: self.host.go(self.FORM, new=True))
            self.head.add_right(new)
        return self.head

    def _offer_many(self) -> None:
        ways: list[tuple[object, LocalizedText]] = [("import", T("Add from Excel"))]
        if "bulk" in self.pages and self.KIND == "artisan":
            ways.append(("bulk", T("A whole hall")))
        if "duplicates" in self.pages and self.KIND == "artisan":
            ways.append(("duplicates", T("Look for people who are registered twice")))
        FilterMenu(ways, lambda page: self.host.go(str(page), kind=self.KIND), parent=self).below(self.many)

    def _make_table(self) -> None:
        heads = (T("Name"), T("Village"), self.ABOUT, T("Stage"), T("Certificate"), Text(""))
        self.model: LazyRows[Line] = LazyRows(heads, self.cell, self._ask_page)
        self.table = Table(self.TITLE)
        self.table.setModel(self.model)
        self.table.verticalHeader().setMinimumSectionSize(BAND)
        self.table.set_widths(list(self.WIDTHS))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.opened.connect(lambda row: self.open_form())

    def _make_legend(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._cloud = IconLabel("unsent", T("Not yet sent from this laptop"), "warn", 13)
        row.addWidget(self._cloud)
        self.sort = Button(SORTS[0][1], "link", small=True, end_icon="down")
        self.sort.clicked.connect(self._offer_sorts)
        row.addWidget(self.sort)
        row.addWidget(self.chips.more)
        row.addStretch(1)
        row.addWidget(self.frame.beside)
        self.frame.tight.connect(self._cloud.setHidden)
        self._keys = QFrame()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        for key, words in (("Enter", T("open")), ("Ctrl+P", T("print certificate"))):
            keys.addWidget(Keycap(key))
            keys.addWidget(Label(words, 13, 400, "ink2"))
        row.addWidget(self._keys)
        return row

    def fold(self, narrow: bool) -> None:
        self._keys.setVisible(not narrow)
        self.frame.fold(narrow)

    # -- reading ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """With `text` a search, with `row` one record, with `unfinished` what is not complete; else as it was left."""
        from samarth_desktop.actions.listing import Filter

        if args.get("unfinished"):
            self._text = ""
            self.chips.show_filter(Filter(complete=False))
        if args.get("row"):
            self._text, self._wanted = "", str(args["row"])
            self.chips.show_filter(Filter())
        if args.get("text"):
            self._text = str(args["text"])
        self.read()
        self._read_choices()

    def searched(self) -> str:
        return self._text

    def search(self, text: str) -> bool:
        self._text = text.strip()
        self.read()
        return True

    def read(self) -> None:
        """Reads the list anew: the whole one, or what fits the text in the search box. The newest wish wins."""
        from samarth_desktop.actions import listing

        if self._task is not None:
            self._task.cancel()
        which, kind, text, sort = self.chips.filter, self.KIND, self._text, self._order()
        self.elsewhere.look(text if {"people", "shgs"} <= set(self.pages) else "")
        if text:
            self._task = self.host.lanes.store.run(
                lambda task: listing.find(self.session, text, kind, which), self._show_found, owner=self
            )
        else:
            self._task = self.host.lanes.store.run(
                lambda task: listing.rows(self.session, kind, which, sort), self._show_rows, owner=self
            )

    def data_changed(self, changed: "Changed") -> None:
        """Reads again, and stays with the person, the marked ones and the part of the list that is on screen."""
        if changed.kinds - {DRAFT, SETTING}:
            self._stay = Place.of(self.table, self.model)
            self.read()
            self._read_choices()

    def _order(self) -> str:
        return f"name_{lang.code}" if self._sort == "name" else self._sort

    def _read_choices(self) -> None:
        from samarth_desktop.actions import listing

        def offer(choices: "Choices") -> None:
            self.chips.offer(choices)

        def count(found: "Counts") -> None:
            self.chips.show_counts(found.unsent, found.unfinished)

        run = self.host.lanes.store.run
        run(lambda task: listing.counts(self.session, self.KIND), count, owner=self)
        run(lambda task: listing.choices(self.session, self.KIND), offer, owner=self)

    def _ask_page(self, turn: int, numbers: Sequence[int], start: int) -> None:
        from samarth_desktop.actions import listing

        def deliver(lines: "list[Line]") -> None:
            self.model.deliver(turn, start, lines)
            if self.table.currentIndex().isValid() and self.panel.detail is None:
                self.frame.rest()

        self.host.lanes.store.run(lambda task: listing.page(self.session, list(numbers)), deliver, owner=self)

    def _show_rows(self, found: "Rows") -> None:
        at, stay = self._kept_row(), self._stay
        self._stay = None
        self.model.show_numbers(found.numbers)
        self._counted = (len(found.numbers), found.total)
        self._after(len(found.numbers), at if stay is None else stay.row_in(found.numbers, at))
        if stay is not None:
            stay.restore(self.table, found.numbers)

    def _show_found(self, found: "Found") -> None:
        near = next((place for place, line in enumerate(found.lines) if line.near), None)
        self.model.show_lines(found.lines, {} if near is None else {near: T("Spelled a little differently")})
        self._counted = (len(found.lines), found.total)
        self._after(self.model.rowCount(), 0)

    def _kept_row(self) -> int:
        """The row to choose in a list that is read anew: where the person was."""
        return max(self.table.currentIndex().row(), 0)

    def _after(self, count: int, at: int) -> None:
        self._say_count()
        self._span_bands()
        self.frame.show_count(count, bool(self._counted[1]) or self._narrowed(), len(self.model.bands), BAND)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self._look_at(wanted)
        elif count:
            first = at if at < count else count - 1
            self._choose(first + (first in self.model.bands))
        else:
            self.panel.show_nobody()

    def _narrowed(self) -> bool:
        from samarth_desktop.actions.listing import Filter

        return bool(self._text) or self.chips.filter != Filter()

    def _span_bands(self) -> None:
        self.table.clearSpans()
        for row in self.model.bands:
            self.table.setSpan(row, 0, 1, self.model.columnCount())
            self.table.setRowHeight(row, BAND)

    def _choose(self, row: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)
        self.frame.rest()

    def _say_count(self) -> None:
        shown, total = self._counted
        number = lang.catalog.number
        if self._text:
            words: LocalizedText = T(
                "{n} of {total} found for “{text}”", n=number(shown), total=number(total), text=self._text
            )
        elif shown != total:
            words = T("{n} of {total}", n=number(shown), total=number(total))
        else:
            words = number(total)
        self.head.note.show_text(words)

    # -- the chosen record --------------------------------------------------------------------------------------------

    def chosen(self) -> str:
        """The row id of the chosen record, "" when none is."""
        line = self.model.line(self.table.currentIndex().row()) if self.table.currentIndex().isValid() else None
        return line.id if line is not None else ""

    def _look(self) -> None:
        row = self.chosen()
        if row:
            self._look_at(row)

    def _look_at(self, row: str) -> None:
        from samarth_desktop.actions.registration import record_detail

        if self._looking is not None:
            self._looking.cancel()
        self._looking = self.host.lanes.store.run(
            lambda task: record_detail.detail(self.session, row),
            self.panel.show_detail,
            lambda error: self.panel.show_nobody(),
            owner=self,
        )

    def _changed(self) -> None:
        self.panel.show_nobody()
        self.read()
        self._read_choices()

    def _shown_row(self) -> str:
        return self.panel.detail.holder.id if self.panel.detail is not None else self.chosen()

    def open_form(self) -> None:
        """Opens the chosen record in its form."""
        row, detail = self.chosen() or self._shown_row(), self.panel.detail
        if detail is not None and detail.gone is not None and detail.holder.id == row:
            return  # the panel says where the record is
        if row and self.FORM in self.pages:
            self.host.go(self.FORM, row=row)

    def print_certificate(self) -> None:
        """Takes the chosen ones to the certificates page; one that has a certificate is printed again there."""
        from samarth_desktop.actions import listing

        if "certificates" not in self.pages:
            return
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if len(rows) <= 1:
            row = self._shown_row()
            if row:
                self.host.go("certificates", rows=[row])
            return
        numbers = [number for row in rows if (number := self.model.number(row)) is not None]
        there = self.model.lines()
        if not numbers:
            self.host.go("certificates", rows=[there[row].id for row in rows if row in there])
            return
        self.host.lanes.store.run(
            lambda task: listing.ids_of(self.session, numbers),
            lambda ids: self.host.go("certificates", rows=ids),
            owner=self,
        )

    def _reveal(self) -> None:
        from samarth_desktop.actions.registration import record_detail

        row = self._shown_row()
        self.host.lanes.store.run(
            lambda task: record_detail.reveal(self.session, row), self.panel.show_mobile, owner=self
        )

    def _show_menu(self) -> None:
        if self.panel.detail is not None:
            menu = self.menu.menu(self.panel.detail)
            place = self.panel.more.mapToGlobal(self.panel.more.rect().topRight())
            size = menu.sizeHint()
            place.setX(place.x() - size.width())
            place.setY(place.y() - size.height() - 4)
            menu.popup(place)

    def _export(self, wish: "Wish[Line]", file: Path, words: Catalog, progress: Callable[[int, int], object]) -> int:
        from samarth_desktop.actions import listing
        from samarth_desktop.actions.exports import exporting

        ids = listing.ids_of(self.session, wish.numbers) if wish.numbers else [line.id for line in wish.lines]
        return exporting.export(
            self.session, self.KINDS, file, words, unmasked=wish.full, labelled=True, only=ids, progress=progress
        )

    # -- chips and order ----------------------------------------------------------------------------------------------

    def _keep_filter(self, name: str, which: object) -> None:
        from samarth_desktop.actions import listing

        self.host.lanes.store.run(
            lambda task: listing.keep_filter(self.session, self.KIND, name, which),  # type: ignore[arg-type]  # a Signal
            lambda done: self._read_choices(),
            owner=self,
        )

    def _offer_sorts(self) -> None:
        FilterMenu(list(SORTS), self._sort_by, self._sort, self).below(self.sort)

    def _sort_by(self, sort: object) -> None:
        self._sort = str(sort)
        self.sort.show_text(dict(SORTS)[self._sort])
        self.read()
