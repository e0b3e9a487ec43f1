"""The journey through every page of the bar, in both languages and two sizes of window."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop import paths
from samarth_desktop.actions import today
from samarth_desktop.actions.device import device, opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.gui.app.routes import open_work, routes
from samarth_desktop.gui.pages.setup.setup import AREA, PASSPHRASE, RECOVERY, SetupPage
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from tests.gui import layout_checks

NAMES = frozenset({"Flipkart", "Amazon", "Shabnam Bano", "Kiran Devi", "Sarita Devi", "Ujala Mahila Samuh"}) | {
    "Seller SKU ID"
}  # a heading of the marketplace's own sheet
"""Of marketplaces, and of invented people: a name is shown in both scripts, whatever the window speaks."""
PLACE = {"state": "9", "district": "129", "village": "ज़ैदपुर", "village_other": "Zaidpur", "pin": "225414"}


@pytest.fixture
def session():
    """A desk with a whole person, an unfinished one and a group."""
    made, _ = opening.set_up(paths.data_dir(), "neem peela zaidpur kheer", author="सुनीता यादव", area="9/129")
    whole = Artisan(
        name_hi="शबनम बानो", name_en="Shabnam Bano", relation="husband", relative_hi="मोहम्मद असलम",
        relative_en="Mohammad Aslam", birth_year=1992, gender="female", mobile="9839000001", phone_owner="own",
        sector="handloom", craft="स्टोल बुनाई", **PLACE,
    )  # fmt: skip
    registering.save(made, registering.Registration(whole))
    registering.save(made, registering.Registration(Artisan(name_hi="किरण देवी", name_en="Kiran Devi", **PLACE)))
    members = (Member(name_hi="सरिता देवी", name_en="Sarita Devi", role="president"),)
    group = Shg(name_hi="उजाला महिला समूह", name_en="Ujala Mahila Samuh", mission="nrlm", **PLACE)
    registering.save(made, registering.Registration(group, members=members))
    today.set_village(made, "ज़ैदपुर")
    made.store.put(**{device.BACKED_UP: datetime.now(UTC).isoformat()})
    yield made
    made.store.close()


def test_every_page_speaks_fits_and_has_names(qtbot, window, session, spoken):
    open_work(window, session, lambda other: None)
    window.show()
    for size in ((1366, 768), (1093, 614)):
        window.resize(*size)
        for entry in routes(session, lambda other: None):
            assert window.go(entry.key), entry.key
            for _ in range(3):
                QApplication.processEvents()
            page = window.page(entry.key)
            assert layout_checks.clipped_texts(page) == [], (entry.key, size)
            assert layout_checks.nameless(page) == [], entry.key
            assert layout_checks.without_reason(page) == [], entry.key
            if spoken == "hi":
                assert layout_checks.untranslated(page, NAMES) == [], entry.key
    if spoken == "hi":
        assert layout_checks.untranslated(window.nav) == []
        assert layout_checks.untranslated(window.status) == []


def test_a_key_that_a_page_shows_for_itself_is_not_the_windows(qtbot, window, session):
    open_work(window, session, lambda other: None)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for before, after in (("people", "artisan-form"), ("workshops", "workshop-form")):
        window.go(before)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert window.here == after


def test_set_up_with_the_keyboard_alone(qtbot, window):
    finished = []
    page = SetupPage(paths.data_dir(), window.lanes, finished.append)
    window.show_whole(page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    def press(key, count: int = 1):
        for _ in range(count):
            qtbot.keyClick(window.focusWidget(), key)
            QApplication.processEvents()  # a new step shows itself in the event loop

    def tab_to(widget):
        seen = [window.focusWidget()]
        while window.focusWidget() is not widget:
            press(Qt.Key.Key_Tab)
            seen.append(window.focusWidget())
            assert len(seen) < 40, seen

    def write(text):
        qtbot.keyClicks(window.focusWidget(), text)

    window.focusWidget()  # the language that is chosen
    press(Qt.Key.Key_Return)
    write("Sunita Yadav")
    press(Qt.Key.Key_Return)
    assert page._here == PASSPHRASE
    write("neem peela zaidpur kheer")
    tab_to(page._step.second)
    write("neem peela zaidpur kheer")
    press(Qt.Key.Key_Return)
    assert page._here == RECOVERY
    for number, box, _ in page._step._asked:
        tab_to(box)
        write(page._step._groups[number])
    press(Qt.Key.Key_Return)
    assert page._here == AREA
    write("barab")
    press(Qt.Key.Key_Return)
    assert page._step.area() == "9/129" and not finished
    press(Qt.Key.Key_Return)
    assert device.device_info(finished[0]).home_area == "9/129"
    finished[0].store.close()
