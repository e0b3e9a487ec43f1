"""A village is typed in part and chosen: from earlier entries and from the directory, in either script."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.registration import forms, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.actions.registration.villages import Village, Villages
from samarth_desktop.domain.places.lgd import Location
from samarth_desktop.gui.kit.inputs.village import VillageBox
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.search import places
from tests.gui.fixtures_forms import form_window, group_window, hall_window
from tests.gui.test_artisan_form import keys

LISTED = (
    Location("block", "901", "Harakh", "हरख", "9", "129", "", "901"),
    Location("village", "161001", "Zaidpur", "ज़ैदपुर", "9", "129", "700", "901"),
    Location("village", "161002", "Rampur Khas", "", "9", "164", "701", ""),
)


@pytest.fixture
def known(session):
    """A desk with places of the directory and one earlier entry."""
    with session.store.unit_of_work() as unit:
        places.take_in(unit, LISTED)
        unit.commit()
    kiran = Artisan(
        name_hi="किरण देवी", village="भानमऊ", village_other="Bhanmau", gram_panchayat="भानमऊ", block="हरख",
        block_code="901", village_code="161009", district="129", state="9", pin="225414",
    )  # fmt: skip
    registering.save(session, Registration(kiran))
    return session


def opened(window, qtbot, page):
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go(page)
    return window.page(page)


def type_village(qtbot, form, text, part=None):
    if part is not None:
        form.go_to(part, "village")
    form.state.put("village", "")
    form.state.focus("village")
    box = QApplication.focusWidget()
    assert isinstance(box, VillageBox)
    keys(qtbot, text)
    return box


def names(found):
    return [one.name for one in found]


def test_any_part_of_village_block_or_pin_finds_it(known):
    find = Villages(known).find
    for typed in ("bhan", "mau", "भानम", "225414", "22541", "Bhanmou"):
        assert names(find(typed))[:1] == ["भानमऊ"], typed
    assert names(find("zaid"))[:1] == ["ज़ैदपुर"] and names(find("ज़ैद"))[:1] == ["ज़ैदपुर"]
    assert "भानमऊ" in names(find("हरख")) and "हरख" in names(find("harakh"))
    assert names(find("rampur")) == ["Rampur Khas"]
    assert names(find("rampur", "9", "129")) == [] and find("nowhere at all") == [] and find("  ") == []


def test_choosing_fills_the_whole_address(known, qtbot):
    form = opened(form_window(known), qtbot, "artisan-form")
    box = type_village(qtbot, form, "bhan", 2)
    assert box.proposing
    qtbot.keyClick(box, Qt.Key.Key_1)
    got = {key: form.state.text(key) for key in ("village", "village_other", "block", "gram_panchayat", "pin")}
    assert got == {
        "village": "भानमऊ", "village_other": "Bhanmau", "block": "हरख", "gram_panchayat": "भानमऊ", "pin": "225414",
    }  # fmt: skip
    holder = form.sheet().holder
    assert (holder.village_code, holder.block_code, holder.state, holder.district) == ("161009", "901", "9", "129")
    assert form.state.key_of(QApplication.focusWidget()) == "house"
    form.keep_as_draft()
    row = form.opened.base.holder.id
    assert registering.load(known, row).holder.village_code == "161009"


def test_a_directory_village_brings_block_and_codes_and_a_written_one_loses_them(known, qtbot):
    form = opened(form_window(known), qtbot, "artisan-form")
    box = type_village(qtbot, form, "zaid", 2)
    qtbot.keyClick(box, Qt.Key.Key_1)
    holder = form.sheet().holder
    assert (holder.village, holder.village_other, holder.block) == ("ज़ैदपुर", "Zaidpur", "हरख")
    assert (holder.village_code, holder.block_code) == ("161001", "901")
    box = type_village(qtbot, form, "x", 2)
    assert form.sheet().holder.village_code == ""


def test_an_unknown_village_stays_as_it_is_written(known, qtbot):
    form = opened(form_window(known), qtbot, "artisan-form")
    box = type_village(qtbot, form, "भान", 2)
    assert box.proposing
    qtbot.keyClick(box, Qt.Key.Key_Return)  # Enter alone never writes the name of another village
    assert form.state.text("village") == "भान" and form.sheet().holder.village_code == ""
    box = type_village(qtbot, form, "Navinpurwa", 2)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert form.state.text("village") == "Navinpurwa"


def test_figures_are_a_pin_and_no_choice(known, qtbot):
    form = opened(form_window(known), qtbot, "artisan-form")
    box = type_village(qtbot, form, "225414", 2)
    assert box.text() == "225414" and box.proposing
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert form.state.text("village") == "भानमऊ"


def test_a_late_answer_is_dropped(qtbot, dressed):
    asked = []
    box = VillageBox(lambda typed, answer: asked.append((typed, answer)))
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "ab")
    assert [typed for typed, _ in asked] == ["a", "ab"]
    asked[1][1]([Village({"village": "अब"})])
    asked[0][1]([Village({"village": "पुराना"})])
    assert box.proposals()[0][0] == "अब"


def test_the_group_form_has_it_too(known, qtbot):
    form = opened(group_window(known), qtbot, "shg-form")
    box = type_village(qtbot, form, "bhanm", 0)
    qtbot.keyClick(box, Qt.Key.Key_1)
    holder = form.sheet().holder
    assert isinstance(holder, Shg) and (holder.village_code, holder.pin) == ("161009", "225414")


def test_a_hall_takes_all_of_a_known_village_along(known, qtbot):
    page = opened(hall_window(known), qtbot, "bulk")
    box = type_village(qtbot, page, "bhanm")
    qtbot.keyClick(box, Qt.Key.Key_1)
    common = page.state.texts()
    assert (common["village"], common["block"], common["pin"]) == ("भानमऊ", "हरख", "225414")
    holder = forms.filled(Registration(Artisan()), common, known.today).holder
    assert holder.village_code == "161009"
    type_village(qtbot, page, "x")
    assert page.state.text("pin") == "" and page.state.text("village_code") == ""
