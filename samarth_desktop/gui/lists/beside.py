"""What stands beside a list and what can be done there: the chosen record is read, opened, printed, changed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.lists.detail.panel import DetailPanel
from samarth_desktop.gui.lists.detail.sections import Section
from samarth_desktop.gui.lists.record_actions import Act, RecordActions
from samarth_desktop.gui.lists.table import ListTable
from samarth_desktop.kinds.kind import RecordKind

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task


class Beside(QObject):
    """Base of what stands beside a list. `changed` tells that something was done with a record: the list is read
    again."""

    changed = Signal()
    panel: QWidget

    def __init__(self, host: PageHost, table: ListTable, page: Page) -> None:
        super().__init__(page)
        self._host, self._table = host, table

    @property
    def shows(self) -> bool:
        """Whether a record is shown."""
        raise NotImplementedError

    def show_nobody(self) -> None:
        """Nothing is chosen."""
        raise NotImplementedError

    def look_at(self, row: str) -> None:
        """Shows the record with this row id."""
        raise NotImplementedError

    def open_form(self, place: str = "") -> None:
        """Opens the record that is chosen, at a place of its form."""
        raise NotImplementedError


class RecordBeside(Beside):
    """The panel with the chosen record of a list, and its form, certificate and menu."""

    def __init__(
        self, host: PageHost, session: "Session", pages: Sequence[str], kind: RecordKind, table: ListTable, page: Page,
        parts: Mapping[str, Section], own: Mapping[str, Act],
    ) -> None:  # fmt: skip
        super().__init__(host, table, page)
        assert kind.list is not None
        self._session, self._pages, self._kind, self._spec = session, pages, kind, kind.list
        self._looking: Task[Any] | None = None
        self.panel: DetailPanel = DetailPanel(self._spec, parts)
        self.actions = RecordActions(host, session, page, self.changed.emit, own)
        self.panel.open.clicked.connect(lambda: self.open_form())
        self.panel.more.clicked.connect(self._show_menu)
        self.panel.can_open = self._spec.form in pages
        self.panel.open_at.connect(self.open_form)
        self.panel.print_again.connect(self.print_certificate)
        self.panel.go.connect(lambda page, row: self._host.go(page, row=row))
        if kind.certificate:
            QShortcut(QKeySequence("Ctrl+P"), page).activated.connect(self.print_certificate)

    def look_at(self, row: str) -> None:
        """Reads a record and shows it."""
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._host.lanes.store.run(
            lambda task: self._read(row), self.panel.show_detail, lambda error: self.panel.show_nobody(), owner=self
        )

    @property
    def shows(self) -> bool:
        return self.panel.detail is not None

    def show_nobody(self) -> None:
        self.panel.show_nobody()

    def _read(self, row: str) -> Any:
        from samarth_desktop.actions.registration import record_detail, record_view

        if self._kind.holder:
            return record_detail.detail(self._session, row)
        return record_view.view(self._session, self._kind.name, row)

    def _shown_row(self) -> str:
        return self.panel.detail.record.id if self.panel.detail is not None else self._table.chosen()

    # -- what can be done ---------------------------------------------------------------------------------------------

    def open_form(self, place: str = "") -> None:
        """Opens the chosen record in its form, at a place of it."""
        row, detail = self._table.chosen() or self._shown_row(), self.panel.detail
        if detail is not None and detail.gone is not None and detail.record.id == row:
            return  # the panel says where the record is
        if row and self._spec.form in self._pages:
            self._host.go(self._spec.form, row=row, place=place)

    def print_certificate(self) -> None:
        """Takes the chosen ones to the certificates page; one that has a certificate is printed again there."""
        from samarth_desktop.actions import listing

        if "certificates" not in self._pages:
            return
        rows = self._table.marked()
        if len(rows) <= 1:
            row = self._shown_row()
            if row:
                self._host.go("certificates", rows=[row])
            return
        numbers = self._table.lines.numbers_of(rows)
        if not numbers:
            self._host.go("certificates", rows=self._table.ids_of(rows))
            return
        self._host.lanes.store.run(
            lambda task: listing.ids_of(self._session, numbers),
            lambda ids: self._host.go("certificates", rows=ids),
            owner=self,
        )

    def _show_menu(self) -> None:
        if self.panel.detail is not None:
            open_above(self.actions.menu(self.panel.detail, self._spec.actions), self.panel.more)


def open_above(menu: QMenu, button: QWidget) -> None:
    """Opens a menu above a button, its right side at the button's."""
    place, size = button.mapToGlobal(button.rect().topRight()), menu.sizeHint()
    menu.popup(place - QPoint(size.width(), size.height() + 4))
