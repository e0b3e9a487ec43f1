"""The lock: by Ctrl+L, from the menu of names, and when nobody has worked for a while. What is half-typed stays."""

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from samarth_desktop.gui.background.activity import activity
from samarth_desktop.gui.theme import preferences

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.app.main_window import MainWindow

CHOICES = (5, 15, 30, 60, 0)
"""Minutes without work to choose from; 0 never locks by itself."""


class Lock(QObject):
    """Puts a page that asks for the passphrase in front of the work. Records are kept open, so that sync, imports and
    prints that were begun go on."""

    def __init__(self, window: "MainWindow", session: "Session") -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._focus: QWidget | None = None
        self._keys = QShortcut(QKeySequence("Ctrl+L"), window)
        self._keys.activated.connect(self.lock)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        activity.watch()
        self.heed()

    @classmethod
    def attach(cls, window: "MainWindow", session: "Session") -> "Lock":
        """The lock of this session, in place of the one before."""
        for before in window.findChildren(cls):
            before.end()
        return cls(window, session)

    def end(self) -> None:
        """Locks no more."""
        self._keys.setEnabled(False)
        self._keys.deleteLater()
        self._timer.stop()
        self.setParent(None)
        self.deleteLater()

    def heed(self) -> None:
        """Takes up the time that is chosen in Settings."""
        minutes = preferences.load().lock_minutes
        self._limit = minutes * 60.0
        activity.note()
        if minutes > 0:
            self._timer.start(round(self._limit * 1000))
        else:
            self._timer.stop()

    def _look(self) -> None:
        """The time is over since it was set; if somebody worked meanwhile, it is not over since then."""
        left = self._limit - activity.rest()
        if left <= 0:
            self.lock()
        else:
            self._timer.start(round(left * 1000) + 1)

    def lock(self) -> None:
        """Shuts the work from view; what was in a dialog's boxes is given up, what is in a form is kept."""
        if self._window.locked:
            return
        from samarth_desktop.gui.pages.setup.lock_page import LockPage

        self._window.keep_everything()
        self._focus = self._window.focusWidget()
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible():
                if isinstance(other, QDialog):
                    other.reject()
                else:
                    other.close()
        self._timer.stop()
        self._window.show_whole(LockPage(self._session, self._window.lanes, self._unlocked))

    def _unlocked(self) -> None:
        self._window.work_again()
        if self._focus is not None and shiboken6.isValid(self._focus) and self._window.isAncestorOf(self._focus):
            self._focus.setFocus()
        self._focus = None
        self.heed()
