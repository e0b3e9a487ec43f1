"""What is kept about a person, for her to read beside the coordinator: her data, her consents, who looked."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import Badge, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Text, catalog
from samarth_desktop.kinds.consent.record import HOW
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.store.log.changed import Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.own_record import OwnRecord, Part, Purpose
    from samarth_desktop.actions.session import Session

_EVENTS = 12


class GiveAsk(Ask):
    """How consent was given, and before whom. Nothing is chosen beforehand."""

    def __init__(self, parent: QWidget, purpose: "Purpose") -> None:
        super().__init__(parent, T("Consent"), Text(purpose.choice.label), T("Note the consent"))
        self.how = ComboBox([(one.code, Text(one.label)) for one in HOW])
        self.witness = TextBox(limit=80)
        self.body.addWidget(LabelledEditor(T("How was consent given?"), self.how, required=True))
        self.body.addWidget(LabelledEditor(T("Witness"), self.witness))


class OwnRecordPage(Page):
    """Opened with `row`. Everything can be read, printed, corrected, taken back and erased from here."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host)
        self.host, self.session, self._row = host, session, ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Scroll(gap=16)
        outer.addWidget(scroll)
        self.head = PageHead(T("What is kept about her"))
        self.print = Button(T("Save as a paper for her"), "primary", "doc")
        self.correct = Button(T("Correct"), icon="edit")
        self.show_all = Button(T("Show numbers in full"), icon="eye")
        for button in (self.show_all, self.correct, self.print):
            self.head.add_right(button)
        scroll.column.addWidget(self.head)
        self.name = Label("", 18, 600, wrap=True)
        scroll.column.addWidget(self.name)
        self.told = Banner("", "ok")
        self.told.hide()
        scroll.column.addWidget(self.told)
        row = Columns(760)
        self._left, right = QVBoxLayout(), QVBoxLayout()
        for column, share in ((self._left, 3), (right, 2)):
            column.setSpacing(16)
            row.addLayout(column, share)
        consents = Card(T("Consents"))
        consents.body.addWidget(
            Label(T("Each purpose by itself. What is taken back is not done any more."), 14, 400, "ink2", wrap=True)
        )
        self._purposes = QVBoxLayout()
        self._purposes.setSpacing(12)
        consents.body.addLayout(self._purposes)
        self._trail = Card(T("Who wrote and who looked"))
        right.addWidget(consents)
        right.addWidget(self._trail)
        right.addStretch(1)
        scroll.column.addLayout(row)
        scroll.column.addStretch(1)
        self.print.clicked.connect(self._ask_file)
        self.correct.clicked.connect(self._correct)
        self.show_all.clicked.connect(lambda: self._read(full=True))
        self._kind = ""

    def shown(self, **args: object) -> None:
        self._row = str(args.get("row") or self._row)
        self.told.hide()
        if self._row:
            self._read()

    def data_changed(self, changed: Changed) -> None:
        if self._row:
            self._read()

    def _read(self, full: bool = False) -> None:
        from samarth_desktop.actions.registration import own_record

        row, words = self._row, catalog(lang.code)
        self.host.lanes.store.run(
            lambda task: own_record.own_record(self.session, row, words, full=full),
            then=self.fill,
            failed=self._failed,
            owner=self,
        )

    def fill(self, own: "OwnRecord") -> None:
        """Shows what was read."""
        self._kind = own.holder.KIND
        names = LocalizedName(own.holder.name_hi, own.holder.name_en).ordered(lang.code)
        self.name.show_text(" · ".join([*filter(None, names), own.holder.registration]))
        empty(self._left)
        for part in own.parts:
            if part.lines:
                self._left.addWidget(_part(part))
        self._left.addStretch(1)
        empty(self._purposes)
        for purpose in own.purposes:
            self._purposes.addWidget(self._purpose(purpose))
        empty(self._trail.body)
        words = catalog(lang.code)
        for event in own.events[:_EVENTS]:
            line = f"{words.moment(event.at.astimezone())} · {words.say(event.text)}"
            self._trail.body.addWidget(Label(line, 14, 400, "ink2", wrap=True))

    def _purpose(self, purpose: "Purpose") -> QWidget:
        from samarth_desktop.actions.registration.own_record import standing

        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(Text(purpose.choice.label), 15, 600, wrap=True))
        given = purpose.consent is not None
        sign = QHBoxLayout()
        sign.addWidget(Badge(standing(purpose, catalog(lang.code)), "ok" if given else "outline"))
        sign.addStretch(1)
        words.addLayout(sign)
        row.addLayout(words, 1)
        button = Button(T("Take back") if given else T("Give"), small=True)
        code = purpose.choice.code
        button.clicked.connect(lambda: self.ask_withdrawal(code) if given else self.ask_consent(purpose))
        row.addWidget(button)
        return box

    def ask_consent(self, purpose: "Purpose") -> GiveAsk:
        """Asks how it was given, then notes it."""
        from samarth_desktop.actions.registration import own_record

        dialog = GiveAsk(self.window(), purpose)
        row, code = self._row, purpose.choice.code
        dialog.accepted.connect(
            lambda: self._run(
                lambda: own_record.give(self.session, row, code, str(dialog.how.value() or ""), dialog.witness.text()),
                T("The consent is noted."),
            )
        )
        dialog.open()
        return dialog

    def ask_withdrawal(self, purpose: str) -> Ask:
        """Asks once, then takes the consent back."""
        from samarth_desktop.actions.registration import own_record

        text = T("From now on nothing is done for this purpose. What is listed already is taken down by the office.")
        dialog = Ask(self.window(), T("Take back the consent"), text, T("Take back"), danger=True)
        row = self._row
        dialog.accepted.connect(
            lambda: self._run(lambda: own_record.withdraw(self.session, row, purpose), T("The consent is taken back."))
        )
        dialog.open()
        return dialog

    def _run(self, act: Callable[[], object], said: Text) -> None:
        def done(result: object) -> None:
            self.told.show_state(said, "ok")
            self.told.show()
            self._read()

        self.host.lanes.store.run(lambda task: act(), then=done, failed=self._failed, owner=self)

    def _ask_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(folder) / "own-record.pdf")
        file, _ = QFileDialog.getSaveFileName(self, say(T("Save as a paper for her")), name, "PDF (*.pdf)")
        if file:
            self.write(Path(file))

    def write(self, file: Path) -> None:
        """Writes the paper in the language of the window."""
        from samarth_desktop.actions.registration import own_record

        row, language = self._row, lang.code
        said = T("The paper is in {file}.", file=file.name)
        self._run(lambda: own_record.write_pdf(self.session, row, file, language), said)

    def _correct(self) -> None:
        spec = KINDS[self._kind].list
        if spec is not None:
            self.host.go(spec.form, row=self._row)

    def _failed(self, error: KnownError) -> None:
        self.told.show_state(error.text, "error")
        self.told.show()


def _part(part: "Part") -> Card:
    card = Card(part.title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for number, (label, value) in enumerate(part.lines):
        grid.addWidget(Label(label, 14, 400, "ink2", wrap=True), number, 0)
        grid.addWidget(Label(value, 15, 400, wrap=True), number, 1)
    card.body.addLayout(grid)
    return card
