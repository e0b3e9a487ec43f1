"""The pages of the program, in the order of the left bar. A page that is not in this list does not exist."""

from typing import TYPE_CHECKING

from samarth_desktop.gui.shell import Entry, Page, Shell
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.desk import Desk
    from samarth_desktop.gui.main_window import MainWindow


def entries(desk: "Desk") -> tuple[Entry, ...]:
    """All pages for this desk; each is imported when it is first shown."""

    def today(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.today import TodayPage

        return TodayPage(shell, desk, [entry.key for entry in listed])

    def artisan_form(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.artisan_form import ArtisanForm

        return ArtisanForm(shell, desk)

    listed = (
        Entry("today", T("Today"), "today", today),
        Entry("artisan-form", T("Register artisan"), "person", artisan_form, nav="people", shortcut="Ctrl+N"),
    )
    return listed


def open_work(window: "MainWindow", desk: "Desk") -> None:
    """Begins work at this desk; also after another person has sat down."""
    listed = entries(desk)
    window.close_pages()
    window.open(listed, "today", "people" if any(entry.key == "people" for entry in listed) else "")
    window.who(desk.author, T("Field coordinator"))
    window.saved(T("All saved"))
