"""What a start brings in before the window, and before its first page, in a process of its own."""

import json
import subprocess
import sys

from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.theme.preferences import Preferences
from tests.bench.bench_start import OURS, environment

HEAVY = {"sqlalchemy", "alembic", "cryptography", "babel", "reportlab", "PIL", "openpyxl", "uharfbuzz", "fontTools"}
OWN = {"actions", "cli", "documents", "domain", "kinds", "rules", "sync"}
"""Packages of the program that no page before the work needs."""
TELL = """
import json
def modules(): return sorted(sys.modules)
seen = {}
def say(what): seen[what] = [modules(), window_filled(), gc.isenabled()]
def window_filled():
    windows = [one.window for one in kept if isinstance(one, App)]
    return windows[0]._filled
"""
SETTLED = """
while not gc.isenabled(): app.processEvents()
window.findChild(program.QObject)  # the window is whole
say("settled")
title = window.windowTitle()
print(json.dumps([seen, title, window.in_front().metaObject().className()]))
import os
os._exit(0)
"""


def test_the_bare_window_waits_for_nothing_and_the_first_page_for_no_data(tmp_path):
    code = OURS.replace("class First", TELL + "class First", 1).replace("len(said) < 2", "len(seen) < 2") + SETTLED
    told = environment(tmp_path, "data")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=told, timeout=60)
    assert done.returncode == 0, done.stderr
    seen, title, page = json.loads(done.stdout.splitlines()[-1])
    bare, first, settled = (set(seen[what][0]) for what in ("window", "first page", "settled"))
    assert title == "समर्थ डेस्कटॉप" and page == "SetupPage"

    ours = {name.removeprefix("samarth_desktop.gui.") for name in bare if name.startswith("samarth_desktop.gui.")}
    assert ours == {"app", "app.app", "app.main_window", "app.single"} | {
        "theme", "theme.preferences", "theme.stylesheet", "theme.theme",
    }  # fmt: skip
    for name in ("samarth_desktop.store", "samarth_desktop.errors", "samarth_desktop.logs"):
        assert name not in bare, name
    assert not HEAVY & {name.partition(".")[0] for name in first}
    assert not OWN & {name.split(".")[1] for name in first if name.startswith("samarth_desktop.")}
    assert "samarth_desktop.gui.app.navigation" not in first and "samarth_desktop.gui.app.navigation" in settled
    assert [seen[what][1:] for what in ("window", "first page", "settled")] == [
        [False, False],
        [False, False],
        [True, True],
    ]  # fmt: skip: the bars of the work and the collection of garbage follow


def test_a_language_that_this_program_has_not_does_not_keep_the_window_away(qtbot):
    """Settings of a newer program, or a damaged file of them."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.show_at_start(Preferences(language="xx", theme="none"))
    assert window.isVisible() and window.windowTitle() == "समर्थ डेस्कटॉप"
