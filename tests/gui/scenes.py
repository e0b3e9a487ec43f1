"""Windows in a state worth a picture, by name. Add a page: one function and one line in SCENES."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.main_window import MainWindow
from samarth_desktop.gui.pages.setup import AREA, LANGUAGE, NAME, PASSPHRASE, RECOVERY, SetupPage
from samarth_desktop.gui.pages.setup_steps import NameStep, PassphraseStep
from samarth_desktop.gui.pages.unlock import UnlockPage
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


def setup(step: int) -> QWidget:
    """A step of set-up on an empty folder."""
    window = MainWindow(lanes(inline=True))
    page = SetupPage(_folder(), window.lanes, lambda desk: None, first=min(step, PASSPHRASE))
    if isinstance(page._step, NameStep):
        page._step.box.setText("सुनीता यादव")
    if isinstance(page._step, PassphraseStep):
        page._step.first.setText("neem peela zaidpur kheer")
        page._step.second.setText("neem peela")
    if step == RECOVERY:
        page._key = "7KQ4A-M2HXB-9TREC-W6PAD-3NVCE-98DGF-5JYFG-B4SZH"
        page._show(RECOVERY)
        page._step._asked[0][1].setText(page._step._groups[page._step._asked[0][0]])
        page._step._asked[1][1].setText(page._step._groups[page._step._asked[1][0]][:2])
    if step == AREA:
        page._show(AREA)
        page._step.state.set_value("9")
        page._step._state_chosen()
    window.show_whole(page)
    return window


def _folder() -> Path:
    return Path(tempfile.mkdtemp()) / "data"


def unlock(recovery: bool = False) -> QWidget:
    """The locked program."""
    window = MainWindow(lanes(inline=True))
    page = UnlockPage(_folder(), window.lanes, lambda desk: None)
    window.show_whole(page)
    if recovery:
        page._show(page.recovery)
    else:
        page.passphrase.box.setText("neem")
        page._failed(
            KnownError(T("The passphrase is not right. Check the keyboard's language and capitals, then try again."))
        )
    return window


SCENES: dict[str, Callable[[], QWidget]] = {
    "gallery": gallery,
    "setup-language": partial(setup, LANGUAGE),
    "setup-name": partial(setup, NAME),
    "setup-passphrase": partial(setup, PASSPHRASE),
    "setup-recovery": partial(setup, RECOVERY),
    "setup-area": partial(setup, AREA),
    "unlock": unlock,
    "unlock-recovery": partial(unlock, True),
}
