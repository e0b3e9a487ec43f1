"""The window: left bar, top bar, the page in front, status line. It knows pages by the list it is given.

A bare window shows before the kit is imported (importing PySide6's classes is most of the cost of a start), so what
only a filled window needs is imported where it is used. ``prepare`` makes the place of set-up and unlocking, ``fill``
the bars of the work behind it.
"""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from samarth_desktop.gui.theme import preferences
from samarth_desktop.i18n import LANGUAGES, T, catalog

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from samarth_desktop.errors import KnownError
    from samarth_desktop.gui.app.wizard import WizardPage
    from samarth_desktop.gui.background.tasks import Lanes
    from samarth_desktop.gui.kit.page import Page, PageSpec
    from samarth_desktop.gui.theme.language import LocalizedText
    from samarth_desktop.store.log.changed import Changed

_log = logging.getLogger(__name__)
_TITLE = T("Samarth Desktop")
NARROW = 1200  # logical px of the window; below it the nav shrinks and side panels fold
SMALLEST = QSize(680, 380)
USUAL, COMFORTABLE = QSize(1366, 768), QSize(1000, 600)
FRAME = QSize(16, 40)  # what a window manager puts round a window, about


class MainWindow(QMainWindow):
    """The one window; to pages it is the :class:`~samarth_desktop.gui.kit.page.PageHost`.

    ``show_whole(gate)`` puts set-up or unlocking in front of everything; ``open(entries)`` begins work.
    """

    narrowed = Signal(bool)

    def __init__(self, lanes: "Lanes | None" = None) -> None:
        super().__init__()
        self.before_close: Callable[[], bool] = lambda: True
        self._entries: dict[str, PageSpec] = {}
        self._pages: dict[str, Page] = {}
        self._search_page, self._here, self._before, self._slim, self._filled = "", "", "", False, False
        self.setMinimumSize(SMALLEST)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):  # the computer shuts down or the person signs out
            app.commitDataRequest.connect(self.keep_everything)
            app.aboutToQuit.connect(self.keep_everything)
        self._size_to_screen()
        if lanes is not None:
            self.prepare(lanes)
            self.fill()

    def prepare(self, lanes: "Lanes") -> None:
        """Makes the place of what stands in front of the work, and the empty place of the work."""
        from PySide6.QtWidgets import QStackedWidget, QWidget

        from samarth_desktop.gui.theme.language import bind_text

        self.lanes = lanes
        bind_text(self.setWindowTitle, _TITLE)
        self._layers, self._work = QStackedWidget(), QWidget()
        self._layers.addWidget(self._work)
        self.setCentralWidget(self._layers)

    def fill(self) -> None:
        """Makes the bars of the work, once; from here on the window shows what went wrong."""
        if self._filled:
            return
        from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

        from samarth_desktop.gui.app.bars import StatusLine, TopBar
        from samarth_desktop.gui.app.navigation import Navigation
        from samarth_desktop.gui.background import crash_reporter
        from samarth_desktop.gui.kit.surfaces.cards import Banner
        from samarth_desktop.gui.theme import icons

        self.lanes.on_known(self.show_known)
        crash_reporter.report.show = self._show_bug
        self.setWindowIcon(icons.app_icon())
        self.top, self.status, self.nav = TopBar(), StatusLine(), Navigation(())
        self._stack, self._notice_row, self._strip = QStackedWidget(), QFrame(), Banner("", closable=True)
        row = QHBoxLayout(self._notice_row)
        row.setContentsMargins(24, 12, 24, 0)
        row.addWidget(self._strip)
        self._notice_row.hide()
        right, self._upper, outer = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self._work)
        for layout in (right, self._upper, outer):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self._notice_row)
        right.addWidget(self._stack, 1)
        self._upper.addWidget(self.nav)
        self._upper.addLayout(right, 1)
        outer.addLayout(self._upper, 1)
        outer.addWidget(self.status)
        self.top.searched.connect(self._search)
        self.top.entered.connect(self._search)
        self._filled = True
        self._fold()

    def _size_to_screen(self) -> None:
        self.resize((self._free() - FRAME).boundedTo(USUAL).expandedTo(SMALLEST))

    def _free(self) -> QSize:
        """What the screen has besides the system's bars."""
        screen = QGuiApplication.primaryScreen()
        return screen.availableSize() if screen is not None else SMALLEST

    def show_at_start(self, kept: preferences.Preferences) -> None:
        """Shows the window as it was closed; maximised where the usual size has no room with its frame."""
        self.setWindowTitle(catalog(kept.language if kept.language in LANGUAGES else "hi").say(_TITLE))
        small = (self._free() - FRAME).expandedTo(COMFORTABLE) != self._free() - FRAME
        if kept.maximised or small:
            self.showMaximized()
        else:
            self.show()

    # what the wiring calls

    def show_whole(self, gate: "WizardPage") -> None:
        """Shows set-up or unlocking instead of the work."""
        self._drop_whole()
        self._layers.addWidget(gate)
        self._layers.setCurrentWidget(gate)
        gate.begin()

    def in_front(self) -> "QWidget":
        """What stands in front: set-up, unlocking, the lock or the work."""
        return self._layers.currentWidget() or self._work

    def _drop_whole(self) -> None:
        while (old := self._layers.widget(1)) is not None:
            self._layers.removeWidget(old)
            old.deleteLater()

    @property
    def locked(self) -> bool:
        """Whether set-up, unlocking or the lock stands in front of the work."""
        return hasattr(self, "_layers") and self._layers.currentIndex() > 0

    def work_again(self) -> None:
        """Takes away what stood in front of the work, which is as it was left."""
        self._layers.setCurrentIndex(0)
        self._drop_whole()

    def open(self, entries: "Sequence[PageSpec]", first: str, search_page: str = "") -> None:
        """Begins work with these pages; `search_page` is the page that shows what the top box finds."""
        from PySide6.QtGui import QKeySequence, QShortcut

        from samarth_desktop.gui.app.navigation import Navigation

        self.fill()
        self._entries = {entry.key: entry for entry in entries}
        self._search_page = search_page
        nav = Navigation(entries)
        nav.chosen.connect(self.go)
        nav.show_slim(self._slim)
        self._upper.replaceWidget(self.nav, nav)
        self.nav.hide()
        self.nav.deleteLater()
        self.nav = nav
        for entry in entries:
            if entry.shortcut:
                keys = QShortcut(QKeySequence(entry.shortcut), self)
                keys.activated.connect(lambda key=entry.key: self.go(key))
        self.top.search.setVisible(bool(search_page))
        self.work_again()
        self.go(first)

    def close_pages(self) -> None:
        """Forgets all pages (the work was locked)."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._here = ""
        self._before = ""

    # what pages call (Shell)

    @property
    def narrow(self) -> bool:
        """Whether the window is under 1200 logical px."""
        return self._slim

    @property
    def place(self) -> "QWidget":
        """Where pages stand."""
        return self._stack

    @property
    def before(self) -> str:
        """The key of the page that was in front before this one."""
        return self._before

    @property
    def here(self) -> str:
        """The key of the page in front."""
        return self._here

    def go(self, key: str, **args: object) -> bool:
        """Shows a page, made at its first showing; False when the present page will not be left."""
        if self.locked:
            return False
        if key != self._here and not self.may_leave():
            self.nav.show_here(self._nav_key(self._here))
            return False
        page = self._page(key)
        if key != self._here:
            self._notice_row.hide()
            self._before = self._here
        self._here = key
        _log.debug("page %s", key)
        self._stack.setCurrentWidget(page)
        self.nav.show_here(self._nav_key(key))
        page.shown(**args)
        self.top.search.show_silently(page.searched())
        if not page.isAncestorOf(self.focusWidget()):
            _focus(page.start or page)
        return True

    def keep_everything(self, *_: object) -> None:
        """Keeps what is half-typed, whatever ends the program."""
        self.may_leave()

    def may_leave(self) -> bool:
        """Whether the page in front lets itself be left."""
        present = self._pages.get(self._here)
        return present is None or present.can_leave()

    def page(self, key: str) -> "Page":
        """The page of a key, made when it was not shown yet."""
        return self._page(key)

    def _page(self, key: str) -> "Page":
        page = self._pages.get(key)
        if page is None:
            page = self._entries[key].make(self)
            self._pages[key] = page
            self._stack.addWidget(page)
            page.fold(self._slim)
        return page

    def _nav_key(self, key: str) -> str:
        nav = self._entries[key].nav if key in self._entries else ""
        return key if nav in ("top", "foot") else nav

    def data_changed(self, changed: "Changed") -> None:
        """Tells the page in front; every other one reads again when it is shown."""
        present = self._pages.get(self._here)
        if present is not None:
            present.data_changed(changed)

    def notice(self, tone: str, text: "LocalizedText") -> None:
        """Shows a sentence above the page until it is closed or another page comes; "" takes it away."""
        if tone:
            self._strip.show_state(text, tone)
            self._strip.show()
        self._notice_row.setVisible(bool(tone))

    def saved_file(self, text: "LocalizedText", file: Path) -> None:
        """Says above the page that a file was saved, with buttons that open it and its folder."""
        self._strip.show_saved(text, file)
        self._strip.show()
        self._notice_row.show()

    def show_known(self, error: "KnownError") -> None:
        """Shows what a person can act on."""
        self.notice("error", error.text)

    def saved(self, text: "LocalizedText", tone: str = "ok") -> None:
        """Says in the status line what became of the work."""
        icon = {"ok": "check", "warn": "warn", "err": "err"}.get(tone, "info")
        self.status.show_fact("saved", text, icon, tone)

    def fact(self, key: str, text: "LocalizedText", icon: str = "", tone: str = "") -> None:
        """Sets a fact of the status line."""
        self.status.show_fact(key, text, icon, tone)

    def count(self, page: str, number: int) -> None:
        """The counter in the left bar."""
        self.nav.show_count(page, number)

    def who(self, name: str, role: "LocalizedText") -> None:
        """Who is at work."""
        self.top.who.show_who(name, role)

    # Qt

    def _search(self, text: str) -> None:
        present = self._pages.get(self._here)
        if present is not None and present.search(text):
            return
        if text.strip() and self._search_page:
            self.go(self._search_page, text=text)
            _focus(self.top.search)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        if self._filled and (self.width() < NARROW) != self._slim:
            self._fold()

    def _fold(self) -> None:
        self._slim = self.width() < NARROW
        self.nav.show_slim(self._slim)
        self.status.show_narrow(self._slim)
        for page in self._pages.values():
            page.fold(self._slim)
        self.narrowed.emit(self._slim)

    def _show_bug(self, text: "LocalizedText") -> None:
        self.notice("error", text)

    def closeEvent(self, event: "QCloseEvent") -> None:
        # only a person is asked; a closing by the program itself (end of session, test) just keeps what is typed
        if self.may_leave() and (not event.spontaneous() or self.before_close()):
            if self.isMaximized() != preferences.load().maximised:
                preferences.save(maximised=self.isMaximized())
            event.accept()
        else:
            event.ignore()


def _focus(widget: "QWidget") -> None:
    from PySide6.QtCore import Qt  # making this namespace takes 15 ms, for which the bare window does not wait

    widget.setFocus(Qt.FocusReason.OtherFocusReason)
