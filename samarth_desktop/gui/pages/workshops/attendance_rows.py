"""The grid of a session as cells: presence, name, village, age, when and how she came, remark."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from samarth_desktop.domain.names.other_script import in_both
from samarth_desktop.domain.names.searching import closeness
from samarth_desktop.gui.kit.surfaces.cell_rows import CellRows
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text, in_devanagari

if TYPE_CHECKING:
    from samarth_desktop.actions.workshops.grid import Line

HEADS = ("", T("Attendance"), T("Name"), T("Village"), T("Age"), T("Came at"), T("How · laptop"), T("Remark"))
WIDTHS = [40, 118, 0, 108, 54, 92, 128, 150]
NARROW = [36, 108, 0, 96, 48, 80, 90, 90]
_PRESENCE = {
    "present": ("check", T("Present"), "ok"),
    "late": ("clock", T("Late"), "warn"),
    "absent": ("minus", T("Absent"), "ink2"),
}
_HOW = {"scan": T("scan"), "hand": T("by hand"), "walk_in": T("at the door"), "sheet": T("from a list")}
_SLOW_MS = 1200


def name_of(line: "Line") -> str:
    """The name in the letters of the present language."""
    names = in_both(line.who.name_hi, line.who.name_en, person=True)
    return (names.hi if in_devanagari(lang.code) else names.en) or line.who.name


class AttendanceRows(CellRows["Line"]):
    """The lines of a session; `letters` names the laptops."""

    HEADS = HEADS

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.letters: dict[str, str] = {}

    def show_lines(self, lines: Sequence["Line"], letters: dict[str, str]) -> None:
        """Other lines; where they are the same people only their cells change, so that the focus stays."""
        self.letters = letters
        same = [one.who.participant for one in lines] == [one.who.participant for one in self.lines]
        if same:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(HEADS) - 1))
            return
        self.show_rows(lines)

    def cell(self, at: int, column: int) -> Cell:
        line = self.lines[at]
        row = line.row
        here = row is not None and row.here
        match column:
            case 0:
                return Cell(str(at + 1), tone="ink2")
            case 1:
                icon, words, tone = _PRESENCE.get(line.presence, ("", Text(""), "ink2"))
                return Cell(say(words) if words.id else "", icon=icon, tone=tone, bold=line.presence == "present")
            case 2:
                return Cell(name_of(line), bold=True)
            case 3:
                return Cell(line.who.village)
            case 4:
                return Cell(str(line.who.age or ""))
            case 5:
                return Cell(row.in_at[11:16] if row is not None and here else "")
            case 6:
                how = say(_HOW.get(row.how, Text(""))) if row is not None and here else ""
                return Cell(
                    f"{how} · {self.letters.get(row.laptop, '?')}" if row is not None and how else "", tone="ink2"
                )
        return Cell(self._remark(line))

    def _remark(self, line: "Line") -> str:
        parts = [line.row.remark] if line.row is not None and line.row.remark else []
        if line.row is not None and line.row.out_at and line.row.here:
            parts.append(say(T("left at {time}", time=line.row.out_at[11:16])))
        if line.staff:
            parts.append(say(T("Team")))
        elif not line.invited:
            parts.append(say(T("walk-in")))
        if not line.who.person and not line.who.registration:
            parts.append(say(T("only the name")))
        return " · ".join(parts)

    def find(self, typed: str, after: int) -> int:
        """The row whose name begins with some letters or is nearest to them, in either script; -1 for none."""
        count = len(self.lines)
        order = [(after + step) % count for step in range(count)]
        folded = typed.casefold()
        for at in order:
            who = self.lines[at].who
            if any(name.casefold().startswith(folded) for name in (who.name_hi, who.name_en, name_of(self.lines[at]))):
                return at
        near = [(max(closeness(typed, n) for n in (self.lines[at].who.name_hi, self.lines[at].who.name_en)), -step, at)
                for step, at in enumerate(order)]  # fmt: skip
        best = max(near, default=(0.0, 0, -1))
        return best[2] if best[0] >= 0.6 else -1


class AttendanceGrid(Table):
    """A grid for the keyboard: Space, F6, F7 and letters. `act` carries ``toggle late leave all undo next finish``."""

    act = Signal(str)

    def __init__(self, model: AttendanceRows) -> None:
        super().__init__(T("Attendance"), grid=True)
        self.model_ = model
        self.setModel(model)
        self.set_widths(WIDTHS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._typed, self._when = "", 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        name = {
            (Qt.Key.Key_Space, False): "toggle", (Qt.Key.Key_F6, False): "late", (Qt.Key.Key_F7, False): "leave",
            (Qt.Key.Key_A, True): "all", (Qt.Key.Key_Z, True): "undo", (Qt.Key.Key_Right, True): "next",
            (Qt.Key.Key_Return, True): "finish", (Qt.Key.Key_Enter, True): "finish",
        }.get((Qt.Key(event.key()), control))  # fmt: skip
        if name:
            self._typed = ""
            self.act.emit(name)
        elif event.text().isprintable() and event.text() and not control:
            self._jump(event.text(), event.timestamp())
        else:
            super().keyPressEvent(event)

    def _jump(self, letter: str, when: int) -> None:
        """Letters lead to the name that begins so; after a pause they begin anew."""
        again = when - self._when > _SLOW_MS
        self._typed, self._when = (letter if again else self._typed + letter), when
        at = self.model_.find(self._typed, max(self.currentIndex().row(), 0) + (1 if again else 0))
        if at >= 0:
            self.go_to(at)

    def go_to(self, at: int) -> None:
        """Chooses one row, and only that, whatever keys are held."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model_.index(at, 1), flags)
        self.scrollTo(self.model_.index(at, 2))

    def marked(self) -> list[int]:
        """The chosen rows, the present one at least."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})
