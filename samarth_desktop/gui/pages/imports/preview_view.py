"""What will happen: the head for all rows, the sum that agrees, questions on whole columns, and each row."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, surface
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.pages.imports.head_card import HeadCard
from samarth_desktop.gui.pages.imports.outcome_table import DECIDE, OutcomeTable
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.import_report import Question, Report

_SUM = (
    ("read", T("rows read"), "ink"),
    ("imported", T("new"), "ink"),
    ("updated", T("corrected"), "ink"),
    ("skipped", T("there already"), "ink"),
    ("errors", T("not taken"), "err"),
    ("left", T("left out"), "ink"),
)
_ORDERS = {"dmy": T("Day first"), "mdy": T("Month first")}


class PreviewView(QWidget):
    """`answered` carries sheet, column and order of dates that a person told; `columns` asks for that step,
    `other_file` for another place for the rows to mend."""

    answered = Signal(str, str, str)
    columns = Signal()
    other_file = Signal()

    def __init__(self, own_programmes: Path) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.head = HeadCard(own_programmes)
        column.addWidget(self.head)
        self._questions = QVBoxLayout()
        self._questions.setSpacing(8)
        column.addLayout(self._questions)
        self._sum = surface("card")
        numbers = QHBoxLayout(self._sum)
        numbers.setContentsMargins(16, 8, 16, 8)
        numbers.setSpacing(12)
        self._numbers: dict[str, Label] = {}
        for key, words, tone in _SUM:
            self._numbers[key] = Label("0", 22, 700, tone)
            numbers.addWidget(self._numbers[key])
            numbers.addWidget(Label(words, 13, 400, "err" if tone == "err" else "ink2", wrap=True), 1)
        column.addWidget(self._sum)
        self.bad = Banner("", "warning")
        other = Button(T("Another file"), "link", small=True)
        other.clicked.connect(lambda: self.other_file.emit())
        self.bad.row.addWidget(other)
        self.outcomes = OutcomeTable()
        self.outcomes.chosen.connect(lambda key: self._show_bad())
        column.addWidget(self.outcomes, 1)
        column.addWidget(self.bad)
        self._wrong = 0

    def show_report(self, report: "Report", errors: Path) -> None:
        """Counts, questions and rows."""
        self.outcomes.show_report(report)
        self._ask(report)
        self.say_counts(report, errors)

    def say_counts(self, report: "Report", errors: Path) -> None:
        """The sum, as it is with the decisions."""
        counts = {"read": report.read, **self.outcomes.counts(report)}
        for key, number in counts.items():
            self._numbers[key].show_text(lang.catalog.number(number))
        wrong, asked = len(report.errors), len(report.asked)
        self._wrong = wrong + asked
        self._show_bad()
        if asked:
            words = Tn(
                "{count} row stays out: it is perhaps about somebody else. It goes into the sheet {file}.",
                "{count} rows stay out: they are wrong, or perhaps about somebody else. They go into the sheet {file}.",
                asked + wrong,
                file=errors.name,
            )
        else:
            words = Tn(
                "{count} row cannot be taken. It goes into the sheet {file} to be mended.",
                "{count} rows cannot be taken. They go into the sheet {file} to be mended.",
                wrong,
                file=errors.name,
            )
        self.bad.show_state(words, "warning")

    def _show_bad(self) -> None:
        """While doubles are decided, their rows need the room."""
        self.bad.setVisible(bool(self._wrong) and not self.outcomes.chips[DECIDE].isChecked())

    def _ask(self, report: "Report") -> None:
        empty(self._questions)
        for question in report.questions:
            if not question.row:
                self._questions.addWidget(self._strip(question))

    def _strip(self, question: "Question") -> Banner:
        """A question on a whole column, with its answers."""
        text: LocalizedText = T("{column}: {reason}", column=question.column, reason=question.reason)
        strip = Banner(text, "info", "help")
        if not question.answers:  # to be answered in the sheet, or by a newer list of districts
            return strip
        if set(question.answers) <= set(_ORDERS):
            for order, words in _ORDERS.items():
                answer = Button(words, small=True)
                answer.clicked.connect(
                    lambda on=False, order=order: self.answered.emit(question.sheet, question.column, order)
                )
                strip.row.addWidget(answer)
        else:
            choose = Button(T("Columns"), small=True)
            choose.clicked.connect(lambda: self.columns.emit())
            strip.row.addWidget(choose)
        return strip
