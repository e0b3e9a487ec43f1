"""The keyboard on the screen: comes with the cursor, writes Hindi by sound and InScript, keeps its layer."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

import samarth_desktop
from samarth_desktop.gui.app.keyboard_layers import LAYERS
from samarth_desktop.gui.app.virtual_keyboard import KeyboardPanel, VirtualKeyboard, use
from samarth_desktop.gui.theme import preferences
from tests.gui.fixtures_forms import form_window
from tests.gui.fixtures_lists import desk_in, window_of


@pytest.fixture
def form(session, qtbot):
    window = form_window(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    use(window, True)
    window.go("artisan-form")
    yield window
    use(window, False)


def press(panel: KeyboardPanel, text: str) -> None:
    """Each letter on its key, with Shift where it is needed."""
    for letter in text:
        if letter == " ":
            panel.space.click()
            continue
        if letter not in panel.letters():
            panel.shift.click()
        panel.keys[panel.letters().index(letter)].click()


def enter(window, key: str):
    page = window.page("artisan-form")
    page.go_to(1, key)
    box = page.state.bound(key).editor
    box.setFocus()
    return box, window.findChild(VirtualKeyboard)


def test_it_comes_with_the_cursor_and_the_field_is_seen_above_it(form, qtbot):
    box, keyboard = enter(form, "mobile")
    qtbot.waitUntil(lambda: keyboard.dock.isVisible())
    qtbot.waitUntil(lambda: box.mapToGlobal(QPoint(0, box.height())).y() < keyboard.panel.mapToGlobal(QPoint(0, 0)).y())
    assert form.height() == 768  # the page gives way, the window does not grow
    keyboard.panel.away.click()
    assert not keyboard.dock.isVisible()
    enter(form, "name_hi")
    assert keyboard.dock.isVisible()


def test_hindi_by_sound_joins_vowels_to_consonants(form):
    box, keyboard = enter(form, "name_hi")
    assert keyboard.panel.layer.key == "phonetic"
    press(keyboard.panel, "ाशा दे्व")
    keyboard.panel.delete.click()
    keyboard.panel.delete.click()
    press(keyboard.panel, "वी")
    assert box.text() == "आशा देवी"


def test_inscript_writes_what_its_key_says_and_is_remembered(form):
    box, keyboard = enter(form, "name_hi")
    keyboard.panel.layers["inscript"].click()
    press(keyboard.panel, "सुनीता")
    keyboard.panel.shift.click()
    keyboard.panel.keys[keyboard.panel.letters().index("क्ष")].click()
    assert box.text() == "सुनीताक्ष"
    assert preferences.load().keyboard_layer == "inscript"
    enter(form, "mobile")
    assert keyboard.panel.layer.key == "figures"
    enter(form, "name_en")
    assert keyboard.panel.layer.key == "latin"
    enter(form, "name_hi")
    assert keyboard.panel.layer.key == "inscript"


def test_figures_space_and_the_next_field(form):
    box, keyboard = enter(form, "mobile")
    press(keyboard.panel, "9839022218")
    assert box.text() == "9839022218"
    keyboard.panel.next.click()
    assert not box.hasFocus()


def test_latin_letters_in_a_hindi_box_are_offered_as_hindi(form):
    box, keyboard = enter(form, "name_hi")
    keyboard.panel.layers["latin"].click()
    press(keyboard.panel, "Shabnam ")
    assert box.proposing
    keyboard.panel.enter.click()
    assert box.text() == "शबनम"


def test_a_dialog_gets_keys_of_its_own(form, qtbot):
    dialog = QDialog(form)
    QVBoxLayout(dialog).addWidget(box := QLineEdit())
    dialog.show()
    dialog.activateWindow()
    box.setFocus()
    qtbot.waitUntil(lambda: dialog.findChild(KeyboardPanel) is not None)
    press(dialog.findChild(KeyboardPanel), "कल")
    assert box.text() == "कल"
    dialog.close()


def test_a_low_window_keeps_room_for_the_page(form, qtbot):
    form.resize(680, 380)
    box, keyboard = enter(form, "name_hi")
    assert form.height() == 380 and keyboard.panel.height() < 190
    panel: QWidget = keyboard.panel
    assert all(key.width() >= 24 for key in panel.findChildren(QPushButton) if key.isVisible())
    qtbot.waitUntil(lambda: not box.visibleRegion().isEmpty())


def test_no_key_takes_the_cursor_away(form):
    _, keyboard = enter(form, "name_hi")
    assert {key.focusPolicy() for key in keyboard.panel.findChildren(QPushButton)} == {Qt.FocusPolicy.NoFocus}


def test_every_layer_has_as_many_signs_with_shift():
    for layer in LAYERS:
        for plain, shifted in zip(layer.plain, layer.shifted, strict=True):
            assert len(plain.split(" ")) == len(shifted.split(" ")), (layer.key, plain)
    hindi = {letter for layer in LAYERS[:2] for row in (*layer.plain, *layer.shifted) for letter in row}
    for code in range(0x905, 0x93A):  # every letter of a Hindi name, by either order of keys
        if chr(code) not in "ऄऌऍऎऑऒऩऱऴळ":
            assert chr(code) in hindi, chr(code)


def test_each_field_asks_for_the_keys_that_it_needs(session, qtbot):
    window = form_window(session)
    qtbot.addWidget(window)
    window.go("artisan-form")
    state, hint = window.page("artisan-form").state, Qt.InputMethodHint
    wanted = {
        "mobile": hint.ImhDigitsOnly,
        "pin": hint.ImhDigitsOnly,
        "bank_ifsc": hint.ImhLatinOnly,
        "name_en": hint.ImhLatinOnly,
        "email": hint.ImhEmailCharactersOnly,
        "birth_date": hint.ImhFormattedNumbersOnly,
    }
    for key, keys in wanted.items():
        assert state.bound(key).editor.inputMethodHints() & keys, key
    assert state.bound("name_hi").editor.inputMethodHints() == hint.ImhNone


def test_the_switch_counts_at_once_and_is_kept(qtbot, tmp_path):
    session = desk_in(tmp_path / "data")
    window = window_of(session, "settings")
    qtbot.addWidget(window)
    window.show()
    part = window.page("settings").parts[0]
    assert part.keys.value() is False
    part._choose_keys(True)
    assert preferences.load().screen_keys and window.findChild(VirtualKeyboard) is not None
    part._choose_keys(False)
    assert not preferences.load().screen_keys and window.findChild(VirtualKeyboard).dock.isHidden()
    session.store.close()


def test_nothing_of_qts_own_keyboard_is_named():
    """Qt Virtual Keyboard is GPL-3."""
    root = Path(samarth_desktop.__file__).parent
    named = [file.name for file in root.rglob("*.py") if "virtualkeyboard" in file.read_text("utf-8").lower()]
    assert set(named) <= {"virtual_keyboard.py"}, named  # ours, whose class is called so
