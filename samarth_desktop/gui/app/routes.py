"""The pages of the program, in the order of the left bar. A page that is not in this list does not exist."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from samarth_desktop.actions.device.roles import COORDINATOR
from samarth_desktop.gui.app.roles import offered_to
from samarth_desktop.gui.kit.page import Page, PageHost, PageSpec
from samarth_desktop.i18n import T

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.gui.app.main_window import MainWindow
    from samarth_desktop.gui.background.duplicate_scan import DuplicateScan
    from samarth_desktop.gui.background.name_scan import NameScan
    from samarth_desktop.gui.background.sync_scheduler import SyncScheduler


def _page(
    name: str, session: "Session | None" = None, more: Callable[[], object] | None = None
) -> Callable[[PageHost], Page]:
    """Makes the page ``module.Class`` when it is first shown: until then its module is not even read."""

    def make(host: PageHost) -> Page:
        module, _, page = name.rpartition(".")
        found: Callable[..., Page] = getattr(import_module(f"samarth_desktop.gui.pages.{module}"), page)
        return found(host, *([session] if session else []), *([more()] if more else []))

    return make


def routes(
    session: "Session",
    changed: Callable[["Session"], object],
    sync_scheduler: "SyncScheduler | None" = None,
    doubles: "DuplicateScan | None" = None,
    names: "NameScan | None" = None,
    role: str = COORDINATOR,
) -> tuple[PageSpec, ...]:
    """All pages for this desk; each is imported when it is first shown.

    `changed` gets the session of another person; `sync_scheduler`, `doubles` and `names` go by themselves, None
    where only a page starts them. `role` says to which pages Today leads.
    """

    def keys() -> list[str]:
        return [entry.key for entry in listed]

    def specs() -> Callable[[], dict[str, PageSpec]]:
        return lambda: {entry.key: entry for entry in listed}

    def list_of(kind: str) -> Callable[[PageHost], Page]:
        """The page that lists a kind, as its ListSpec says."""

        def make(host: PageHost) -> Page:
            from samarth_desktop.gui.lists.master_detail import MasterDetail

            return MasterDetail(host, session, keys(), kind)

        return make

    def looks(host: PageHost) -> "DuplicateScan":
        from samarth_desktop.gui.background.duplicate_scan import DuplicateScan

        return doubles or DuplicateScan(host.lanes.background, session)

    def name_look(host: PageHost) -> "NameScan":
        from samarth_desktop.gui.background.name_scan import NameScan

        return names or NameScan(host.lanes.background, session)

    def names_page(host: PageHost) -> Page:
        from samarth_desktop.gui.pages.names.names_page import NamesPage

        return NamesPage(host, session, name_look(host))

    def today(host: PageHost) -> Page:
        from samarth_desktop.gui.pages.today.today import TodayPage

        offered = {entry.key: entry.shortcut for entry in offered_to(listed, role)}
        return TodayPage(host, session, offered, looks(host), name_look(host))

    def sync(host: PageHost) -> Page:
        from samarth_desktop.gui.background.sync_scheduler import SyncScheduler
        from samarth_desktop.gui.pages.sync.sync import SyncPage

        return SyncPage(host, session, sync_scheduler or SyncScheduler(host.lanes.network, session), looks(host))

    listed = (
        PageSpec("today", T("Today"), "today", today),
        PageSpec("people", T("People"), "person", list_of("artisan")),
        PageSpec(
            "artisan-form",
            T("Register artisan"),
            "person",
            _page("artisan_form.ArtisanForm", session),
            "people",
            "Ctrl+N",
        ),
        PageSpec(
            "own-record",
            T("What is kept about her"),
            "eye",
            _page("own_record.OwnRecordPage", session),
            "people",
        ),
        PageSpec("bulk", T("A whole hall"), "person", _page("hall_grid.hall_grid.HallGridPage", session), "people"),
        PageSpec(
            "import", T("Add from Excel"), "receive", _page("imports.import_page.ImportPage", session, keys), "people"
        ),
        PageSpec(
            "duplicates",
            T("Is this the same person?"),
            "person",
            _page("duplicates.duplicates_page.DuplicatesPage", session),
            "people",
        ),
        PageSpec("names", T("Look at these names"), "person", names_page, "today"),
        PageSpec("shgs", T("SHGs"), "group", list_of("shg")),
        PageSpec("shg-form", T("Register SHG"), "group", _page("shg_form.ShgForm", session), "shgs", "Ctrl+G"),
        PageSpec(
            "group-life", T("Life of the group"), "group", _page("group_life.page.GroupLifePage", session), "shgs"
        ),
        PageSpec("programmes", T("Programmes"), "steps", _page("programmes.programmes_page.ProgrammesPage", session)),
        PageSpec(
            "board", T("Who is how far"), "board", _page("programmes.board_page.BoardPage", session), "programmes"
        ),
        PageSpec(
            "eligible",
            T("Eligible, but in no programme"),
            "person",
            _page("programmes.eligible_page.EligiblePage", session),
            "programmes",
        ),
        PageSpec(
            "record-programmes",
            T("Programmes of a person or group"),
            "steps",
            _page("programmes.person_page.PersonProgrammesPage", session),
            "programmes",
        ),
        *_workshops(session),
        PageSpec("products", T("Products"), "product", _page("products.products_page.ProductsPage", session, keys)),
        PageSpec(
            "product-form",
            T("Add a product"),
            "product",
            _page("products.product_form.ProductForm", session),
            "products",
        ),
        PageSpec(
            "listing", T("Put on sale"), "product", _page("products.listing_page.ListingPage", session), "products"
        ),
        PageSpec(
            "mapping",
            T("What feeds which column"),
            "product",
            _page("products.mapping_page.MappingPage", session),
            "products",
        ),
        PageSpec(
            "answers",
            T("Answers and mending"),
            "product",
            _page("products.answers_page.AnswersPage", session),
            "products",
        ),
        PageSpec("sales", T("Sales and money"), "product", _page("products.sales_page.SalesPage", session), "products"),
        PageSpec(
            "take-downs",
            T("To take down"),
            "product",
            _page("products.take_downs_page.TakeDownsPage", session),
            "products",
        ),
        PageSpec("certificates", T("Certificates"), "cert", _page("certificates.CertificatesPage", session, keys)),
        PageSpec("verify", T("Check a certificate"), "cert", _page("verify.VerifyPage", session), "certificates"),
        PageSpec("sync", T("Sync"), "sync", sync),
        PageSpec(
            "settings", T("Settings"), "gear", _page("settings.settings.SettingsPage", session, lambda: changed), "foot"
        ),
        PageSpec("places", T("Places"), "place", _page("places.PlacesPage", session), "settings"),
        PageSpec("help", T("Help"), "help", _page("help.help_page.HelpPage", session, specs), "foot", "F1"),
    )
    return listed


def _workshops(session: "Session") -> tuple[PageSpec, ...]:
    """The pages of workshops and fairs."""
    below = "workshops"
    return (
        PageSpec(below, T("Workshops"), "workshop", _page("workshops.workshops_page.WorkshopsPage", session)),
        PageSpec("workshop", T("Workshop"), "workshop", _page("workshops.workshop_page.WorkshopPage", session), below),
        PageSpec(
            "workshop-form", T("Plan a workshop"), "workshop", _page("workshops.form_page.WorkshopForm", session), below
        ),
        PageSpec("door", T("At the door"), "door", _page("workshops.door_page.DoorPage", session), below, "Ctrl+T"),
        PageSpec(
            "attendance", T("Attendance"), "workshop", _page("workshops.attendance_page.AttendancePage", session), below
        ),
        PageSpec("hall", T("The hall's network"), "laptop", _page("workshops.hall_page.HallPage", session), below),
    )


def open_work(window: "MainWindow", session: "Session", changed: Callable[["Session"], object]) -> None:
    """Begins work at this desk; also after another person has sat down."""
    from samarth_desktop.actions.device.roles import role
    from samarth_desktop.gui.app.lock import Lock
    from samarth_desktop.gui.app.roles import WORDS, for_role
    from samarth_desktop.gui.app.status_facts import StatusFacts
    from samarth_desktop.gui.app.user_menu import UserMenu
    from samarth_desktop.gui.background.background_scan import BackgroundScan
    from samarth_desktop.gui.background.changes import Changes
    from samarth_desktop.gui.background.daily_backup import DailyBackup
    from samarth_desktop.gui.background.duplicate_scan import DuplicateScan
    from samarth_desktop.gui.background.hall import Hall
    from samarth_desktop.gui.background.name_scan import NameScan
    from samarth_desktop.gui.background.sync_scheduler import SyncScheduler

    before: list[SyncScheduler | BackgroundScan | Changes | DailyBackup] = [
        *window.findChildren(SyncScheduler),
        *window.findChildren(BackgroundScan),
        *window.findChildren(Changes),
        *window.findChildren(DailyBackup),
    ]
    for earlier in before:  # of the person who sat here before
        earlier.stop()
        earlier.deleteLater()
    for hall in window.findChildren(Hall):  # its page goes too
        hall.close()
    sync_scheduler = SyncScheduler(window.lanes.network, session, window)
    doubles = DuplicateScan(window.lanes.background, session, window)
    names = NameScan(window.lanes.background, session, window)
    mine = role(session)
    listed = for_role(routes(session, changed, sync_scheduler, doubles, names, mine), mine)
    window.close_pages()
    window.open(listed, "today", "people" if any(entry.key == "people" for entry in listed) else "")
    window.who(session.author, WORDS.get(mine, WORDS[COORDINATOR]))
    window.saved(T("All saved"))
    sync_scheduler.failed.connect(lambda error: window.fact("sync", error.text, "offline"))
    sync_scheduler.ended.connect(lambda counts: window.fact("sync", T("Sent and fetched just now"), "clock"))
    sync_scheduler.ended.connect(lambda counts: doubles.begin())
    sync_scheduler.ended.connect(lambda counts: names.begin())
    changes = Changes(session.store, window)
    changes.told.connect(window.data_changed)
    StatusFacts(window, session, changes)
    daily = DailyBackup(window.lanes.background, session, window)
    daily.failed.connect(lambda error: window.fact("backup", error.text, "warn", "warn"))
    daily.start()
    sync_scheduler.start()
    doubles.start()
    names.start()
    Lock.attach(window, session)
    UserMenu.attach(window, session, changed)
