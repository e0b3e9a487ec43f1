"""Attendance by keyboard: everybody present and then who is not, letters lead to names, the past is unlocked first."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from samarth_desktop.actions.workshops import inviting, planning
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.store.queries import audit
from samarth_desktop.store.queries import workshops as store
from tests.workshop_people import laptop, number_of, register, workshop


@pytest.fixture
def hall(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMARTH_CONFIG", str(tmp_path / "config"))
    with laptop(tmp_path / "data") as session:
        people, plan = register(session, 8), workshop(session)
        inviting.invite(session, plan.workshop.id, [one.id for one in people])
        yield session, plan, people


@pytest.fixture
def page(qtbot, window, hall):
    session, plan, _ = hall
    window.open(routes(session, print), "attendance", search_page="people")
    window.show()
    window.go("attendance", workshop=plan.workshop.id, session=1)
    return window.page("attendance")


def said(session, plan, number: int = 1) -> dict[str, str]:
    with session.store.read() as reader:
        rows = store.attendance(reader, plan.workshop.id, number_of(plan, number).id)
    return {row.name_en: row.presence for row in rows}


def press(qtbot, page, key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(page.grid, key, modifier)


def test_everybody_and_then_who_is_not(qtbot, page, hall):
    session, plan, _ = hall
    press(qtbot, page, Qt.Key.Key_A, control=True)
    assert set(said(session, plan).values()) == {"present"} and len(said(session, plan)) == 8
    qtbot.keyClicks(page.grid, "rekh")
    press(qtbot, page, Qt.Key.Key_Space)
    assert said(session, plan)["Rekha Kumari"] == "absent"
    page.grid.go_to(page.model.find("मालती", 0))  # QTest types no Devanagari
    press(qtbot, page, Qt.Key.Key_F6)
    assert said(session, plan)["Malti Devi"] == "late"
    press(qtbot, page, Qt.Key.Key_Z, control=True)
    assert said(session, plan)["Malti Devi"] == "present"
    press(qtbot, page, Qt.Key.Key_Right, control=True)
    assert page.sitting.number == 2 and said(session, plan, 2) == {}
    page.grid.go_to(0)
    press(qtbot, page, Qt.Key.Key_Space)
    press(qtbot, page, Qt.Key.Key_Return, control=True)
    assert sorted(said(session, plan, 2).values()) == ["absent"] * 7 + ["present"]


def test_the_past_is_unlocked_first_and_noted(qtbot, page, hall):
    session, plan, _ = hall
    day = session.today - timedelta(days=7)
    plan = planning.load(session, plan.workshop.id)
    past = tuple(replace(one, held_on=day) for one in plan.sittings)
    planning.save(session, replace(plan, workshop=replace(plan.workshop, since=day, until=day), sittings=past))
    page.shown(workshop=plan.workshop.id, session=1)
    press(qtbot, page, Qt.Key.Key_A, control=True)
    assert said(session, plan) == {} and not page.past.isHidden()
    page.unlock.click()
    press(qtbot, page, Qt.Key.Key_A, control=True)
    assert len(said(session, plan)) == 8
    with session.store.read() as reader:
        assert "attendance" in {one.act for one in audit.notes(reader)}
