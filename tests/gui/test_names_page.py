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
    page = window.page("names").doubtful
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
    window.page("names").doubtful.panel.form.click()
    assert window.here == "artisan-form"
    assert window.page("artisan-form").state.text("name_hi") == sheet.holder.name_hi


def waiting(session):
    person(session, "फूलमती देवी", "", relative_hi="छोटेलाल", craft="Stole")
    person(session, "नसीम बानो", "", relative_hi="सलीम", craft="Stole")


def test_proposed_names_are_looked_at_with_one_key_each(session, qtbot):
    waiting(session)
    window = window_at(session, qtbot)
    window.go("names")
    view = window.page("names").proposed
    names = [name.text for name in view.names]
    assert names == ["फूलमती देवी", "नसीम बानो", "छोटेलाल", "सलीम", "ज़ैदपुर", "हरख"]
    assert [chip.isVisible() for chip in view.chips.values()] == [True, True, True, True, False, False]
    first, second = view.names[:2]
    qtbot.keyClick(view.table, Qt.Key.Key_2)
    assert view.panel.text() == first.spellings[1]
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    kept = registering.load(session, first.rows[0]).holder
    assert (kept.name_en, kept.proposed) == (first.spellings[1], ())
    assert view.table.currentIndex().row() == 1
    qtbot.keyClicks(view.table, "N")
    assert view.panel.box.hasFocus() and view.panel.box.text() == "N"
    qtbot.keyClicks(view.panel.box, "asima Bano")
    qtbot.keyClick(view.panel.box, Qt.Key.Key_Return)
    assert registering.load(session, second.rows[0]).holder.name_en == "Nasima Bano" and view.table.hasFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Z, CTRL)
    assert registering.load(session, second.rows[0]).holder.name_en == "" and len(view.left()) == 5
    qtbot.keyClick(view.table, Qt.Key.Key_Return, CTRL | SHIFT)
    assert view.left() == [] and registering.load(session, second.rows[0]).holder.name_en == second.proposed
    assert [registering.load(session, row).holder.village_other for row in first.rows + second.rows] == ["Zaidpur"] * 2


def test_before_a_batch_its_names_stand_in_one_list_and_then_it_can_be_printed(session, qtbot):
    waiting(session)
    window = window_at(session, qtbot)
    window.go("names")
    rows = [name.rows[0] for name in window.page("names").proposed.names[:2]]
    window.go("certificates", rows=rows)
    batch = window.page("certificates").batch
    assert batch.names.isVisible()
    batch.names.look.click()
    view = window.page("names").proposed
    assert window.here == "names" and not view.all_done.isVisible()
    view.every.click()
    assert view.all_done.isVisible() and "2 certificates can be printed" in view.all_done.label.text()
    view.print.click()
    assert window.here == "certificates" and not batch.names.isVisible() and len(batch.ready()) == 2


def test_a_wrong_spelling_is_told_and_nothing_is_written(session, qtbot):
    waiting(session)
    window = window_at(session, qtbot)
    window.go("names")
    view = window.page("names").proposed
    view.panel.box.setText("9000000001")
    qtbot.keyClick(view.panel.box, Qt.Key.Key_Return)
    assert view.panel.editor.state == "error" and len(view.left()) == 6


def test_what_is_looked_at_has_its_own_list_and_a_kept_name_can_be_asked_about_again(session, qtbot):
    waiting(session)
    sheet = person(session, "मीना 2", "Meena")
    person(session, "9000000001", "9000000001")
    window = window_at(session, qtbot)
    window.page("today").shown()
    window.go("names")
    page = window.page("names")
    cards = page.proposed.panel.doubts
    assert [card.isVisible() for card in cards] == [True, True], "one wrong text in both scripts is one line"
    assert [card.link.text() for card in cards] == ["Write the name", "Write the name"]
    page.proposed.every.click()
    assert page.proposed.all_done.isVisible() and not page.proposed.every.isVisible()
    known = page.proposed.looked()
    cards[1].link.click()
    assert page.stack.currentIndex() == 1 and page.doubtful.panel.box.hasFocus()
    page.doubtful.names.sort(key=lambda name: name.doubt.refused)
    page.doubtful.model.show_lines(page.doubtful.names)
    page.doubtful.table.selectRow(0)
    page.doubtful.leave.click()
    page.open_tab(2)
    looked = page.looked
    assert looked.names[0].kept.row == sheet.holder.id and len(looked.names) >= known > 6
    assert not any(line.right and line.right.text == "9000000001" for line in looked.names)
    looked.again.click()
    assert page.stack.currentIndex() == 1 and len(page.doubtful.names) == 2
    page.open_tab(2)
    assert not looked.again.isEnabled()
    qtbot.keyClick(looked.table, Qt.Key.Key_Return)
    assert window.here == "artisan-form"
