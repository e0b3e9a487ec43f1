"""Windows in a state worth a picture, by name. Add a page: one function and one line in SCENES."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from PySide6.QtWidgets import QWidget

from samarth_desktop.actions.device.device import DeviceInfo
from samarth_desktop.actions.device.updates import Update
from samarth_desktop.actions.session import Session
from samarth_desktop.actions.today import Done, Overview, Unfinished, Unsent
from samarth_desktop.documents.signing.release import Release
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app import virtual_keyboard
from samarth_desktop.gui.app.lock import Lock
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.quit_dialog import QuitDialog
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.duplicate_scan import DuplicateScan
from samarth_desktop.gui.background.name_scan import NameScan
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.page import PageSpec
from samarth_desktop.gui.office.hub_process import Health, HubProcess
from samarth_desktop.gui.office.office_window import OfficeWindow
from samarth_desktop.gui.office.people_dialog import PeopleDialog
from samarth_desktop.gui.pages.help.update_card import UpdateCard
from samarth_desktop.gui.pages.settings.settings import PARTS
from samarth_desktop.gui.pages.setup.restore import RestorePage
from samarth_desktop.gui.pages.setup.setup import AREA, LANGUAGE, NAME, PASSPHRASE, RECOVERY, SetupPage
from samarth_desktop.gui.pages.setup.setup_steps import NameStep, PassphraseStep
from samarth_desktop.gui.pages.setup.unlock import UnlockPage
from samarth_desktop.gui.pages.today.today import STEPS, TodayPage
from samarth_desktop.i18n import T, Text, Tn
from samarth_desktop.store.duplicates.scan_state import Waiting
from tests.gui import fixtures_lists, fixtures_market, fixtures_programmes, fixtures_sync, fixtures_workshops
from tests.gui.gallery import GalleryPage


def window_with(*entries: PageSpec, first: str = "") -> MainWindow:
    """The window with some pages and usual facts in its bars."""
    window = MainWindow(lanes(inline=True))
    window.open(entries, first or entries[0].key, search_page=entries[0].key)
    window.who("सुनीता यादव", T("Field coordinator"))
    window.saved(T("All saved"))
    window.fact("unsent", Tn("{count} not yet sent", "{count} not yet sent", 12))
    window.fact("laptop", T("This laptop: {name}", name="UP-K7"))
    window.count("sync", 12)
    return window


def gallery() -> QWidget:
    """The kit."""
    return window_with(
        PageSpec("gallery", Text("Kit"), "today", GalleryPage),
        PageSpec("sync", Text("Sync"), "sync", GalleryPage),
        PageSpec("help", T("Help"), "help", GalleryPage, "foot", "F1"),
    )


def setup(step: int) -> QWidget:
    """A step of set-up on an empty folder."""
    window = MainWindow(lanes(inline=True))
    page = SetupPage(_folder(), window.lanes, lambda session: None, first=min(step, PASSPHRASE), restore=print)
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
        page._step.chooser.show_area("9")
    window.show_whole(page)
    return window


def _folder() -> Path:
    return Path(tempfile.mkdtemp()) / "data"


def unlock(recovery: bool = False, loss: bool = False) -> QWidget:
    """The locked program."""
    window = MainWindow(lanes(inline=True))
    page = UnlockPage(_folder(), window.lanes, lambda session: None, lambda: None)
    window.show_whole(page)
    if recovery:
        page._show(page.recovery)
    elif loss:
        page._show(page.loss)
    else:
        page.passphrase.box.setText("neem")
        page._failed(
            KnownError(T("The passphrase is not right. Check the keyboard's language and capitals, then try again."))
        )
    return window


def locked() -> QWidget:
    """The lock in front of a half-typed form, with the keyboard on the screen."""
    session = fixtures_lists.desk_in(_folder() / "data")
    window = fixtures_lists.window_of(session, "settings")
    virtual_keyboard.use(window, True)
    Lock.attach(window, session).lock()
    return window


def at_work(page: str) -> MainWindow:
    """The window at work on the pages that exist; nothing is read from a store."""
    window = MainWindow(lanes(inline=True))
    window.lanes.store.run = lambda *more, **other: None  # type: ignore[method-assign]  # the scene brings its data
    session = Session(SimpleNamespace(folder=_folder(), home_area="9/129", device="7KQ4MX"), "सुनीता यादव", lambda: DAY)
    every = (*STEPS, ("people",), ("sync",))
    made = [
        replace(one, make=partial(_today, session, every)) if one.key == "today" else one
        for one in routes(session, print)
    ]
    missing = [
        PageSpec(key, title, icon, GalleryPage) for key, title, icon in OTHERS if key not in {one.key for one in made}
    ]
    window.open((*made[:1], *missing, *made[1:]), page, "people")
    window.who("सुनीता यादव", T("Field coordinator"))
    window.saved(T("All saved"))
    return window


DAY = date(2026, 11, 23)
OTHERS = (
    ("people", Text("लोग"), "person"),
    ("shgs", Text("समूह"), "group"),
    ("certificates", Text("प्रमाणपत्र"), "cert"),
    ("sync", Text("भेजना-पाना"), "sync"),
)


def _today(session: Session, every: tuple, host: MainWindow) -> TodayPage:
    looks = DuplicateScan(host.lanes.store, session, host), NameScan(host.lanes.store, session, host)
    return TodayPage(host, session, {one[0]: "" for one in every}, *looks)


def today() -> QWidget:
    """The first page on an ordinary day."""
    window = at_work("today")

    def at(day: int, hour: int, minute: int) -> datetime:
        return datetime(2026, 11, day, hour, minute).astimezone()

    forms = (
        Unfinished("artisan", "1", "शबनम बानो", "Shabnam Bano", T("A mobile number has 10 digits; here are {n}.", n=9), 2, 5, at(23, 10, 5)),
        Unfinished("shg", "2", "उजाला महिला समूह", "Ujala Mahila Samuh", T("Consent is missing"), 3, 5, at(23, 9, 40), 10),
        Unfinished("artisan", "3", "रमेश कुमार", "Ramesh Kumar", T("Consent is missing"), 3, 5, at(22, 17, 20)),
        Unfinished("artisan", "4", "किरण देवी", "Kiran Devi", T("Still missing: {field}", field=T("Craft")), 4, 5, at(20, 9, 0)),
    )  # fmt: skip
    found = Overview("सुनीता यादव", "ज़ैदपुर", "9/129", "7KQ4MX", forms, Unsent(9, 2, 1, 7, 1_150_000), Done(6, 148, 9, 7))
    window.page("today").fill(found)
    window.page("today").twice.show_waiting(Waiting(14, 3))
    return window


def settings(part: str) -> QWidget:
    """A part of Settings."""
    window = at_work("settings")
    page = window.page("settings")
    page.show_part(PARTS.index(part))
    copied = datetime.now().astimezone() - timedelta(days=9)
    folder = Path("/home/sunita/.local/share/samarth-desktop")
    page.fill(DeviceInfo("सुनीता यादव", ("सुनीता यादव", "मीना वर्मा"), "9/129", "7KQ4MX", True, copied, folder))
    return window


def empty_today() -> QWidget:
    """The first page on the first day."""
    window = at_work("today")
    window.page("today").fill(Overview("सुनीता यादव", "", "9/129", "", (), Unsent(), Done()))
    return window


def restore() -> QWidget:
    """A copy is brought back."""
    window = MainWindow(lanes(inline=True))
    page = RestorePage(_folder(), window.lanes, print, print)
    window.show_whole(page)
    page.step.take(Path("नकल-2026-11-20.backup"))
    return window


def closing() -> QWidget:
    """What is said before the window closes."""
    return QuitDialog(12)


def changing() -> QWidget:
    """The dialog before many are changed."""
    window = fixtures_lists.scene("people")()
    window.resize(1366, 768)
    dialog = fixtures_lists.changing_many(window)
    dialog.window_below = window
    return dialog


def newer() -> MainWindow:
    """Help when a newer version lies ready."""
    window, name = at_work("help"), "samarth-desktop_0.2.0_amd64.deb"
    said = Release(name, "0.2.0", 92_400_000, "0" * 64, "debian-amd64", date(2026, 11, 26))
    window.findChildren(UpdateCard)[0].show_update(Update(said, b"", Path(name)))
    return window


def form(name: str) -> QWidget:
    """A form or a hall over a real store."""
    from tests.gui import fixtures_forms  # which takes the window from here

    made: QWidget = getattr(fixtures_forms, name)()
    return made


def office(on: bool) -> OfficeWindow:
    """The office's window over a hub that serves, or is off."""
    window = OfficeWindow(HubProcess(Path("/home/office/samarth-hub")), lanes(inline=True))
    said = (
        T("The hub serves. Laptops of this network reach it at this address:")
        if on
        else T("The hub has ended. Start it again.")
    )
    address = "https://0.0.0.0:8440" if on else ""
    window.status.show_state("on" if on else "off", said, address)
    for card in (window.invite, window.backup, window.laptops):
        card.offer(address)
    window.show_health(Health("off" if not on else "on", 21 * 1024**3))
    one = {"code": "7KQ4MX", "person": "रामप्रसाद यादव", "role": "trainer", "areas": ["9/164", "9/165"], "synced": ""}
    gone = {"code": "8KQ4MX", "person": "आशा वर्मा", "role": "coordinator", "areas": ["9/164"], "synced": ""}
    marks = {"revoked": "", "waits": False}
    window.laptops.show_laptops([one | marks, gone | marks | {"revoked": "2026-11-20"}])
    return window


def office_people() -> PeopleDialog:
    """Who works on a laptop, at the office's window."""
    laptop = {"code": "7KQ4MX", "person": "रामप्रसाद यादव"}
    dialog = PeopleDialog(HubProcess(Path("/home/office/samarth-hub")), lanes(inline=True), laptop)
    names = (("रामप्रसाद यादव", "coordinator", 0), ("आशा वर्मा", "trainer", 0), ("मीना देवी", "trainer", 5))
    by = {"since": 1_795_000_000_000, "until": 1_795_600_000_000, "put_by": "कमला सिंह", "off_by": "कमला सिंह"}
    dialog.show_people([{"id": name, "name": name, "role": role, "left": left} | by for name, role, left in names])
    return dialog


SCENES: dict[str, Callable[[], QWidget]] = {
    "office-people": office_people,
    "office-on": partial(office, True),
    "office-off": partial(office, False),
    "gallery": gallery,
    "setup-language": partial(setup, LANGUAGE),
    "setup-name": partial(setup, NAME),
    "setup-passphrase": partial(setup, PASSPHRASE),
    "setup-recovery": partial(setup, RECOVERY),
    "setup-area": partial(setup, AREA),
    "today": today,
    "help": partial(at_work, "help"),
    "help-newer": newer,
    "settings": partial(settings, "window"),
    "settings-people": partial(settings, "people"),
    "settings-keys": partial(settings, "keys"),
    "settings-backup": partial(settings, "backup"),
    "settings-laptop": partial(settings, "laptop"),
    "today-empty": empty_today,
    "people": fixtures_lists.scene("people", fixtures_lists.settle),
    "people-ticked": fixtures_lists.scene("people", fixtures_lists.ticked),
    "people-many": changing,
    "people-search": fixtures_lists.scene("people", partial(fixtures_lists.search, text="shabnam")),
    "certificates": fixtures_lists.scene("certificates", fixtures_lists.register),
    "certificates-trials": fixtures_lists.scene("certificates", fixtures_lists.trials, own=True),
    "people-trial": fixtures_lists.scene("people", fixtures_lists.trial_person, own=True),
    "certificates-batch": fixtures_lists.scene("certificates", fixtures_lists.batch),
    "verify": fixtures_lists.scene("verify", fixtures_lists.verified),
    "verify-paper": fixtures_lists.scene("verify", fixtures_lists.compared),
    "places": fixtures_lists.scene("places", fixtures_lists.placed, own=True),
    "duplicates": fixtures_lists.scene("duplicates", fixtures_lists.doubled, own=True),
    "names": fixtures_lists.scene("names", fixtures_lists.doubted, own=True),
    "names-looked": fixtures_lists.scene("names", fixtures_lists.looked, own=True),
    "names-proposed": fixtures_lists.scene("names", fixtures_lists.proposed, own=True),
    "put-together": fixtures_lists.scene("duplicates", fixtures_lists.put_together, own=True),
    "import-columns": fixtures_lists.scene("import", fixtures_lists.sheet_opened),
    "import-questions": fixtures_lists.scene("import", fixtures_lists.sheet_asked),
    "import-decisions": fixtures_lists.scene("import", fixtures_lists.sheet_decided),
    "import-preview": fixtures_lists.scene("import", fixtures_lists.sheet_looked),
    "import": fixtures_lists.scene("import"),
    "shgs": fixtures_lists.scene("shgs", partial(fixtures_lists.settle, page="shgs")),
    "products": fixtures_market.scene("products", partial(fixtures_lists.settle, page="products")),
    "product-form": fixtures_market.scene("products", fixtures_market.opened_form),
    "listing": fixtures_market.scene("listing", fixtures_market.looked),
    "mapping": fixtures_market.scene("mapping", fixtures_market.mapped),
    "answers": fixtures_market.scene("answers", fixtures_market.answered),
    "sales": fixtures_market.scene("sales", fixtures_market.sold),
    "take-downs": fixtures_market.scene("take-downs"),
    "programmes": fixtures_lists.scene("programmes"),
    "group-life": fixtures_lists.scene("people", fixtures_programmes.life, own=True),
    "group-funds": fixtures_lists.scene("people", partial(fixtures_programmes.life, tab="funds"), own=True),
    "today-visits": fixtures_lists.scene("today", fixtures_programmes.today, own=True),
    "board-move": fixtures_lists.scene("board", fixtures_programmes.preview, own=True),
    "board": fixtures_lists.scene("board", fixtures_programmes.board, own=True),
    "record-programmes": fixtures_lists.scene("people", fixtures_programmes.tab, own=True),
    "eligible": fixtures_lists.scene("eligible"),
    "artisan-form": partial(form, "filled_person"),
    "shg-form": partial(form, "filled_group"),
    "hall": partial(form, "filled_hall"),
    "hall-alike": partial(form, "marked_hall"),
    "sync": fixtures_sync.sync_window,
    **fixtures_workshops.SCENES,
    "restore": restore,
    "closing": closing,
    "unlock": unlock,
    "locked": locked,
    "unlock-recovery": partial(unlock, True),
    "unlock-new-keys": partial(unlock, loss=True),
}
