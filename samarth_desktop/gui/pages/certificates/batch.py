"""Certificates for several people: who can have one, how they are to look, on paper or as files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.pages.certificates.batch_look import BatchLook
from samarth_desktop.gui.pages.certificates.batch_making import BatchMaking
from samarth_desktop.gui.pages.certificates.batch_people import BatchPeople
from samarth_desktop.gui.pages.names.names_banner import NamesToPrint
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import LocalizedName, T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.certificates.certificate_register import Candidate
    from samarth_desktop.actions.certificates.certifying import Ineligible
    from samarth_desktop.actions.certificates.issuing import Batch
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Task

FORMS = {"artisan": "artisan-form", "shg": "shg-form"}


class BatchView(QWidget):
    """People on their way to the printer. `left` tells that the register is wanted back."""

    left = Signal()

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__()
        self.host, self.session, self.pages = host, session, pages
        self._looking: Task[Any] | None = None
        self.table, self.beside = BatchPeople(), BatchLook()
        self.model, self.preview = self.table.lines, self.beside.preview
        self.language, self.files, self.first = self.beside.language, self.beside.files, self.beside.first
        self.making = BatchMaking(host, session, self.beside, self)
        self.running = self.making.running
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        middle = Columns(700, 0)
        outer.addWidget(scrolled(middle), 1)
        main = QVBoxLayout()
        main.setContentsMargins(24, 14, 20, 12)
        main.setSpacing(12)
        self.head = PageHead(T("Print certificates"))
        self.strip = Banner("", closable=True)
        self.strip.hide()
        self.names = NamesToPrint(host)
        for widget in (self.head, self.strip, self.names):
            main.addWidget(widget)
        main.addWidget(self.table, 1)
        main.addWidget(self.running)
        middle.addLayout(main, 1)
        middle.addWidget(self.beside)
        outer.addWidget(self._make_footer())
        self._listen()

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

    def _listen(self) -> None:
        self.table.opened.connect(self.mend)
        self.table.changed.connect(self._other_people)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self.look())
        self.beside.changed.connect(self._other_look)
        self.running.cancelled.connect(self._cancel)
        self.making.began.connect(lambda: self._enable(False))
        self.making.ended.connect(lambda: self._enable(True))
        self.making.saved.connect(self._saved)
        self.making.printed.connect(self._printed)
        self.making.failed.connect(self._failed)
        lang.changed.connect(self._say_count)

    def fold(self, narrow: bool) -> None:
        """The third column gives way."""
        self.table.setColumnHidden(2, narrow)

    # -- who ----------------------------------------------------------------------------------------------------------

    @property
    def people(self) -> "list[Candidate]":
        """Everybody here."""
        return self.table.people

    @property
    def busy(self) -> bool:
        """Whether certificates are being made."""
        return self.making.busy

    def open(self, rows: list[str]) -> None:
        """Looks at each of these people and groups: ready, or what is missing."""
        from samarth_desktop.actions.certificates import certificate_register

        self.strip.hide()
        self.making.forget()
        self.first.set_value(1)
        self.running.begin(T("Looking at the forms"))
        self._looking = self.host.lanes.store.run(
            lambda task: certificate_register.candidates(self.session, rows, task.report),
            self.show_people,
            self._failed,
            self.running.report,
            self,
        )

    def show_people(self, people: "list[Candidate]") -> None:
        """Shows who is to have one."""
        self.running.end()
        self.table.show_people(people)
        self._say_count()
        self.names.ask(self.session, self, self.ready())
        if not people:
            self.preview.show_words(T("Nobody is chosen"))

    def ready(self) -> list[str]:
        """The row ids of those who get one."""
        return [one.row for one in self.table.ready()]

    def _other_people(self) -> None:
        self.making.forget()
        self._say_count()

    def _say_count(self) -> None:
        ready, ineligible = len(self.ready()), sum(one.ineligible is not None for one in self.people)
        self.head.note.show_text(Tn("{count} is ready", "{count} are ready", ready))
        if ineligible:
            words = Tn("{count} form lacks something", "{count} forms lack something", ineligible)
            self.footer.say("warning", words)
        else:
            self.footer.say("hint", T("Space leaves somebody out")) if ready > 1 else self.footer.say("", "")
        reason = (
            T("Everybody is left out.")
            if self.table.left_out()
            else T("Nobody here can have a certificate yet. Complete the forms first.")
        )
        for button in (self.print, self.save):
            button.enable(bool(ready), reason)

    def mend(self, row: int) -> None:
        """Takes the person to the form where something is missing."""
        if 0 <= row < len(self.people):
            one = self.people[row]
            form = FORMS.get(one.kind, "")
            if form in self.pages:
                self.host.go(form, row=one.row)

    # -- how it looks -------------------------------------------------------------------------------------------------

    def _other_look(self) -> None:
        self.making.forget()
        self.look()

    def look(self) -> None:
        """The chosen person's certificate as it would be printed."""
        from samarth_desktop.actions.certificates import issuing

        one = self.table.chosen()
        self.mend_button.setVisible(one is not None and one.ineligible is not None and FORMS[one.kind] in self.pages)
        if one is None:
            return
        if one.ineligible is not None:
            self.preview.show_words(one.ineligible)
            return
        self.host.lanes.store.run(
            lambda task: issuing.preview(self.session, one.row, self.beside.options()), self._show_preview, owner=self
        )

    def _show_preview(self, content: "bytes | Ineligible") -> None:
        if isinstance(content, bytes):
            self.preview.show_pdf(content)
        else:
            self.preview.show_words(content.text)

    # -- making -------------------------------------------------------------------------------------------------------

    def save_as(self, folder: str = "") -> None:
        """Issues and writes: one document is a file that the person names, several go into a folder."""
        self.making.save(self.ready(), self._file_name(), folder)

    def _file_name(self) -> str:
        """What is proposed for one file: the person, or how many on which day."""
        from samarth_desktop.documents.certificates.file_names import named

        people, day = self.table.ready(), self.session.today.isoformat()
        if len(people) == 1:
            return named(LocalizedName(people[0].name_hi, people[0].name_en).best("en"), people[0].registration)
        return named(lang.catalog.say(T("Certificates")), f"{day} ({len(people)})")

    def print_all(self) -> None:
        """Issues all and prints them; a second time, after a jam, the same sheets from the number asked for."""
        self.making.print(self.ready())

    def _printed(self, serials: Sequence[str]) -> None:
        count = len(serials)
        words = Tn("{count} certificate went to the printer.", "{count} certificates went to the printer.", count)
        self._say("ok", T("{done} If the paper jams, write from which number to print again.", done=words))

    def _saved(self, batch: "Batch", place: Path) -> None:
        made = batch.papers or batch.samples
        folder = str(place if place.is_dir() else place.parent)
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
        self.strip.show_saved(words, place)
        self.strip.show()

    def _enable(self, on: bool) -> None:
        self.beside.enable(on)
        if on:
            self._say_count()
        else:
            for button in (self.print, self.save):
                button.enable(False, T("Certificates are being made."))

    def _failed(self, error: Any) -> None:
        self.running.end()
        text: Text = error.text
        self._say("error", text)

    def _cancel(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        self.making.cancel()
        self._say("info", T("Cancelled. What was finished before is kept."))

    def _say(self, tone: str, text: Text) -> None:
        self.strip.show_state(text, tone)
        self.strip.show()

    def _back(self) -> None:
        if not self.busy:
            self.making.forget()
            self.left.emit()
