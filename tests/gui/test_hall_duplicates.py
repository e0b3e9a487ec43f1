"""A hall in which somebody is registered already: marks in the grid, answers by keyboard, what saving does then."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions import search
from samarth_desktop.actions.registration import hall_grid, merging, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.page import PageSpec
from samarth_desktop.gui.kit.surfaces.tables import CELL
from samarth_desktop.gui.pages.hall_grid.hall_grid import HallGridPage
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.enrolment.record import Enrolment
from samarth_desktop.store.database import tables
from tests.gui import layout_checks as look
from tests.gui.fixtures_forms import hall_window, marked_hall

ROW = {"name": "शबनम बानो", "relation": "husband", "relative": "मो. असलम", "gender": "female", "age": "34"}
OTHER = {"name": "Poonam Verma", "relation": "husband", "relative": "Ajay", "gender": "female", "age": "33"}


@pytest.fixture
def shabnam(session):
    year = session.today.year - 35
    person = Artisan(
        name_hi="शबनम बानो", name_en="Shabnam Bano", relation="husband", relative_hi="मोहम्मद असलम", gender="female",
        birth_year=year, mobile="9839022218", village="ज़ैदपुर", state="9", district="129",
    )  # fmt: skip
    return registering.save(session, Registration(person)).holder


@pytest.fixture
def page(session, qtbot, shabnam):
    window = hall_window(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made = window.page("bulk")
    for key, text in {"programme": "UP-ODOP", "village": "ज़ैदपुर", "sector": "handloom", "craft": "Stole"}.items():
        made.state.put(key, text)
    return made


def write(page, *rows):
    page.model.put_rows(0, list(rows))
    page.alike.ask()


def said(page, row):
    return page.model.index(row, len(page.model.columns)).data(CELL).text


def people(session):
    with session.store.read() as reader:
        table = tables.RECORD_TABLES["artisan"]
        return reader.connection.execute(table.select().where(table.c.deleted == False).order_by(table.c.id)).all()  # noqa: E712


def test_a_row_like_somebody_who_is_registered_is_marked_with_reasons(page, session, qtbot, shabnam):
    page.model.put_rows(0, [OTHER, ROW])
    qtbot.waitUntil(lambda: page.alike.marked() == [1])  # by itself, a moment after the last key
    assert said(page, 0) == "not saved" and said(page, 1).endswith("% alike")
    page.grid.go_to(0, "name")
    assert page.alike.isVisible() and not page.alike.same.isVisible()
    qtbot.keyClick(page.grid, Qt.Key.Key_F8)
    assert page.grid.currentIndex().row() == 1 and page.alike.same.isVisible()
    words = " ".join(page.alike._who.findChildren(type(page.alike.summary.label))[i].text() for i in range(5))
    assert shabnam.registration in words and "Same relative" in words
    page.model.put(1, {"name": "Ramesh Kumar", "relative": "Ram", "gender": "male"})
    page.alike.ask()
    assert page.alike.marked() == [] and not page.alike.isVisible()


def test_the_same_person_joins_her_record_and_can_be_taken_out(page, session, qtbot, shabnam):
    write(page, OTHER, ROW)
    page.grid.go_to(1, "name")
    qtbot.keyClick(page.grid, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert said(page, 1) == "the same person" and page.alike.marked() == []
    page.save()
    assert page.model.rows[1]["registration"] == shabnam.registration
    kept, other = people(session)
    assert (
        (kept.id, kept.mobile, kept.craft) == (shabnam.id, "9839022218", "Stole")
        and kept.relative_hi == "मोहम्मद असलम"
        and other.name_en == "Poonam Verma"
    )
    with session.store.read() as reader:
        assert [one.programme for one in reader.children(Enrolment, shabnam.id)] == ["UP-ODOP"]
    (done,) = merging.merges(session)
    assert done.gone.relative_hi == "मो. असलम"  # nothing that was written in the row is lost
    merging.unmerge(session, done.merged)
    assert len(people(session)) == 3


def test_another_person_is_remembered(page, session, qtbot, shabnam):
    write(page, ROW)
    page.grid.go_to(0, "name")
    qtbot.keyClick(page.grid, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert page.alike.marked() == [] and said(page, 0) == "not saved"
    page.alike.ask()
    assert page.alike.marked() == []
    page.model.undo()
    page.alike.ask()
    assert page.alike.marked() == [0]
    page.alike.take_apart()
    page.save()
    assert len(people(session)) == 2 and search.duplicate_pairs(session) == []


def test_the_same_person_twice_in_the_list_becomes_one_row(page, session, qtbot):
    write(
        page, OTHER, {"name": "पूनम वर्मा", "relation": "husband", "relative": "अजय", "age": "33", "mobile": "7905011832"}
    )
    assert page.alike.marked() == [1]
    page.grid.go_to(1, "name")
    page.alike.take_same()
    (row,) = page.model.rows
    assert (row["name"], row["mobile"]) == ("Poonam Verma", "7905011832")
    page.model.undo()
    assert len(page.model.rows) == 2
    page.grid.go_to(1, "name")
    page.alike.take_apart()
    page.save()
    assert len(people(session)) == 3 and search.duplicate_pairs(session) == []


def test_an_answer_holds_only_for_the_name_for_which_it_was_given(page, session, shabnam):
    write(page, ROW)
    page.grid.go_to(0, "name")
    page.alike.take_same()
    page.model.put(0, {"name": "रमेश कुमार", "relative": "राम", "gender": "male"})
    page.save()
    assert {one.name_hi for one in people(session)} == {"शबनम बानो", "रमेश कुमार"} and merging.merges(session) == []


def test_a_save_that_ended_between_row_and_record_is_finished_without_a_second_person(page, session, shabnam):
    write(page, ROW)
    page.model.put(0, hall_grid.as_same(page.model.rows[0], shabnam.id))
    rows, common = hall_grid.with_ids(page.model.rows), page.state.texts()
    plain = [{key: text for key, text in row.items() if not key.startswith("same")} for row in rows]
    hall_grid.save(session, plain, common)  # the row was written, then the power went
    assert len(people(session)) == 2
    for _ in range(2):
        assert hall_grid.save(session, rows, common).numbers == {0: shabnam.registration}
        assert len(people(session)) == 1 and len(merging.merges(session)) == 1


def test_a_long_list_is_looked_through_beside_the_window(session, qtbot, shabnam):
    window = MainWindow(lanes())
    qtbot.addWidget(window)
    window.open([PageSpec("bulk", T("A whole hall"), "person", lambda host: HallGridPage(host, session))], "bulk")
    window.show()
    page = window.page("bulk")
    page.state.put("village", "ज़ैदपुर")
    many = [
        {"name": f"{first} {last}", "relative": f"{last} {first}", "age": "40"}
        for first in ("Amit", "Bela", "Chandan", "Deepa", "Esha", "Farid")
        for last in ("Rao", "Nair", "Bose", "Sen", "Roy", "Das", "Gill", "Lal", "Jain", "Mehra")
    ]
    page.model.put_rows(0, [*many, ROW])
    qtbot.waitUntil(lambda: page.alike.marked() == [60])
    page.model.put(60, {"name": "Ramesh Kumar", "relative": "Ram"})
    qtbot.waitUntil(lambda: page.alike.marked() == [])
    window.lanes.close()


@pytest.mark.parametrize("width", [1366, 1093])
def test_the_marks_have_room_and_names(qtbot, spoken, dress, width):
    window = marked_hall()
    qtbot.addWidget(window)
    window.resize(width, 700)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()  # the layout settles
    assert look.clipped_texts(window) == [] and look.nameless(window) == []


def test_one_key_answers_for_all_who_are_surely_registered(page, session, shabnam):
    other = registering.save(
        session,
        Registration(replace(shabnam, id="", registration="", seen=0, name_hi="पूनम वर्मा", name_en="Poonam Verma",
                             relative_hi="अजय", mobile="9839022299")),
    ).holder  # fmt: skip
    write(page, ROW | {"mobile": "9839022218"}, {"name": "मीना"}, OTHER | {"mobile": "9839022299"})
    page.alike.every.click()
    assert [hall_grid.same_as(row) for row in page.model.rows] == [shabnam.id, "", other.id]
    page.model.undo()
    assert not any(hall_grid.same_as(row) for row in page.model.rows)
    page.alike.ask()
    page.alike.every.click()
    page.save()
    assert len([one for one in people(session) if not one.deleted]) == 3
