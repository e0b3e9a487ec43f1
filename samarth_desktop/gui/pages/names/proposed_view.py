"""Proposed names in one list: Enter says right, 1 to 3 take another spelling, letters write it, one key for all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import Footer
from samarth_desktop.gui.kit.surfaces.labels import Keycap, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns, scrolled
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.pages.names.proposed_panel import WIDTH, ProposedPanel, kind_of
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.proposed_names import Decided, LookedThrough, ProposedName
    from samarth_desktop.actions.session import Session

_SORTS = (
    ("", T("All")),
    ("people", T("People")),
    ("relatives", T("Relatives")),
    ("places", T("Villages")),
    ("groups", T("Groups")),
    ("crafts", T("Crafts")),
)
_WIDTHS, _NARROW = [44, 0, 220, 200, 120], [36, 0, 160, 0, 110]


class ProposedView(QWidget):
    """The names at the left, the chosen one at the right. `counted` carries how many are left, `doubts_wanted` asks for
    the doubtful ones from this one on."""

    counted = Signal(int)
    doubts_wanted = Signal(int)

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self.host, self.session = host, session
        self.names: list[ProposedName] = []
        self.settled: dict[ProposedName, str] = {}
        """What a person has said of a name here, and how it is spelled."""
        self.found: LookedThrough | None = None
        """What the last reading found: whose names these are, and how many were looked at before."""
        self._rows: list[str] | None = None
        self._sort = ""
        self._done: list[tuple[Decided, list[ProposedName]]] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = Columns(700, gap=0)
        outer.addWidget(scrolled(row), 1)
        body = QVBoxLayout()
        body.setContentsMargins(24, 12, 24, 12)
        body.setSpacing(10)
        row.addLayout(body, 1)
        self.all_done = Banner("", "ok", "checkc")
        self.print = Button(T("Print"), "primary", "print", small=True)
        self.print.clicked.connect(lambda: host.go("certificates", rows=self._printed()))
        self.all_done.row.addWidget(self.print)
        self.all_done.hide()
        body.addWidget(self.all_done)
        body.addLayout(self._make_chips())
        body.addWidget(self._make_list(), 1)
        self.panel = ProposedPanel()
        self.panel.written.connect(self._confirm_written)
        self.panel.doubts_wanted.connect(self.doubts_wanted)
        row.addWidget(self.panel)
        outer.addWidget(self._make_footer())
        lang.changed.connect(self._say_counts)

    def _make_chips(self) -> QHBoxLayout:
        line, box = QHBoxLayout(), QWidget()
        flow = FlowLayout(box)
        self.chips = {sort: Chip(words) for sort, words in _SORTS}
        for sort, chip in self.chips.items():
            chip.clicked.connect(lambda checked=False, sort=sort: self.narrow_to(sort))
            flow.addWidget(chip)
        line.addWidget(box, 1)
        line.addWidget(Keycap("Enter"))
        line.addWidget(Label(T("Right, next"), 13, 400, "ink2"))
        return line

    def _make_list(self) -> Table:
        heads = ("", T("As it is written"), T("Will be printed so"), T("Who"), T("Status"))
        self.model: LazyRows[ProposedName] = LazyRows(heads, self.cell, lambda *page: None)
        self.table = Table(T("Proposed names"), row_height=44)
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS)
        self.table.setMinimumHeight(200)
        self.table.installEventFilter(self)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._show_chosen())
        self.table.opened.connect(lambda row: self.confirm())
        return self.table

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        self.later = Button(T("Later"), key="Esc")
        self.later.clicked.connect(self.leave)
        self.footer.add_left(self.later)
        self.back = Button(T("Undo"), "link", "undo", key="Ctrl+Z")
        self.back.clicked.connect(self.undo)
        self.footer.add_left(self.back)
        self.every = Button("", icon="check", key="Ctrl+Shift+Return")
        self.every.clicked.connect(self.confirm_all)
        self.right = Button(T("Right, next"), "primary", "check", key="Ctrl+Return", cap="Return")
        self.right.clicked.connect(self.confirm)
        for button in (self.every, self.right):
            self.footer.add_right(button)
        return self.footer

    def fold(self, narrow: bool) -> None:
        """A narrower panel and fewer columns in a small window."""
        self.panel.setFixedWidth(300 if narrow else WIDTH)
        self.table.setColumnHidden(3, narrow)
        self.table.set_widths(_NARROW if narrow else _WIDTHS)
        self._show_chosen()

    def cell(self, name: "ProposedName", column: int) -> Cell:
        """A name as written, as it will be printed, whose it is, whether somebody has looked."""
        if column == 0:
            return Cell(str(self.shown().index(name) + 1), tone="ink2")
        if column == 1:
            return Cell(name.text, bold=True)
        if column == 2:
            return Cell(self.settled.get(name, name.proposed), icon="arrow")
        if column == 3:
            return Cell(whose(name), tone="ink2")
        if name in self.settled:
            return Cell(say(T("Right")), badge="ok", icon="check")
        return Cell(say(T("Proposed")), badge="info", icon="idea")

    # -- reading ------------------------------------------------------------------------------------------------------

    def read(self, rows: list[str] | None = None) -> None:
        """Reads the names of these people and groups, or of all that wait."""
        from samarth_desktop.actions.registration import proposed_names

        self._rows, self.settled, self._done = rows, {}, []

        def show(found: "LookedThrough") -> None:
            self.found, self.names = found, found.names
            self.narrow_to("")
            self._go_on(-1)
            self.table.setFocus()

        self.host.lanes.store.run(lambda task: proposed_names.look_through(self.session, rows), show, owner=self)

    def shown(self) -> "list[ProposedName]":
        """The names of the chosen sort."""
        return [name for name in self.names if self._sort in ("", name.sort)]

    def left(self) -> "list[ProposedName]":
        """Those that nobody has looked at yet."""
        return [name for name in self.names if name not in self.settled]

    def looked(self) -> int:
        """How many names of these people and groups are looked at."""
        return (self.found.looked if self.found else 0) + len(self.settled)

    def _printed(self) -> list[str]:
        return list(self.found.printed) if self.found else []

    def narrow_to(self, sort: str) -> None:
        """Shows one sort of names only."""
        self._sort = sort
        self.model.show_lines(self.shown())
        for key, chip in self.chips.items():
            chip.setChecked(key == sort)
        self._go_on(-1)

    def _say_counts(self) -> None:
        left = self.left()
        for (sort, words), chip in zip(_SORTS, self.chips.values(), strict=True):
            count = sum(name.sort == sort for name in self.names)
            chip.show_text(T("{name} ({count})", name=words, count=count) if sort else words)
            chip.setVisible(not sort or count > 0)
        self.every.show_text(Tn("The {count} is right", "All {count} are right", len(left)))
        self.every.setVisible(bool(left))
        self.right.enable(bool(left), T("All looked at."))
        self.back.enable(bool(self._done), T("Nothing to undo"))
        self._say_done(left)
        self.counted.emit(len(left))

    def _say_done(self, left: "Sequence[ProposedName]") -> None:
        printed = len(self._printed())
        self.all_done.setVisible(bool(printed) and not left)
        text = Tn(
            "All looked at. {count} certificate can be printed",
            "All looked at. {count} certificates can be printed",
            printed,
        )
        self.all_done.show_state(text, "ok", "checkc")

    def _chosen(self) -> "ProposedName | None":
        row, shown = self.table.currentIndex().row(), self.shown()
        return shown[row] if 0 <= row < len(shown) else None

    def _show_chosen(self) -> None:
        name = self._chosen()
        text = self.settled.get(name, "") if name else ""
        self.panel.show_name(name, self.table.currentIndex().row(), len(self.shown()), text)

    def _go_on(self, row: int) -> None:
        """To the next name that nobody has looked at, round the end."""
        shown = self.shown()
        waiting = [at for at, name in enumerate(shown) if name not in self.settled]
        here = waiting[0] if waiting else min(max(row, 0), len(shown) - 1)
        if shown:
            self.table.selectRow(next((at for at in waiting if at > row), here))
        self._show_chosen()
        self._say_counts()

    # -- deciding -----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # 1 to 3 and letters go to the panel; all else is the table's.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._chosen() is not None:
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text() in ("1", "2", "3"):
                self.panel.choose(int(event.text()) - 1)
                return True
            if plain and event.text().isalpha():
                self.panel.begin_writing(event.text())
                return True
        return super().eventFilter(watched, event)

    def confirm(self) -> None:
        """The name is right as it stands in the panel."""
        name = self._chosen()
        if name is not None:
            self._confirm([(name, self.panel.text())])

    def _confirm_written(self, text: str) -> None:
        self.confirm()
        self.table.setFocus()

    def confirm_all(self) -> None:
        """All names that nobody has looked at are right as they are proposed."""
        self._confirm([(name, name.proposed) for name in self.left()])

    def _confirm(self, names: "list[tuple[ProposedName, str]]") -> None:
        from samarth_desktop.actions.registration import proposed_names

        row = self.table.currentIndex().row()

        def done(decided: "Decided") -> None:
            self.settled |= dict(names)
            self._done.append((decided, [name for name, _ in names]))
            self.model.show_lines(self.shown())
            self._go_on(row)

        def wrong(error: KnownError) -> None:
            self.panel.editor.show_message("error", error.text)

        if names:
            self.host.lanes.store.run(lambda task: proposed_names.confirm(self.session, names), done, wrong, owner=self)

    def undo(self) -> None:
        """Takes the last decision back."""
        from samarth_desktop.actions.registration import proposed_names

        if not self._done:
            return
        decided, names = self._done.pop()

        def done(nothing: object) -> None:
            self.settled = {name: text for name, text in self.settled.items() if name not in names}
            self.model.show_lines(self.shown())
            self._go_on(-1)

        self.host.lanes.store.run(lambda task: proposed_names.undo(self.session, decided), done, owner=self)

    def leave(self) -> None:
        """Back to the batch that asked for these names, or to the day."""
        if self._rows:
            self.host.go("certificates", rows=self._rows)
        else:
            self.host.go("today")


def whose(name: "ProposedName") -> str:
    """Whose name it is, in a few words."""
    if len(name.rows) > 1:
        return say(Tn("{count} record", "{count} records", len(name.rows)))
    if name.sort == "relatives":
        return say(_relative_of(name))
    return ", ".join(filter(None, (say(kind_of(name)), name.village if name.sort != "places" else "")))


def _relative_of(name: "ProposedName") -> Text:
    if name.relation == "husband":
        return T("husband of {name}", name=name.holder)
    if name.relation == "mother":
        return T("mother of {name}", name=name.holder)
    return T("father of {name}", name=name.holder)
