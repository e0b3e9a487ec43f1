"""The keyboard on the screen: chosen in Settings, there at the next start, with Hindi letters."""

import os
import subprocess
import sys

from PySide6.QtCore import Qt

from samarth_desktop.gui.app.virtual_keyboard import VirtualKeyboard
from samarth_desktop.gui.theme import preferences
from tests.gui.fixtures_forms import form_window
from tests.gui.fixtures_lists import desk_in, window_of

STARTED = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from samarth_desktop.gui.app import app

def write():
    global box
    box = QLineEdit()
    box.show()
    box.activateWindow()
    box.setFocus()
    QTimer.singleShot(300, show)

def show():
    QApplication.inputMethod().show()
    QTimer.singleShot(300, end)

def end():
    kinds = [window.metaObject().className() for window in QApplication.topLevelWindows()]
    print("there", "QtVirtualKeyboard::InputView" in kinds, QApplication.inputMethod().locale().name(), flush=True)
    QApplication.quit()

begin = app.App.begin
app.App.begin = lambda self: (begin(self), QTimer.singleShot(500, write))
raise SystemExit(app.run())
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", code], env=around, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_field_in_which_somebody_writes_is_seen_above_the_keyboard(session, qtbot, monkeypatch):
    window = form_window(session)
    qtbot.addWidget(window)
    screen = window.screen().geometry()
    window.setGeometry(screen)
    window.show()
    window.go("artisan-form")
    form, keys = window.page("artisan-form"), VirtualKeyboard(window)
    form.go_to(1, "mobile")
    field = form.state.bound("mobile").editor
    rest = window.top.y()

    def seen():
        return field.mapToGlobal(field.rect().bottomLeft()).y() < screen.bottom() - 400

    assert not seen()
    monkeypatch.setattr(keys, "keys_height", lambda: 400)
    keys.follow()
    assert seen()
    window.layout().invalidate()
    window.layout().activate()
    assert seen()  # also when something on the page changes
    form.go_to(1, "name_hi")
    keys.follow()
    assert window.top.mapTo(window, window.top.rect().topLeft()).y() == rest
    form.go_to(1, "mobile")
    keys.follow()
    monkeypatch.setattr(keys, "keys_height", lambda: 0)
    keys.follow()
    assert not seen()


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


def test_the_program_starts_with_the_keyboard_and_a_field_can_be_written_in():
    preferences.save(screen_keys=True, language="hi")
    done = run(STARTED)
    assert (done.returncode, done.stdout.strip()) == (0, "there True hi_IN"), done.stderr


def test_the_switch_is_kept_and_says_when_it_counts(qtbot, tmp_path):
    session = desk_in(tmp_path / "data")
    window = window_of(session, "settings")
    qtbot.addWidget(window)
    part = window.page("settings").parts[0]
    assert part.keys.value() is False
    part._choose_keys(True)
    assert preferences.load().screen_keys and "next time" in part.keys_note.label.text()
    part._choose_keys(False)
    assert not preferences.load().screen_keys
    session.store.close()
