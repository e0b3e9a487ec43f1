"""Certificates for several people: who can have one, how they are to look, on paper or as files."""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QVBoxLayout, QWidget

from samarth_desktop.gui.background.tasks import Cancelled
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox, NumberBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.media.preview import PdfPreview
from samarth_desktop.gui.kit.media.preview_dialog import PreviewDialog
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, surface
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.progress_row import ProgressRow
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.certificates.certificate_register import Candidate
    from samarth_desktop.actions.certificates.certifying import Ineligible
    from samarth_desktop.actions.certificates.issuing import Batch, Files, PrintOptions
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task

FORMS = {"artisan": "artisan-form", "shg": "shg-form"}
LANGUAGES = (("hi", T("Hindi")), ("en", T("English")), ("both", T("Both")))
ORIENTATIONS = (("landscape", T("Landscape")), ("portrait", T("Portrait")))
FILES = (("one", T("One file")), ("single", T("A file each")), ("cards", T("Identity cards, 8 to a page")))
BESIDE = 328


class BatchView(QWidget):
    """People on their way to the printer. `left` tells that the register is wanted back."""

    left = Signal()

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__()
        self.host, self.session, self.pages = host, session, pages
        self.people: list[Candidate] = []
        self._task: Task[Any] | None = None
        self._printed = b""
        self._serials: tuple[str, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = Columns(700, 0)
        outer.addWidget(scrolled(middle), 1)
        main = QVBoxLayout()
        main.setContentsMargins(24, 14, 20, 12)
        main.setSpacing(12)
        self.head = PageHead(T("Print certificates"))
        main.addWidget(self.head)
        self.strip = Banner("", closable=True)
        self.strip.hide()
        main.addWidget(self.strip)
        main.addWidget(self._make_table(), 1)
        self.running = ProgressRow()
        self.running.cancelled.connect(self._cancel)
        main.addWidget(self.running)
        middle.addLayout(main, 1)
        middle.addWidget(self._make_beside())
        outer.addWidget(self._make_footer())
        lang.changed.connect(self._say_count)

    # -- layout -------------------------------------------------------------------------------------------------------

    def _make_table(self) -> QWidget:
        heads = (T("Name"), T("Registration no."), T("Village"), T("Certificate"), Text(""))
        self.model: LazyRows[Candidate] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("Print certificates"))
        self.table.setModel(self.model)
        self.table.set_widths([210, 170, 90, 0, 34])
        self.table.setMinimumHeight(160)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.opened.connect(self.mend)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self.look())
        return self.table

    def cell(self, one: "Candidate", column: int) -> Cell:
        """One cell: who, number, village, ready or what is missing."""
        match column:
            case 0:
                first, second = LocalizedName(one.name_hi, one.name_en).ordered(lang.code)
                return Cell(first or say(T("No name yet")), second, bold=True, avatar=first)
            case 1:
                return Cell(one.registration)
            case 2:
                return Cell(one.village)
            case 3:
                if one.ineligible is None:
                    return self._ready_cell(one)
                return Cell(say(one.ineligible), icon="warn", tone="warn")
            case _:
                return Cell(say(T("Open and correct")), icon="edit", tone="ink2") if one.ineligible else Cell()

    def _ready_cell(self, one: "Candidate") -> Cell:
        if not one.trial:
            return Cell(say(T("Ready")), icon="check", tone="ok")
        if self.mixed:
            return Cell(say(T("Trial: print samples apart")), icon="warn", tone="warn")
        return Cell(say(T("Trial: prints a sample, no certificate")), icon="warn", tone="warn")

    def _make_beside(self) -> QWidget:
        self.beside = surface("detail")
        self.beside.setFixedWidth(BESIDE)
        outer = QVBoxLayout(self.beside)
        outer.setContentsMargins(1, 0, 0, 0)
        scroll = Scroll(margin=16, gap=12)
        outer.addWidget(scroll)
        column = scroll.column
        column.setContentsMargins(16, 16, 14, 12)
        self.preview = PdfPreview()
        self.preview.setFixedWidth(BESIDE - 46)
        self.preview.enlarge.connect(self._enlarge)
        column.addWidget(self.preview)
        self.language, self.orientation, self.files = Segments(LANGUAGES), Segments(ORIENTATIONS), ComboBox(FILES)
        self.language.set_value("both")
        self.orientation.set_value("landscape")
        self.files.set_value("one")
        self.first = NumberBox()
        self.first.set_value(1)
        self.first.setMaximumWidth(90)
        start = LabelledEditor(T("Print from number"), self.first, hint=T("after a paper jam"))
        for editor in (
            LabelledEditor(T("Language"), self.language),
            LabelledEditor(T("Orientation"), self.orientation),
            LabelledEditor(T("Files"), self.files),
            start,
        ):
            column.addWidget(editor)
        column.addStretch(1)
        for choice in (self.language, self.orientation):
            choice.changed.connect(lambda value: self._other_look())
        self.files.picked.connect(lambda value: self._other_look())
        return self.beside

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        back = Button(T("Back"), icon="left")
        back.clicked.connect(self._back)
        self.footer.add_left(back)
        self.mend_button = Button(T("Open and correct"), icon="edit")
        self.mend_button.clicked.connect(lambda: self.mend(self.table.currentIndex().row()))
        self.footer.add_left(self.mend_button)
        self.save = Button(T("Save as PDF"), icon="receive")
        self.save.clicked.connect(lambda: self.save_as())
        self.print = Button(T("Print"), "primary", "print", key="Ctrl+Return")
        self.print.clicked.connect(self.print_all)
        self.footer.add_right(self.save)
        self.footer.add_right(self.print)
        return self.footer

    def fold(self, narrow: bool) -> None:
        """The third column gives way."""
        self.table.setColumnHidden(2, narrow)

    # -- who ----------------------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether certificates are being made."""
        return self.running.isVisible()

    def open(self, rows: list[str]) -> None:
        """Looks at each of these people and groups: ready, or what is missing."""
        from samarth_desktop.actions.certificates import certificate_register

        self.strip.hide()
        self._printed, self._serials = b"", ()
        self.first.set_value(1)
        self.running.begin(T("Looking at the forms"))
        self._task = self.host.lanes.store.run(
            lambda task: certificate_register.candidates(self.session, rows, task.report),
            self.show_people,
            self._failed,
            self.running.report,
            self,
        )

    def show_people(self, people: "list[Candidate]") -> None:
        """Shows who is to have one; those who lack something first."""
        self.running.end()
        self.people = sorted(people, key=lambda one: one.ineligible is None)
        self.model.show_lines(self.people)
        self._say_count()
        ready = next((place for place, one in enumerate(self.people) if one.ineligible is None), 0)
        if self.people:
            self.table.selectRow(ready)
        else:
            self.preview.show_words(T("Nobody is chosen"))

    @property
    def mixed(self) -> bool:
        """Whether samples of trial programmes stand among certificates: they never go into one file."""
        return len({one.trial for one in self.people if one.ineligible is None}) > 1

    def ready(self) -> list[str]:
        """The row ids of those who can have one; who gets a sample only where nobody can."""
        mixed = self.mixed
        return [one.row for one in self.people if one.ineligible is None and not (mixed and one.trial)]

    def _say_count(self) -> None:
        ready, ineligible = len(self.ready()), sum(one.ineligible is not None for one in self.people)
        self.head.note.show_text(Tn("{count} is ready", "{count} are ready", ready))
        if ineligible:
            words = Tn("{count} form lacks something", "{count} forms lack something", ineligible)
            self.footer.say("warning", words)
        else:
            self.footer.say("", "")
        reason = T("Nobody here can have a certificate yet. Complete the forms first.")
        for button in (self.print, self.save):
            button.enable(bool(ready), reason)

    def _chosen(self) -> "Candidate | None":
        row = self.table.currentIndex().row()
        return self.people[row] if 0 <= row < len(self.people) else None

    def mend(self, row: int) -> None:
        """Takes the person to the form where something is missing."""
        if 0 <= row < len(self.people):
            one = self.people[row]
            form = FORMS.get(one.kind, "")
            if form in self.pages:
                self.host.go(form, row=one.row)

    # -- how it looks -------------------------------------------------------------------------------------------------

    def look_of(self) -> "PrintOptions":
        """How the certificates are to look."""
        from samarth_desktop.actions.certificates.issuing import PrintOptions

        languages: dict[object, Literal["hi", "en", "both"]] = {"hi": "hi", "en": "en"}
        orientation: Literal["landscape", "portrait"] = (
            "portrait" if self.orientation.value() == "portrait" else "landscape"
        )
        return PrintOptions(languages.get(self.language.value(), "both"), orientation)

    def _other_look(self) -> None:
        self._printed = b""
        self.look()

    def look(self) -> None:
        """The chosen person's certificate as it would be printed."""
        from samarth_desktop.actions.certificates import issuing

        one = self._chosen()
        self.mend_button.setVisible(one is not None and one.ineligible is not None and FORMS[one.kind] in self.pages)
        if one is None:
            return
        if one.ineligible is not None:
            self.preview.show_words(one.ineligible)
            return
        self.host.lanes.store.run(
            lambda task: issuing.preview(self.session, one.row, self.look_of()), self._show_preview, owner=self
        )

    def _show_preview(self, content: "bytes | Ineligible") -> None:
        if isinstance(content, bytes):
            self.preview.show_pdf(content)
        else:
            self.preview.show_words(content.text)

    def _enlarge(self) -> None:
        if self.preview.content:
            PreviewDialog(self.window(), T("Certificate"), self.preview.content).open()

    # -- making -------------------------------------------------------------------------------------------------------

    def save_as(self, folder: str = "") -> None:
        """Issues and writes the files into a folder that the person chooses."""
        chosen = folder or QFileDialog.getExistingDirectory(self, say(T("Save as PDF")))
        if chosen:
            self._make(Path(chosen), self._files(), self._saved)

    def print_all(self) -> None:
        """Issues all and prints them; a second time, after a jam, the same sheets from the number asked for."""
        if self._printed:
            self._to_printer()
            return
        folder = Path(tempfile.mkdtemp(prefix="samarth-"))
        together: Files = "cards" if self._files() == "cards" else "one"
        self._make(folder, together, lambda batch: self._made(folder, batch), folder)

    def _files(self) -> "Files":
        known: dict[object, Files] = {"single": "single", "cards": "cards"}
        return known.get(self.files.value(), "one")

    def _make(self, folder: Path, files: "Files", then: Any, scratch: Path | None = None) -> None:
        from samarth_desktop.actions.certificates import issuing

        rows, look = self.ready(), self.look_of()
        self.running.begin(T("Making certificates"))
        self._enable(False)

        def failed(error: Any) -> None:
            _clear(scratch)
            self._failed(error)

        def work(task: "Task[Batch]") -> "Batch":
            made = issuing.issue(
                self.session, rows, folder, look, files=files,
                progress=lambda done, total: _tell(task, done, total), cancelled=lambda: task.cancelled,
            )  # fmt: skip
            if task.cancelled:
                _clear(scratch)
            return made

        self._task = self.host.lanes.store.run(work, then, failed, self.running.report, self)

    def _made(self, folder: Path, batch: "Batch") -> None:
        self._finish()
        files = sorted(folder.glob("*.pdf"))
        self._printed = files[0].read_bytes() if files else b""
        cards = self._files() == "cards"  # a card is no certificate: the register counts those only
        self._serials = () if cards else tuple(one.serial for one in batch.papers)
        _clear(folder)
        if self._printed:
            self._to_printer()

    def _to_printer(self) -> None:
        from samarth_desktop.gui.kit.media import pdf

        first = max((self.first.value() or 1) - 1, 0)

        def printed(count: int) -> None:
            self._finish()
            if count and self._serials:
                self._note(self._serials[first : first + count])

        self.running.begin(T("Going to the printer"))
        self._enable(False)
        lane = self.host.lanes.background
        self._task = pdf.print_pdf(
            self.window(), lane, "certificates", self._printed, printed, self.running.report, first
        )
        if self._task is None:
            self._finish()

    def _note(self, serials: Sequence[str]) -> None:
        from samarth_desktop.actions.certificates import certifying

        def noted(done: object) -> None:
            count = len(serials)
            words = Tn("{count} certificate went to the printer.", "{count} certificates went to the printer.", count)
            self.strip.show_state(
                T("{done} If the paper jams, write from which number to print again.", done=words), "ok"
            )
            self.strip.show()

        self.host.lanes.store.run(lambda task: certifying.note_printed(self.session, serials), noted, owner=self)

    def _saved(self, batch: "Batch") -> None:
        self._finish()
        made = batch.papers or batch.samples
        folder = str(made[0].file.parent) if made else ""
        if batch.samples:
            words = Tn(
                "{count} sample is saved in {folder}", "{count} samples are saved in {folder}", len(made), folder=folder
            )
        else:
            words = Tn(
                "{count} certificate is saved in {folder}",
                "{count} certificates are saved in {folder}",
                len(made),
                folder=folder,
            )
        self.strip.show_state(words, "ok")
        self.strip.show()

    def _finish(self) -> None:
        self.running.end()
        self._enable(True)
        self._say_count()

    def _enable(self, on: bool) -> None:
        for widget in (self.print, self.save, self.language, self.orientation, self.files):
            widget.setEnabled(on)

    def _failed(self, error: Any) -> None:
        self._finish()
        text: Text = error.text
        self.strip.show_state(text, "error")
        self.strip.show()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._finish()
        self.strip.show_state(T("Cancelled. What was finished before is kept."), "info")
        self.strip.show()

    def _back(self) -> None:
        if not self.busy:
            self._printed = b""
            self.left.emit()


def _tell(task: "Task[Any]", done: int, total: int) -> None:
    """Tells how far it is; a cancel ends the work between two certificates, never inside one."""
    with suppress(Cancelled):
        task.report(done, total)


def _clear(folder: Path | None) -> None:
    """Removes the files that were made for the printer only."""
    import shutil

    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
