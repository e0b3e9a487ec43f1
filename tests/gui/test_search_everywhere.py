"""The search box at the top: it finds people, groups and members, and says what the page in front looks for."""

import pytest
from PySide6.QtCore import Qt

from samarth_desktop.actions.registration import registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.gui.app.routes import open_work, routes
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg

PLACE = {"state": "9", "district": "129", "village": "ज़ैदपुर"}


@pytest.fixture
def work(qtbot, window, session):
    person = registering.save(
        session, Registration(Artisan(name_hi="गीता यादव", name_en="Geeta Yadav", **PLACE))
    ).holder
    members = (
        Member(name_hi="पूनम वर्मा", name_en="Poonam Verma", role="president"),
        Member(person=person.id, role="member"),
    )
    group = Shg(name_hi="उजाला महिला समूह", name_en="Ujala Mahila Samuh", mission="nrlm", **PLACE)
    registering.save(session, Registration(group, members=members))
    open_work(window, session, lambda other: None)
    window.resize(1366, 768)
    window.show()
    return window


def type_above(qtbot, window, text):
    box = window.top.search
    box.setFocus()
    box.setText(text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.parametrize("typed", ["Ujala", "उजाला", "Poonam", "पूनम वर्मा", "Geeta"])
@pytest.mark.parametrize("start", ["today", "people", "settings"])
def test_groups_are_found_by_their_name_and_by_their_members(qtbot, work, typed, start):
    work.go(start)
    type_above(qtbot, work, typed)
    people = work.page("people")
    assert work.here == "people" and not people.elsewhere.isHidden()
    people.elsewhere.click()
    assert work.here == "shgs" and work.top.search.text() == typed
    groups = work.page("shgs")
    assert [line.summary.name_en for line in groups.model.lines().values()] == ["Ujala Mahila Samuh"]


def test_people_are_found_from_the_groups(qtbot, work):
    work.go("shgs")
    type_above(qtbot, work, "Geeta")
    link = work.page("shgs").elsewhere
    assert not link.isHidden()
    link.click()
    assert work.here == "people" and len(work.page("people").model.lines()) == 1


def test_what_nobody_is_called_leads_nowhere(qtbot, work):
    work.go("people")
    type_above(qtbot, work, "zzqqxx")
    assert work.page("people").elsewhere.isHidden()


def test_the_box_says_what_the_page_in_front_looks_for(qtbot, work, session):
    work.go("people")
    type_above(qtbot, work, "Geeta")
    for entry in routes(session, lambda other: None):
        if entry.key != "people":
            work.go(entry.key)
            assert work.top.search.text() == "", entry.key
    work.go("people")
    assert work.top.search.text() == "Geeta" and len(work.page("people").model.lines()) == 1
    qtbot.keyClick(work.top.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: work.page("people").searched() == "")


def test_a_link_to_one_record_ends_the_search(qtbot, work, session):
    work.go("people")
    type_above(qtbot, work, "zzqqxx")
    work.go("people", row="x")
    assert work.top.search.text() == ""
