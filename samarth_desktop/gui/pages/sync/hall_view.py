"""A hall without internet on the Sync page: answering the neighbours, and fetching from the one who answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.background.hall import Hall
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.theme import icons
from samarth_desktop.gui.theme.language import LocalizedText, say
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.exchange.sync import Counts
    from samarth_desktop.actions.session import Session


class HallView(QWidget):
    """Two strips that show only what goes on; its `button`, in the page's head, has the menu of the hall."""

    busy = Signal(object)
    ended = Signal(object)

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self._host, self._session = host, session
        self.hall = Hall(session, self)
        self.hall.opened.connect(self._opened)
        self.hall.closed.connect(self._closed)
        self.hall.failed.connect(self._failed)
        self.hall.told.connect(self._told)
        self.button = Button(T("Hall"), icon="laptop")
        self.button.clicked.connect(self.ask)
        self.served, self.found = Banner("", "ok", "laptop"), Banner("", "info", "laptop", closable=True)
        self.stop = Button(T("Stop"), small=True)
        self.stop.clicked.connect(self._stop)
        self.served.row.addWidget(self.stop)
        self._choices: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for strip in (self.served, self.found):
            column.addWidget(strip)
            strip.hide()
        self.hide()

    def ask(self) -> QMenu:
        """Shows what can be done in a hall."""
        menu = QMenu(self.button)
        if self.hall.serving:
            menu.addAction(icons.icon("close"), say(T("Stop serving this hall"))).triggered.connect(self._stop)
        else:
            menu.addAction(icons.icon("laptop"), say(T("Serve this hall"))).triggered.connect(self.serve)
        fetch = menu.addAction(icons.icon("receive"), say(T("Get from a laptop in the hall")))
        fetch.triggered.connect(self.look)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 4)))
        return menu

    # answering

    def serve(self) -> None:
        """Neighbours may sync to this laptop from now on."""
        self._say(self.served, T("Opening the door for the hall…"), "info")
        self.stop.enable(True)
        self.hall.start()

    def _opened(self, url: str) -> None:
        said = T("Laptops in this hall can now sync to this laptop. Keep it open. Its address: {url}", url=url)
        self._say(self.served, said, "ok")

    def _stop(self) -> None:
        self.stop.enable(False, T("Closing."))
        self.hall.stop()

    def _closed(self) -> None:
        self._put_away(self.served)

    def _told(self, text: Text) -> None:
        self._host.notice("warning", text)

    def _failed(self, error: KnownError) -> None:
        self._put_away(self.served)
        self._host.notice("warning", error.text)

    # fetching

    def look(self) -> None:
        """Listens for laptops that serve, for a few seconds."""
        from samarth_desktop.actions.exchange import sync

        self._clear()
        self._say(self.found, T("Looking for laptops in this hall…"))
        lane = self._host.lanes.network
        lane.run(lambda task: sync.hall_neighbours(), then=self.offer, failed=self._left, owner=self)

    def offer(self, heard: list[tuple[str, str]]) -> None:
        """Lets the person choose among (device, address); this laptop itself is left out."""
        self._clear()
        others = [one for one in heard if one[1] != self.hall.url]
        if not others:
            self._say(self.found, T("No laptop serves this hall. Choose “Serve this hall” on one of them."), "warning")
            return
        count = len(others)
        self._say(self.found, Tn("{count} laptop serves this hall.", "{count} laptops serve this hall.", count))
        for device, url in others:
            choice = Button(T("Sync with {device}", device=device), small=True)
            choice.setToolTip(url)
            choice.clicked.connect(lambda checked=False, url=url: self.visit(url))
            self.found.row.insertWidget(self.found.row.count() - 1, choice)
            self._choices.append(choice)

    def visit(self, url: str) -> None:
        """Exchanges everything with the laptop at `url`."""
        from samarth_desktop.actions.exchange import sync

        self._clear()
        self._put_away(self.found)
        self.busy.emit(T("Syncing with a laptop in the hall"))
        lane = self._host.lanes.network
        lane.run(lambda task: sync.visit_hall(self._session, url), then=self._visited, failed=self._left, owner=self)

    def _visited(self, counts: "Counts") -> None:
        sent, came = counts.pushed, counts.pulled
        self._host.notice("ok", T("This laptop and the other one now hold the same records."))
        self.ended.emit(T("In the hall: {sent} changes given, {came} received.", sent=sent, came=came))

    def _left(self, error: KnownError) -> None:
        self._put_away(self.found)
        self._host.notice("warning", error.text)
        self.ended.emit(error.text)

    # the two strips

    def _clear(self) -> None:
        for choice in self._choices:
            choice.hide()
            choice.deleteLater()
        self._choices = []

    def _say(self, strip: Banner, text: LocalizedText, tone: str = "info") -> None:
        strip.show_state(text, tone, "laptop")
        strip.show()
        self.show()

    def _put_away(self, strip: Banner) -> None:
        strip.hide()
        self.setHidden(self.served.isHidden() and self.found.isHidden())
