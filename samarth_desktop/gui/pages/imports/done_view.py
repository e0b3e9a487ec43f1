"""What was taken in, and the way back."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import IconLabel
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.import_report import Report
    from samarth_desktop.actions.imports.undo_import import Undone


class DoneView(QWidget):
    """`doubles` asks for the page of doubles, `undo` carries the id of an import to be taken back."""

    doubles = Signal()
    undo = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(T("Taken in"), "checkc")
        self._card = card
        self._words = QVBoxLayout()
        self._words.setSpacing(6)
        card.body.addLayout(self._words)
        column.addWidget(card)
        column.addStretch(1)

    def _clear(self) -> None:
        empty(self._words)

    def _say(self, icon: str, text: Text, tone: str) -> None:
        self._words.addWidget(IconLabel(icon, text, tone, 15, wrap=True, icon_size=18))

    def show_report(self, report: "Report", errors: Path, consent_open: bool) -> None:
        """The counts of an import, with what is still to be done; `consent_open` where nobody's consent was given."""
        self._clear()
        self._card.title.show_text(T("Taken in"))
        for icon, text, tone in _lines(report, errors):
            self._say(icon, text, tone)
        if consent_open and report.imported:
            words = T(
                "Nobody's consent is written yet. Print the list, read the notice out, let all sign; then tick them in "
                "the list of people, and note the consent of all at once."
            )
            self._say("warn", words, "warn")
        if report.duplicates:
            look = Button(T("Look at them"), small=True, end_icon="arrow")
            look.clicked.connect(lambda: self.doubles.emit())
            self._words.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        if report.imported or report.updated:
            back = Button(T("Take all of it back"), small=True, icon="undo")
            back.clicked.connect(lambda: self.undo.emit(report.run))
            self._words.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)

    def show_undone(self, done: "Undone") -> None:
        """What was taken back, and what stays."""
        self._clear()
        self._card.title.show_text(T("Taken back"))
        self._say("undo", Tn("{count} record taken back", "{count} records taken back", done.undone), "ok")
        for one in done.kept[:40]:
            self._say("warn", T("{number}: {reason}", number=one.number, reason=one.reason), "warn")
        if len(done.kept) > 40:
            self._say("warn", Tn("{count} more stays", "{count} more stay", len(done.kept) - 40), "warn")


def _lines(report: "Report", errors: Path) -> list[tuple[str, Text, str]]:
    number = report.imported
    lines: list[tuple[str, Text, str]] = [("plus", Tn("{count} new record", "{count} new records", number), "ok")]
    if report.updated:
        lines.append(("edit", Tn("{count} record corrected", "{count} records corrected", report.updated), "ink"))
    if report.skipped:
        lines.append(("check", Tn("{count} was there already", "{count} were there already", report.skipped), "ink"))
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
            file=str(errors),
        )
        lines.append(("help", text, "warn"))
    if report.errors:
        text = Tn(
            "{count} row is in {file} to be mended",
            "{count} rows are in {file} to be mended",
            len(report.errors),
            file=str(errors),
        )
        lines.append(("err", text, "err"))
    return lines
