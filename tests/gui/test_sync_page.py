"""The Sync page: what waits is told, both values are shown, the chosen one is written."""

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from samarth_desktop.actions import disputes
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.gui.main_window import MainWindow
from samarth_desktop.gui.pages.dispute_view import DisputeView, RivalButton
from samarth_desktop.gui.pages.entries import entries
from samarth_desktop.gui.pages.sync import SyncPage
from samarth_desktop.gui.tasks import lanes
from samarth_desktop.gui.widgets.buttons import Button
from tests.gui.sync_scene import disputed_desk


def open_page(qtbot, folder: Path):
    desk = disputed_desk(folder)
    window = MainWindow(lanes(inline=True))
    qtbot.addWidget(window)
    window.open(entries(desk, print), "sync")
    window.show()
    return desk, window, window.findChild(SyncPage)


def test_both_values_stand_side_by_side_and_the_chosen_one_is_written(qtbot, tmp_path):
    desk, _window, page = open_page(qtbot, tmp_path / "data")
    view = page.findChild(DisputeView)
    words = {button.text() for button in view.findChildren(RivalButton)}
    assert {"9839022218", "9839041127", "मोहम्मद असलम", "मो. असलम अंसारी", "9", "6"} <= words
    for button in view.findChildren(RivalButton):
        if button.text() in ("9839022218", "मोहम्मद असलम", "9"):
            button.click()
    (keep,) = [button for button in view.findChildren(Button) if button._kind == "primary"]
    keep.click()
    assert disputes.open_disputes(desk) == ()
    with desk.store.read() as reader:
        (shabnam,) = reader.every(Artisan)
    assert (shabnam.mobile, shabnam.relative_hi, shabnam.years_of_experience) == ("9839022218", "मोहम्मद असलम", 9)
    desk.store.close()


def test_an_office_that_is_not_reached_is_a_sentence(qtbot, tmp_path):
    desk, _window, page = open_page(qtbot, tmp_path / "data")
    assert page.join.isVisible() and not page.now.isEnabled()
    url, code = page.join.findChildren(QLineEdit)
    url.setText("https://127.0.0.1:9")
    code.setText("ABCDEFGHJKMN")
    page.join.button.click()
    assert page.join._editor.state == "error"
    assert page.join.button.isEnabled()
    desk.store.close()


def test_an_address_without_protection_is_warned_of_first(qtbot, tmp_path):
    desk, _window, page = open_page(qtbot, tmp_path / "data")
    url, code = page.join.findChildren(QLineEdit)
    url.setText("http://127.0.0.1:9")
    code.setText("ABCDEFGHJKMN")
    page.join.button.click()
    assert page.join._editor.state == "warning"
    page.join.button.click()
    assert page.join._editor.state == "error"
    desk.store.close()
