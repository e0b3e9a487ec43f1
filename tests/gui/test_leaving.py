"""A member who has left the group: said in the grid, kept with its day, shown, taken back."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from samarth_desktop.actions.registration import registering
from samarth_desktop.gui.kit.surfaces.tables import CELL
from samarth_desktop.gui.pages.shg_form.members import AskLeft
from samarth_desktop.kinds.member.record import Member
from tests.gui.fixtures_forms import group_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # dialogs and menus off-screen


@pytest.fixture
def form(session, qtbot):
    window = group_window(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    page = window.page("shg-form")
    page.state.put("name_hi", "उजाला महिला समूह")
    page.go_to(1)
    page.members.model.put_rows(0, [{"name": "सरिता देवी", "role": "president"}, {"name": "पूनम वर्मा"}])
    return page


def menu_of(form, row):
    grid = form.members.grid_view
    at = grid.visualRect(form.members.model.index(row, 2)).center()
    grid.customContextMenuRequested.emit(at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu, words):
    next(action for action in menu.actions() if words in action.text()).trigger()
    menu.close()


def dialog(form):
    return form.members.findChildren(AskLeft)[-1]


def test_a_member_leaves_on_a_day_and_comes_back(form, session):
    choose(menu_of(form, 1), "Has left")
    ask = dialog(form)
    assert ask.day.value() == session.today
    ask.day.setText("03/02/2024")
    ask.do.click()
    assert form.sheet().members[1].left.isoformat() == "2024-02-03"
    assert form.glance is not None and form._count == 1
    cells = [form.members.model.index(1, column).data(CELL) for column in (2, 7)]
    assert cells[0].tone == "ink2" and "03/02/2024" in cells[1].text
    form.keep_as_draft()
    row = form.opened.base.holder.id
    kept = {member.name: member for member in registering.load(session, row).members}
    assert not kept["पूनम वर्मा"].active and kept["सरिता देवी"].active
    form.begin(registering.load(session, row))
    form.go_to(1)
    number = next(i for i, one in enumerate(form.members.model.rows) if one["name"] == "पूनम वर्मा")
    assert "03/02/2024" in form.members.model.index(number, 7).data(CELL).text
    choose(menu_of(form, number), "Has not left")
    form.keep_as_draft()
    assert all(isinstance(one, Member) and one.active for one in registering.load(session, row).members)


def test_undo_takes_leaving_back(form):
    form.members.ask_left(0).do.click()
    assert form.members.model.rows[0]["left"]
    form.undo.click()
    assert not form.members.model.rows[0].get("left")


def test_a_wrong_or_coming_day_is_told(form):
    ask = form.members.ask_left(0)
    for wrong in ("soon", "01/01/2999"):
        ask.day.setText(wrong)
        ask.do.click()
        assert ask.isVisible() and ask.wrong.isVisible()
    ask.reject()
    assert not form.members.model.rows[0].get("left")
