"""The menu at the top right: who is working on this laptop. It names an author, it is no security."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from samarth_desktop.gui import icons
from samarth_desktop.gui.language import say
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.desk import Desk
    from samarth_desktop.actions.laptop import Laptop
    from samarth_desktop.gui.main_window import MainWindow


class WhoMenu(QObject):
    """Opens on the button; choosing a name begins work anew as that person."""

    def __init__(self, window: "MainWindow", desk: "Desk", changed: Callable[["Desk"], object]) -> None:
        super().__init__(window.top.who)
        self.setObjectName("who-menu")
        self._window, self._desk, self._changed = window, desk, changed
        window.top.who.clicked.connect(self._ask)

    @classmethod
    def attach(cls, window: "MainWindow", desk: "Desk", changed: Callable[["Desk"], object]) -> None:
        """Puts a menu on the window's button in place of the one before."""
        for old in window.top.who.findChildren(cls):
            window.top.who.clicked.disconnect(old._ask)
            old.deleteLater()
        cls(window, desk, changed)

    def _ask(self) -> None:
        from samarth_desktop.actions import laptop

        desk = self._desk
        self._window.lanes.store.run(lambda task: laptop.look(desk), then=self.show_names, owner=self)

    def show_names(self, found: "Laptop") -> QMenu:
        """Shows the names, the present one ticked."""
        button = self._window.top.who
        menu = QMenu(button)
        for name in found.people:
            here = name == self._desk.author
            action = menu.addAction(icons.icon("check" if here else "person"), name)
            action.triggered.connect(lambda checked=False, name=name: self._sit(name))
        menu.addSeparator()
        other = menu.addAction(icons.icon("plus"), say(T("Another person")))
        other.triggered.connect(lambda: self._window.go("settings", part="people"))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
        return menu

    def _sit(self, name: str) -> None:
        from samarth_desktop.actions import laptop

        if name == self._desk.author or not self._window.may_leave():
            return
        desk = self._desk
        self._window.lanes.store.run(lambda task: laptop.sit_down(desk, name), then=self._changed, owner=self)
