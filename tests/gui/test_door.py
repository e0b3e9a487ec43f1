"""The door page: one input with the focus, no dialog between two scans, undo, choosing, walk-ins, a full disk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.workshops import door, inviting
from samarth_desktop.domain.ids import registration_number
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.pages.workshops.door_page import DoorPage
from samarth_desktop.i18n import T
from tests.workshop_people import laptop, number_of, register, workshop


@pytest.fixture
def hall(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    with laptop(tmp_path / "data") as session:
        people, plan = register(session, 6), workshop(session)
        inviting.invite(session, plan.workshop.id, [one.id for one in people[:5]])
        yield session, plan, people


@pytest.fixture
def page(qtbot, window, hall) -> DoorPage:
    session, plan, _ = hall
    window.open(routes(session, print), "door", search_page="people")
    window.show()
    window.go("door", workshop=plan.workshop.id, session=1)
    qtbot.waitExposed(window)
    shown = window.page("door")
    shown.senses.sound = False
    return shown


def type_in(qtbot, page, text: str) -> None:
    page.input.setFocus()
    qtbot.keyClicks(page.input, text)
    qtbot.keyClick(page.input, Qt.Key.Key_Return)


def test_a_scanner_a_name_and_the_keys(qtbot, page, hall):
    session, plan, people = hall
    type_in(qtbot, page, people[0].registration)
    assert page.answer.verdict == "in" and page.input.text() == ""
    assert page.counts["inside"].text() == "1"
    qtbot.keyClick(page.input, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.counts["inside"].text() == "0", "Ctrl+Z takes the last one back"
    type_in(qtbot, page, people[0].registration)
    type_in(qtbot, page, people[0].registration)
    assert page.answer.verdict == "already" and len(page.side.rows) == 1
    type_in(qtbot, page, "devi")
    assert page.answer.verdict == "choose"
    qtbot.keyClick(page.input, Qt.Key.Key_2)
    assert page.answer.verdict == "in", "a digit chooses"
    type_in(qtbot, page, people[5].registration)
    assert page.answer.verdict == "not_invited"
    type_in(qtbot, page, people[2].registration)
    assert page.answer.verdict == "in", "an answer that waits blocks nobody"
    page.side.decided.emit(people[5].id)
    assert page.answer.verdict == "not_invited", "and is decided later"
    qtbot.keyClick(page.input, Qt.Key.Key_Return)
    assert page.answer.verdict == "in" and not page.answer.row.invited
    assert door.state(session, plan, number_of(plan, 1)).inside == 4


def test_the_last_ten_can_be_taken_back_by_a_click(qtbot, page, hall):
    session, plan, people = hall
    for one in people[:3]:
        type_in(qtbot, page, one.registration)
    first = next(line for line in page.side.rows if line._row.registration == people[0].registration)
    first.chosen.emit(first._row.id)
    qtbot.keyClick(page.input, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    here = {row.registration for row in door.state(session, plan, number_of(plan, 1)).last}
    assert here == {one.registration for one in people[1:3]}


def test_the_input_has_the_focus_again_after_a_click_elsewhere(qtbot, page, hall):
    page.loud.setFocus()
    qtbot.waitUntil(lambda: page.input.hasFocus(), timeout=3000)


def test_a_walk_in_gets_number_and_place_in_one_step(qtbot, page, hall):
    qtbot.keyClick(page.input, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert not page.walk_ins.isHidden() and page.card.isHidden()
    page.walk_in.name.setText("उर्मिला देवी")
    page.walk_in.age.setText("41")
    page.walk_in.consent.set_value("thumb")
    page.walk_in.save.click()
    assert page.answer.verdict == "in" and page.answer.row.registration.startswith("UP-")
    assert page.answer.row.how == "walk_in" and page.answer.missing
    assert not page.badge.isHidden(), "her badge is a click away"
    qtbot.keyClick(page.input, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page.walk_in.only.click()
    assert page.walk_in.message.label.text() != "", "without a name nothing is kept"
    page.walk_in.name.setText("दुर्गा प्रसाद")
    page.walk_in.only.click()
    assert page.answer.verdict == "name_only" and page.answer.row.registration == ""


def test_a_printed_form_keeps_its_number(qtbot, page, hall):
    session, _, _ = hall
    with session.store.unit_of_work() as unit:
        number = unit.next_registration("9")
        unit.commit()
    page.scanned(number)
    assert page.answer.verdict == "elsewhere"
    page.begin_walk_in()
    page.walk_in.name.setText("उर्मिला देवी")
    page.walk_in.save.click()
    assert page.answer.row.registration == number
    page.scanned(number)
    assert page.answer.verdict == "already"


def test_a_badge_from_elsewhere_lets_in_and_registers_nobody(qtbot, page, hall):
    session, plan, _ = hall
    number = registration_number("UP", "7KQ4MX", 42)
    page.scanned(number)
    assert page.answer.verdict == "elsewhere"
    page.begin_walk_in()
    assert page.walk_in.save.isHidden() and number in page.walk_in.title.text()
    page.walk_in.name.setText("शबनम बानो")
    page.walk_in.only.click()
    assert page.answer.row.registration == number
    with session.store.read() as reader:
        assert reader.by_registration(number) is None
    page.scanned(number)
    assert page.answer.verdict == "already" and door.state(session, plan, number_of(plan, 1)).inside == 1
    page.begin_walk_in()
    assert not page.walk_in.save.isHidden(), "the next one is registered again"


def test_a_full_disk_is_said_and_the_input_stays(qtbot, page, hall, monkeypatch):
    _, _, people = hall

    def full(*args, **more):
        raise KnownError(T("The disk is full."))

    monkeypatch.setattr(door, "answer", full)
    page.scanned(people[0].registration)
    assert page.card.property("surface") == "door-err"
    page._take_focus()
    QApplication.processEvents()
    assert page.input.isEnabled()


def test_each_sound_is_a_file_that_a_player_reads():
    import io
    import wave

    from samarth_desktop.gui.kit.media import tones

    for name in ("high", "two", "low"):
        with wave.open(io.BytesIO(tones.content(name))) as sound:
            assert 0.05 < sound.getnframes() / sound.getframerate() < 0.5


def test_another_language_says_the_same_answer(qtbot, page, hall, spoken):
    _, _, people = hall
    page.scanned(people[0].registration)
    expected = {"hi": people[0].name_hi, "en": people[0].name_en}[spoken]
    assert page.card.name.text() == expected
