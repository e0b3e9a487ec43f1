"""Checking a certificate: a file, a dropped file or the camera; the answer in the colours of its state."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.documents.signing.verdict import COMPARE, COMPARE_NAME
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.media import capture
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card, surface
from samarth_desktop.gui.kit.surfaces.drop import DropPlace
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import Icon, IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.documents.signing.verdict import Verdict

IN_REGISTER = T("The register has this certificate, and it holds. Now compare it with the paper.")
ENDINGS = (".pdf", ".png", ".jpg", ".jpeg")
# what an answer looks like: surface, icon, ink
_OK, _MAYBE, _NO = ("ok", "checkc", "ok"), ("warn", "warn", "warn"), ("err", "err", "err")
_COMPARE = ("warn", "eye", "warn")  # a genuine code alone is no answer yet
LOOKS = {
    "valid": _OK,
    "not_enrolled": _MAYBE,
    "unknown_issuer": _MAYBE,
    "not_a_certificate": _MAYBE,
    "changed": _NO,
    "revoked": _NO,
    "replaced": _NO,
}


class VerifyPage(Page):
    """Needs no data folder: whoever holds a certificate can be answered. An open session tells what its register
    knows beside that, such as the name on a picture of the paper."""

    def __init__(self, host: PageHost, session: "Session | None" = None) -> None:
        super().__init__(host)
        self.host, self.session = host, session
        self.verdict: Verdict | None = None
        self.entry = False  # whether the answer is the register's, of a number alone
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = self._scroll = Scroll(margin=24, gap=16)
        outer.addWidget(scroll)
        scroll.column.addWidget(PageHead(T("Check a certificate"), T("Works without internet.")))
        self.drop = DropPlace(
            "cert",
            T("Drop the certificate here"),
            T("The PDF file, or a photo or scan of the paper (PNG, JPEG)"),
            ENDINGS,
        )
        self.camera = Button(T("Camera"), icon="camera")
        self.camera.clicked.connect(self._shoot)
        self.drop.add_button(self.camera)
        self.drop.dropped.connect(lambda paths: self.check(paths[0]))
        scroll.column.addWidget(self.drop)
        self.number = TextBox()
        self.number.setFixedWidth(280)
        self.look = Button(T("Look in the register"), icon="search")
        by_number = Columns(600, gap=12)
        by_number.addWidget(LabelledEditor(T("Or write the number on the certificate"), self.number))
        by_number.addWidget(self.look, 0, Qt.AlignmentFlag.AlignBottom)
        by_number.addStretch(1)
        self.first = Label("", 13, 400, "ink2", wrap=True)
        self.look.reason_changed.connect(self.first.show_text)
        if session is not None:
            scroll.column.addLayout(by_number)
            scroll.column.addWidget(self.first)
        self.look.clicked.connect(self._look_up)
        self.number.returnPressed.connect(self._look_up)
        self.number.textChanged.connect(self._refresh)
        self._refresh()
        self.wait = IconLabel("clock", T("The file is being checked"), "ink2", 14)
        self.wait.hide()
        scroll.column.addWidget(self.wait)
        self.strip = Banner("", "warning")
        self.strip.hide()
        scroll.column.addWidget(self.strip)
        self.place = QVBoxLayout()
        scroll.column.addLayout(self.place)
        scroll.column.addStretch(1)
        lang.changed.connect(self._again)

    def _refresh(self) -> None:
        self.look.enable(bool(self.number.text().strip()), T("Write the number first"))

    def _look_up(self) -> None:
        """Asks the register for a number; the paper itself is not looked at."""
        from samarth_desktop.actions.certificates import verifying

        session, number = self.session, self.number.text().strip()
        if session is None or not number:
            return
        self.strip.hide()
        self._forget()
        self.host.lanes.store.run(
            lambda task: verifying.look_up(session, number), self.show_entry, self._failed, owner=self
        )

    def _forget(self) -> None:
        self.verdict, self.entry = None, False
        self._again()

    def check(self, source: "Path | bytes") -> None:
        """Checks a file, or the bytes of a picture, beside the window's work."""
        from samarth_desktop.actions.certificates import verifying

        session = self.session
        self._forget()
        self.wait.show()
        self.strip.hide()
        self.host.lanes.store.run(
            lambda task: verifying.verify_here(source, session) if session else verifying.verify_file(source),
            self.show_verdict,
            self._failed,
            owner=self,
        )

    def _failed(self, error: KnownError) -> None:
        self.wait.hide()
        self.strip.show_state(error.text, "error")
        self.strip.show()

    def _shoot(self) -> None:
        capture.take(self, self._check_picture, self._failed)

    def _check_picture(self, picture: QImage) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, b"PNG")
        self.check(bytes(buffer.data().data()))

    def show_verdict(self, verdict: "Verdict") -> None:
        """Shows the answer about a file."""
        self.verdict, self.entry = verdict, False
        self.wait.hide()
        self._again()

    def show_entry(self, verdict: "Verdict") -> None:
        """Shows what the register says of a number."""
        self.verdict, self.entry = verdict, True
        self._again()

    def _again(self) -> None:
        empty(self.place)
        if self.verdict is None:
            return
        sentence = IN_REGISTER if self.entry and self.verdict.valid else self.verdict.sentence
        card = verdict_card(self.verdict, sentence)
        self.place.addWidget(card)
        QTimer.singleShot(0, card, lambda: self._scroll.ensureWidgetVisible(card, 0, 16))  # once it has its height
        if self.verdict.each:
            self.place.addWidget(EachVerdict(self.verdict.each))


class EachVerdict(Card):
    """The certificates of one file, one by one in the order of its pages; a chosen one is shown whole below."""

    def __init__(self, verdicts: "Sequence[Verdict]") -> None:
        super().__init__(T("Each certificate in this file"))
        self._verdicts = verdicts
        heads = (T("Name"), T("Serial no."), T("Answer"))
        self.model: LazyRows[Verdict] = LazyRows(heads, self._cell, lambda *page: None)
        self.table = Table(T("Each certificate in this file"))
        self.table.setModel(self.model)
        self.table.set_widths([260, 180, 0])
        self.table.setMinimumHeight(min(8, len(verdicts)) * self.table.row_height + 44)
        self.model.show_lines(list(verdicts))
        self.body.addWidget(self.table)
        self._one = QVBoxLayout()
        self.body.addLayout(self._one)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._show(now.row()))

    def _cell(self, verdict: "Verdict", column: int) -> Cell:
        match column:
            case 0:
                return Cell(verdict.holder, bold=True)
            case 1:
                return Cell(verdict.serial)
            case _:
                _, icon, ink = looks(verdict)
                return Cell(say(verdict.sentence), icon=icon, tone=ink, wrap=True)

    def _show(self, row: int) -> None:
        empty(self._one)
        if 0 <= row < len(self._verdicts):
            self._one.addWidget(verdict_card(self._verdicts[row], self._verdicts[row].sentence))


def looks(verdict: "Verdict") -> tuple[str, str, str]:
    """Surface, icon and ink of an answer."""
    return _COMPARE if verdict.valid and verdict.compare else LOOKS[str(verdict.reason)]


def verdict_card(verdict: "Verdict", sentence: Text) -> QFrame:
    """The answer: sentence, name in large, what is known, and what to compare."""
    kind, icon, ink = looks(verdict)
    card = surface(kind)
    row = QHBoxLayout(card)
    row.setContentsMargins(20, 16, 20, 18)
    row.setSpacing(16)
    row.addWidget(Icon(icon, ink, 40), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(6)
    row.addLayout(column, 1)
    column.addWidget(Label(sentence, 18, 600, ink, wrap=True))
    if verdict.holder:
        column.addWidget(Label(verdict.holder, 28, 700, wrap=True))
    column.addWidget(_facts(verdict))
    for detail in verdict.details:
        if detail.id in (COMPARE, COMPARE_NAME):
            column.addWidget(IconLabel("eye", detail, "ink", 15, 600, wrap=True, icon_size=18))
        else:
            column.addWidget(IconLabel("info", detail, "ink", 14, wrap=True))
    if verdict.count > 1:
        words = Tn("{count} certificate in this file", "{count} certificates in this file", verdict.count)
        column.addWidget(IconLabel("doc", words, "ink", 14))
    return card


def _programme(verdict: "Verdict") -> LocalizedText:
    if not verdict.programme_version:
        return verdict.programme
    return T("{code}, version {version}", code=verdict.programme, version=verdict.programme_version)


def _facts(verdict: "Verdict") -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    rows: tuple[tuple[LocalizedText, LocalizedText], ...] = (
        (T("Serial no."), verdict.serial),
        (T("Issued on"), lang.catalog.date(verdict.issued) if verdict.issued else ""),
        (T("Issued by"), verdict.issuer),
        (T("Programme"), _programme(verdict)),
        (T("Check code"), verdict.check_code),
    )
    for place, (label, value) in enumerate(one for one in rows if one[1]):
        grid.addWidget(Label(label, 15), place, 0)
        grid.addWidget(Label(value, 15, 600, wrap=True), place, 1)
    return box
