"""What a change of many would do: how many are changed, how many stay, and of each who stays why; who is changed is
shown when asked for, or where nobody stays."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import surface
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.many.planning import Goes, Plan, Stays


class Figure(QWidget):
    """A number with its words on a coloured ground."""

    def __init__(self, tone: str, icon: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        box = surface(tone)
        outer.addWidget(box)
        row = self._row = QHBoxLayout(box)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        self.number, self.words = Label("", 24, 700, tone), Label("", 15, 600)
        row.addWidget(Icon(icon, tone, 22))
        row.addWidget(self.number)
        row.addWidget(self.words, 1)

    def add(self, widget: QWidget) -> None:
        """Puts a button at the right end."""
        self._row.addWidget(widget)

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
        self._plan: Plan | None = None
        self._goes_shown = False
        self.goes, self.stays = Figure("ok", "checkc"), Figure("warn", "pause")
        figures = QHBoxLayout()
        figures.setSpacing(12)
        figures.addWidget(self.goes, 1)
        figures.addWidget(self.stays, 1)
        column.addLayout(figures)
        self.names = Button("", "link", small=True)
        self.names.clicked.connect(lambda: self.show_goes(not self._goes_shown))
        self.goes.add(self.names)
        heads = (self._first_head, self._second_head)
        self.model: LazyRows[Goes | Stays] = LazyRows(heads, _cell, lambda *page: None)
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
        self._plan = plan
        self.names.setVisible(bool(plan.goes and plan.stays))
        self.show_goes(not plan.stays)

    def show_goes(self, on: bool) -> None:
        """Lists who is changed, or who stays and why."""
        if self._plan is None:
            return
        self._goes_shown = on
        self.names.show_text(T("See who stays") if on else T("See the names"))
        self.model.show_lines(self._plan.goes if on else self._plan.stays)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)
        self.way.setVisible(not on and bool(self._plan.stays))

    def _first_head(self) -> Text:
        return T("Is changed") if self._goes_shown else T("Stays as it is")

    def _second_head(self) -> Text:
        return T("Registration no.") if self._goes_shown else T("Why")


def _cell(one: "Goes | Stays", column: int) -> Cell:
    if column == 0:
        first, second = one.name.ordered(lang.code)
        return Cell(first or one.number, " · ".join(part for part in (second, one.village) if part), bold=True)
    reasons: tuple[Text, ...] = getattr(one, "reasons", ())
    if not reasons:
        return Cell(one.number, tone="ink2")
    first_reason, *more = reasons
    below = " · ".join(map(say, more))  # sentences, some of them
    return Cell(say(first_reason), below, icon="warn", tone="warn")


NOTHING: Text = T("Nothing of this can be changed. See why above.")
