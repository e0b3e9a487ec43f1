"""Reads a list into its model, in the store's lane: all of it or what a search found, and lines when they are seen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.lists.filter_bar import FilterBar
from samarth_desktop.gui.lists.place import Place
from samarth_desktop.gui.lists.table import ListTable
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T, Text, in_devanagari
from samarth_desktop.kinds.kind import RecordKind
from samarth_desktop.store.log.changed import DRAFT, SETTING, Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Choices, Counts, Found, Line, Rows
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task


class ListReader(QObject):
    """What a list shows now: which words are looked for (`text`) in which order (`sort`), narrowed by the chips.

    `asked` tells the words that are looked for, each time the list is read; `shown` that other
    rows are there, and at which of them somebody was; `arrived` that the lines of a page came.
    """

    asked = Signal(str)
    shown = Signal(int)
    arrived = Signal()

    def __init__(
        self, host: PageHost, session: "Session", kind: RecordKind, table: ListTable, chips: FilterBar
    ) -> None:
        super().__init__(chips)
        assert kind.list is not None
        self._host, self._session, self._kind, self._chips = host, session, kind, chips
        self._table, self._model = table, table.lines
        self.text, self.sort = "", next(iter(kind.list.orders), "newest")
        self.stay: Place | None = None
        """Where somebody is to be after the list was read anew."""
        self.counted = (0, 0)
        """How many rows are shown, and out of how many."""
        self.task: Task[Any] | None = None

    def show(self, text: str, row: str, unfinished: bool) -> None:
        """Reads what the page is to show: a search, the whole list for one record, what is not complete; else what it
        showed before."""
        from samarth_desktop.actions.listing import Filter

        if unfinished or row:
            self.text = ""
            self._chips.show_filter(Filter(complete=False) if unfinished else Filter())
        self.text = text or self.text
        self.read()
        self.read_choices()

    def follow(self, changed: Changed) -> None:
        """Reads again after data changed, and stays with the record and the part that is on screen."""
        if changed.kinds - {DRAFT, SETTING}:
            self.stay = Place.of(self._table, self._model)
            self.read()
            self.read_choices()

    def sort_by(self, order: str) -> None:
        """Reads the list in another order."""
        self.sort = order
        self.read()

    def search(self, text: str) -> None:
        """Reads what fits these words; "" the whole list."""
        self.text = text.strip()
        self.read()

    def read(self) -> None:
        """Reads the list anew: the whole one, or what fits the text. The newest wish wins."""
        from samarth_desktop.actions import listing

        self.asked.emit(self.text)
        if self.task is not None:
            self.task.cancel()
        which, kind, text, sort = self._chips.filter, self._kind.name, self.text, self._order()
        run = self._host.lanes.store.run
        if text:
            self.task = run(lambda task: listing.find(self._session, text, kind, which), self._show_found, owner=self)
        else:
            self.task = run(lambda task: listing.rows(self._session, kind, which, sort), self._show_rows, owner=self)

    def read_choices(self) -> None:
        """Reads what the chips offer and count."""
        from samarth_desktop.actions import listing

        kind, run = self._kind, self._host.lanes.store.run
        assert kind.list is not None

        def offer(choices: "Choices") -> None:
            self._chips.offer(choices)

        def count(found: "Counts") -> None:
            self._chips.show_counts(found)

        if kind.list.filters.keys() & {"unsent", "stage"}:
            run(lambda task: listing.counts(self._session, kind.name), count, owner=self)
        run(lambda task: listing.choices(self._session, kind.name), offer, owner=self)

    def ask_page(self, turn: int, numbers: Sequence[int], start: int) -> None:
        """The model wants a page of lines."""
        from samarth_desktop.actions import listing

        def deliver(lines: "list[Line]") -> None:
            self._model.deliver(turn, start, lines)
            self.arrived.emit()

        self._host.lanes.store.run(lambda task: listing.page(self._session, list(numbers)), deliver, owner=self)

    def keep_filter(self, name: str, which: object) -> None:
        """Keeps a filter under a name, or forgets it (None)."""
        from samarth_desktop.actions import listing

        self._host.lanes.store.run(
            lambda task: listing.keep_filter(self._session, self._kind.name, name, which),  # type: ignore[arg-type]  # a Signal
            lambda done: self.read_choices(),
            owner=self,
        )

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter leaves others out."""
        return bool(self.text) or self._chips.narrows

    def note(self) -> Text | str:
        """How many are shown, in words."""
        shown, total = (lang.catalog.number(one) for one in self.counted)
        if self.text:
            return T("{n} of {total} found for “{text}”", n=shown, total=total, text=self.text)
        return total if shown == total else T("{n} of {total}", n=shown, total=total)

    def _order(self) -> str:
        return ("name_hi" if in_devanagari(lang.code) else "name_en") if self.sort == "name" else self.sort

    def _show_rows(self, found: "Rows") -> None:
        at, stay = self._row(), self.stay
        self.stay = None
        self._model.show_numbers(found.numbers)
        self.counted = (len(found.numbers), found.total)
        self.shown.emit(at if stay is None else stay.row_in(found.numbers, at))
        if stay is not None:
            stay.restore(self._table)

    def _show_found(self, found: "Found") -> None:
        at, self.stay = (0 if self.stay is None else self._row()), None
        near = next((place for place, line in enumerate(found.lines) if line.near), None)
        self._model.show_lines(found.lines, {} if near is None else {near: T("Spelled a little differently")})
        self.counted = (len(found.lines), found.total)
        self.shown.emit(at)

    def _row(self) -> int:
        """The row to choose in a list that is read anew: where the person was."""
        return max(self._table.currentIndex().row(), 0)
