"""People whose records are perhaps not needed any more, each leading to what is kept about her."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.registration.retention import Kept
    from samarth_desktop.actions.session import Session

SHOWN = 3


class KeepingCard(Card):
    """Hidden while nobody is to be looked at. All of them are shown on a press."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(T("Still needed?"), "clock")
        self.host, self.session = host, session
        self.found: list[Kept] = []
        self._all = False
        self.every = Button("", "link")
        self.every.clicked.connect(self._show_all)
        self.head.addWidget(self.every)
        text = T("Look at what is kept: go on with her, or erase it.")
        self.body.addWidget(Label(text, 14, 400, "ink2", wrap=True))
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self.body.addWidget(self._rows)
        self.hide()

    def read(self) -> None:
        """Reads who is to be looked at."""
        from samarth_desktop.actions.registration import retention

        self.host.lanes.store.run(lambda task: retention.to_look_at(self.session), self.show_kept, owner=self)

    def _show_all(self) -> None:
        self._all = not self._all
        self.show_kept(self.found)

    def show_kept(self, found: "list[Kept]") -> None:
        """Shows them, who has waited longest first."""
        self.found = found
        fresh = QWidget()
        self._list = QVBoxLayout(fresh)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        for one in found if self._all else found[:SHOWN]:
            self._list.addWidget(self._row(one))
        self.body.replaceWidget(self._rows, fresh)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = fresh
        self.every.show_text(T("Fewer") if self._all else T("All ({n})", n=len(found)))
        self.every.setVisible(len(found) > SHOWN)
        self.setVisible(bool(found))

    def _row(self, one: "Kept") -> QWidget:
        row = QWidget()
        words = QVBoxLayout(row)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        link = TextLink(one.name.best(lang.code), 15)
        bind_text(link.setAccessibleName, lambda: T("{name}: {what}", name=one.name.best(lang.code), what=one.why))
        link.clicked.connect(lambda: self.host.go("own-record", row=one.row))
        words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(Label(one.why, 14, 400, "ink2", wrap=True))
        return row
