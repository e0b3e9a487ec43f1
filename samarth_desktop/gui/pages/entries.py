"""The pages of the program, in the order of the left bar. A page that is not in this list does not exist."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from samarth_desktop.gui.shell import Entry, Page, Shell
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.doubles import Doubles
    from samarth_desktop.gui.main_window import MainWindow
    from samarth_desktop.gui.name_look import NameLook
    from samarth_desktop.gui.rounds import Rounds


def _page(
    name: str, session: "Session | None" = None, more: Callable[[], object] | None = None
) -> Callable[[Shell], Page]:
    """Makes the page ``module.Class`` when it is first shown: until then its module is not even read."""

    def make(shell: Shell) -> Page:
        module, _, page = name.rpartition(".")
        found: Callable[..., Page] = getattr(import_module(f"{__package__}.{module}"), page)
        return found(shell, *([session] if session else []), *([more()] if more else []))

    return make


def entries(
    session: "Session",
    changed: Callable[["Session"], object],
    rounds: "Rounds | None" = None,
    doubles: "Doubles | None" = None,
    names: "NameLook | None" = None,
) -> tuple[Entry, ...]:
    """All pages for this desk; each is imported when it is first shown.

    `changed` gets the session of another person; `rounds`, `doubles` and `names` are those that go by themselves, None
    where only a page starts them.
    """

    def keys() -> list[str]:
        return [entry.key for entry in listed]

    def looks(shell: Shell) -> "Doubles":
        from samarth_desktop.gui.doubles import Doubles

        return doubles or Doubles(shell.lanes.network, session)

    def name_look(shell: Shell) -> "NameLook":
        from samarth_desktop.gui.name_look import NameLook

        return names or NameLook(shell.lanes.network, session)

    def names_page(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.names_page import NamesPage

        return NamesPage(shell, session, name_look(shell))

    def today(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.today import TodayPage

        return TodayPage(
            shell, session, {entry.key: entry.shortcut for entry in listed}, looks(shell), name_look(shell)
        )

    def sync(shell: Shell) -> Page:
        from samarth_desktop.gui.pages.sync import SyncPage
        from samarth_desktop.gui.rounds import Rounds

        return SyncPage(shell, session, rounds or Rounds(shell.lanes.network, session), looks(shell))

    listed = (
        Entry("today", T("Today"), "today", today),
        Entry("people", T("People"), "person", _page("people.PeoplePage", session, keys)),
        Entry(
            "artisan-form",
            T("Register artisan"),
            "person",
            _page("artisan_form.ArtisanForm", session),
            "people",
            "Ctrl+N",
        ),
        Entry("bulk", T("A whole hall"), "person", _page("bulk.BulkPage", session), "people"),
        Entry("import", T("Add from Excel"), "receive", _page("import_page.ImportPage", session, keys), "people"),
        Entry(
            "duplicates",
            T("Is this the same person?"),
            "person",
            _page("duplicates_page.DuplicatesPage", session),
            "people",
        ),
        Entry("names", T("Look at these names"), "person", names_page, "today"),
        Entry("shgs", T("SHGs"), "group", _page("groups.GroupsPage", session, keys)),
        Entry("shg-form", T("Register SHG"), "group", _page("shg_form.ShgForm", session), "shgs", "Ctrl+G"),
        Entry("certificates", T("Certificates"), "cert", _page("certificates.CertificatesPage", session, keys)),
        Entry("verify", T("Check a certificate"), "cert", _page("verify.VerifyPage", session), "certificates"),
        Entry("sync", T("Sync"), "sync", sync),
        Entry("settings", T("Settings"), "gear", _page("settings.SettingsPage", session, lambda: changed), "foot"),
        Entry("places", T("Places"), "place", _page("places.PlacesPage", session), "settings"),
        Entry("help", T("Help"), "help", _page("help.HelpPage", session), "foot", "F1"),
    )
    return listed


def open_work(window: "MainWindow", session: "Session", changed: Callable[["Session"], object]) -> None:
    """Begins work at this desk; also after another person has sat down."""
    from samarth_desktop.gui.background_look import BackgroundLook
    from samarth_desktop.gui.doubles import Doubles
    from samarth_desktop.gui.hall import Hall
    from samarth_desktop.gui.name_look import NameLook
    from samarth_desktop.gui.rounds import Rounds
    from samarth_desktop.gui.who import WhoMenu

    before: list[Rounds | BackgroundLook] = [*window.findChildren(Rounds), *window.findChildren(BackgroundLook)]
    for earlier in before:  # of the person who sat here before
        earlier.stop()
        earlier.deleteLater()
    for hall in window.findChildren(Hall):  # its page goes too
        hall.close()
    rounds = Rounds(window.lanes.network, session, window)
    doubles = Doubles(window.lanes.network, session, window)
    names = NameLook(window.lanes.network, session, window)
    listed = entries(session, changed, rounds, doubles, names)
    window.close_pages()
    window.open(listed, "today", "people" if any(entry.key == "people" for entry in listed) else "")
    window.who(session.author, T("Field coordinator"))
    window.saved(T("All saved"))
    rounds.failed.connect(lambda error: window.fact("sync", error.text, "offline"))
    rounds.ended.connect(lambda counts: window.fact("sync", T("Sent and fetched just now"), "clock"))
    rounds.ended.connect(lambda counts: doubles.begin())
    rounds.ended.connect(lambda counts: names.begin())
    rounds.start()
    doubles.start()
    names.start()
    WhoMenu.attach(window, session, changed)
