"""Starting the window: show it bare, fill it, then set-up, unlocking or work."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from samarth_desktop.gui.app import single
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.theme import preferences, theme

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.background.tasks import Lanes


def run(copy: Path | None = None) -> int:
    """Opens the window and works until it is closed; gives the exit code. `copy` is a backup to bring back.

    First the bare window in the colour of its paper; faces, style sheet and all else when it is on the screen.
    """
    held = single.hold()
    chosen = preferences.load()
    app = QApplication(sys.argv)
    app.setApplicationName("samarth-desktop")
    app.setDesktopFileName("samarth-desktop")
    theme.look.show_paper(app, chosen.theme)
    window = MainWindow()
    window.show_at_start(chosen)
    started = App(window, copy)

    def begin() -> None:
        from samarth_desktop.gui.theme import language

        theme.look.start(app, chosen.theme)
        language.lang.start(app, chosen.language or "hi")
        started.begin()

    first = _First(window.windowHandle(), QEvent.Type.Expose, begin)
    code = app.exec()
    started.end()
    del held, first
    return code


class _First(QObject):
    """Calls back once, after something was first exposed or painted: what is heavy waits until it is on the screen."""

    def __init__(self, watched: QObject, kind: QEvent.Type, then: Callable[[], None]) -> None:
        super().__init__()
        self._kind, self._then = kind, then
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is self._kind:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)  # Qt paints while it handles the event
        return False


class App:
    """Leads from the bare window to the work, and ends it tidily. `copy` is a backup that was opened by its file."""

    def __init__(self, window: MainWindow, copy: Path | None = None) -> None:
        self.window = window
        self._copy = copy
        self.lanes: Lanes | None = None
        self.session: Session | None = None
        self._settled = False

    def begin(self) -> None:
        """Shows set-up or unlocking; what is not seen yet is made when that stands on the screen."""
        from samarth_desktop.gui.background import crash_reporter
        from samarth_desktop.gui.background.tasks import lanes
        from samarth_desktop.gui.theme import language

        crash_reporter.install()
        self.lanes = lanes()
        self.window.prepare(self.lanes)
        if preferences.load().screen_keys:
            from samarth_desktop.gui.app import virtual_keyboard

            virtual_keyboard.use(self.window, True)
        language.lang.changed.connect(_keep_language)
        theme.look.changed.connect(_keep_theme)
        if self._copy is not None:
            self.restore()
        elif _has_data():
            self.unlock()
        else:
            self.set_up()
        self._painted = _First(self.window.in_front(), QEvent.Type.Paint, self._settle)

    def _settle(self) -> None:
        """Makes what stands behind the first page, once."""
        if self._settled:
            return
        from samarth_desktop import logs
        from samarth_desktop.gui.app import replaced

        self._settled = True
        logs.start()
        self.window.fill()
        replaced.watch(lambda text: self.window.notice("warning", text))
        if not gc.isenabled():
            gc.freeze()  # what a start makes stays, mostly: no later collection goes through it
            gc.enable()

    def unlock(self) -> None:
        """Asks for the passphrase of the data that are here."""
        from samarth_desktop import paths
        from samarth_desktop.gui.pages.setup.unlock import UnlockPage

        self.window.show_whole(UnlockPage(paths.data_dir(), self._lanes(), self.opened, self.restore))

    def set_up(self) -> None:
        """First run: five steps, or a copy from a pen drive."""
        from samarth_desktop import paths
        from samarth_desktop.gui.pages.setup.setup import SetupPage

        self.window.show_whole(SetupPage(paths.data_dir(), self._lanes(), self.work, restore=self.restore))

    def restore(self) -> None:
        """Brings back a copy, instead of setting up or in the place of what is here."""
        from samarth_desktop import paths
        from samarth_desktop.gui.pages.setup.restore import RestorePage

        back = self.unlock if _has_data() else self.set_up
        page = RestorePage(paths.data_dir(), self._lanes(), self.opened, back)
        self.window.show_whole(page)
        if self._copy is not None:
            page.step.take(self._copy)

    def opened(self, session: "Session") -> None:
        """Unlocked: first what set-up left open, then work."""
        from samarth_desktop.actions.device import device

        self._settle()
        lanes = self._lanes()
        self.session = session
        lanes.store.run(lambda task: device.device_info(session), then=self._resume)

    def _resume(self, found: "object") -> None:
        from samarth_desktop import paths
        from samarth_desktop.actions.device.device import DeviceInfo
        from samarth_desktop.gui.pages.setup import setup

        session = self.session
        if session is None or not isinstance(found, DeviceInfo):
            raise TypeError("work is resumed with an open desk")
        if found.recovery_checked and found.home_area:
            self.work(session)
            return
        first = setup.AREA if found.recovery_checked else setup.RECOVERY
        self.window.show_whole(setup.SetupPage(paths.data_dir(), self._lanes(), self.work, session, first))

    def work(self, session: "Session") -> None:
        """Opens the pages."""
        from samarth_desktop.gui.app.routes import open_work

        if session.day == "doubtful":
            from samarth_desktop.gui.app.ask_day import AskDay

            session = AskDay(session, self.window).ask()
        self.session = session
        self.window.before_close = self.may_close
        open_work(self.window, session, self.work)

    def may_close(self) -> bool:
        """Says what is only on this laptop; False when the person goes on working."""
        from samarth_desktop.actions import today
        from samarth_desktop.gui.app import quit_dialog

        waiting = today.unsent(self.session).records if self.session else 0
        if not waiting:
            return True
        answer = quit_dialog.QuitDialog(waiting, self.window).exec()
        if answer == quit_dialog.CARRY:
            self.window.go("settings", part="backup")
        return answer == quit_dialog.CLOSE

    def end(self) -> None:
        """Closes the hall and the lanes, then the data."""
        from samarth_desktop.gui.background.hall import Hall
        from samarth_desktop.gui.background.sync_scheduler import SyncScheduler

        for scheduler in self.window.findChildren(SyncScheduler):
            scheduler.stop()

        for hall in self.window.findChildren(Hall):
            hall.close()
        if self.lanes is not None:
            self.lanes.close()
        if self.session is not None:
            self.session.store.close()

    def _lanes(self) -> "Lanes":
        if self.lanes is None:
            raise RuntimeError("the window is filled before work begins")
        return self.lanes


def _has_data() -> bool:
    from samarth_desktop import paths
    from samarth_desktop.store.folder import presence

    return presence.is_set_up(paths.data_dir())


def _keep_language() -> None:
    from samarth_desktop.gui.theme import language

    preferences.save(language=language.lang.code)


def _keep_theme() -> None:
    preferences.save(theme=theme.look.choice)
