"""A page that is a list, made from the ListSpec of a kind: head, chips, table, legend, the chosen record beside it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.lists.beside import Beside, RecordBeside
from samarth_desktop.gui.lists.cells import Makes, cell
from samarth_desktop.gui.lists.detail.sections import Section
from samarth_desktop.gui.lists.elsewhere import FoundElsewhere
from samarth_desktop.gui.lists.export import Writes, writer_of
from samarth_desktop.gui.lists.filter_bar import FilterBar
from samarth_desktop.gui.lists.foot import ListFoot
from samarth_desktop.gui.lists.frame import ListFrame
from samarth_desktop.gui.lists.head import ListHead
from samarth_desktop.gui.lists.many.at_once import ManyAtOnce
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.lists.reader import ListReader
from samarth_desktop.gui.lists.record_actions import Act
from samarth_desktop.gui.lists.table import BAND, ListTable
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.store.log.changed import Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line
    from samarth_desktop.actions.session import Session


class MasterDetail(Page):
    """The list of a kind. Of a page with a nature of its own this is the base: `CELLS` are columns, `PARTS` sections of
    the panel and `ACTIONS` lines of its menu, by the keys that the ListSpec names, beside those that every list has."""

    CELLS: ClassVar[Mapping[str, Makes]] = {}
    PARTS: ClassVar[Mapping[str, Section]] = {}
    ACTIONS: ClassVar[Mapping[str, Act]] = {}

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str], kind: str) -> None:
        super().__init__(host)
        self.host, self.session, self.pages, self.kind = host, session, pages, KINDS[kind]
        assert self.kind.list is not None
        self.spec, self._wanted, self._late = self.kind.list, "", False
        self.chips = FilterBar(session, self.kind)
        heads = [Text(column.head) if column.head else "" for column in self.spec.columns]
        self.model: LazyRows[Line] = LazyRows(heads, self.cell, lambda *page: self.reader.ask_page(*page))
        self.table = ListTable(Text(self.kind.words.many), self.spec, self.model)
        self.reader = ListReader(host, session, self.kind, self.table, self.chips)
        self.beside = self.make_beside()
        self.panel = self.beside.panel
        self.frame = ListFrame(host, self.table, self.panel, self.spec, self._look)
        self.frame.fill(self)
        self._lay_out()
        self._wire()

    # -- what a subclass may do differently -------------------------------------------------------------------------

    def make_beside(self) -> Beside:
        """What stands beside the table."""
        return RecordBeside(self.host, self.session, self.pages, self.kind, self.table, self, self.PARTS, self.ACTIONS)

    def make_head(self) -> ListHead:
        """The head of the page."""
        return ListHead(self.host, self.session, self.pages, self.kind, self.table, self.writes())

    def writes(self) -> Writes | None:
        """What writes the list to a file; None for a kind that has no sheet."""
        return writer_of(self.session, self.kind.sheet.name) if self.kind.sheet else None

    def cell(self, line: "Line", column: int) -> Cell:
        """One cell of a line."""
        return cell(line, self.spec.columns[column], self.CELLS)

    def _lay_out(self) -> None:
        self.head = self.make_head()
        self.export = self.head.export
        self.elsewhere = FoundElsewhere(self.host, self.session, self.kind.name, self.pages)
        for widget in (self.head, self.chips, self.elsewhere):
            self.frame.put_above(widget)
        self.many = ManyAtOnce(self.host, self.session, self.kind, self.table, self.frame, self)
        self.foot: ListFoot | None = None
        if len(self.spec.orders) < 2:  # nothing to choose: the foot has nothing to say either
            self.head.lead(self.frame.beside)
            return
        self.foot = ListFoot(self.kind, self.chips, self.frame, self.reader)

    def _wire(self) -> None:
        self.table.opened.connect(lambda row: self.beside.open_form())
        self.chips.changed.connect(self.reader.read)
        self.chips.kept.connect(self.reader.keep_filter)
        self.reader.asked.connect(self.elsewhere.look)
        self.reader.shown.connect(self._shown_rows)
        self.reader.arrived.connect(self._arrived)
        self.beside.changed.connect(self._changed)

    def fold(self, narrow: bool) -> None:
        if self.foot is not None:
            self.foot.fold(narrow)
        self.frame.fold(narrow)

    # -- reading ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """With `text` a search, with `row` one record, with `unfinished` what is not complete; else as it was left."""
        self._wanted = str(args.get("row") or "")
        self.reader.show(str(args.get("text") or ""), self._wanted, bool(args.get("unfinished")))

    def data_changed(self, changed: Changed) -> None:
        self.reader.follow(changed)

    def searched(self) -> str:
        return self.reader.text

    def search(self, text: str) -> bool:
        self.reader.search(text)
        return True

    def _shown_rows(self, at: int) -> None:
        count = self.model.rowCount()
        self.head.note.show_text(self.reader.note)
        self.table.span_bands()
        any_there = bool(self.reader.counted[1]) or self.reader.narrowed
        self.frame.show_count(count, any_there, len(self.model.bands), BAND)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.beside.look_at(wanted)
        elif count:
            self.table.choose(min(at, count - 1))
            self.frame.rest()
        else:
            self.beside.show_nobody()

    def _arrived(self) -> None:
        if self._late:
            self.frame.rest()

    def chosen(self) -> str:
        """The row id of the chosen record, "" when none is."""
        return self.table.chosen()

    def _look(self) -> None:
        row = self.chosen()
        self._late = not row  # its line is still on its way: once more when it is here
        if row:
            self.beside.look_at(row)

    def _changed(self) -> None:
        self.beside.show_nobody()
        self.reader.read()
        self.reader.read_choices()
