"""Switching the language all day: nothing is left behind by a switch."""

import gc
import os

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from samarth_desktop.gui.app.routes import open_work, routes
from samarth_desktop.gui.theme.language import lang
from tests.gui.test_every_page import session  # noqa: F401 (a desk with people and a group)

SWITCHES = int(os.environ.get("LANGUAGE_SWITCHES", "6"))
"""In each of the rounds that are compared; even, so that each ends in the same language."""
OBJECTS = 6
"""Python objects that one switch may leave: a few more would be hundreds of megabytes by the evening."""


def left(times):
    """Widgets, tied speakers and Python objects after so many switches."""
    app = QApplication.instance()
    for _ in range(times):
        lang.use("en" if lang.code == "hi" else "hi")
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return len(app.allWidgets()), len(lang._bound), len(gc.get_objects())


def test_a_switch_leaves_nothing_behind(qtbot, window, session):  # noqa: F811
    open_work(window, session, lambda other: None)
    window.resize(1366, 768)
    window.show()
    for entry in routes(session, lambda other: None):
        window.go(entry.key)
    window.go("people")
    left(4)
    counted = [left(2)]
    for _ in range(3):  # a page may still fill itself in one round; what a switch leaves behind, it leaves in each
        counted.append(left(SWITCHES))
        before, after = counted[-2:]
        if after[:2] == before[:2] and after[2] - before[2] < OBJECTS * SWITCHES:
            break
    assert after[:2] == before[:2]
    assert after[2] - before[2] < OBJECTS * SWITCHES
