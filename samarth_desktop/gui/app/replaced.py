"""Asks for a restart when the program was replaced by a newer version while its window is open.

On Linux a package is upgraded under the running program, whose later imports and pictures would come from the new one.
Windows' installer waits until the window is closed.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from samarth_desktop.i18n import T, Text

SENTENCE = T("A newer version of the program was installed. Close the window and open it again; nothing is lost.")


class Replaced(QObject):
    """Looks at the program's file whenever the window comes to the front, and calls `tell` when it is another one."""

    def __init__(self, app: QGuiApplication, program: Path, tell: Callable[[Text], object]) -> None:
        super().__init__(app)
        self._program, self._tell = program, tell
        self._begun_as = _mark(program)
        app.applicationStateChanged.connect(self._look)

    def _look(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and _mark(self._program) != self._begun_as:
            self._tell(SENTENCE)


def watch(tell: Callable[[Text], object]) -> None:
    """Watches an installed program; a checkout is changed by whoever builds it."""
    app = QGuiApplication.instance()
    if getattr(sys, "frozen", False) and isinstance(app, QGuiApplication):
        Replaced(app, Path(sys.executable), tell)


def _mark(program: Path) -> tuple[int, int, int] | None:
    try:
        found = program.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
