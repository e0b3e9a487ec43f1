"""Today tells of names to look at; the page takes, keeps, writes and takes back, by keyboard alone."""

from PySide6.QtCore import Qt

from samarth_desktop.actions.registration import registering
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.tasks import lanes
from tests.gui.fixtures_lists import person

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def window_at(session, qtbot):
    window = MainWindow(lanes(inline=True))
    qtbot.addWidget(window)
    window.open(routes(session, print), "today")
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def name_of(session, sheet):
    return registering.load(session, sheet.holder.id).holder.name_hi


def test_every_name_is_settled_by_keyboard_and_nothing_changes_before(session, qtbot):
    first = person(session, "अाशा देवी", "Asha Devi", relative_hi="राम")
    second = person(session, "मीना 2", "Meena")
    third = person(session, "9000000001", "Rekha")
    window = window_at(session, qtbot)
    today = window.page("today")
    today.shown()
    qtbot.waitUntil(lambda: today.doubted.isVisible())
    assert "3 names" in today.doubted.label.text() or "3 नामों" in today.doubted.label.text()
    today.doubted.look.click()
    page = window.page("names")
    assert window.here == "names" and [one.better for one in page.names] == ["आशा देवी", "", ""]
    assert name_of(session, first) == "अाशा देवी"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert name_of(session, first) == "आशा देवी" and len(page.names) == 2
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    assert name_of(session, first) == "अाशा देवी" and len(page.names) == 3
    qtbot.keyClick(page.table, Qt.Key.Key_Return, CTRL | SHIFT)
    assert name_of(session, first) == "आशा देवी" and len(page.names) == 2
    qtbot.keyClick(page.table, Qt.Key.Key_D, CTRL)
    assert name_of(session, second) == "मीना 2" and len(page.names) == 1
    assert not page.leave.isEnabled()  # a figure for a name can not be left so
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.panel.box.hasFocus()
    page.panel.box.setText("9000000002")
    qtbot.keyClick(page.panel.box, Qt.Key.Key_Return)
    assert page.panel.editor.state == "error" and name_of(session, third) == "9000000001"
    page.panel.box.setText("रेखा")
    qtbot.keyClick(page.panel.box, Qt.Key.Key_Return)
    assert name_of(session, third) == "रेखा" and page.names == [] and page.panel.none.isVisible()
    window.go("today")
    assert not today.doubted.isVisible()


def test_the_whole_record_is_one_key_away(session, qtbot):
    sheet = person(session, "मीना 2", "Meena")
    window = window_at(session, qtbot)
    window.page("today").shown()
    window.go("names")
    window.page("names").panel.form.click()
    assert window.here == "artisan-form"
    assert window.page("artisan-form").state.text("name_hi") == sheet.holder.name_hi
