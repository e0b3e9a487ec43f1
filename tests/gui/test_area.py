"""The laptop's district: found by typing in either script, changed later without moving what is there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from samarth_desktop.actions.device import device
from samarth_desktop.actions.registration import forms
from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.area_search import districts_like
from samarth_desktop.gui.kit.inputs.area import AreaChooser
from samarth_desktop.gui.pages.settings.area_part import AreaCard
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.kinds.artisan.record import Artisan
from tests.gui.fixtures_lists import person, window_of


@pytest.fixture
def chooser(qtbot):
    made = AreaChooser()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.search.setFocus()
    qtbot.waitUntil(made.search.hasFocus)
    return made


def test_every_district_is_found_by_its_first_letters_in_either_script():
    every = [one for state in place.states() for one in place.districts(state.code)]
    for one in every[::5]:
        for name in (one.en, one.hi):
            assert one in districts_like(name, 40), name
            assert one in districts_like(name[: max(3, len(name) - 2)], 200), name


@pytest.mark.parametrize("typed", ["barab", "बाराब", "Bara Banki", "BARABANKI", "barabunki"])
@pytest.mark.parametrize("window", ["hi", "en"])
def test_typing_and_enter_choose_in_both_windows(chooser, typed, window):
    lang.use(window)
    for letter in typed:
        chooser.search.insert(letter)
        chooser.search.textEdited.emit(chooser.search.text())
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert chooser.area() == "9/129"
    assert chooser.state.value() == "9" and chooser.district.value() == "129"


def test_a_name_of_two_states_is_told_apart(chooser):
    QTest.keyClicks(chooser.search, "pratapgarh")
    assert [note for _, note in chooser.search.proposals()] == ["Rajasthan", "Uttar Pradesh"]
    QTest.keyClick(chooser.search, Qt.Key.Key_Down)
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert chooser.area().startswith("9/")


def test_enter_on_what_is_no_district_chooses_nothing(chooser):
    QTest.keyClicks(chooser.search, "xyzxyz")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert chooser.area() == ""


def test_changing_the_district_later_leaves_people_where_they_are(session, qtbot):
    window = window_of(session, "settings")
    qtbot.addWidget(window)
    window.show()
    kept = person(session, "शबनम बानो", "Shabnam Bano")
    window.go("settings", part="laptop")
    card = window.findChild(AreaCard)
    assert card._now.text() == "Barabanki, Uttar Pradesh" and not card.chooser.isVisible()
    card.change.click()
    assert card.chooser.isVisible() and not card.keep.isEnabled()
    assert any("stays in her district" in told.label.text() for told in card.told if told.isVisible())
    card.chooser.show_area("27/497")
    card.chooser.changed.emit()
    card.keep.setFocus()
    card.keep.click()
    assert window.focusWidget() is card.change, "a second Enter hands nothing over"
    assert not [one.text() for one in card.findChildren(QLabel) if one.isVisible() and "works there now" in one.text()]
    assert device.device_info(session).home_area == "27/497"
    assert "Maharashtra" in card._now.text() and not card.chooser.isVisible()
    assert forms.blank(session, "artisan").holder.state == "27"
    with session.store.read() as reader:
        there = reader.get(Artisan, kept.holder.id)
        assert there.district == "129" and reader.area_of(there) == "9/129"


def test_a_district_that_the_office_did_not_give_is_said(session, qtbot):
    session.store.put(areas="9/129")
    window = window_of(session, "settings")
    qtbot.addWidget(window)
    window.show()
    window.go("settings", part="laptop")
    card = window.findChild(AreaCard)
    card.change.click()
    assert not card.office.isVisible()
    card.chooser.show_area("9/162")
    card.chooser.changed.emit()
    assert card.office.isVisible() and card.keep.isEnabled()
