"""Everything that is ticked in a list, changed at once: the bar, the dialog, what was done, and taking it back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.lists.frame import ListFrame
from samarth_desktop.gui.lists.many.asks import MANY
from samarth_desktop.gui.lists.many.bar import TickBar
from samarth_desktop.gui.lists.many.dialog import ManyDialog
from samarth_desktop.gui.lists.table import ListTable
from samarth_desktop.i18n import T, Tn
from samarth_desktop.kinds.kind import RecordKind

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Done, Plan
    from samarth_desktop.actions.session import Session

MOST = 5000
"""So many are changed at once: more is a list that nobody has looked at."""


class ManyAtOnce(QObject):
    """The bar stands below the table."""

    def __init__(
        self, host: PageHost, session: "Session", kind: RecordKind, table: ListTable, frame: ListFrame, page: Page
    ) -> None:
        super().__init__(page)
        assert kind.list is not None
        self._host, self._session, self._kind, self._table, self._page = host, session, kind, table, page
        self._done: Done | None = None
        self.bar = TickBar(kind.list, table.ticks)
        self.bar.wanted.connect(self.ask)
        self.bar.back.connect(self.undo)
        frame.put_below(self.bar)
        every = QShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll), page)  # also from a filter that was just
        every.activated.connect(self._tick_all)  # chosen; a box that is written in takes the key for its words

    def _tick_all(self) -> None:
        self._table.ticks.all()
        self._table.setFocus()

    def ask(self, key: str) -> None:
        """Opens the dialog of a change, for all that are ticked."""
        from samarth_desktop.actions import listing

        rows = self._table.marked()
        if len(rows) > MOST:
            words = T("At most {n} at once. Narrow the list with the filters first.", n=MOST)
            self._host.notice("warning", words)
            return
        numbers = self._table.lines.numbers_of(rows)
        found = self._table.ids_of(rows)
        self._host.lanes.store.run(
            lambda task: listing.ids_of(self._session, numbers) if numbers else found,
            lambda ids: self.open(ids, key),
            owner=self,
        )

    def open(self, ids: list[str], key: str) -> ManyDialog:
        """The dialog of a change for these row ids."""
        dialog = ManyDialog(self._page.window(), self._host.lanes, self._session, self._kind.name, ids, MANY[key])
        dialog.made.connect(self._made)
        dialog.wanted.connect(self._open)
        dialog.rejected.connect(self._table.setFocus)
        dialog.open()
        return dialog

    def _open(self, row: str) -> None:
        spec = self._kind.list
        if spec is not None and spec.form:
            self._host.go(spec.form, row=row)

    def _made(self, plan: "Plan", done: "Done") -> None:
        self._done = done if done.pairs else None
        self._table.ticks.clear()
        self.bar.offer_undo(self._done is not None, len(plan.goes))
        self._table.setFocus()  # the button that was pressed is not there any more
        self._host.saved(Tn("{count} changed", "{count} changed", len(plan.goes)))

    def undo(self) -> None:
        """Takes the last change of many back, where nobody wrote since."""
        from samarth_desktop.actions.many import planning

        done, self._done = self._done, None
        if done is None:
            return
        self.bar.offer_undo(False)

        def undone(count: int) -> None:
            left = len(done.pairs) - count
            self._host.saved(Tn("{count} taken back", "{count} taken back", count))
            if left:
                words = Tn(
                    "{count} was changed since by somebody and stays.", "{count} were changed since and stay.", left
                )
                self._host.notice("info", words)

        self._host.lanes.store.run(lambda task: planning.undo(self._session, done), undone, owner=self)
