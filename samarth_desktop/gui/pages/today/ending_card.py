"""Dates that end soon: waivers, incubation, trainings, papers; 30 days before, and within 7 as urgent."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.labels import Badge, Label
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.ending import Ending
    from samarth_desktop.actions.session import Session

SHOWN = 4


class EndingCard(Card):
    """Hidden while nothing ends. All of them are shown on a press."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(T("Dates that end soon"), "bell")
        self.host, self.session = host, session
        self.found: list[Ending] = []
        self._all = False
        self.every = Button("", "link")
        self.every.clicked.connect(self._show_all)
        self.head.addWidget(self.every)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.body.addLayout(self._list)
        self.hide()

    def read(self) -> None:
        """Reads what ends."""
        from samarth_desktop.actions.programmes import ending

        self.host.lanes.store.run(lambda task: ending.soon(self.session), self.show_ends, owner=self)

    def _show_all(self) -> None:
        self._all = not self._all
        self.show_ends(self.found)

    def show_ends(self, found: "list[Ending]") -> None:
        """Shows them, the nearest first."""
        self.found = found
        empty(self._list)
        for one in found if self._all else found[:SHOWN]:
            self._list.addLayout(self._row(one))
        self.every.show_text(T("Fewer") if self._all else T("All ({n})", n=len(found)))
        self.every.setVisible(len(found) > SHOWN)
        self.setVisible(bool(found))

    def _row(self, one: "Ending") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = one.name.best(lang.code)
        link = TextLink(name, 15)
        bind_text(link.setAccessibleName, lambda: T("{name}: {what}", name=name, what=one.ends.what))
        link.clicked.connect(lambda: self.host.go("record-programmes", row=one.row))
        words.addWidget(Label(one.ends.what, 15, 600, wrap=True))
        words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        text: Text = Tn("{count} day", "{count} days", one.days) if one.days >= 0 else T("ended")
        row.addWidget(Badge(text, "warning" if one.urgent else "outline"))
        return row
