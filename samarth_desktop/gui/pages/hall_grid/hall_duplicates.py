"""Below the grid of a hall: who in it is probably registered already. A calm mark in the row, three answers here."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from samarth_desktop.actions.registration import hall_grid
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.ids import new_id
from samarth_desktop.gui.forms.duplicate_warning import STRONG, percent, reason_line, telling
from samarth_desktop.gui.forms.grid import Grid, Row, RowsModel
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.hall_duplicates import LikelyDuplicate, Lookout

PAUSE_MS = 350


class HallDuplicatesBar(QFrame):
    """Looks a moment after typing stops, some rows at a time, in the store lane. `opened` carries a row id.

    `cell` is what the last column of a row says. While the cursor stands in a marked row, that person is shown with
    reasons; otherwise one line says how many are marked.
    """

    opened = Signal(str)
    moved = Signal()
    """The cursor stands in another row, or something else is known of it."""

    def __init__(
        self, host: PageHost, session: Session, grid: Grid, model: RowsModel, common: Callable[[], Mapping[str, str]]
    ):
        super().__init__()
        self.setProperty("surface", "sunk")
        self._host, self._session, self._grid, self._model, self._common = host, session, grid, model, common
        self.found: dict[str, LikelyDuplicate] = {}
        self._lookout: Lookout | None = None
        self._asked = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.setSpacing(6)
        column.addLayout(self._summary_row())
        self._column, self._who = column, QWidget()
        column.addWidget(self._who)
        grid.activated_fixed.connect(lambda row, key: self._open())  # the way without a mouse, and in a small window
        grid.selectionModel().currentRowChanged.connect(lambda now, before: self.show_row())
        model.modelReset.connect(self.show_row)
        lang.changed.connect(self.show_row)
        self.shows_somebody = False
        self.hide()

    def _summary_row(self) -> Columns:
        row = Columns(0, 10)
        self.summary = IconLabel("warn", "", "ink", 15, 600, icon_size=18)
        row.addWidget(self.summary, 1)
        self.open = Button(T("Open the form"), "link", small=True)
        self.two = Button(T("Another person"), icon="close", small=True, key="Ctrl+D")
        self.same = Button(T("The same person"), icon="check", small=True, key="Ctrl+E")
        self.every = Button("", icon="check", small=True, key="Ctrl+Shift+E")
        self.next = Button(T("Next"), small=True, key="F8")
        answers = (self._open, self.take_apart, self.take_same, self.take_every, self.go_on)
        buttons = (self.open, self.two, self.same, self.every, self.next)
        for button, answer in zip(buttons, answers, strict=True):
            button.clicked.connect(answer)
            row.addWidget(button)
        return row

    # -- looking ------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """The rows have changed."""
        self._pause.start()

    def ask(self) -> None:
        """Looks now; an older answer that comes late is dropped."""
        for row in self._model.rows:
            if not hall_grid.is_blank(row) and not row.get(hall_grid.ID):
                row[hall_grid.ID] = new_id()
        self._asked += 1
        number, rows, common = self._asked, [dict(row) for row in self._model.rows], self._common()

        def find(task: object) -> "tuple[dict[str, LikelyDuplicate], bool]":
            from samarth_desktop.actions.registration.hall_duplicates import Lookout

            self._lookout = self._lookout or Lookout(self._session)
            return self._lookout.look(rows, common)

        def show(answer: "tuple[dict[str, LikelyDuplicate], bool]") -> None:
            if number == self._asked:
                self.found, done = answer
                self._model.show_again()
                self.show_row()
                if not done:
                    self.ask()

        self._host.lanes.store.run(find, show, owner=self)

    # -- showing ------------------------------------------------------------------------------------------------------

    def alike_of(self, row: Row) -> "LikelyDuplicate | None":
        """Who a row probably is, as long as nobody has answered."""
        found = self.found.get(row.get(hall_grid.ID, ""))
        answered = not hall_grid.is_open(row) or hall_grid.same_as(row)
        if found is None or answered or (found.earlier or found.summary.id) in hall_grid.dismissed(row):
            return None
        return found

    def cell(self, row: Row, key: str) -> Cell:
        """The number of a saved row; otherwise whether somebody is like it."""
        number, alike = row.get(hall_grid.NUMBER, ""), self.alike_of(row)
        if number:
            return Cell(number, icon="check", tone="ok")
        if hall_grid.same_as(row):
            return Cell(say(T("the same person")), icon="person")
        if alike is None:
            return Cell(say(T("not saved")), tone="ink2")
        strong = alike.match.score >= STRONG
        return Cell(
            say(T("{n}% alike", n=percent(alike.match.score))),
            icon="warn" if strong else "info",
            tone="warn" if strong else "ink2",
        )

    def marked(self) -> list[int]:
        """The numbers of the rows that are marked."""
        return [number for number, row in enumerate(self._model.rows) if self.alike_of(row)]

    def _here(self) -> tuple[int, Row]:
        number = self._grid.currentIndex().row()
        return number, self._model.rows[number] if 0 <= number < len(self._model.rows) else {}

    def show_row(self) -> None:
        """Shows what is known of the row in which the cursor stands."""
        marked, (number, row) = self.marked(), self._here()
        same = bool(hall_grid.same_as(row)) and hall_grid.is_open(row)
        alike = self.found.get(row.get(hall_grid.ID, "")) if same else self.alike_of(row)
        self.setVisible(bool(marked) or same)
        several = Tn(
            "{count} row is like somebody who is registered or in this list.",
            "{count} rows are like somebody who is registered or in this list.",
            len(marked),
        )
        if same:
            self.summary.show_state(
                "check", T("Row {n}: goes into the record of the same person.", n=number + 1), "ink"
            )
        elif alike:
            self.summary.show_state(
                "warn",
                T("Row {n}: is this the same person? {share}% alike", n=number + 1, share=percent(alike.match.score)),
                "ink",
            )
        else:
            self.summary.show_state("warn", several, "ink")
        self.same.setVisible(alike is not None and not same)
        self.two.setVisible(alike is not None or same)
        self.two.show_text(T("Not the same") if same else T("Another person"))
        self.open.setVisible(alike is not None and not alike.earlier and not self._host.narrow)
        sure = self._sure()
        self.every.show_text(Tn("The {count} is the same", "All {count} are the same", len(sure)))
        self.every.setVisible(len(sure) > 1)
        self.next.setVisible(bool(set(marked) - {number}))
        self._show_person(alike)
        self.shows_somebody = alike is not None
        self.moved.emit()

    def _show_person(self, alike: "LikelyDuplicate | None") -> None:
        made = _person(alike, self._row_of(alike.earlier) if alike else 0)
        made.setVisible(alike is not None)
        self._column.replaceWidget(self._who, made)
        self._who.hide()
        self._who.deleteLater()
        self._who = made

    def _row_of(self, row: str) -> int:
        """The number of a row, from 1."""
        return next((number for number, one in enumerate(self._model.rows, 1) if one.get(hall_grid.ID) == row), 0)

    # -- answering ----------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """To the next marked row, round the end."""
        marked, (here, _) = self.marked(), self._here()
        if marked:
            following = [number for number in marked if number > here] or marked
            self._grid.go_to(following[0], hall_grid.NUMBER)

    def take_same(self) -> None:
        """The same person: at saving the row joins her record, or the earlier row of this list stands for both."""
        number, row = self._here()
        alike = self.alike_of(row)
        if alike is None:
            return
        if alike.earlier:
            self._model.rewrite(hall_grid.joined(self._model.rows, number, alike.earlier))
            self._grid.go_to(self._row_of(alike.earlier) - 1, hall_grid.NUMBER)
        else:
            self._model.put(number, hall_grid.as_same(row, alike.summary.id))
            self.show_row()

    def _sure(self) -> list[int]:
        """The rows that are very like somebody who is registered."""
        alike = ((number, self.alike_of(self._model.rows[number])) for number in self.marked())
        return [number for number, one in alike if one and not one.earlier and one.match.score >= STRONG]

    def take_every(self) -> None:
        """All rows that are very like somebody who is registered are the same people; one undo takes it back."""
        rows = [dict(row) for row in self._model.rows]
        for number in self._sure():
            alike = self.alike_of(rows[number])
            if alike is not None:
                rows[number] |= hall_grid.as_same(rows[number], alike.summary.id)
        self._model.rewrite(rows)
        self.show_row()

    def take_apart(self) -> None:
        """Another person: the mark goes, and once the row is saved nobody asks again. Takes "the same" back."""
        number, row = self._here()
        alike = self.alike_of(row)
        if hall_grid.same_as(row):
            self._model.put(number, hall_grid.as_same(row, ""))
        elif alike is not None:
            self._model.put(number, hall_grid.as_dismissed(row, alike.earlier or alike.summary.id))
        self.show_row()

    def _open(self) -> None:
        found = self.found.get(self._here()[1].get(hall_grid.ID, ""))
        if found is not None and not found.earlier:
            self.opened.emit(found.summary.id)


def _person(alike: "LikelyDuplicate | None", row: int) -> QWidget:
    """Who it is and why, in as few lines as the width allows: the rows of the list need the room."""
    box = QWidget()
    if alike is None:
        return box
    flow, card = FlowLayout(box, gap=10), alike.summary
    names = LocalizedName(card.name_hi, card.name_en).ordered(lang.code)
    flow.addWidget(Label(" · ".join(filter(None, names)), 15, 600))
    where = T("Row {n} of this list", n=row) if alike.earlier else f"{card.village} · {card.registration}"
    flow.addWidget(Label(where, 14, 400, "ink2"))
    for reason in telling(alike.match):
        flow.addWidget(reason_line(reason, wrap=False))
    return box
