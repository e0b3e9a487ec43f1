"""The same person twice: pairs with how sure and why, field by field, put together or told apart, taken back."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.reading import masked, write
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.language import Says, lang, say
from samarth_desktop.gui.pages.lists.model import LazyRows
from samarth_desktop.gui.shell import Page, Shell
from samarth_desktop.gui.widgets.buttons import Button
from samarth_desktop.gui.widgets.cards import EmptyState, InfoStrip, line, surface
from samarth_desktop.gui.widgets.choice import ChoiceCard, Segments
from samarth_desktop.gui.widgets.frame import Footer, PageHead, Scroll
from samarth_desktop.gui.widgets.labels import Avatar, IconLabel, Label
from samarth_desktop.gui.widgets.running import Running
from samarth_desktop.gui.widgets.tables import Cell, Table
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.desk import Desk
    from samarth_desktop.actions.looking import Pair
    from samarth_desktop.actions.merging import Merged, Row
    from samarth_desktop.domain.artisan import Artisan
    from samarth_desktop.gui.tasks import Task

SURE = ((0.85, T("Likely")), (0.5, T("Possible")))


class DuplicatesPage(Page):
    """Pairs at the left, the chosen one side by side at the right."""

    def __init__(self, shell: Shell, desk: "Desk") -> None:
        super().__init__()
        self.shell, self.desk = shell, desk
        self.pairs: list[Pair] = []
        self._task: Task[Any] | None = None
        self._undo: Merged | tuple[str, str] | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(24, 14, 24, 12)
        body.setSpacing(12)
        outer.addLayout(body, 1)
        self.head = PageHead(T("Is this the same person?"))
        self.sure = Segments(SURE)
        self.sure.set_value(SURE[0][0])
        self.sure.changed.connect(lambda value: self.read())
        self.head.add_right(self.sure)
        self.again = Button(T("Look again"), icon="sync", small=True)
        self.again.clicked.connect(self.read)
        self.head.add_right(self.again)
        body.addWidget(self.head)
        self.strip = InfoStrip("", "ok", closable=True)
        self.back = Button(T("Undo"), "link", "undo", small=True)
        self.back.clicked.connect(self.undo)
        self.strip.row.insertWidget(2, self.back)
        self.strip.hide()
        body.addWidget(self.strip)
        self.running = Running()
        self.running.cancelled.connect(self._cancel)
        body.addWidget(self.running)
        row = QHBoxLayout()
        row.setSpacing(16)
        body.addLayout(row, 1)
        row.addWidget(self._make_list())
        self.sides = QVBoxLayout()
        row.addLayout(self.sides, 1)
        outer.addWidget(self._make_footer())
        self.compared: Compared | None = None
        self._show_none(T("Looking through the people takes a while."))
        lang.changed.connect(self._say_count)

    def _make_list(self) -> Table:
        self.model: LazyRows[Pair] = LazyRows((T("Names"), T("Sure")), self.cell, lambda *page: None)
        self.table = Table(T("Pairs of people"))
        self.table.setModel(self.model)
        self.table.set_widths([0, 84])
        self.table.setFixedWidth(300)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self.look())
        return self.table

    def _make_footer(self) -> Footer:
        self.footer = Footer()
        self.apart = Button(T("These are two people"), icon="close", key="Ctrl+D")
        self.apart.clicked.connect(self.tell_apart)
        self.join = Button(T("Put together"), "primary", "check", key="Ctrl+Return")
        self.join.clicked.connect(self.merge)
        self.footer.add_right(self.apart)
        self.footer.add_right(self.join)
        return self.footer

    def cell(self, pair: "Pair", column: int) -> Cell:
        """Both names, and how sure."""
        if column == 0:
            return Cell(pair.name(lang.code), f"{pair.a} · {pair.b}", bold=True)
        sure = pair.score >= SURE[0][0]
        return Cell(f"{round(pair.score * 100)} %", badge="warning" if sure else "outline")

    # -- reading ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        """Looks for pairs when there are none yet, or `again` when somebody comes because of new ones."""
        if (args.get("again") or not self.pairs) and not self.running.isVisible():
            self.read()

    def read(self) -> None:
        """Looks through everybody anew. Reads beside the store's lane, so that lists and forms go on."""
        from samarth_desktop.actions import looking

        if self._task is not None:
            self._task.cancel()
        value = self.sure.value()
        least = value if isinstance(value, float) else SURE[0][0]
        self.running.begin(T("Comparing everybody with everybody"))
        self.again.setEnabled(False)
        self._task = self.shell.lanes.network.run(
            lambda task: looking.duplicate_pairs(self.desk, least, task.report),
            self.show_pairs,
            None,
            self.running.report,
            self,
        )

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.running.end()
        self.again.setEnabled(True)

    def show_pairs(self, pairs: "list[Pair]") -> None:
        """Shows what was found."""
        self.running.end()
        self.again.setEnabled(True)
        self.pairs = pairs
        self.model.show_lines(pairs)
        self._say_count()
        if pairs:
            self.table.selectRow(0)
        else:
            self._show_none(T("Nobody seems to be registered twice."))

    def _say_count(self) -> None:
        self.head.note.show_text(Tn("{count} pair", "{count} pairs", len(self.pairs)))

    def _show_none(self, text: Text) -> None:
        self._replace(EmptyState("person", text))
        self.compared = None
        for button in (self.apart, self.join):
            button.setEnabled(False)

    def _replace(self, widget: QWidget) -> None:
        while (item := self.sides.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.sides.addWidget(widget)

    def _chosen(self) -> "Pair | None":
        row = self.table.currentIndex().row()
        return self.pairs[row] if 0 <= row < len(self.pairs) else None

    def look(self) -> None:
        """The chosen pair side by side."""
        from samarth_desktop.actions import merging

        pair = self._chosen()
        if pair is None:
            return

        def show(found: "tuple[Artisan, Artisan, tuple[Row, ...]]") -> None:
            self.compared = Compared(pair, *found)
            self._replace(self.compared)
            for button in (self.apart, self.join):
                button.setEnabled(True)

        self.shell.lanes.store.run(
            lambda task: merging.compare(self.desk, pair.row_a, pair.row_b), show, self._gone, owner=self
        )

    def _gone(self, error: KnownError) -> None:
        self._drop_chosen()

    # -- deciding -----------------------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Puts the second into the first, with the values that were chosen."""
        from samarth_desktop.actions import merging

        pair, compared = self._chosen(), self.compared
        if pair is None or compared is None:
            return
        wanted = compared.from_second()

        def done(merged: "Merged") -> None:
            self._undo = merged
            self._said(T("Put together under {number}. Every value stays in the history.", number=pair.a))

        self.shell.lanes.store.run(
            lambda task: merging.merge(self.desk, pair.row_a, pair.row_b, wanted), done, owner=self
        )

    def tell_apart(self) -> None:
        """Two people: the pair is not shown again."""
        from samarth_desktop.actions import looking

        pair = self._chosen()
        if pair is None:
            return

        def done(answer: object) -> None:
            self._undo = (pair.row_a, pair.row_b)
            self._said(T("Noted: two people. They are not asked about again."))

        self.shell.lanes.store.run(lambda task: looking.tell_apart(self.desk, pair.row_a, pair.row_b), done, owner=self)

    def _said(self, text: Text) -> None:
        self.strip.show_state(text, "ok")
        self.back.show()
        self.strip.show()
        self.shell.saved(T("Saved"))
        self._drop_chosen()

    def _drop_chosen(self) -> None:
        row = self.table.currentIndex().row()
        gone = (
            {self.pairs[row].row_b} if isinstance(self._undo, tuple) is False and 0 <= row < len(self.pairs) else set()
        )
        self.pairs = [pair for at, pair in enumerate(self.pairs) if at != row and not gone & {pair.row_a, pair.row_b}]
        self.model.show_lines(self.pairs)
        self._say_count()
        if self.pairs:
            self.table.selectRow(min(row, len(self.pairs) - 1))
        else:
            self._show_none(T("Nobody seems to be registered twice."))

    def undo(self) -> None:
        """Takes the last decision back."""
        from samarth_desktop.actions import looking, merging

        last, self._undo = self._undo, None
        self.back.hide()
        if last is None:
            return

        def work(task: object) -> None:
            if isinstance(last, tuple):
                looking.tell_apart(self.desk, *last, apart=False)
            else:
                merging.undo(self.desk, last)

        def done(answer: None) -> None:
            self.strip.show_state(T("Taken back."), "info")
            self.read()

        self.shell.lanes.store.run(work, done, owner=self)


class Compared(QWidget):
    """Two people side by side: reasons, then each field that differs, with a choice where both have a value."""

    def __init__(self, pair: "Pair", a: "Artisan", b: "Artisan", rows: "tuple[Row, ...]") -> None:
        super().__init__()
        self._groups: dict[str, QButtonGroup] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = surface("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        column.addWidget(card)
        inside.addLayout(_reasons(pair))
        inside.addWidget(line())
        scroll = Scroll(margin=16, gap=8)
        inside.addWidget(scroll, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 130)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, who in ((1, a), (2, b)):
            grid.addWidget(_who(who, stays=place == 1), 0, place)
        for number, row in enumerate(rows, 1):
            self._add(grid, number, row)
        if not rows:
            grid.addWidget(IconLabel("check", T("All fields are the same"), "ok", 15), 1, 0, 1, 3)
        scroll.column.addLayout(grid)
        scroll.column.addStretch(1)

    def _add(self, grid: QGridLayout, number: int, row: "Row") -> None:
        name = Text(row.field.label)
        grid.addWidget(Label(name, 15, 600, wrap=True), number, 0)
        first, second = _value(row, row.a), _value(row, row.b)
        if not row.rivals:
            for place, text in ((1, first), (2, second)):
                taken = IconLabel("check", text, "ok", 15) if text else Label(T("not given"), 15, 400, "ink2")
                grid.addWidget(taken, number, place)
            return
        group = QButtonGroup(self)
        for place, text in ((1, first), (2, second)):
            choice = ChoiceCard(text)
            choice.setAccessibleName(f"{say(name)}: {text}")
            group.addButton(choice, place)
            grid.addWidget(choice, number, place)
        group.button(1).setChecked(True)
        self._groups[row.key] = group

    def from_second(self) -> list[str]:
        """The keys for which the second value was chosen."""
        return [key for key, group in self._groups.items() if group.checkedId() == 2]


def _value(row: "Row", value: object) -> str:
    text = write(row.field, value, lang.catalog)
    return masked(text) if row.field.masked else text


def _who(person: "Artisan", *, stays: bool) -> QWidget:
    box = QWidget()
    line_ = QHBoxLayout(box)
    line_.setContentsMargins(0, 0, 0, 4)
    line_.setSpacing(10)
    names = (person.name_hi, person.name_en) if lang.code == "hi" else (person.name_en, person.name_hi)
    name = names[0] or names[1]
    line_.addWidget(Avatar(name, 40))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(name, 15, 600, wrap=True))
    note: Says = T("{number} · stays", number=person.registration) if stays else person.registration
    words.addWidget(Label(note, 13, 400, "ink2"))
    line_.addLayout(words, 1)
    return box


def _reasons(pair: "Pair") -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    for number, reason in enumerate(pair.reasons[:6]):
        icon, tone = ("check", "ok") if pair.speaks_for[number] else ("close", "err")
        label = IconLabel(icon, reason, "ink", 14, wrap=True)
        label.icon.show_icon(icon, tone)
        grid.addWidget(label, number // 2, number % 2)
    return grid
