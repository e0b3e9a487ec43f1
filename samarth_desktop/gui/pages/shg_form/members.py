"""The members of a group as a grid: typed, pasted from Excel, joined to registered people."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from samarth_desktop.actions.registration import memberships
from samarth_desktop.actions.registration.memberships import ID, RowProblem
from samarth_desktop.actions.registration.pasting import Row
from samarth_desktop.domain.fields.form_values import AGE
from samarth_desktop.domain.fields.mixins import RELATIONS
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.form_parts import FormPart
from samarth_desktop.gui.forms.grid import HINT, Column, Grid, RowsModel
from samarth_desktop.gui.forms.row_problems import RowProblems
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.labels import Keycap
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.pages.shg_form.matches import MemberMatches
from samarth_desktop.gui.theme.language import LocalizedText, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.member.record import ROLES, Member

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

LINK, LEFT, MOBILE = "person", "left", "mobile"
_SENTENCES = 4
_WIDE_LINK = 146
_SAMPLE = (
    (T("President"), "सरिता देवी", T("Husband"), "राम लखन", "41", "98391 20456"),
    (T("Member"), "पूनम वर्मा", T("Husband"), "अजय", "33", ""),
)


def _columns() -> tuple[Column, ...]:
    roles = tuple((choice.code, Text(choice.label)) for choice in ROLES)
    relations = tuple((choice.code, Text(choice.label)) for choice in RELATIONS)
    return (
        Column("role", T("Role"), 106, "choice", roles, ("president", "secretary", "treasurer")),
        Column("name", T("Name"), 0, "hindi"),
        Column("relation", T("Relation"), 88, "choice", relations),
        Column("relative", T("Relative"), 124, "hindi"),
        Column(AGE, T("Age"), 58),
        Column(MOBILE, T("Mobile"), 128),
        Column(LINK, T("Registration"), 114, "fixed"),
    )


class MembersPart(FormPart):
    """`changed` tells of every change in the rows; `wanted` asks to join a row to a registered person; `revealed`
    carries the row id of somebody whose mobile number was shown in full."""

    changed = Signal()
    wanted = Signal(int)
    revealed = Signal(str)

    def __init__(self, state: FormState, today: Callable[[], date]) -> None:
        super().__init__(state, {})
        self._today = today
        self.model = RowsModel(_columns(), HINT, self)
        self.model.is_blank = memberships.is_blank
        self.model.is_past = lambda row: bool(row.get(LEFT))
        self.model.fixed_cell = _link_cell
        self.model.is_hidden, self.model.reveal = self._is_hidden, self._reveal
        self._before: dict[str, str] = {}  # mobile numbers that were there when the form was opened, by row id
        self.model.changed.connect(self.changed)
        self.model.changed.connect(self._fit)
        self.column.setSpacing(10)
        self.column.addWidget(self._paste_strip())
        self.grid_view = Grid(T("Members of the group"), self.model, memberships.pasted)
        self.grid_view.activated_fixed.connect(lambda row, key: self.wanted.emit(row))
        self.grid_view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.grid_view.customContextMenuRequested.connect(self._menu)
        self.grid_view.setMinimumHeight(38 + 32 * 8)
        self.column.addWidget(self.grid_view, 1)
        self.problems = RowProblems(self.model, _SENTENCES)
        self.column.addWidget(self.problems)

    def show_matches(self, matches: MemberMatches) -> None:
        """Puts the strip of registered members below the grid."""
        self.column.addWidget(matches)
        self.model.fixed_cell = lambda row, key: matches.cell(row) or _link_cell(row, key)

    def _paste_strip(self) -> Banner:
        strip = Banner(T("A list in Excel? Copy it there and paste it here:"), "info", "paste")
        strip.row.insertWidget(2, Keycap("Ctrl+V"))
        sample = Button(T("Copy a sample"), small=True)
        sample.clicked.connect(self._copy_sample)
        paste = Button(T("Paste"), icon="paste", small=True)
        paste.clicked.connect(lambda: self.grid_view.paste())
        strip.row.addWidget(sample)
        strip.row.addWidget(paste)
        strip.row.setStretch(1, 1)
        return strip

    def _copy_sample(self) -> None:
        heads = [say(column.label() if callable(column.label) else column.label) for column in self.model.columns[:6]]
        rows = [heads, *([say(cell) for cell in row] for row in _SAMPLE)]
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows other members."""
        self._before = {row[ID]: row.get(MOBILE, "") for row in rows if row.get(ID)}
        self.model.show_rows(rows)
        self._fit()
        self.grid_view.setCurrentIndex(self.model.index(len(rows), 2))

    def _fit(self) -> None:
        """Room for the day on which somebody left, where there is one."""
        widths = [column.width for column in self.model.columns]
        if any(row.get(LEFT) for row in self.model.rows):
            widths[-1] = _WIDE_LINK
        self.grid_view.set_widths([36, *widths])

    def _is_hidden(self, row: Row, key: str) -> bool:
        """Whether this is a number that somebody else wrote: over the shoulder only its end can be read."""
        number = row.get(MOBILE, "")
        return key == MOBILE and bool(number) and self._before.get(row.get(ID, "")) == number

    def _reveal(self, row: Row, key: str) -> None:
        del self._before[row[ID]]
        self.revealed.emit(row[ID])

    def show_problems(self, problems: Sequence[RowProblem], row_errors: bool) -> None:
        """Colours the cells and says what is wrong below; what is missing counts after the first save only."""
        rows = self.model.rows
        seen = [one for one in problems if row_errors or (one.row < len(rows) and rows[one.row].get(one.column))]
        self.problems.show_problems(seen)

    def _menu(self, at: "QPoint") -> None:
        row = self.grid_view.indexAt(at).row()
        if not 0 <= row < len(self.model.rows):
            return
        menu = QMenu(self.grid_view)
        menu.addAction(say(T("Join to a registered person…")), lambda: self.wanted.emit(row))
        if self.model.rows[row].get(LINK):
            menu.addAction(say(T("No longer joined")), lambda: self.model.put(row, {LINK: ""}))
        if self.model.rows[row].get(LEFT):
            menu.addAction(say(T("Has not left: back in the group")), lambda: self.model.put(row, {LEFT: ""}))
        elif not memberships.is_blank(self.model.rows[row]):
            menu.addAction(say(T("Has left the group…")), lambda: self.ask_left(row))
        menu.addSeparator()
        menu.addAction(say(T("Remove this row")), lambda: self.model.remove(row))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.grid_view.viewport().mapToGlobal(at))

    def ask_left(self, row: int) -> "AskLeft":
        """Asks on which day a member has left; undo takes it back like every other change."""
        words = self.model.rows[row]
        ask = AskLeft(self, words.get("name", ""), self._today())
        ask.accepted.connect(lambda: self.model.put(row, {LEFT: ask.day.text().strip()}))
        ask.open()
        return ask


class AskLeft(Ask):
    """On which day somebody has left the group; today until another day is written."""

    def __init__(self, parent: QWidget, name: str, today: date) -> None:
        title = T("Has {name} left the group?", name=name) if name else T("Has this member left the group?")
        super().__init__(
            parent, title, T("The name stays in the list and in what was saved before."), T("Has left"), "check"
        )
        self._today = today
        self.day = DateBox()
        self.day.setText(f"{today:%d/%m/%Y}")
        self.body.addWidget(LabelledEditor(T("Left on"), self.day, True))
        self.day.setFocus()
        self.day.selectAll()

    def problem(self) -> LocalizedText:
        day = self.day.value()
        if day is None:
            return T("Write the date as day/month/year, such as 05/11/1990.")
        return T("This day is still to come.") if day > self._today else ""


def _link_cell(row: Row, key: str) -> Cell:
    if row.get(LEFT):
        return Cell(say(T("left {day}", day=row[LEFT])), tone="ink2")
    if row.get(LINK):
        return Cell(say(T("Joined")), icon="check", tone="ok")
    return Cell(say(T("Name only")), tone="ink2")


def standing(members: Sequence[Member]) -> list[Member]:
    """The members that are in the group now."""
    return [member for member in members if member.active]
