"""What becomes of each row, to be looked through; likely doubles are decided here: new, the same, or left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.choice import Chip, Segments
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.rules.duplicates.in_short import in_short

if TYPE_CHECKING:
    from samarth_desktop.actions.imports.import_choices import Choice, Place, Twin
    from samarth_desktop.actions.imports.import_report import Fault, Report

DECIDE, ERRORS, WARNINGS, ALL = "decide", "errors", "warnings", "all"
OUTCOMES = {
    "imported": (T("New"), "ok", "plus"),
    "updated": (T("Corrected"), "info", "edit"),
    "skipped": (T("There already"), "outline", "check"),
    "duplicate": (T("Perhaps twice"), "warning", "warn"),
    "question": (T("Please look"), "warning", "help"),
    "left": (T("Left out"), "outline", "close"),
    "error": (T("Cannot be taken"), "error", "err"),
}
DECISIONS = (("new", T("New")), ("same", T("Same")), ("leave", T("Leave")))
_SHOWN = 200  # decisions on the screen at a time: each has three buttons; so many rows are as high as their words
_WHY = 3  # the column with the reasons
_SHEET_NAME = 78  # more room below the number of a row, where a file has several sheets


@dataclass(slots=True)
class Line:
    """One row as it is shown."""

    place: "Place"
    name: str
    outcome: str
    notes: list[Text] = field(default_factory=list)
    twin: "Twin | None" = None


class OutcomeTable(QWidget):
    """`decided` tells that a person decided about a row, `chosen` which rows are shown; ``choices()`` are all
    decisions."""

    decided = Signal()
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, list[Line]] = {}
        self._choices: dict[Place, Choice] = {}
        self._segments: dict[int, Segments] = {}
        self._several = False  # sheets: then a number alone names no row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row, chips = Columns(640, 8), FlowLayout()
        row.addLayout(chips, 1)
        self.chips: dict[str, Chip] = {}
        for key in (DECIDE, ERRORS, WARNINGS, ALL):
            self.chips[key] = Chip("")
            self.chips[key].clicked.connect(lambda on, key=key: self._chose(key))
            chips.addWidget(self.chips[key])
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(6)
        for cap in ("1", "2", "3"):
            keys.addWidget(Keycap(cap))
        keys.addWidget(Label(T("choose"), 13, 400, "ink2"))
        keys.addWidget(Keycap("F8"))
        keys.addWidget(Label(T("next"), 13, 400, "ink2"))
        row.addWidget(self._keys)
        column.addLayout(row)
        heads = (T("Row"), T("Name"), T("Found"), T("Why"), T("Your decision"))
        self.model: LazyRows[Line] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("What will happen"), row_height=50)
        self.table.setModel(self.model)
        self.table.setMinimumHeight(136)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # takes what is left
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._say_why(now.row()))
        column.addWidget(self.table, 1)
        self.why = IconLabel("info", "", "ink2", 13, wrap=True)
        self.why.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addWidget(self.why)
        self.table.installEventFilter(self)
        further = QShortcut(QKeySequence("F8"), self)
        further.activated.connect(self.next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys 1 to 3 decide about the row; the table itself would look for a row that begins so."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.modifiers():
            at = ord(event.text()) - ord("1") if len(event.text()) == 1 else -1
            if 0 <= at < len(DECISIONS) and self.chips[DECIDE].isChecked():
                self._decide_here(DECISIONS[at][0])
                return True
        return super().eventFilter(watched, event)

    # -- filling ------------------------------------------------------------------------------------------------------

    def show_report(self, report: "Report") -> None:
        """The rows of a report; decisions about rows that are still in question stay."""
        twins = {twin.place: twin for twin in report.twins}
        before = self._choices
        self._choices = {place: before.get(place, twin.proposed) for place, twin in twins.items()}
        notes: dict[Place, list[Text]] = {}
        for fault in (*report.errors, *report.asked, *report.warnings, *report.notes):
            notes.setdefault(fault.place, []).append(fault.reason)
        every = [
            Line(one.place, one.name, one.outcome, notes.get(one.place, []), twins.get(one.place))
            for one in report.outcomes
        ]
        self._several = len({place.sheet for place in (*notes, *twins, *(one.place for one in report.outcomes))}) > 1
        names = {one.place: one.name for one in report.outcomes}  # of the first rows, which a person looks at
        self._lines = {
            DECIDE: [_of_twin(twin) for twin in report.twins],
            ERRORS: [_of_fault(fault, names) for fault in (*report.errors, *report.asked)],
            WARNINGS: [_of_fault(fault, names, "imported") for fault in (*report.warnings, *report.notes)],
            ALL: every,
        }
        totals = {key: len(lines) for key, lines in self._lines.items()}
        totals[ALL] = report.read - report.left_rows
        for key, words in (
            (DECIDE, T("You decide ({n})", n=lang.catalog.number(totals[DECIDE]))),
            (ERRORS, T("Errors ({n})", n=lang.catalog.number(totals[ERRORS]))),
            (WARNINGS, T("Warnings ({n})", n=lang.catalog.number(totals[WARNINGS]))),
            (ALL, T("All ({n})", n=lang.catalog.number(totals[ALL]))),
        ):
            self.chips[key].show_text(words)
            self.chips[key].setVisible(key == ALL or totals[key] > 0)
        self.show_only(DECIDE if report.twins else ALL)

    def _chose(self, key: str) -> None:
        self.show_only(key)
        self.table.setFocus()  # there the keys go through the rows, and 1, 2 and 3 decide

    def show_only(self, key: str) -> None:
        """Shows the rows of one sort."""
        for one, chip in self.chips.items():
            chip.setChecked(one == key)
        deciding = key == DECIDE
        self._keys.setVisible(deciding)
        self._segments = {}
        self.model.show_lines(self._lines.get(key, [])[: _SHOWN if deciding else None])
        self.table.setColumnHidden(4, not deciding)
        room = _SHEET_NAME if self._several else 0
        self.table.set_widths([52 + room, 130, 116, 0, 236] if deciding else [70 + room, 220, 180, 0, 10])
        if deciding:
            for at, line in enumerate(self._lines[DECIDE][:_SHOWN]):
                self._offer(at, line)
            self.table.selectRow(0)
        self.table.fit_rows(_WHY, _SHOWN)
        self.table.scrollToTop()  # else the rows of one sort begin where those of another were left
        self._say_why(self.table.currentIndex().row())
        self.chosen.emit(key)

    def _say_why(self, row: int) -> None:
        """The reasons of the chosen decision in whole sentences; its row has them in single words."""
        lines = self._lines.get(DECIDE, [])
        self.why.setVisible(self.chips[DECIDE].isChecked() and 0 <= row < len(lines))
        if 0 <= row < len(lines):
            line = lines[row]
            self.why.label.show_text(lambda: say(self._why_of(line)))

    def _why_of(self, line: Line) -> Text:
        (sheet, row), words = line.place, _sentences(line)
        if self._several:
            return T("{sheet}, row {row}: {words}", sheet=sheet, row=row, words=words)
        return T("Row {row}: {words}", row=row, words=words)

    def _offer(self, at: int, line: Line) -> None:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(8, 6, 8, 6)
        choice = Segments(DECISIONS, tall=32)
        for button in choice.findChildren(QWidget):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys 1 to 3 decide; Tab leads on
        if line.twin is not None:
            choice.set_value(self._choices[line.twin.place].what)
        choice.changed.connect(lambda what: self._decide(at, str(what)))
        row.addWidget(choice)
        self._segments[at] = choice
        self.table.setIndexWidget(self.model.index(at, 4), box)

    # -- deciding -----------------------------------------------------------------------------------------------------

    def choices(self) -> "dict[Place, Choice]":
        """The decision about every row that is in question."""
        return dict(self._choices)

    def _decide_here(self, what: str) -> None:
        at = self.table.currentIndex().row()
        if self.chips[DECIDE].isChecked() and at >= 0:
            self._decide(at, what)
            self.next()

    def _decide(self, at: int, what: str) -> None:
        from samarth_desktop.actions.imports.import_choices import SAME, Choice

        twin = self._lines[DECIDE][at].twin
        if twin is None:
            return
        self._choices[twin.place] = twin.choice if what == SAME else Choice(what)
        if at in self._segments:
            self._segments[at].set_value(what)
        self.decided.emit()

    def next(self) -> None:
        """Goes to the next row to decide."""
        if not self.chips[DECIDE].isChecked() and self._lines.get(DECIDE):
            self.show_only(DECIDE)
            return
        self.table.selectRow(min(self.table.currentIndex().row() + 1, self.model.rowCount() - 1))
        self.table.setFocus()

    def counts(self, report: "Report") -> dict[str, int]:
        """New, corrected, there already, errors and left out, as they are with the decisions."""
        found = {
            "imported": report.imported,
            "updated": report.updated,
            "skipped": report.skipped,
            "errors": len(report.errors),
            "left": report.left_rows,
        }
        from samarth_desktop.actions.imports.import_choices import not_new

        for outcome in not_new(report.twins, self._choices).values():
            found["imported"] -= 1
            found[outcome] += 1
        return found

    # -- drawing ------------------------------------------------------------------------------------------------------

    def cell(self, line: Line, column: int) -> Cell:
        """One cell."""
        words, badge, icon = OUTCOMES[line.outcome]
        twin = line.twin
        match column:
            case 0:
                return Cell(str(line.place.row), below=line.place.sheet if self._several else "", tone="ink2")
            case 1:
                return Cell(line.name, below=_who(twin) if twin else "", bold=True)
            case 2 if twin and line.outcome == "duplicate" and twin.choice.same_row and twin.sure:
                return Cell(say(T("Twice here")), badge="warning", icon="warn")
            case 2 if twin and line.outcome == "duplicate":
                return Cell(say(T("{n} % alike", n=round(twin.score * 100))), badge="warning", icon="warn")
            case 2:
                return Cell(say(words), badge=badge, icon=icon)
            case 3 if twin and self.chips[DECIDE].isChecked():
                return Cell(_short(twin), below=_known(twin), wrap=True)
            case 3 if twin:
                return Cell(_sentences(line), below=_known(twin), wrap=True)
            case 3:
                return Cell(" ".join(say(text) for text in line.notes), tone="ink2", wrap=True)
            case _:
                return Cell()


def _of_twin(twin: "Twin") -> Line:
    return Line(twin.place, twin.name, "duplicate", twin=twin)


def _short(twin: "Twin") -> str:
    """What is the same and what is not, in single words."""
    found = in_short(twin.reasons, twin.differs)
    told = (
        say(T("Same: {fields}", fields=_listed(found.same))) if found.same else "",
        say(T("Nearly: {fields}", fields=_listed(found.near))) if found.near else "",
        say(T("Differs: {fields}", fields=_listed(found.other))) if found.other else "",
    )
    return " · ".join(filter(None, (*told, *map(say, found.rest))))


def _listed(labels: "Sequence[Text]") -> str:
    return ", ".join(map(say, labels))


def _sentences(line: Line) -> str:
    """What speaks for one person, and what the row says otherwise, each as a sentence."""
    twin = line.twin
    said = [say(text) for text in (*line.notes, *(twin.reasons if twin else ()))]
    if twin and twin.differs:
        said.append(say(T("Stays as it is there: {fields}.", fields=_listed(twin.differs))))
    return " · ".join(said)


def _known(twin: "Twin") -> str:
    if twin.choice.same_row:
        sheet, row = twin.choice.same_row
        if sheet != twin.place.sheet:
            return say(T("Like row {row} of the sheet {sheet}.", row=row, sheet=sheet))
        return say(T("Like row {row} of this sheet.", row=row))
    return " · ".join(part for part in (twin.number, twin.known) if part)


def _of_fault(fault: "Fault", names: "Mapping[Place, str]", outcome: str = "error") -> Line:
    return Line(fault.place, names.get(fault.place, ""), outcome, [fault.reason])


def _who(twin: "Twin") -> str:
    parts: Sequence[str] = [twin.relative, lang.catalog.number(twin.age) if twin.age else ""]
    return " · ".join(part for part in parts if part)


def words_of(counts: dict[str, int]) -> LocalizedText:
    """What the main button does."""
    new, changed = lang.catalog.number(counts["imported"]), lang.catalog.number(counts["updated"])
    if counts["imported"] and counts["updated"]:
        return T("Add {new}, correct {changed}", new=new, changed=changed)
    return T("Correct {changed}", changed=changed) if counts["updated"] else T("Add {new}", new=new)
