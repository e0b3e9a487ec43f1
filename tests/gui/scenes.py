"""Windows in a state worth a picture, by name. Add a page: one function and one line in SCENES."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.main_window import MainWindow
from samarth_desktop.gui.shell import Entry
from samarth_desktop.gui.tasks import lanes
from samarth_desktop.i18n import T, Text, Tn
from tests.gui.gallery import GalleryPage


def window_with(*entries: Entry, first: str = "") -> MainWindow:
    """The window with some pages and usual facts in its bars."""
    window = MainWindow(lanes(inline=True))
    window.open(entries, first or entries[0].key, search_page=entries[0].key)
    window.who("सुनीता यादव", T("Field coordinator"))
    window.saved(T("All saved"))
    window.fact("unsent", Tn("{count} not yet sent", "{count} not yet sent", 12))
    window.fact("net", T("Off-line"))
    window.fact("laptop", T("This laptop: {name}", name="UP-K7"))
    window.count("sync", 12)
    return window


def gallery() -> QWidget:
    """The kit."""
    return window_with(
        Entry("gallery", Text("Kit"), "today", GalleryPage),
        Entry("sync", Text("Sync"), "sync", GalleryPage),
        Entry("help", T("Help"), "help", GalleryPage, "foot", "F1"),
    )


SCENES: dict[str, Callable[[], QWidget]] = {"gallery": gallery}
