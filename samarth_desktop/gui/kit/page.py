"""What a page is, and what a page may ask of the window around it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.background.tasks import Lanes
from samarth_desktop.gui.theme.language import LocalizedText
from samarth_desktop.i18n import Text
from samarth_desktop.store.log.changed import Changed


class PageHost(Protocol):
    """The window as pages see it."""

    lanes: Lanes

    @property
    def narrow(self) -> bool:
        """Whether the window is under 1200 logical px."""

    @property
    def place(self) -> QWidget:
        """Where pages stand."""

    @property
    def before(self) -> str:
        """The key of the page that was in front before this one; "" at the start."""

    def go(self, key: str, **args: object) -> bool:
        """Shows another page with `args`; False when the present page will not be left."""

    def notice(self, tone: str, text: LocalizedText) -> None:
        """Shows a sentence above the page: ``info``, ``ok``, ``warning``, ``error``; "" takes it away."""

    def saved_file(self, text: LocalizedText, file: Path) -> None:
        """Says above the page that a file was saved, with buttons that open it and its folder."""

    def saved(self, text: LocalizedText, tone: str = "ok") -> None:
        """Says in the status line what became of the work, e.g. "All saved" (``ok``, ``warn``, ``err``)."""

    def fact(self, key: str, text: LocalizedText, icon: str = "", tone: str = "") -> None:
        """Sets a fact of the status line: ``unsent``, ``sync``, ``net``, ``backup`` or ``laptop``."""

    def count(self, page: str, number: int) -> None:
        """The counter beside a page's name in the left bar; 0 takes it away."""

    def who(self, name: str, role: LocalizedText) -> None:
        """Says at the top who is at work."""


class Page(QWidget):
    """Base of all pages. Overwrite what the page needs."""

    def __init__(self, host: PageHost | None = None) -> None:
        """A page begins in its place: whatever changes its parent later is dressed anew with all that stands in it."""
        super().__init__(host.place if host is not None else None)
        self.start: QWidget | None = None  # has the focus when the page comes; no proxy: Tab would jump there
        self.own_keys: dict[str, Callable[[], object]] = {}  # that mean something else here than in the whole window
        self.setObjectName("page")

    def event(self, event: QEvent) -> bool:
        """Takes its own keys before the window does."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._own(event)
        if act is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            act()

    def _own(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self.own_keys.get(QKeySequence(event.keyCombination()).toString()) if self.own_keys else None

    def shown(self, **args: object) -> None:
        """The page has come to the front, with what ``go`` was given. Refresh from the store lane here."""

    def data_changed(self, changed: Changed) -> None:
        """Data changed while this page is in front, here or by a sync: read again what this page shows of it."""

    def can_leave(self) -> bool:
        """Whether another page may come to the front now; keep half-typed work first."""
        return True

    def search(self, text: str) -> bool:
        """The search box at the top was used; True when this page shows the hits itself."""
        return False

    def searched(self) -> str:
        """The words that this page looks for now: they stand in the search box while the page is in front."""
        return ""

    def fold(self, narrow: bool) -> None:
        """The window has become narrower than 1200 px, or wide again."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the program. `make` is called once, when the page is first shown.

    `nav` is its place in the left bar: ``top``, ``foot``, or the key of the page it belongs to (a form).
    """

    key: str
    title: Text
    icon: str
    make: Callable[[PageHost], Page]
    nav: str = "top"
    shortcut: str = ""
