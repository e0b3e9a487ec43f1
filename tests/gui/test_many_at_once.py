"""Boxes to tick in the lists, and what is done with all that are ticked, over a real store."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.many import changes, planning
from samarth_desktop.actions.workshops import inviting
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.surfaces.tables import CELL, TICK_ROOM
from samarth_desktop.gui.lists.many.asks import MANY
from samarth_desktop.gui.lists.many.dialog import ManyDialog
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.registry import KINDS
from tests.gui import layout_checks
from tests.gui.fixtures_lists import desk_in, person, window_of
from tests.gui.test_every_list import LISTED, opened
from tests.workshop_people import workshop

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(tmp_path):
    made = desk_in(tmp_path / "data")
    yield made
    made.store.close()


@pytest.fixture
def page(qtbot, session):
    for number, name in enumerate("ABCDEF"):
        person(session, "किरण देवी", f"Kiran {name}", "देवा" if number % 2 else "ज़ैदपुर", mobile=f"983900000{number}")
    window = window_of(session, "people")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.page("people").table.setFocus()
    return window.page("people")


@pytest.fixture
def working():
    made = lanes()
    yield made
    made.close()


def ticked(page):
    return [row for row in range(page.model.rowCount()) if page.model.index(row, 0).data(CELL).tick]


def villages(session):
    with session.store.read() as reader:
        return sorted(one.village for one in reader.every(Artisan))


def test_space_ctrl_a_and_shift_tick(qtbot, page):
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert ticked(page) == [0] and page.many.bar.count.text() == "1 ticked" and page.many.bar.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert ticked(page) == [0], "moving about takes no tick away"
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    assert ticked(page) == [0, 2, 3, 4] and page.table.currentIndex().row() == 4
    qtbot.keyClick(page.table, Qt.Key.Key_A, CTRL)
    assert ticked(page) == list(range(6))
    qtbot.keyClick(page.table, Qt.Key.Key_A, CTRL)
    assert ticked(page) == [] and page.many.bar.isHidden()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert ticked(page) == []


def test_ctrl_a_ticks_from_a_filter_too_and_not_while_somebody_writes(qtbot, page):
    window = page.window()
    with qtbot.waitActive(window):
        window.activateWindow()
    chip = page.chips.findChild(Chip)
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_A, CTRL)
    assert ticked(page) == list(range(6)) and page.table.hasFocus()
    page.table.ticks.clear()
    window.top.search.setFocus()
    qtbot.keyClick(window.top.search, Qt.Key.Key_A, CTRL)
    assert ticked(page) == []


def test_the_mouse_ticks_boxes_ranges_and_single_rows(qtbot, page):
    def press(row, x=TICK_ROOM // 2, keys=Qt.KeyboardModifier.NoModifier):
        place = page.table.visualRect(page.model.index(row, 0)).topLeft() + QPoint(x, 20)
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, keys, place)

    press(1)
    press(4, 200, SHIFT)
    assert ticked(page) == [1, 2, 3, 4]
    press(2, 200, CTRL)
    assert ticked(page) == [1, 3, 4]
    press(5, 200)
    assert ticked(page) == [1, 3, 4] and page.table.currentIndex().row() == 5
    press(1)
    assert ticked(page) == [3, 4]
    index = page.model.index(3, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked, "a screen reader hears it"


def test_the_one_beside_is_read_again_when_her_line_came_late(qtbot, page, monkeypatch):
    shown = []
    monkeypatch.setattr(page.beside, "look_at", shown.append)
    row = page.chosen()
    with monkeypatch.context() as late:
        late.setattr(page.table, "chosen", lambda: "")
        page.frame._rest.timeout.emit()
    assert shown == []
    page._arrived()
    qtbot.waitUntil(lambda: shown == [row])


def test_ticks_stay_with_their_people_when_the_list_is_read_anew(qtbot, page, session):
    page.table.ticks.turn(0)
    page.table.ticks.turn(3)
    names = {page.model.line(row).summary.name_en for row in ticked(page)}
    person(session, "शबनम बानो", "Shabnam Bano", mobile="9839000009")
    page.reader.read()
    assert {page.model.line(row).summary.name_en for row in ticked(page)} == names
    page.chips.take("village", "देवा")
    assert all(page.model.line(row).summary.name_en in names for row in ticked(page)) and len(ticked(page)) == 1
    page.search("kiran b")
    assert ticked(page) == [], "what is not shown is not ticked"


@pytest.mark.parametrize("name", LISTED)
def test_every_list_has_boxes(qtbot, session, name):
    _, page = opened(qtbot, session, name)
    page.table.ticks.all()
    assert ticked(page) == [0] and page.many.bar.change.isVisible() is bool(KINDS[name].list.many)


def test_the_dialog_says_who_stays_changes_the_rest_and_takes_it_back(qtbot, page, session):
    page.table.ticks.all()
    before = villages(session)
    dialog = page.many.open([page.model.line(row).id for row in page.table.marked()], "village")
    assert not dialog.do.isEnabled() and dialog.hint.label.text() == "Write the village."
    QApplication.processEvents()
    place = dialog.do.y()
    dialog.form.village.setText("देवा")
    QApplication.processEvents()
    assert dialog.do.y() == place, "the button stays where it is when the preview comes"
    assert dialog.preview.goes.number.text() == "3" and dialog.preview.stays.number.text() == "3"
    assert dialog.preview.model.index(0, 1).data(CELL).text == "It is so already." and dialog.do.text() == "Change 3"
    stay = dialog.preview.model.index(0, 0).data(CELL).text
    dialog.preview.names.click()
    assert stay not in [dialog.preview.model.index(row, 0).data(CELL).text for row in range(3)]
    assert dialog.preview.model.headerData(0, Qt.Orientation.Horizontal) == "Is changed"
    dialog.preview.names.click()
    assert dialog.preview.model.index(0, 0).data(CELL).text == stay
    assert villages(session) == before
    QApplication.processEvents()
    assert layout_checks.clipped_texts(dialog) == [] and layout_checks.nameless(dialog) == []
    dialog.do.click()
    assert villages(session) == ["देवा"] * 6 and ticked(page) == []
    assert page.many.bar.count.text() == "3 changed" and page.window().focusWidget() is page.table
    page.window().activateWindow()
    qtbot.waitUntil(lambda: page.window().isActiveWindow() and page.many.bar.undo.isVisible())
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    assert villages(session) == before and page.many.bar.isHidden()


FILLED = {"village": ("village", "block"), "consent": ("evidence", "day"), "stage": ("reason", "day")}
"""Boxes that are written in last, before the button is clicked."""


@pytest.mark.parametrize(("key", "last"), [(key, last) for key, boxes in FILLED.items() for last in boxes])
def test_the_first_click_counts_while_a_box_is_still_being_written_in(qtbot, page, session, working, key, last):
    """With a lane of its own, as in the program: what looks again at a box that is left puts the button out."""
    rows = [page.model.line(row).id for row in range(3)]
    dialog = ManyDialog(page.window(), working, session, "artisan", rows, MANY[key])
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    form, made = dialog.form, []
    dialog.made.connect(lambda plan, done: made.append(len(plan.goes)))
    if key == "stage":
        planning.carry_out(session, "artisan", rows, changes.programme_of("SAMARTH"))
        form.programme.set_value("SAMARTH")
        form.stage.set_value("on_hold")
    elif key == "consent":
        form.purpose.setCurrentIndex(1)
        form.how.setCurrentIndex(1)
    day = f"{session.today:%d/%m/%Y}"
    words = {"village": "मसौली", "block": "मसौली", "evidence": "List 4", "reason": "Papers", "day": day}
    for name in sorted(FILLED[key], key=last.__eq__):
        box = getattr(form, name)
        box.setFocus()
        box.selectAll()
        box.insert(words[name])
    assert getattr(form, last).hasFocus()
    qtbot.waitUntil(dialog.do.isEnabled)
    qtbot.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(made))
    assert made == [3]


@pytest.mark.parametrize("key", KINDS["artisan"].list.many)
def test_every_change_is_asked_for_and_fits_in_both_languages(qtbot, page, session, key, spoken):
    plan = workshop(session) if key == "workshop" else None
    dialog = page.many.open([page.model.line(row).id for row in range(3)], key)
    form = dialog.form
    if plan is not None:
        form.workshop.set_value(plan.workshop.id)
    for box, value in (("programme", "SAMARTH"), ("stage", "on_hold")):
        if hasattr(form, box):
            getattr(form, box).set_value(value)
    if hasattr(form, "reason"):
        form.reason.setText("Papers")
    if hasattr(form, "village"):
        form.village.setText("मसौली")
    if key == "consent":
        for box in (form.purpose, form.how):
            box.setCurrentIndex(box.count() - 1)
        form.day.set_value(session.today)
        form.evidence.setText("List 4, block office")
    dialog.look()
    assert form.problem() is None and dialog.preview.isVisible()
    assert int(dialog.preview.goes.number.text()) + int(dialog.preview.stays.number.text()) == 3
    QApplication.processEvents()
    assert layout_checks.clipped_texts(dialog) == []
    dialog.reject()


def test_those_who_are_ticked_are_invited_taken_back_and_invited_again(qtbot, page, session):
    row = workshop(session).workshop.id
    people = [page.model.line(one).id for one in range(3)]
    for _ in range(2):
        plan, done = planning.carry_out(session, "artisan", people, inviting.change(row, reserve=False))
        assert len(plan.goes) == 3 and sorted(one.person for one in inviting.on_list(session, row)) == sorted(people)
        again, _ = planning.carry_out(session, "artisan", people, inviting.change(row, reserve=False))
        assert not again.goes
        assert planning.undo(session, done) == 3 and inviting.on_list(session, row) == []
    assert len(inviting.invite(session, row, people).new) == 3 and len(inviting.on_list(session, row)) == 3


def test_one_who_stays_is_opened_from_the_dialog(qtbot, page):
    dialog = page.many.open([page.model.line(0).id], "drafts")
    assert dialog.preview.stays.number.text() == "1" and not dialog.do.isEnabled()
    dialog.preview.table.opened.emit(0)
    assert page.window().here == "artisan-form"


def test_too_many_at_once_are_refused_with_a_sentence(qtbot, page, monkeypatch):
    from samarth_desktop.gui.lists.many import at_once

    monkeypatch.setattr(at_once, "MOST", 3)
    page.table.ticks.all()
    page.many.ask("drafts")
    assert "At most 3 at once" in " ".join(label.text() for label in page.window().findChildren(layout_checks.QLabel))
