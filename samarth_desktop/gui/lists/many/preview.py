"""What a change of many would do: how many are changed, how many stay, and of each who stays why."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.cards import surface
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Plan, Stays


class Figure(QWidget):
    """A number with its words on a coloured ground."""

    def __init__(self, tone: str, icon: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        box = surface(tone)
        outer.addWidget(box)
        row = QHBoxLayout(box)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        self.number, self.words = Label("", 24, 700, tone), Label("", 15, 600)
        row.addWidget(Icon(icon, tone, 22))
        row.addWidget(self.number)
        row.addWidget(self.words, 1)

    def show_figure(self, number: int, words: LocalizedText) -> None:
        """Another number."""
        self.number.show_text(lang.catalog.number(number))
        self.words.show_text(words)


class Preview(QWidget):
    """Fill with :meth:`show_plan`."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.goes, self.stays = Figure("ok", "checkc"), Figure("warn", "pause")
        figures = QHBoxLayout()
        figures.setSpacing(12)
        figures.addWidget(self.goes, 1)
        figures.addWidget(self.stays, 1)
        column.addLayout(figures)
        self.model: LazyRows[Stays] = LazyRows((T("Stays as it is"), T("Why")), _cell, lambda *page: None)
        self.table = Table(T("Stays as it is"))
        self.table.setModel(self.model)
        self.table.set_widths([240, 0])
        self.table.fit_rows(0)
        self.table.fit_rows(1)
        column.addWidget(self.table, 1)
        self.way = Label(T("Enter opens who stays, to mend it there."), 13, 400, "ink2")
        self.way.hide()
        column.addWidget(self.way)

    def show_plan(self, plan: "Plan") -> None:
        """What would happen now."""
        self.goes.show_figure(len(plan.goes), T("are changed"))
        self.stays.show_figure(len(plan.stays), T("stay as they are"))
        self.model.show_lines(plan.stays)
        self.way.setVisible(bool(plan.stays))


def _cell(one: "Stays", column: int) -> Cell:
    if column == 0:
        first, second = one.name.ordered(lang.code)
        return Cell(first or one.number, " · ".join(part for part in (second, one.village) if part), bold=True)
    first_reason, *more = one.reasons
    below = "; ".join(map(say, more))
    return Cell(say(first_reason), below, icon="warn", tone="warn")


NOTHING: Text = T("Nothing of this can be changed. See why above.")
