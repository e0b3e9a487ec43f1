"""From a sheet: choose the file, look through the columns, see what will happen, take it in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card, surface
from samarth_desktop.gui.kit.surfaces.drop import DropPlace
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, StepBar
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.progress_row import ProgressRow
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.pages.imports.import_columns import ColumnsView
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.import_report import Outcome, Report
    from samarth_desktop.actions.imports.importing import Source
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task

ENDINGS = (".xlsx", ".csv", ".ods", ".zip")
KINDS = (("artisans", T("Artisans")), ("shgs", T("SHGs and members")))
FROM_LIST = {"artisan": "artisans", "shg": "shgs"}
CHOOSE, COLUMNS, PREVIEW, DONE = range(4)
OUTCOMES = {
    "imported": (T("New"), "ok", "plus"),
    "updated": (T("Corrected"), "info", "edit"),
    "skipped": (T("There already"), "outline", "check"),
    "duplicate": (T("Perhaps twice"), "warning", "warn"),
    "question": (T("Please look"), "warning", "help"),
    "error": (T("Cannot be taken"), "error", "err"),
}


class ImportPage(Page):
    """Four steps. Nothing is written before the last one."""

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__()
        self.host, self.session, self.pages = host, session, pages
        self.sources: tuple[Source, ...] = ()
        self.file, self.errors = Path(), Path()
        self.report: Report | None = None
        self._task: Task[Any] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = surface("head")
        head = QVBoxLayout(top)
        head.setContentsMargins(24, 10, 24, 10)
        head.setSpacing(8)
        self.head = PageHead(T("Add from Excel"))
        head.addWidget(self.head)
        self.bar = StepBar((T("Choose the file"), T("Columns"), T("What will happen"), T("Done")))
        self.bar.chosen.connect(self._go_back_to)
        head.addWidget(self.bar)
        outer.addWidget(top)
        body = QVBoxLayout()
        body.setContentsMargins(24, 12, 24, 12)
        body.setSpacing(12)
        outer.addWidget(scrolled(body), 1)
        self.strip = Banner("", "error", closable=True)
        self.strip.hide()
        body.addWidget(self.strip)
        self.running = ProgressRow()
        self.running.cancelled.connect(self._cancel)
        body.addWidget(self.running)
        self.stack = QStackedWidget()
        body.addWidget(self.stack, 1)
        self.columns = ColumnsView()
        self.columns.changed.connect(self._check_doubles)
        for widget in (self._make_choose(), self.columns, self._make_preview(), self._make_done()):
            self.stack.addWidget(widget)
        outer.addWidget(self._make_footer())
        self._show(CHOOSE)
        lang.changed.connect(self._say_again)

    # -- the four steps -----------------------------------------------------------------------------------------------

    def _make_choose(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.kind = Segments(KINDS)
        self.kind.set_value("artisans")
        self.kind.setFixedWidth(380)
        bind_text(self.kind.setAccessibleName, T("What is in the sheet?"))
        column.addWidget(self.kind)
        self.drop = DropPlace(
            "doc",
            T("Drop the sheet here"),
            T("XLSX, CSV or ODS, also in a zip. Heads in Hindi or English, in any order."),
            ENDINGS,
        )
        self.drop.dropped.connect(lambda paths: self.open_file(paths[0]))
        empty = Button(T("Get an empty sheet"), icon="receive")
        empty.clicked.connect(lambda: self.write_template())
        self.drop.add_button(empty)
        column.addWidget(self.drop)
        column.addStretch(1)
        return box

    def _make_preview(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.counts = Columns(660, 12)
        column.addLayout(self.counts)
        self.bad = Banner("", "warning")
        self.other_file = Button(T("Another file"), "link", small=True)
        self.other_file.clicked.connect(self._choose_errors)
        self.bad.row.addWidget(self.other_file)
        column.addWidget(self.bad)
        heads = (T("Row"), T("Name"), T("What happens"), T("Note"))
        self.model: LazyRows[tuple[Outcome, Text | None]] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("What will happen"), row_height=40)
        self.table.setModel(self.model)
        self.table.set_widths([70, 260, 180, 0])
        self.table.setMinimumHeight(160)
        column.addWidget(self.table, 1)
        return box

    def _make_done(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(T("Taken in"), "checkc")
        self.done_words = QVBoxLayout()
        self.done_words.setSpacing(6)
        card.body.addLayout(self.done_words)
        column.addWidget(card)
        column.addStretch(1)
        return box

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        self.back = Button(T("Back"), icon="left")
        self.back.clicked.connect(lambda: self._go_back_to(self.bar.here - 1))
        self.footer.add_left(self.back)
        self.next = Button(T("Next"), "primary", key="Ctrl+Return")
        self.next.clicked.connect(self.go_on)
        self.footer.add_right(self.next)
        return self.footer

    def cell(self, line_: "tuple[Outcome, Text | None]", column: int) -> Cell:
        """One cell of the preview."""
        outcome, note = line_
        words, badge, icon = OUTCOMES[outcome.outcome]
        match column:
            case 0:
                return Cell(str(outcome.row), tone="ink2")
            case 1:
                return Cell(outcome.name, bold=True)
            case 2:
                return Cell(say(words), badge=badge, icon=icon)
            case _:
                return Cell(say(note) if note else "", tone="ink2")

    # -- going through ------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """`kind` (``artisan`` or ``shg``) chooses what is brought."""
        kind = FROM_LIST.get(str(args.get("kind", "")))
        if kind and self.bar.here in (CHOOSE, DONE):
            self.kind.set_value(kind)
        if self.bar.here == DONE:
            self._show(CHOOSE)

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.bar.show_steps(step, range(step))
        self.back.setVisible(step in (COLUMNS, PREVIEW))
        words = {COLUMNS: T("Next"), PREVIEW: T("Take it in"), DONE: T("Show the list")}.get(step, T("Next"))
        self.next.show_text(words)
        self.next.setVisible(step != CHOOSE)
        self.head.note.show_text(self.file.name if step != CHOOSE else "")
        self.footer.say("", "")

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
            page = "people" if self.kind.value() == "artisans" else "shgs"
            self._show(CHOOSE)
            if page in self.pages:
                self.host.go(page)

    def _run(self, what: LocalizedText, work: Any, then: Any) -> None:
        self.strip.hide()
        self.running.begin(what)
        for widget in (self.next, self.back, self.drop):
            widget.setEnabled(False)

        def ended(answer: Any) -> None:
            self._end()
            then(answer)

        self._task = self.host.lanes.background.run(work, ended, self._failed, self.running.report, self)

    def _end(self) -> None:
        self.running.end()
        for widget in (self.next, self.back, self.drop):
            widget.setEnabled(True)

    def _failed(self, error: KnownError) -> None:
        self._end()
        self.strip.show_state(error.text, "error")
        self.strip.show()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._end()
        kept = T("Cancelled. What came in before is kept; bring the same file once more to go on.")
        self.strip.show_state(kept if self.bar.here == PREVIEW else T("Cancelled. Nothing was changed."), "info")
        self.strip.show()

    # -- file and columns ---------------------------------------------------------------------------------------------

    def write_template(self, target: str = "") -> None:
        """An empty sheet with explained heads."""
        from samarth_desktop.actions.imports import templates

        kind, words = str(self.kind.value()), lang.catalog
        name = (
            target
            or QFileDialog.getSaveFileName(self, say(T("Get an empty sheet")), f"{kind}.xlsx", "Excel (*.xlsx)")[0]
        )
        if name:
            self.host.lanes.store.run(
                lambda task: templates.write(kind, Path(name), words),
                lambda done: self.host.saved(T("Saved: {file}", file=Path(name).name)),
                self._failed,
                owner=self,
            )

    def open_file(self, path: Path) -> None:
        """Reads heads and first rows."""
        from samarth_desktop.actions.imports import importing

        kind = str(self.kind.value())
        self.file = path
        self.errors = path.with_name(f"{path.stem}-to-mend.xlsx")
        self._run(T("Reading the sheet"), lambda task: importing.sources(self.session, kind, path), self.show_columns)

    def show_columns(self, sources: "tuple[Source, ...]") -> None:
        """The guessed mapping, to be looked through."""
        self.sources = sources
        self.columns.show_sources(sources)
        self._show(COLUMNS)

    def _check_doubles(self) -> bool:
        """Whether a field is chosen for two columns; says so."""
        doubled = self.columns.doubled()
        self.footer.say(
            "error" if doubled else "", T("Two columns go into “{field}”.", field=doubled) if doubled else ""
        )
        return doubled is not None

    # -- preview and import -------------------------------------------------------------------------------------------

    def look(self) -> None:
        """What would happen; the corrected mapping is remembered for the next sheet with these heads."""
        from samarth_desktop.actions.imports import importing

        if self._check_doubles():
            return
        planned = self.columns.planned()
        changed = [new.plan for new, old in zip(planned, self.sources, strict=True) if new.plan != old.plan]
        self.sources = planned

        def work(task: "Task[Report]") -> "Report":
            for plan in changed:
                importing.remember(self.session, plan)
            return importing.preview(self.session, planned, 200, task.report)

        self._run(T("Looking what will happen"), work, self.show_preview)

    def show_preview(self, report: "Report") -> None:
        """Counts and first rows."""
        self.report = report
        told = (*report.warnings, *report.notes, *report.errors, *report.asked)
        notes = {fault.row: fault.reason for fault in told}
        self.model.show_lines([(outcome, notes.get(outcome.row)) for outcome in report.outcomes])
        self._say_counts(report)
        self._show(PREVIEW)
        taken = report.imported + report.updated
        self.next.enable(bool(taken), T("There is nothing new in this sheet."))

    def _say_counts(self, report: "Report") -> None:
        while (item := self.counts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for key, count in (
            ("imported", report.imported),
            ("updated", report.updated),
            ("skipped", report.skipped),
            ("duplicate", report.duplicates),
            ("question", len(report.asked)),
            ("error", len(report.errors)),
        ):
            self.counts.addWidget(_count_card(count, OUTCOMES[key][0]))
        wrong, asked = len(report.errors), len(report.asked)
        self.bad.setVisible(bool(wrong or asked))
        if asked:
            words = Tn(
                "{count} row stays out: it is perhaps about somebody else. It goes into the sheet {file}.",
                "{count} rows stay out: they are wrong, or perhaps about somebody else. They go into the sheet {file}.",
                asked + wrong,
                file=self.errors.name,
            )
        else:
            words = Tn(
                "{count} row cannot be taken. It goes into the sheet {file} to be mended.",
                "{count} rows cannot be taken. They go into the sheet {file} to be mended.",
                wrong,
                file=self.errors.name,
            )
        self.bad.show_state(words, "warning")

    def _choose_errors(self) -> None:
        name = QFileDialog.getSaveFileName(self, say(T("Rows to mend")), str(self.errors), "Excel (*.xlsx)")[0]
        if name and self.report is not None:
            self.errors = Path(name)
            self._say_counts(self.report)

    def take_in(self) -> None:
        """Imports, part by part: what was taken in stays, whatever happens then."""
        from samarth_desktop.actions.imports import importing

        sources, errors, words = self.sources, self.errors, lang.catalog
        self._run(
            T("Taking in"),
            lambda task: importing.import_sources(
                self.session, sources, errors=errors, words=words, progress=task.report
            ),
            self.show_done,
        )

    def show_done(self, report: "Report") -> None:
        """What was taken in."""
        self.report = report
        while (item := self.done_words.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        number = report.imported
        lines: list[tuple[str, Text, str]] = [("plus", Tn("{count} new record", "{count} new records", number), "ok")]
        if report.updated:
            lines.append(("edit", Tn("{count} record corrected", "{count} records corrected", report.updated), "ink"))
        if report.skipped:
            lines.append(
                ("check", Tn("{count} was there already", "{count} were there already", report.skipped), "ink")
            )
        if report.unread:
            text = Tn(
                "{count} record is unfinished: a value in it could not be read",
                "{count} records are unfinished: a value in them could not be read",
                report.unread,
            )
            lines.append(("edit", text, "warn"))
        if report.duplicates:
            text = Tn("{count} may be registered twice", "{count} may be registered twice", report.duplicates)
            lines.append(("warn", text, "warn"))
        if report.asked:
            text = Tn(
                "{count} row is perhaps about somebody else: look at it in {file}",
                "{count} rows are perhaps about somebody else: look at them in {file}",
                len(report.asked),
                file=str(self.errors),
            )
            lines.append(("help", text, "warn"))
        if report.errors:
            text = Tn(
                "{count} row is in {file} to be mended",
                "{count} rows are in {file} to be mended",
                len(report.errors),
                file=str(self.errors),
            )
            lines.append(("err", text, "err"))
        for icon, text, tone in lines:
            self.done_words.addWidget(IconLabel(icon, text, tone, 15, wrap=True, icon_size=18))
        if report.duplicates:
            look = Button(T("Look at them"), small=True, end_icon="arrow")
            look.clicked.connect(lambda: self.host.go("duplicates", again=True))
            self.done_words.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        self.host.saved(T("Saved"))
        self.next.enable(True)
        self._show(DONE)

    def _say_again(self) -> None:
        if self.report is not None and self.bar.here == PREVIEW:
            self._say_counts(self.report)


def _count_card(count: int, words: LocalizedText) -> QWidget:
    card = surface("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 8, 14, 8)
    column.setSpacing(0)
    column.addWidget(Label(lang.catalog.number(count), 24, 700))
    column.addWidget(Label(words, 14, 400, "ink2"))
    return card
