"""The lock: by key, menu and time without work; unlocking brings everything back as it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from samarth_desktop.actions.device import device
from samarth_desktop.gui.app.lock import Lock
from samarth_desktop.gui.app.user_menu import UserMenu
from samarth_desktop.gui.background.activity import activity
from samarth_desktop.gui.pages.setup.lock_page import LockPage
from samarth_desktop.gui.theme import preferences
from tests.gui.fixtures_forms import form_window


@pytest.fixture
def window(session, qtbot):
    made = form_window(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.go("artisan-form")
    Lock.attach(made, session)
    return made


def the_lock(window) -> Lock:
    return window.findChildren(Lock)[-1]


def page(window) -> LockPage:
    return window.findChildren(LockPage)[-1]


def half_typed(window):
    form = window.page("artisan-form")
    form.go_to(1, "name_en")
    box = form.state.bound("name_en").editor
    box.setFocus()
    box.setText("Shabnam Ba")
    box.setCursorPosition(7)
    return box


def unlock(window, words: str = "neem ki chhaon mein") -> None:
    page(window).step.box.setText(words)
    QTest.keyClick(page(window).step.box, Qt.Key.Key_Return)


def test_the_key_locks_and_the_passphrase_brings_back_the_half_typed_form(window, qtbot):
    box = half_typed(window)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.locked)
    assert not box.isVisible() and not window.top.isVisible()
    seen = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "Shabnam" not in seen and "सुनीता" not in seen
    unlock(window, "wrong words here now")
    assert window.locked and page(window).step.editor.state == "error"
    unlock(window)
    assert not window.locked and box.isVisible()
    assert (box.text(), box.cursorPosition(), box.hasFocus()) == ("Shabnam Ba", 7, True)


def test_no_key_leads_past_the_lock(window):
    half_typed(window)
    the_lock(window).lock()
    for key, mod in (
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(window, key, mod)
    assert window.locked and not window.go("artisan-form")
    the_lock(window).lock()  # twice is once
    assert len([one for one in window.findChildren(LockPage) if not one.isHidden()]) == 1


def test_an_open_dialog_is_given_up(window, qtbot):
    dialog = QDialog(window)
    dialog.show()
    the_lock(window).lock()
    assert not dialog.isVisible() and window.locked


def test_time_without_work_locks_and_input_in_any_window_counts(window, qtbot, monkeypatch):
    lock = the_lock(window)
    half_typed(window)
    monkeypatch.setattr(lock, "_limit", 0.6)
    activity.note()
    lock._timer.start(600)
    qtbot.wait(400)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_9)  # as a scanner types
    qtbot.wait(400)
    assert not window.locked
    activity.note()  # a picture by the camera
    qtbot.wait(350)
    assert not window.locked
    qtbot.waitUntil(lambda: window.locked, timeout=3000)


def test_the_time_is_chosen_in_settings_and_never_is_never(window):
    lock = the_lock(window)
    assert lock._timer.interval() == 15 * 60 * 1000 and lock._timer.isActive()
    preferences.save(lock_minutes=0)
    lock.heed()
    assert not lock._timer.isActive()
    preferences.save(lock_minutes=5)
    lock.heed()
    assert lock._timer.interval() == 5 * 60 * 1000


def test_the_menu_of_names_locks(window, session, qtbot):
    UserMenu.attach(window, session, lambda other: None)
    menu = window.top.who.findChild(UserMenu).show_names(device.device_info(session))
    menu.actions()[-1].trigger()
    assert window.locked
    menu.close()


def test_another_person_at_the_laptop_has_one_lock(window, session):
    Lock.attach(window, session)
    window.go("artisan-form")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.locked
