"""Fixtures of the window: both languages, both themes, no leftover threads."""

import os
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from samarth_desktop import paths
from samarth_desktop.actions.device import opening
from samarth_desktop.actions.session import Session
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.background.tasks import Lanes, lanes
from samarth_desktop.gui.theme import language, theme

pytest.register_assert_rewrite("tests.gui.scene_checks", "tests.gui.layout_checks")
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["samarth-desktop"]


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with our faces, colours and translator, as the program starts it."""
    theme.look.start(qapp, "light")
    language.lang.start(qapp, "en")
    return qapp


@pytest.fixture(autouse=True)
def plain(dressed: QApplication, tmp_path, monkeypatch) -> Iterator[None]:
    """Every test begins light and English with folders of its own, and leaves no thread behind."""
    monkeypatch.setenv("SAMARTH_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    before = set(threading.enumerate())
    language.lang.use("en")
    if theme.look.choice != "light":
        theme.look.choose("light")
    yield
    for window in dressed.topLevelWidgets():  # else every later test dresses all windows of the tests before it
        if window.parent() is None:
            window.deleteLater()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, left
    assert paths.data_dir() == tmp_path / "data"


@pytest.fixture
def inline() -> Iterator[Lanes]:
    """Lanes that work at once."""
    made = lanes(inline=True)
    yield made
    made.close()


@pytest.fixture
def session(tmp_path) -> Iterator[Session]:
    """An opened data folder in Barabanki."""
    made, _ = opening.set_up(tmp_path / "data", "neem ki chhaon mein", author="सुनीता यादव", area="9/129")
    yield made
    made.store.close()


@pytest.fixture
def window(qtbot, inline: Lanes) -> MainWindow:
    """An empty main window."""
    made = MainWindow(inline)
    qtbot.addWidget(made)
    return made


@pytest.fixture(params=["hi", "en"])
def spoken(request) -> str:
    """Runs a test in both languages."""
    language.lang.use(request.param)
    return request.param


@pytest.fixture(params=["light", "dark"])
def dress(request) -> str:
    """Runs a test in both themes."""
    theme.look.choose(request.param)
    return request.param
