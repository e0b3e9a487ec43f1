"""The same person twice: pairs with how sure and why, compared field by field, merged or dismissed, taken back."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.forms.duplicate_warning import percent
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, EmptyState
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead
from samarth_desktop.gui.kit.surfaces.progress_row import ProgressRow
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.pages.duplicates.merge_view import MergeView, PastMergeView
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.merging import Merge, PastMerge, Row
    from samarth_desktop.actions.search import Pair
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task
    from samarth_desktop.kinds.artisan.record import Artisan

SURE = ((0.85, T("Likely")), (0.5, T("Possible")))
MERGED = "merged"


class DuplicatesPage(Page):
    """Pairs at the left, the chosen one side by side at the right; or what was merged and can be unmerged,
    here or on another laptop."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.pairs: list[Pair] = []
        self.together: list[PastMerge] = []
        self._task: Task[Any] | None = None
        self._undo: Merge | tuple[str, str] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 14, 24, 12)
        body.setSpacing(12)
        outer.addWidget(scrolled(body), 1)
        self.head = PageHead(T("Is this the same person?"))
        self.sure = Segments([*SURE, (MERGED, T("Put together before"))])
        self.sure.set_value(SURE[0][0])
        self.sure.changed.connect(lambda value: self.read())
        self.head.add_right(self.sure)
        self.again = Button(T("Look again"), icon="sync", small=True)
        self.again.clicked.connect(self.read)
        self.head.add_right(self.again)
        body.addWidget(self.head)
        self.strip = Banner("", "ok", closable=True)
        self.back = Button(T("Undo"), "link", "undo", small=True)
        self.back.clicked.connect(self.undo)
        self.strip.row.insertWidget(2, self.back)
        self.strip.hide()
        body.addWidget(self.strip)
        self.running = ProgressRow()
        self.running.cancelled.connect(self._cancel)
        body.addWidget(self.running)
        row = Columns(700)
        body.addLayout(row, 1)
        row.addWidget(self._make_list())
        self.start = self.table
        self.sides = QVBoxLayout()
        row.addLayout(self.sides, 1)
        outer.addWidget(self._make_footer())
        self.compared: MergeView | None = None
        self.take_apart.hide()
        self._show_none(T("Looking through the people takes a while."))
        lang.changed.connect(self._say_count)

    def _make_list(self) -> Table:
        heads = (T("Names"), lambda: say(T("When") if self.sure.value() == MERGED else T("Sure")))
        self.model: LazyRows[Pair | PastMerge] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("Pairs of people"))
        self.table.setModel(self.model)
        self.table.set_widths([0, 76])
        self.table.fit_rows(0)
        self.table.setFixedWidth(376)
        self.table.setMinimumHeight(160)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self.look())
        return self.table

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        self.apart = Button(T("These are two people"), icon="close", key="Ctrl+D")
        self.apart.clicked.connect(self.tell_apart)
        self.join = Button(T("Put together"), "primary", "check", key="Ctrl+Return")
        self.join.clicked.connect(self.merge)
        self.take_apart = Button(T("Take apart again"), "primary", "undo", key="Ctrl+Return")
        self.take_apart.clicked.connect(self.undo_chosen)
        for button in (self.apart, self.join, self.take_apart):
            self.footer.add_right(button)
        return self.footer

    def fold(self, narrow: bool) -> None:
        """A narrower list in a small window."""
        self.table.setFixedWidth(280 if narrow else 376)

    def cell(self, pair: "Pair | PastMerge", column: int) -> Cell:
        """Both names, and how sure or when it was done."""
        from samarth_desktop.actions.registration.merging import PastMerge

        if isinstance(pair, PastMerge):
            gone, stays = pair.gone, pair.stays
            day = lang.catalog.date(pair.at.astimezone().date(), "d MMM")
            numbers = " · ".join(one.registration for one in (stays, gone) if one is not None)
            name = LocalizedName(gone.name_hi, gone.name_en).best(lang.code)
            return Cell(name, numbers, bold=True) if column == 0 else Cell(day, tone="ink2")
        if column == 0:
            return Cell(pair.name(lang.code), f"{pair.a} · {pair.b}", bold=True)
        sure = pair.score >= SURE[0][0]
        return Cell(f"{percent(pair.score)} %", badge="warning" if sure else "outline")

    # -- reading ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """Looks for pairs when there are none yet, or `again` when somebody comes because of new ones."""
        if (args.get("again") or not self.pairs) and not self.running.isVisible():
            self.read()

    def read(self) -> None:
        """Looks through everybody anew. Reads beside the store's lane, so that lists and forms go on."""
        from samarth_desktop.actions import search
        from samarth_desktop.actions.registration import merging

        if self._task is not None:
            self._task.cancel()
        value = self.sure.value()
        if value == MERGED:
            self.running.end()
            self.again.enable(True)
            self.host.lanes.store.run(lambda task: merging.merges(self.session), self.show_together, owner=self)
            return
        least = value if isinstance(value, float) else SURE[0][0]
        self.running.begin(T("Comparing everybody with everybody"))
        self.again.enable(False, T("Looking goes on."))
        self._task = self.host.lanes.background.run(
            lambda task: search.duplicate_pairs(self.session, least, task.report),
            self.show_pairs,
            None,
            self.running.report,
            self,
        )

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.running.end()
        self.again.enable(True)

    def show_pairs(self, pairs: "list[Pair]") -> None:
        """Shows what was found."""
        self.running.end()
        self.again.enable(True)
        self.pairs, self.together = pairs, []
        self.model.show_lines(pairs)
        self._say_count()
        if pairs:
            self.table.selectRow(0)
        else:
            self._show_none(T("Nobody seems to be registered twice."))

    def show_together(self, together: "list[PastMerge]") -> None:
        """Shows what was merged before."""
        self.pairs, self.together = [], together
        self.model.show_lines(together)
        self._say_count()
        if together:
            self.table.selectRow(0)
        else:
            self._show_none(T("Nothing was put together."))

    def _say_count(self) -> None:
        self.head.note.show_text(Tn("{count} pair", "{count} pairs", len(self.pairs) + len(self.together)))

    def _show_none(self, text: Text) -> None:
        self._replace(EmptyState("person", text))
        self.compared = None
        self._offer()

    def _offer(self) -> None:
        """The buttons that fit what is shown, and what they do."""
        past, there = self.sure.value() == MERGED, bool(self.pairs or self.together)
        none = T("Nothing was put together.") if past else T("There is no pair to decide")
        for button in (self.apart, self.join):
            button.setVisible(not past)
            button.enable(there, none)
        self.take_apart.setVisible(past)
        self.take_apart.enable(there, none)
        about = T("Nothing is lost when you put them together, and it can be taken back.")
        self.footer.say("" if there and past else "hint", about if there else none)

    def _replace(self, widget: QWidget) -> None:
        empty(self.sides)
        self.sides.addWidget(widget)

    def _chosen(self) -> "Pair | None":
        row = self.table.currentIndex().row()
        return self.pairs[row] if 0 <= row < len(self.pairs) else None

    def _chosen_merge(self) -> "PastMerge | None":
        row = self.table.currentIndex().row()
        return self.together[row] if 0 <= row < len(self.together) else None

    def look(self) -> None:
        """The chosen pair side by side."""
        from samarth_desktop.actions.registration import merging

        pair, together = self._chosen(), self._chosen_merge()
        if together is not None:
            self._replace(PastMergeView(together))
            self._offer()
        if pair is None:
            return

        def show(found: "tuple[Artisan, Artisan, tuple[Row, ...]]") -> None:
            self.compared = MergeView(pair, *found)
            self._replace(self.compared)
            self._offer()

        self.host.lanes.store.run(
            lambda task: merging.compare(self.session, pair.row_a, pair.row_b), show, self._gone, owner=self
        )

    def _gone(self, error: KnownError) -> None:
        self._drop_chosen()

    # -- deciding -----------------------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Puts the second into the first, with the values that were chosen."""
        from samarth_desktop.actions.registration import merging

        pair, compared = self._chosen(), self.compared
        if pair is None or compared is None:
            return
        wanted = compared.from_second()

        def done(merged: "Merge") -> None:
            self._undo = merged
            self._said(T("Put together under {number}. Every value stays in the history.", number=pair.a))

        self.host.lanes.store.run(
            lambda task: merging.merge(self.session, pair.row_a, pair.row_b, wanted), done, owner=self
        )

    def tell_apart(self) -> None:
        """Two people: the pair is not shown again."""
        from samarth_desktop.actions import search

        pair = self._chosen()
        if pair is None:
            return

        def done(answer: object) -> None:
            self._undo = (pair.row_a, pair.row_b)
            self._said(T("Noted: two people. They are not asked about again."))

        self.host.lanes.store.run(
            lambda task: search.dismiss_duplicate(self.session, pair.row_a, pair.row_b), done, owner=self
        )

    def _said(self, text: Text) -> None:
        self.strip.show_state(text, "ok")
        self.back.show()
        self.strip.show()
        self.host.saved(T("Saved"))
        self._drop_chosen()

    def _drop_chosen(self) -> None:
        row = self.table.currentIndex().row()
        gone = (
            {self.pairs[row].row_b} if isinstance(self._undo, tuple) is False and 0 <= row < len(self.pairs) else set()
        )
        self.pairs = [pair for at, pair in enumerate(self.pairs) if at != row and not gone & {pair.row_a, pair.row_b}]
        self.model.show_lines(self.pairs)
        self._say_count()
        if self.pairs:
            self.table.selectRow(min(row, len(self.pairs) - 1))
        else:
            self._show_none(T("Nobody seems to be registered twice."))

    def undo_chosen(self) -> None:
        """Takes apart what was merged before."""
        from samarth_desktop.actions.registration import merging

        together = self._chosen_merge()
        if together is None:
            return

        def done(answer: None) -> None:
            self.strip.show_state(T("Both records are there again."), "ok")
            self.back.hide()
            self.strip.show()
            self.read()

        self.host.lanes.store.run(lambda task: merging.unmerge(self.session, together.merged), done, owner=self)

    def undo(self) -> None:
        """Takes the last decision back."""
        from samarth_desktop.actions import search
        from samarth_desktop.actions.registration import merging

        last, self._undo = self._undo, None
        self.back.hide()
        if last is None:
            return

        def work(task: object) -> None:
            if isinstance(last, tuple):
                search.dismiss_duplicate(self.session, *last, apart=False)
            else:
                merging.unmerge(self.session, last)

        def done(answer: None) -> None:
            self.strip.show_state(T("Taken back."), "info")
            self.read()

        self.host.lanes.store.run(work, done, owner=self)
