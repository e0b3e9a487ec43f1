"""The pages of the program, in the order of the left bar. A page that is not in this list does not exist."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from samarth_desktop.gui.shell import Entry, Page, Shell
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.desk import Desk
    from samarth_desktop.gui.main_window import MainWindow
    from samarth_desktop.gui.rounds import Rounds


def _page(name: str, desk: "Desk | None" = None, more: Callable[[], object] | None = None) -> Callable[[Shell], Page]:
    """Makes the page ``module.Class`` when it is first shown: until then its module is not even read."""

    def make(shell: Shell) -> Page:
        module, _, page = name.rpartition(".")
        found: Callable[..., Page] = getattr(import_module(f"{__package__}.{module}"), page)
        return found(shell, *([desk] if desk else []), *([more()] if more else []))

    return make


def entries(desk: "Desk", changed: Callable[["Desk"], object], rounds: "Rounds | None" = None) -> tuple[Entry, ...]:
    """All pages for this desk; each is imported when it is first shown.

    `changed` gets the desk of another person; `rounds` are those that go by themselves, None where only a button
    starts one.
    """

    def keys() -> list[str]:
        return [entry.key for entry in listed]

    def today(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.today import TodayPage

        return TodayPage(shell, desk, {entry.key: entry.shortcut for entry in listed})

    def sync(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.sync import SyncPage
        from samarth_desktop.gui.rounds import Rounds

        return SyncPage(shell, desk, rounds or Rounds(shell.lanes.network, desk))

    people = _page("people.PeoplePage", desk, keys)
    groups = _page("groups.GroupsPage", desk, keys)
    certificates = _page("certificates.CertificatesPage", desk, keys)
    verify = _page("verify.VerifyPage")
    bring = _page("import_page.ImportPage", desk, keys)
    doubles = _page("duplicates_page.DuplicatesPage", desk)
    places = _page("places.PlacesPage", desk)
    hall = _page("bulk.BulkPage", desk)
    artisan_form = _page("artisan_form.ArtisanForm", desk)
    shg_form = _page("shg_form.ShgForm", desk)
    settings = _page("settings.SettingsPage", desk, lambda: changed)
    help_page = _page("help.HelpPage", desk)
    listed = (
        Entry("today", T("Today"), "today", today),
        Entry("shg-form", T("Register SHG"), "group", shg_form, nav="shgs", shortcut="Ctrl+G"),
        Entry("people", T("People"), "person", people),
        Entry("shgs", T("SHGs"), "group", groups),
        Entry("certificates", T("Certificates"), "cert", certificates),
        Entry("verify", T("Check a certificate"), "cert", verify, nav="certificates"),
        Entry("import", T("Add from Excel"), "receive", bring, nav="people"),
        Entry("duplicates", T("Is this the same person?"), "person", doubles, nav="people"),
        Entry("places", T("Places"), "place", places, nav="settings"),
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
