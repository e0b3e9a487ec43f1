"""The keyboard on the screen: chosen in Settings, there at the next start, with Hindi letters."""

import os
import subprocess
import sys

from samarth_desktop.gui import preferences
from tests.gui.lists_scene import desk_in, window_of

STARTED = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from samarth_desktop.gui import app

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


def test_the_program_starts_with_the_keyboard_and_a_field_can_be_written_in():
    preferences.save(screen_keys=True, language="hi")
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", STARTED], env=around, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "there True hi_IN"), done.stderr


def test_the_switch_is_kept_and_says_when_it_counts(qtbot, tmp_path):
    desk = desk_in(tmp_path / "data")
    window = window_of(desk, "settings")
    qtbot.addWidget(window)
    part = window.page("settings").parts[0]
    assert part.keys.value() is False
    part._choose_keys(True)
    assert preferences.load().screen_keys and "next time" in part.keys_note.label.text()
    part._choose_keys(False)
    assert not preferences.load().screen_keys
    desk.store.close()
