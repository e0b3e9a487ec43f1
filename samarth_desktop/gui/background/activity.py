"""When somebody last worked at this laptop: keys (a scanner types), mouse and touch in any window, camera pictures."""

import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

_WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Activity(QObject):
    """Remembers the moment of the last input. What comes by another way than a window's events calls ``note``."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.monotonic()

    def note(self) -> None:
        """Somebody has just done something."""
        self._last = time.monotonic()

    def rest(self) -> float:
        """Seconds since somebody did something."""
        return time.monotonic() - self._last

    def watch(self) -> None:
        """From now on every window that comes to the front tells of its input."""
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._take_window)
            self._take_window(app.focusWindow())

    def _take_window(self, window: QWindow | None) -> None:
        # Of windows, not of the application: a filter there would see every event of every widget
        if window is not None:
            window.installEventFilter(self)  # once only, however often it is said

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WORK:
            self._last = time.monotonic()
        return False


activity = Activity()
