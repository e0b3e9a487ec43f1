"""From a sheet: choose the file, look through the columns, see what will happen, take it in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, surface
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, StepBar
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.progress_row import ProgressRow
from samarth_desktop.gui.kit.surfaces.responsive import scrolled
from samarth_desktop.gui.pages.imports import empty_sheet
from samarth_desktop.gui.pages.imports.choose_view import ChooseView
from samarth_desktop.gui.pages.imports.done_view import DoneView
from samarth_desktop.gui.pages.imports.import_columns import ColumnsView
from samarth_desktop.gui.pages.imports.left_out_panel import LeftOutPanel
from samarth_desktop.gui.pages.imports.outcome_table import words_of
from samarth_desktop.gui.pages.imports.preview_view import PreviewView
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T
from samarth_desktop.store.log.changed import IMPORT, Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.import_report import LeftOut, Report
    from samarth_desktop.actions.imports.importing import Job, Source
    from samarth_desktop.actions.imports.sheet_source import Book
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task
    from samarth_desktop.rules.sheets.column_mapping import ColumnMapping

FROM_LIST = {"artisan": "artisans", "shg": "shgs", "product": "products"}
LISTS = {"artisans": "people", "shgs": "shgs", "products": "products"}
CHOOSE, COLUMNS, PREVIEW, DONE = range(4)
_SHOWN = 200


class ImportPage(Page):
    """Four steps. Nothing is written before the last one."""

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__(host)
        self.host, self.session, self.pages = host, session, pages
        self.book: Book | None = None
        self.sources: tuple[Source, ...] = ()
        self.away: tuple[Source, ...] = ()
        self.plans: dict[str, ColumnMapping] = {}
        self.file, self.errors = Path(), Path()
        self.report: Report | None = None
        self._task: Task[Any] | None = None
        self._stale = False  # the head was changed during a look
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        outer.addLayout(left, 1)
        left.addWidget(self._make_top())
        body = QVBoxLayout()
        body.setContentsMargins(24, 12, 24, 12)
        body.setSpacing(12)
        left.addWidget(scrolled(body), 1)
        self.strip = Banner("", "error", closable=True)
        self.strip.hide()
        body.addWidget(self.strip)
        self.stack = QStackedWidget()
        body.addWidget(self.stack, 1)
        self.running = ProgressRow()  # below: the fields above stay where they are while somebody writes in them
        self.running.cancelled.connect(self._cancel)
        body.addWidget(self.running)
        self.choose, self.columns = ChooseView(), ColumnsView()
        self.preview, self.done = PreviewView(session.programmes), DoneView()
        for widget in (self.choose, self.columns, self.preview, self.done):
            self.stack.addWidget(widget)
        self.kind, self.drop, self.model = self.choose.kind, self.choose.drop, self.preview.outcomes.model
        self.left_out = LeftOutPanel()
        outer.addWidget(self.left_out)
        left.addWidget(self._make_footer())
        self._connect()
        self._show(CHOOSE)
        lang.changed.connect(self._say_again)

    def _make_top(self) -> QWidget:
        top = surface("head")
        head = QVBoxLayout(top)
        head.setContentsMargins(24, 10, 24, 10)
        head.setSpacing(8)
        self.head = PageHead(T("Add from Excel"))
        self.unwritten = IconLabel("lock", T("Nothing is added yet."), "ink2")
        self.head.add_right(self.unwritten)
        head.addWidget(self.head)
        self.bar = StepBar((T("Choose the file"), T("Columns"), T("For all, and what happens"), T("Done")))
        self.bar.chosen.connect(self._go_back_to)
        head.addWidget(self.bar)
        return top

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        self.back = Button(T("Back"), icon="left")
        self.back.clicked.connect(lambda: self._go_back_to(self.bar.here - 1))
        self.footer.add_left(self.back)
        self.footer.add_right(self.left_out.fold_button)
        self.consent_list = Button(T("Print the consent list"), icon="print")
        self.consent_list.clicked.connect(lambda: self.write_consent_list())
        self.footer.add_right(self.consent_list)
        self.next = Button(T("Next"), "primary", key="Ctrl+Return")
        self.next.clicked.connect(self.go_on)
        self.footer.add_right(self.next)
        return self.footer

    def _connect(self) -> None:
        self.drop.dropped.connect(lambda paths: self.open_file(paths[0]))
        self.choose.empty.clicked.connect(lambda: empty_sheet.write(self, str(self.kind.value())))
        self.choose.undo.connect(self.ask_undo)
        self.done.undo.connect(self.ask_undo)
        self.done.doubles.connect(lambda: self.host.go("duplicates", again=True))
        self.columns.changed.connect(self._check_doubles)
        self.preview.head.changed.connect(self._look_again)
        self.preview.answered.connect(self._answer)
        self.preview.columns.connect(lambda: self._go_back_to(COLUMNS))
        self.preview.other_file.connect(self._choose_errors)
        self.preview.outcomes.decided.connect(self._say_counts)
        self.left_out.words.connect(self._tell_rows)
        self.left_out.columns.connect(lambda: self._go_back_to(COLUMNS))
        self.left_out.sheet.connect(lambda name: self.open_file(self.file, name))

    # -- going through ------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """`kind` (``artisan``, ``shg``, ``product``) chooses what is brought."""
        kind = FROM_LIST.get(str(args.get("kind", "")))
        if kind and self.bar.here in (CHOOSE, DONE):
            self.kind.set_value(kind)
        if self.bar.here == DONE:
            self._show(CHOOSE)
        if self.start is not None:  # what the window itself finds first is a step
            self.start.setFocus()
        self._read_runs()

    def data_changed(self, changed: Changed) -> None:
        """Another import came in, or was taken back."""
        if IMPORT in changed.kinds:
            self._read_runs()

    def _read_runs(self) -> None:
        from samarth_desktop.actions.imports import undo_import

        self.host.lanes.store.run(
            lambda task: undo_import.runs(self.session), self.choose.show_runs, self.tell_failed, owner=self
        )

    def fold(self, narrow: bool) -> None:
        """The panel of what is left out stands behind a button in a narrow window."""
        self.left_out.fold(narrow)
        told = self.bar.here == PREVIEW
        self.left_out.setVisible(told and not narrow)
        self.left_out.fold_button.setVisible(told and narrow)

    def _show(self, step: int) -> None:
        for at, view in enumerate((self.choose, self.columns, self.preview, self.done)):
            policy = QSizePolicy.Policy.Preferred if at == step else QSizePolicy.Policy.Ignored
            view.setSizePolicy(policy, policy)  # a step that is not seen takes no room
        self.stack.setCurrentIndex(step)
        self.bar.show_steps(step, range(step))
        self.start = (self.drop.choose, self.next, self.preview.outcomes.table, self.next)[step]
        self.back.setVisible(step in (COLUMNS, PREVIEW))
        self.unwritten.setVisible(step in (COLUMNS, PREVIEW))
        self.consent_list.setVisible(step == PREVIEW and self.kind.value() == "artisans")
        self.left_out.setVisible(step == PREVIEW and not self.host.narrow)
        self.left_out.fold_button.setVisible(step == PREVIEW and self.host.narrow)
        self.next.show_text(T("Show the list") if step == DONE else T("Next"))
        self.next.setVisible(step != CHOOSE)
        self.head.note.show_text(self.file.name if step != CHOOSE else "")
        self.footer.say("", "")
        if step == PREVIEW:
            self._say_counts()

    def _go_back_to(self, step: int) -> None:
        if step < self.bar.here < DONE and not self.running.isVisible():
            self._show(step)

    def go_on(self) -> None:
        """What the main button does at each step."""
        if self.bar.here == COLUMNS:
            self.look()
        elif self.bar.here == PREVIEW:
            self.take_in()
        else:
            page = LISTS[str(self.kind.value())]
            self._show(CHOOSE)
            if page in self.pages:
                self.host.go(page)

    def _run(self, what: LocalizedText, work: Any, then: Any) -> None:
        self.strip.hide()
        self._stale = False
        self.running.begin(what)
        for widget in (self.next, self.back, self.drop):
            widget.setEnabled(False)

        def ended(answer: Any) -> None:
            self._end()
            then(answer)

        self._task = self.host.lanes.background.run(work, ended, self.tell_failed, self.running.report, self)

    def _end(self) -> None:
        self.running.end()
        for widget in (self.next, self.back, self.drop):
            widget.setEnabled(True)

    def tell_failed(self, error: KnownError) -> None:
        """What went wrong, above the step."""
        self._end()
        self.strip.show_state(error.text, "error")
        self.strip.show()

    def _head_wrong(self, error: KnownError) -> None:
        """What is given for all rows cannot be taken: its fields stand open below the sentence."""
        self.tell_failed(error)
        self.preview.head.go_to_open()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._end()
        kept = T("Cancelled. What came in before is kept; bring the same file once more to go on.")
        self.strip.show_state(kept if self.bar.here == PREVIEW else T("Cancelled. Nothing was changed."), "info")
        self.strip.show()

    # -- file and columns ---------------------------------------------------------------------------------------------

    def open_file(self, path: Path, sheet: str = "") -> None:
        """Reads heads and first rows; `sheet` names one sheet, which may be a hidden one."""
        from samarth_desktop.actions.imports import importing

        kind = str(self.kind.value())
        self.file = path
        self.errors = path.with_name(f"{path.stem}-to-mend.xlsx")
        self._run(
            T("Reading the sheet"),
            lambda task: importing.open_tables(self.session, kind, path, sheet=sheet, by_hand=True),
            self.show_columns,
        )

    def show_columns(self, book: "Book") -> None:
        """The guessed mapping, to be looked through."""
        self.book, self.sources, self.away = book, book.tables, ()
        self.plans = {one.sheet.name: one.plan for one in (*book.tables, *book.further)}
        self.columns.show_sources(book.tables, book.further)
        self.preview.head.show_for(str(self.kind.value()))
        self._show(COLUMNS)
        self.next.setFocus()

    def _check_doubles(self) -> bool:
        """Whether a field is chosen for two columns, or no table; says so."""
        doubled = self.columns.doubled()
        wrong: LocalizedText = T("Two columns go into “{field}”.", field=doubled) if doubled else ""
        wrong = wrong if self.columns.planned()[0] else T("No table is chosen.")
        self.footer.say("error" if wrong else "", wrong)
        return bool(wrong)

    # -- preview and import -------------------------------------------------------------------------------------------

    def _job(self, texts: Mapping[str, str]) -> "Job":
        """What is to be taken in, as the page stands. Raises KnownError for a head that is not right."""
        from samarth_desktop.actions.imports import import_head
        from samarth_desktop.actions.imports.importing import Job

        given = texts if self.kind.value() != "products" else {}
        head = import_head.read_head(self.session, given, lang.catalog.language)
        beside = self.book.left_out if self.book else ()
        return Job(self.sources, beside, head, self.preview.outcomes.choices(), away=self.away)

    def look(self) -> None:
        """What would happen; the corrected mapping is remembered for the next sheet with these heads."""
        if self._check_doubles():
            return
        from samarth_desktop.actions.imports import second_tables

        wanted, self.away = self.columns.planned()
        told = (one.planned(replace(one.plan, told=self.plans[one.sheet.name].told)) for one in wanted)
        self.sources = second_tables.apart(tuple(told))
        self._look(self._changed())

    def _changed(self) -> "Sequence[ColumnMapping]":
        changed = {one.sheet.name: one.plan for one in self.sources if one.plan != self.plans[one.sheet.name]}
        self.plans |= changed
        return tuple(changed.values())

    def _look(self, changed: Sequence[Any] = ()) -> None:
        from samarth_desktop.actions.imports import importing

        try:
            job = replace(self._job(self.preview.head.settled()), choices={})
        except KnownError as error:
            self._head_wrong(error)
            return

        def first(report: "Report") -> None:  # the first rows within a second, however many there are
            self.host.lanes.background.post(lambda: self._show_first(report))

        def work(task: "Task[Report]") -> "Report":
            for plan in changed:
                importing.remember(self.session, plan)
            return importing.look(self.session, job, _SHOWN, task.report, first)

        self._run(T("Looking what will happen"), work, self.show_preview)

    def _show_first(self, report: "Report") -> None:
        if self.running.isVisible():
            self.show_preview(report)
            self.next.setEnabled(False)

    def _tell_rows(self, left_out: "LeftOut", label: Label) -> None:
        """What stands in rows that stay out."""
        from samarth_desktop.actions.imports import left_out_rows

        sources = self.sources
        self.host.lanes.background.run(
            lambda task: left_out_rows.told(sources, left_out.sheet, left_out.rows),
            lambda rows: label.setText("\n".join(f"{row}: {words}" if len(rows) > 1 else words for row, words in rows)),
            self.tell_failed,
            owner=label,
        )

    def _look_again(self) -> None:
        """Once more after the head was changed; also where it was changed during a look."""
        self._stale = self.running.isVisible()
        if self.bar.here == PREVIEW and not self._stale:
            self._look()

    def _answer(self, sheet: str, column: str, order: str) -> None:
        """The order of the dates of a column, told once and remembered for these heads."""
        from samarth_desktop.actions.imports import sheet_source

        self.sources = sheet_source.answered(self.sources, sheet, column, order)
        self._look(self._changed())

    def show_preview(self, report: "Report") -> None:
        """Counts and first rows."""
        self.report = report
        self.preview.show_report(report, self.errors)
        self.left_out.show_report(report, frozenset(source.sheet.name for source in self.sources))
        self._show(PREVIEW)
        if self._stale and not self.running.isVisible():
            self._look_again()
        if not self.preview.head.fields.isAncestorOf(self.focusWidget() or self):  # there, somebody writes
            self.preview.outcomes.table.setFocus()  # where 1, 2 and 3 decide

    def _say_counts(self) -> None:
        if self.report is None:
            return
        self.preview.say_counts(self.report, self.errors)
        counts = self.preview.outcomes.counts(self.report)
        self.next.show_text(words_of(counts))
        self.next.enable(bool(counts["imported"] + counts["updated"]), T("There is nothing new in this sheet."))
        self.footer.say("hint", T("All of it can be taken back together afterwards."))

    def _choose_errors(self) -> None:
        name = QFileDialog.getSaveFileName(self, say(T("Rows to mend")), str(self.errors), "Excel (*.xlsx)")[0]
        if name and self.report is not None:
            self.errors = Path(name)
            self._say_counts()

    def take_in(self) -> None:
        """Imports, part by part: what was taken in stays, whatever happens then."""
        from samarth_desktop.actions.imports import importing

        try:
            job = self._job(self.preview.head.texts())
        except KnownError as error:
            self._head_wrong(error)
            return
        errors, words = self.errors, lang.catalog
        self._run(
            T("Taking in"),
            lambda task: importing.run(self.session, job, errors=errors, words=words, progress=task.report),
            self.show_done,
        )

    def show_done(self, report: "Report") -> None:
        """What was taken in."""
        self.report = report
        consent_open = self.kind.value() == "artisans" and not self.preview.head.texts()["consent"]
        self.done.show_report(report, self.errors, consent_open)
        self.host.saved(T("Saved"))
        self.next.enable(True)
        self._show(DONE)
        self.next.setFocus()

    # -- back again, and on paper -------------------------------------------------------------------------------------

    def ask_undo(self, run: str) -> None:
        """Asks before an import is taken back."""
        text = T("What was changed since stays and is listed. Registration numbers are not given again.")
        dialog = Ask(self.window(), T("Take the whole import back?"), text, T("Take back"), "undo", danger=True)
        dialog.accepted.connect(lambda: self.undo(run))
        dialog.open()

    def undo(self, run: str) -> None:
        """Takes an import back, as one action."""
        from samarth_desktop.actions.imports import undo_import

        def shown(done: Any) -> None:
            self.done.show_undone(done)
            self.host.saved(T("Saved"))
            self._show(DONE)
            self.next.setFocus()
            self._read_runs()

        self._run(T("Taking back"), lambda task: undo_import.undo(self.session, run, task.report), shown)

    def write_consent_list(self, target: str = "") -> None:
        """The list to be signed, with the notice on it."""
        from samarth_desktop.actions.imports import consent_list

        try:
            job = self._job(self.preview.head.texts())
        except KnownError as error:
            self._head_wrong(error)
            return
        words = lang.catalog
        title = say(T("Print the consent list"))
        name = target or QFileDialog.getSaveFileName(self, title, f"{self.file.stem}-consent.pdf", "PDF (*.pdf)")[0]
        if name:
            self._run(
                T("Writing the list"),
                lambda task: consent_list.write(self.session, job, Path(name), words),
                lambda count: self.host.saved_file(T("Saved: {file}", file=Path(name).name), Path(name)),
            )

    def _say_again(self) -> None:
        if self.report is not None and self.bar.here == PREVIEW:
            self._say_counts()
