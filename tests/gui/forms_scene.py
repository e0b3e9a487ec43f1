"""The forms in a window over a real store, for pictures and tests."""

import tempfile
from pathlib import Path

from samarth_desktop.actions import opening
from samarth_desktop.actions.desk import Desk
from samarth_desktop.gui.main_window import MainWindow
from samarth_desktop.gui.pages.artisan_form import ArtisanForm
from samarth_desktop.gui.shell import Entry, Page
from samarth_desktop.i18n import T
from tests.gui.scenes import window_with


def desk_in(folder: Path) -> Desk:
    desk, _ = opening.set_up(folder, "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    return desk


class Blank(Page):
    def __init__(self, shell):
        super().__init__()


def form_window(desk: Desk) -> MainWindow:
    return window_with(
        Entry("people", T("People"), "person", Blank),
        Entry("artisan-form", T("Register artisan"), "person", lambda shell: ArtisanForm(shell, desk), nav="people"),
        first="people",
    )


def empty_form():
    window = form_window(desk_in(Path(tempfile.mkdtemp())))
    window.go("artisan-form")
    return window
