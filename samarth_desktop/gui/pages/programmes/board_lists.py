"""The kept lists of the board as a menu: one to show, this one to keep, one to forget."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMenu

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.programmes.saved_lists import SavedList
    from samarth_desktop.actions.session import Session


class BoardLists(Button):
    """`chosen` carries the list to show; `now` gives what the board shows, under a name."""

    chosen = Signal(object)

    def __init__(self, host: PageHost, session: "Session", now: "Callable[[str], SavedList]") -> None:
        super().__init__(T("My lists"), icon="doc", small=True, end_icon="down")
        self._host, self._session, self._now = host, session, now
        self.kept: list[SavedList] = []
        self.clicked.connect(self._offer)

    def read(self) -> None:
        """Reads what is kept."""
        from samarth_desktop.actions.programmes import saved_lists

        self._host.lanes.store.run(lambda task: saved_lists.kept(self._session), self._took, owner=self)

    def _took(self, kept: "Sequence[SavedList]") -> None:
        self.kept = list(kept)

    def menu_now(self) -> QMenu:
        """The menu as it stands."""
        menu = QMenu(self)
        for one in self.kept:
            menu.addAction(one.name).triggered.connect(partial(self._choose, one))
        if self.kept:
            menu.addSeparator()
        menu.addAction(say(T("Keep this list…"))).triggered.connect(self._ask)
        for one in self.kept:
            menu.addAction(say(T("Forget “{name}”", name=one.name))).triggered.connect(partial(self._forget, one.name))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _offer(self) -> None:
        self.menu_now().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self, one: "SavedList", checked: bool = False) -> None:
        self.chosen.emit(one)

    def _ask(self) -> None:
        name, done = QInputDialog.getText(self, say(T("My lists")), say(T("Name of the list")))
        if done:
            self.keep(name)

    def keep(self, name: str) -> None:
        """Keeps what the board shows under a name."""
        from samarth_desktop.actions.programmes import saved_lists

        one = self._now(name)
        self._run(lambda: saved_lists.keep(self._session, one))

    def _forget(self, name: str, checked: bool = False) -> None:
        from samarth_desktop.actions.programmes import saved_lists

        self._run(lambda: saved_lists.forget(self._session, name))

    def _run(self, work: "Callable[[], list[SavedList]]") -> None:
        self._host.lanes.store.run(lambda task: work(), self._took, self._failed, owner=self)

    def _failed(self, error: KnownError) -> None:
        self._host.notice("warning", error.text)
