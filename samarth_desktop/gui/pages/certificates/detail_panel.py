"""The chosen certificate beside the register."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.media.preview import PdfPreview
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import LocalizedName, T, Text
from samarth_desktop.kinds.certificate.record import CERTIFICATE_KINDS, STATES, Certificate

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Line

WIDTH = 340


class EntryPanel(QFrame):
    """Preview, facts, and the buttons ``again`` and ``more``. `whose` tells that the holder is to be shown."""

    whose = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "detail")
        self.setFixedWidth(WIDTH)
        self.entry: Certificate | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(19, 16, 18, 16)
        column.setSpacing(10)
        self.preview = PdfPreview()
        self.preview.setFixedWidth(WIDTH - 37)
        self.name = Label("", 18, 700, wrap=True)
        self.link = TextLink(T("Show the person"))
        self.link.clicked.connect(self.whose)
        self.facts = QWidget()
        self._grid = QGridLayout(self.facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, 92)
        self._grid.setColumnStretch(1, 1)
        self.ineligible = IconLabel("warn", "", "warn", 14, wrap=True)
        for widget in (self.preview, self.name, self.link, self.facts, self.ineligible):
            column.addWidget(widget)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.again = Button(T("Print again"), icon="print")
        self.more = Button(T("More"), end_icon="down")
        row.addWidget(self.again)
        row.addStretch(1)
        row.addWidget(self.more)
        column.addLayout(row)
        self._paper: Line | None = None
        lang.changed.connect(self._again)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Nothing is chosen."""
        self._paper, self.entry = None, None
        for widget in (self.name, self.link, self.facts, self.ineligible, self.again, self.more):
            widget.hide()
        self.preview.show_words(T("Choose a certificate to see it here."))

    def show_paper(self, paper: "Line") -> None:
        """What the register says of a certificate."""
        self._paper, self.entry = paper, cast(Certificate, paper.record)
        holds = self.entry.state == "valid"
        self.preview.show_words(T("The sheet is being drawn") if holds else T("It does not hold any more."))
        self.ineligible.hide()
        for widget in (self.name, self.link, self.facts, self.again, self.more):
            widget.show()
        self.again.enable(False, T("The sheet is being drawn") if holds else T("It does not hold any more."))
        self._again()

    def show_sheet(self, paper: "Line", content: bytes) -> None:
        """The certificate as a page."""
        if paper is self._paper:
            self.preview.show_pdf(content)
            self.again.enable(True)

    def show_ineligible(self, paper: "Line", text: Text) -> None:
        """Why it cannot be printed again."""
        if paper is self._paper:
            self.preview.show_words("")
            self.again.enable(False, text)
            self.ineligible.show_state("warn", text, "warn")
            self.ineligible.show()

    @property
    def holder(self) -> LocalizedName | None:
        """The names of whose certificate it is."""
        card = self._paper.summary if self._paper is not None else None
        return LocalizedName(card.name_hi, card.name_en) if card is not None else None

    def _again(self) -> None:
        paper, entry = self._paper, self.entry
        if paper is None or entry is None:
            return
        card = paper.summary
        name = LocalizedName(card.name_hi, card.name_en).best(lang.code)
        self.name.show_text(name or T("Erased"))
        self.link.setVisible(bool(name))
        kind = next((Text(one.label) for one in CERTIFICATE_KINDS if one.code == entry.certificate_kind), "")
        state = next((Text(one.label) for one in STATES if one.code == entry.state), entry.state)
        rows: tuple[tuple[LocalizedText, LocalizedText], ...] = (
            (T("Serial no."), entry.serial),
            (T("Kind"), kind),
            (T("Programme"), entry.programme),
            (T("Issued on"), lang.catalog.date(entry.issued_on) if entry.issued_on else ""),
            (T("Issued by"), entry.issuer),
            (T("Village"), card.village),
            (T("Status"), state),
            (T("Replaced by"), entry.replaced_by),
            (T("Reason"), entry.reason),
            (T("Revoked on"), lang.catalog.date(entry.revoked_on) if entry.revoked_on else ""),
            (T("Times printed"), str(entry.printed) if entry.printed else ""),
        )
        empty(self._grid)
        for number, (label, value) in enumerate(row for row in rows if row[1]):
            self._grid.addWidget(Label(label, 14, 400, "ink2"), number, 0)
            self._grid.addWidget(Label(value, 14, wrap=True), number, 1)


class RevokeAsk(Ask):
    """A certificate is taken back for a reason, which whoever checks it will read."""

    def __init__(self, parent: QWidget, serial: str) -> None:
        text = T(
            "Whoever checks {serial} from now on is told not to accept it. This cannot be taken back.", serial=serial
        )
        super().__init__(parent, T("Revoke the certificate"), text, T("Revoke"), danger=True)
        self.reason = TextBox(limit=120)
        self.body.addWidget(LabelledEditor(T("Reason"), self.reason, required=True))

    def problem(self) -> LocalizedText:
        return "" if self.reason.text().strip() else T("Write the reason for taking the certificate back.")
