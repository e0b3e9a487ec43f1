"""Who came from another laptop and is here already is told on Today and on Sync, with the way to settle it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from samarth_desktop.actions import search
from samarth_desktop.actions.exchange import duplicate_scan
from samarth_desktop.actions.registration import merging, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.domain.fields.wire import to_wire
from samarth_desktop.domain.oplog.op import Op
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import open_work, routes
from samarth_desktop.gui.background.duplicate_scan import DuplicateScan
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.pages.duplicates.merge_view import PastMergeView
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from tests.gui.fixtures_forms import form_window, open_window
from tests.gui.fixtures_lists import person


def arrive(session, first):
    """The same person, written by Meena on her laptop."""
    hers = to_wire(replace(first, name_en="Shabnum Bano", registration="UP-M2KQ4X-00001-A", created_device="M2KQ4X"))
    op = Op("M2KQ4X", "9/129", 1, "artisan", "0192-meena", 1 << 40, "मीना", 1, hers)
    with session.store.unit_of_work() as unit:
        unit.apply([op])
        unit.commit()


def test_it_is_told_where_it_is_seen_and_goes_when_it_is_settled(session, qtbot):
    window = MainWindow(lanes(inline=True))
    qtbot.addWidget(window)
    window.open(routes(session, print), "today")
    window.show()
    today = window.page("today")
    first = person(session, "शबनम बानो", "Shabnam Bano").holder
    today.shown()
    assert not today.twice.isVisible()
    arrive(session, first)
    window.go("sync")
    strip = window.page("sync").twice
    assert strip.isVisible() and "1 person who came" in strip.label.text()
    strip.look.click()
    assert window.here == "duplicates" and len(window.page("duplicates").pairs) == 1
    window.page("duplicates").tell_apart()
    window.go("today")
    assert not today.twice.isVisible()
    assert search.duplicate_pairs(session) == []


def test_a_long_look_goes_on_part_by_part_and_ends_with_the_window(session, qtbot, monkeypatch):
    monkeypatch.setattr(duplicate_scan, "PART", 1)
    first = person(session, "शबनम बानो", "Shabnam Bano").holder
    arrive(session, first)
    window = MainWindow(lanes())
    qtbot.addWidget(window)
    told = []
    looks = DuplicateScan(window.lanes.network, session, window)
    looks.told.connect(told.append)
    looks.begin(), looks.begin()
    qtbot.waitUntil(lambda: not looks._running)
    assert len(told) >= 3 and told[-1].people == 1
    looks.stop()
    window.lanes.close()


def test_work_begins_with_a_look_at_what_was_left(session, qtbot, monkeypatch):
    monkeypatch.setattr("samarth_desktop.gui.background.duplicate_scan.FIRST_S", 0)
    arrive(session, person(session, "शबनम बानो", "Shabnam Bano").holder)
    window = MainWindow(lanes())
    qtbot.addWidget(window)
    window.show()
    open_work(window, session, print)
    qtbot.waitUntil(lambda: window.page("today").twice.isVisible())
    for looks in window.findChildren(DuplicateScan):
        looks.stop()
    window.lanes.close()


def test_what_was_put_together_on_another_laptop_is_listed_and_taken_apart(session, qtbot, spoken):
    first = person(session, "शबनम बानो", "Shabnam Bano").holder
    arrive(session, first)
    merging.merge(replace(session, author="Meena"), first.id, "0192-meena")
    window = MainWindow(lanes(inline=True))
    qtbot.addWidget(window)
    window.open(routes(session, print), "duplicates")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.page("duplicates")
    assert window.focusWidget() is page.table
    assert page.pairs == [] and not page.join.isEnabled()
    page.sure.set_value("merged")
    page.read()
    assert page.take_apart.isVisible() and not page.join.isVisible()
    words = " ".join(label.text() for label in page.findChild(PastMergeView).findChildren(Label))
    assert "Meena" in words and first.registration in words.replace("\u200b", "")
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.together == [] and not page.take_apart.isEnabled()
    page.sure.set_value(0.85)
    page.read()
    assert len(page.pairs) == 1 and page.join.isVisible() and not page.take_apart.isVisible()


def test_a_no_to_somebody_alike_is_remembered_with_the_record(session, qtbot):
    window = form_window(session)
    qtbot.addWidget(window)
    window.go("artisan-form")
    form = window.page("artisan-form")
    year = session.today.year - 34
    base = {"name_en": "Kiran Devi", "gender": "female", "village": "Deva", "state": "9", "district": "129"}
    there = registering.save(
        session, Registration(Artisan(**base, birth_year=year, relation="husband", relative_en="Suresh"))
    ).holder
    texts = {
        "name_en": "Kiran Devi",
        "gender": "female",
        "village": "Deva",
        "age": "34",
        "relation": "husband",
        "relative_en": "Suresh",
    }
    for key, text in texts.items():
        form.state.put(key, text)
    form.opened.revision += 1
    form.refresh()
    form.similar.ask()
    assert len(form.similar.cards) == 1
    form.similar._no(there.id, [])()
    form.keep_as_draft()
    assert search.duplicate_pairs(session) == []
    form.similar.ask()
    assert form.similar.cards == []


def test_a_member_who_is_only_a_name_leads_to_her_group(session, qtbot):
    group = Registration(
        Shg(name_en="Ujala", village="Deva", state="9", district="129"),
        members=(Member(name_en="Kiran Devi", relation="husband", relative="Suresh", birth_year=1990),),
    )
    saved = registering.save(session, group)
    window = open_window(session)
    qtbot.addWidget(window)
    window.go("artisan-form")
    form = window.page("artisan-form")
    form.similar.opened.emit(saved.members[0].id)
    assert window.here == "shg-form" and window.page("shg-form").opened.base.holder.id == saved.holder.id


def test_an_import_leads_to_those_who_may_be_there_twice(session, qtbot, tmp_path):
    person(session, "किरण देवी", "Kiran Devi", "हरख", relative_hi="सुरेश", birth_year=1988)
    file = tmp_path / "list.csv"
    file.write_text("नाम,पति का नाम,उम्र,मोबाइल,गाँव\nकिरण देवी,सुरेश,38,9839022218,हरख\n", "utf-8")
    window = open_window(session)
    qtbot.addWidget(window)
    window.show()
    window.go("import")
    page = window.page("import")
    page.open_file(file)
    page.look()
    QTest.keyClick(page.preview.outcomes.table, Qt.Key.Key_1)  # somebody new
    page.take_in()
    (look,) = [button for button in page.findChildren(Button) if button.text() == "Look at them"]
    look.click()
    assert window.here == "duplicates" and len(window.page("duplicates").pairs) == 1
