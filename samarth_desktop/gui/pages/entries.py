"""The pages of the program, in the order of the left bar. A page that is not in this list does not exist."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from samarth_desktop.gui.pages.list_entries import list_entries
from samarth_desktop.gui.shell import Entry, Page, Shell
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.desk import Desk
    from samarth_desktop.gui.main_window import MainWindow
    from samarth_desktop.gui.rounds import Rounds


def entries(desk: "Desk", changed: Callable[["Desk"], object], rounds: "Rounds | None" = None) -> tuple[Entry, ...]:
    """All pages for this desk; each is imported when it is first shown.

    `changed` gets the desk of another person; `rounds` are those that go by themselves, None where only a button
    starts one.
    """

    def today(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.today import TodayPage

        return TodayPage(shell, desk, {entry.key: entry.shortcut for entry in listed})

    def artisan_form(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.artisan_form import ArtisanForm

        return ArtisanForm(shell, desk)

    def shg_form(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.shg_form import ShgForm

        return ShgForm(shell, desk)

    def keys() -> list[str]:
        return [entry.key for entry in listed]

    def hall(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.bulk import BulkPage

        return BulkPage(shell, desk)

    def sync(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.sync import SyncPage
        from samarth_desktop.gui.rounds import Rounds

        return SyncPage(shell, desk, rounds or Rounds(shell.lanes.network, desk))

    def settings(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.settings import SettingsPage

        return SettingsPage(shell, desk, changed)

    def help_page(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.help import HelpPage

        return HelpPage(shell, desk)

    listed = (
        Entry("today", T("Today"), "today", today),
        *list_entries(desk, keys),
        Entry("shg-form", T("Register SHG"), "group", shg_form, nav="shgs", shortcut="Ctrl+G"),
        Entry("bulk", T("A whole hall"), "person", hall, nav="people"),
        Entry("artisan-form", T("Register artisan"), "person", artisan_form, nav="people", shortcut="Ctrl+N"),
        Entry("sync", T("Sync"), "sync", sync),
        Entry("settings", T("Settings"), "gear", settings, nav="foot"),
        Entry("help", T("Help"), "help", help_page, nav="foot", shortcut="F1"),
    )
    return listed


def open_work(window: "MainWindow", desk: "Desk", changed: Callable[["Desk"], object]) -> None:
    """Begins work at this desk; also after another person has sat down."""
    from samarth_desktop.gui.rounds import Rounds
    from samarth_desktop.gui.who import WhoMenu

    for earlier in window.findChildren(Rounds):  # of the person who sat here before
        earlier.stop()
        earlier.deleteLater()
    rounds = Rounds(window.lanes.network, desk, window)
    listed = entries(desk, changed, rounds)
    window.close_pages()
    window.open(listed, "today", "people" if any(entry.key == "people" for entry in listed) else "")
    window.who(desk.author, T("Field coordinator"))
    window.saved(T("All saved"))
    rounds.failed.connect(lambda error: window.fact("sync", error.text, "offline"))
    rounds.ended.connect(lambda counts: window.fact("sync", T("Sent and fetched just now"), "clock"))
    rounds.start()
    WhoMenu.attach(window, desk, changed)
