"""The menu at the top right: who is working on this laptop. It names an author, it is no security."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from samarth_desktop.gui.app.lock import Lock
from samarth_desktop.gui.theme import icons
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.device.device import DeviceInfo
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.app.main_window import MainWindow


class UserMenu(QObject):
    """Opens on the button; choosing a name begins work anew as that person."""

    def __init__(self, window: "MainWindow", session: "Session", changed: Callable[["Session"], object]) -> None:
        super().__init__(window.top.who)
        self.setObjectName("who-menu")
        self._window, self._session, self._changed = window, session, changed
        window.top.who.clicked.connect(self._ask)

    @classmethod
    def attach(cls, window: "MainWindow", session: "Session", changed: Callable[["Session"], object]) -> None:
        """Puts a menu on the window's button in place of the one before."""
        for old in window.top.who.findChildren(cls):
            window.top.who.clicked.disconnect(old._ask)
            old.deleteLater()
        cls(window, session, changed)

    def _ask(self) -> None:
        from samarth_desktop.actions.device import device

        session = self._session
        self._window.lanes.store.run(lambda task: device.device_info(session), then=self.show_names, owner=self)

    def show_names(self, found: "DeviceInfo") -> QMenu:
        """Shows the names, the present one ticked."""
        button = self._window.top.who
        menu = QMenu(button)
        for name in found.people:
            here = name == self._session.author
            action = menu.addAction(icons.icon("check" if here else "person"), name)
            action.triggered.connect(lambda checked=False, name=name: self._sit(name))
        menu.addSeparator()
        other = menu.addAction(icons.icon("plus"), say(T("Another person")))
        other.triggered.connect(lambda: self._window.go("settings", part="people"))
        lock = self._window.findChild(Lock)
        if lock is not None:
            words = say(T("Lock")) + "\tCtrl+L"
            menu.addAction(icons.icon("lock"), words).triggered.connect(lock.lock)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
        return menu

    def _sit(self, name: str) -> None:
        from samarth_desktop.gui.forms.own_passphrase import sit_down

        if name == self._session.author or not self._window.may_leave():
            return
        session = self._session
        sit_down(self._window, self._window.lanes, session, name, self._changed, self._window.show_known)
