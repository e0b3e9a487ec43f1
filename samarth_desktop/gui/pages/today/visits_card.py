"""To visit: the follow-ups that are due, by village; Space or a button marks one as done, with undo in its row."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.choices import OBSTACLES
from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, line
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import Avatar, Badge, IconLabel, Label
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.follow_ups import Visit
    from samarth_desktop.actions.session import Session

SHOWN, VILLAGES, UNDO_MS = 6, 3, 10_000


class VisitsCard(Card):
    """Hidden while nothing is due."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(T("To visit"), margin=0)
        self.host, self.session = host, session
        self.visits: list[Visit] = []
        self._village: str | None = None
        self.rows: list[VisitRow] = []
        self.head.setContentsMargins(16, 8, 16, 4)
        self._number = Label("", 18, 600)
        self.head.insertWidget(1, self._number)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.head.addLayout(self._chips)
        self.print = Button(T("Print the list"), small=True, icon="print")
        self.print.clicked.connect(self.print_list)
        self.head.addWidget(self.print)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self._nobody = Label("", 15, 400, "ink2", wrap=True)
        self._nobody.setContentsMargins(16, 4, 16, 14)
        self.body.addWidget(self._nobody)
        self.hide()

    def read(self, village: str = "") -> None:
        """Reads what is due today; begins with the village of today where there is something."""
        from samarth_desktop.actions.programmes import follow_ups

        self.host.lanes.store.run(
            lambda task: follow_ups.due(self.session, self.session.today),
            partial(self.show_visits, village),
            owner=self,
        )

    def show_visits(self, village: str, visits: "list[Visit]") -> None:
        """Shows what is due, those of one village first."""
        from samarth_desktop.actions.programmes import follow_ups

        self.visits = visits
        there = follow_ups.villages(visits)
        names = [name for name, _ in there]
        if self._village not in names:
            self._village = village if village in names else None
        self._number.show_text(lang.catalog.number(len(visits)))
        empty(self._chips)
        for name, count in there[:VILLAGES]:
            chip = Chip(T("{village} ({n})", village=name or "–", n=count))
            chip.setChecked(name == self._village)
            chip.clicked.connect(partial(self._choose, name))
            self._chips.addWidget(chip)
        self._fill()
        self.setVisible(bool(visits))

    def _choose(self, village: str, on: bool = True) -> None:
        self._village = None if self._village == village else village
        self.show_visits("", self.visits)

    @property
    def chosen(self) -> "list[Visit]":
        """The visits of the chosen village, or all."""
        return [one for one in self.visits if self._village is None or one.village == self._village]

    def _fill(self) -> None:
        empty(self._list)
        self.rows = []
        for one in self.chosen[:SHOWN]:
            row = VisitRow(self, one)
            self._list.addWidget(line())
            self._list.addWidget(row)
            self.rows.append(row)
        left = len(self.chosen) - SHOWN
        self._nobody.setVisible(left > 0)
        self._nobody.show_text(T("and {n} more: print the list to see all.", n=left))

    def done(self, row: "VisitRow", one: "Visit") -> None:
        """Marks a visit as done; the row offers to take that back for ten seconds."""
        from samarth_desktop.actions.programmes import follow_ups

        clears = one.follow_up.obstacle in {each.code for each in OBSTACLES}
        visit = one.follow_up.id
        self.host.lanes.store.run(
            lambda task: follow_ups.close(self.session, visit, clears_obstacle=clears),
            lambda kept: row.show_done(),
            owner=self,
        )

    def reopen(self, row: "VisitRow", one: "Visit") -> None:
        """Takes "done" back."""
        from samarth_desktop.actions.programmes import follow_ups

        visit = one.follow_up.id
        self.host.lanes.store.run(
            lambda task: follow_ups.reopen(self.session, visit), lambda kept: row.show_open(), owner=self
        )

    def print_list(self) -> None:
        """The visits of the chosen village on paper."""
        from samarth_desktop.actions.programmes import visit_list
        from samarth_desktop.gui.kit.media.pdf_dialog import PdfDialog

        chosen, language = self.chosen, lang.code

        def show(content: bytes) -> None:
            self.dialog = PdfDialog(self.window(), self.host.lanes, T("To visit"), content, "visits")
            self.dialog.open()

        self.host.lanes.background.run(lambda task: visit_list.pdf(self.session, chosen, language), show, owner=self)


class VisitRow(QWidget):
    """Who, what about, phone, due, and the button."""

    def __init__(self, card: VisitsCard, one: "Visit") -> None:
        super().__init__()
        self._card, self.visit = card, one
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(10)
        name = one.name.best(lang.code) or one.registration
        bind_text(self.setAccessibleName, lambda: T("{name}: {what}", name=name, what=one.title))
        row.addWidget(Avatar(name, 36))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name, 15, 600))
        words.addWidget(Label(one.title, 13, 400, "ink2", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(IconLabel("phone", one.mobile or T("no phone"), "ink2", 13))
        row.addWidget(self._due())
        self.button = Button(T("Done"), small=True, icon="check")
        bind_text(self.button.setAccessibleName, lambda: T("Done: {what}", what=name))
        self.button.clicked.connect(self._pressed)
        row.addWidget(self.button)
        self._undo = TextLink(T("Undo"))
        self._undo.clicked.connect(lambda: card.reopen(self, one))
        self._undo.hide()
        row.addWidget(self._undo)

    def _due(self) -> Badge:
        due, today = self.visit.follow_up.due, self._card.session.today
        late = (today - due).days if due else 0
        text: Text = Tn("{count} day late", "{count} days late", late) if late > 0 else T("today")
        return Badge(text, "warning" if late > 0 else "info", "clock" if late > 0 else "cal")

    def _pressed(self) -> None:
        self._card.done(self, self.visit)

    def show_done(self) -> None:
        """It is done: for ten seconds it can be taken back here."""
        self.button.hide()
        self._undo.show()
        self._undo.setFocus()
        QTimer.singleShot(UNDO_MS, self, self._undo.hide)

    def show_open(self) -> None:
        """It is to be done again."""
        self._undo.hide()
        self.button.show()
        self.button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.button.isVisible():
            self._pressed()
        else:
            super().keyPressEvent(event)
