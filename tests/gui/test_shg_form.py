"""The group's form over a real store: paste from Excel, roles, joined people, undo, drafts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.groups import life
from samarth_desktop.actions.registration import drafts, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.gui.forms.person_picker import PersonPicker
from samarth_desktop.gui.kit.surfaces.tables import CELL
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.fund.record import Fund
from samarth_desktop.kinds.grading.record import Grading
from samarth_desktop.kinds.member.record import Member
from samarth_desktop.kinds.shg.record import Shg
from samarth_desktop.store.queries import audit
from tests.gui import layout_checks
from tests.gui.fixtures_forms import COLUMNS, TEN, group_window

LIST = "\n".join("\t".join(row[1:]) for row in TEN)
WITH_HEADS = "Mobile\tName\tHusband's name\tAge\n98391 20456\tSarita Devi\tRam Lakhan\t41\n\tPoonam\tAjay\t33\n"


@pytest.fixture
def form(session, qtbot):
    window = group_window(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.page("shg-form")


def fill_group(form):
    texts = {
        "name_hi": "उजाला महिला समूह", "mission": "nrlm", "programme": "NRLM", "formation_date": "15/08/2021",
        "village": "ज़ैदपुर", "consent.how": "signature",
    }  # fmt: skip
    for key, text in texts.items():
        form.state.put(key, text)
    form.opened.revision += 1
    form.refresh()


def paste(form, text, row=0, column=2):
    QApplication.clipboard().setText(text)
    form.go_to(1)
    grid = form.members.grid_view
    grid.setCurrentIndex(form.members.model.index(row, column))
    grid.setFocus()


def groups(session):
    with session.store.read() as reader:
        from samarth_desktop.store.database import tables

        rows = reader.connection.execute(tables.RECORD_TABLES["shg"].select()).all()
        return [registering.load(session, row.id) for row in rows]


def press(qtbot, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(widget, key, modifier)


def test_a_list_from_excel_becomes_members(form, session, qtbot):
    fill_group(form)
    paste(form, LIST)
    press(qtbot, form.members.grid_view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    rows = form.members.model.rows
    assert len(rows) == 10 and rows[0]["name"] == "सरिता देवी" and rows[0]["relation"] == "husband"
    wrong = {(one.row, one.column, one.blocks) for one in form.row_problems}
    assert wrong == {(4, "mobile", False), (5, "age", False), (9, "mobile", True)}
    assert "10" in form.members.problems.sentences[0].label.text()
    form.save_and_next()
    assert groups(session) == [] and form.here == 1  # an error leads to its row
    form.members.model.put(9, {"mobile": "9935078120"})
    form.save_and_next()
    (sheet,) = groups(session)
    assert len(sheet.members) == 10 and {member.shg for member in sheet.members} == {sheet.holder.id}
    assert sheet.members[0].mobile == "9839120456"
    assert isinstance(sheet.holder, Shg) and sheet.holder.registration.startswith("UP-")
    assert form.state.text("village") == "ज़ैदपुर" and form.members.model.rows == []


def test_heads_tell_the_columns(form, qtbot):
    paste(form, WITH_HEADS)
    form.members.grid_view.paste()
    first, second = form.members.model.rows
    assert (first["name"], first["relative"], first["relation"]) == ("Sarita Devi", "Ram Lakhan", "husband")
    assert (first["mobile"], first["age"], second["mobile"]) == ("98391 20456", "41", "")


def test_undo_takes_back_a_paste_and_an_edit(form, qtbot):
    form.go_to(1)
    form.members.model.put(0, {"name": "सरिता"})
    paste(form, LIST)
    form.members.grid_view.paste()
    assert len(form.members.model.rows) == 10
    press(qtbot, form.members.grid_view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row["name"] for row in form.members.model.rows] == ["सरिता"]
    form.undo.click()
    assert form.members.model.rows == []


def test_a_cell_is_typed_by_keyboard_and_the_last_row_is_always_empty(form, qtbot):
    form.go_to(1)
    grid = form.members.grid_view
    grid.setCurrentIndex(form.members.model.index(0, 5))
    qtbot.keyClicks(grid, "4")
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "1")
    press(qtbot, editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.members.model.rows == [{"age": "41"}])  # Qt writes it a moment later
    assert form.members.model.rowCount() == 2
    assert grid.currentIndex().column() == 6


@pytest.mark.qt_log_ignore("This plugin does not support")  # opening a list off-screen
def test_a_role_is_chosen_in_its_cell(form, qtbot):
    form.members.show_rows([dict(zip(COLUMNS, TEN[3], strict=True))])
    form.go_to(1)
    grid = form.members.grid_view
    index = form.members.model.index(0, 1)
    grid.setCurrentIndex(index)
    press(qtbot, grid, Qt.Key.Key_Return)
    combo = QApplication.focusWidget()
    combo.set_value("treasurer")
    combo.picked.emit("treasurer")
    assert form.members.model.rows[0]["role"] == "treasurer"
    assert any("किरण देवी" in line.label.text() for line in form.glance._members)


def test_a_member_is_joined_to_a_registered_person(form, session, qtbot):
    person = registering.save(
        session,
        Registration(Artisan(name_hi="शबनम बानो", state="9", district="129", village="ज़ैदपुर", mobile="9839022218")),
    ).holder
    form.members.show_rows([{"role": "member", "name": "शबनम"}])
    form.go_to(1)
    form.members.wanted.emit(0)
    picker = form.findChild(PersonPicker)
    assert len(picker.model.hits) == 1
    picker._take(0)
    row = form.members.model.rows[0]
    assert row["person"] == person.id and row["mobile"] == "9839022218" and row["role"] == "member"
    form.state.put("name_en", "Ujala")
    form.keep_as_draft()
    (sheet,) = groups(session)
    assert sheet.members[0].person == person.id


def test_members_come_back_with_a_draft_after_a_crash(form, session, qtbot):
    paste(form, LIST)
    form.members.grid_view.paste()
    qtbot.waitUntil(lambda: len(drafts.kept(session)) == 1)
    (draft,) = drafts.kept(session)
    other = group_window(session)
    qtbot.addWidget(other)
    other.go("shg-form", draft=draft.key)
    again = other.page("shg-form")
    assert [row["name"] for row in again.members.model.rows] == [row[1] for row in TEN]


def test_a_switch_of_language_keeps_the_grid(form):
    form.members.show_rows([dict(zip(COLUMNS, row, strict=True)) for row in TEN])
    form.go_to(1)
    before, word = form.texts(), form.members.model.index(0, 1).data()
    lang.use("hi")
    assert form.texts() == before and form.members.model.index(0, 1).data() != word


def test_a_removed_row_goes_from_the_group_and_correcting_keeps_the_rest(form, session):
    fill_group(form)
    form.members.show_rows([dict(zip(COLUMNS, row, strict=True)) for row in TEN])
    form.keep_as_draft()
    ids = [member.id for member in groups(session)[0].members]
    form.members.model.remove(3)
    form.keep_as_draft()
    (sheet,) = groups(session)
    assert [member.id for member in sheet.members] == ids[:3] + ids[4:]


def test_every_tab_has_room_and_names(dress, form, spoken):
    fill_group(form)
    form.members.show_rows([dict(zip(COLUMNS, row, strict=True)) for row in TEN])
    form.opened.tried = True
    form.refresh()
    for width in (1366, 1093):
        form.window().resize(width, 700)
        for step in range(5):
            form.go_to(step)
            QApplication.processEvents()
            assert layout_checks.clipped_texts(form) == [], (width, step)
            assert layout_checks.nameless(form) == [], step


def test_somebody_in_two_groups_is_a_warning(form, session, qtbot):
    person = registering.save(
        session, Registration(Artisan(name_en="Kiran", state="9", district="129", village="Deva"))
    ).holder
    other = Shg(name_en="Jyoti", state="9", district="129", village="Deva")
    registering.save(session, Registration(other, members=(Member(person=person.id, name_en="Kiran", role="member"),)))
    form.members.show_rows([{"name": "Kiran", "person": person.id}])
    form._ask_elsewhere()
    assert [(one.column, one.blocks) for one in form.row_problems] == [("name", False)]


def test_mobile_numbers_of_before_show_by_their_end_until_somebody_opens_one(form, session, qtbot):
    members = (Member(name_hi="सरिता देवी", mobile="9839120456", role="president"), Member(name_hi="पूनम"))
    saved = registering.save(session, Registration(Shg(name_hi="उजाला", state="9", district="129"), members=members))
    form.shown(row=saved.holder.id)
    form.go_to(1)
    model, grid = form.members.model, form.members.grid_view
    cell, other = model.index(0, 6), model.index(1, 6)
    assert cell.data(CELL).text == cell.data() == "••••••0456" and other.data(CELL).text == ""
    model.put(1, {"mobile": "7905011832"})
    assert other.data(CELL).text == "7905011832"  # what was typed just now
    grid.setCurrentIndex(cell)
    grid.edit(cell)
    assert QApplication.focusWidget().text() == "9839120456" and cell.data(CELL).text == "9839120456"
    with session.store.read() as reader:
        (note,) = audit.notes(reader, saved.holder.id)
    assert (note.act, note.detail) == ("show", f"mobile {saved.members[0].id}")
    form.keep_as_draft()
    assert [one.mobile for one in registering.load(session, saved.holder.id).members] == ["9839120456", "7905011832"]


def test_pasted_members_who_are_registered_are_joined_by_one_key(form, session, qtbot):
    year = session.today.year - 41
    kept = []
    for name, relative, mobile in (("सरिता देवी", "राम लखन", "9839120456"), ("पूनम वर्मा", "अजय", "7905011832")):
        person = Artisan(
            name_hi=name, relation="husband", relative_hi=relative, gender="female", birth_year=year, mobile=mobile,
            village="ज़ैदपुर", state="9", district="129",
        )  # fmt: skip
        kept.append(registering.save(session, Registration(person)).holder.id)
    fill_group(form)
    paste(
        form, "नाम\tपति का नाम\tमोबाइल\nSarita Devi\tRam Lakhan\t98391 20456\nगीता\tरामू\t\nपूनम वर्मा\tअजय\t79050 11832\n"
    )
    qtbot.keyClick(form.members.grid_view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: form.matches.isVisible())
    column = len(form.members.model.columns)
    assert form.members.model.index(0, column).data(CELL).icon == "info"
    qtbot.keyClick(form.members.grid_view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert [row.get("person", "") for row in form.members.model.rows] == [kept[0], "", kept[1]]
    assert form.members.model.rows[0]["name"] == "Sarita Devi"  # what was written stays
    qtbot.waitUntil(lambda: not form.matches.isVisible())
    form.members.model.undo()
    assert not any(row.get("person") for row in form.members.model.rows)
    form.matches._pause.stop()
    form.state.edited.emit("village")
    assert form.matches._pause.isActive(), "in another village other people are likely"


def test_what_gradings_and_funds_hold_is_no_more_written_in_the_form(form, session):
    fill_group(form)
    for key, text in (("grade", "b"), ("revolving_fund", "yes")):
        form.state.put(key, text)
    form.opened.revision += 1
    form.keep_as_draft()
    (sheet,) = groups(session)
    form.shown(row=sheet.holder.id)
    form.go_to(2)
    placed = form.meetings.placed
    assert placed["grade"].isVisible() and placed["revolving_fund"].isVisible(), "nothing else says it yet"
    life.grade(session, Grading(shg=sheet.holder.id, graded_on=session.today, grade="a", habits=("savings", "books")))
    life.note_fund(session, Fund(shg=sheet.holder.id, fund_kind="rf", received_on=session.today, amount=1_500_000))
    form.shown(row=sheet.holder.id)
    form.go_to(2)
    assert not any(placed[key].isVisible() for key in ("grade", "panchsutra", "revolving_fund"))
    graded, money = (form.meetings._told[key] for key in ("grade", "revolving_fund"))
    assert graded.isVisible() and "Earlier entry: B" in graded.text() and "2 of 5" in graded.text()
    assert "₹15,000" in money.text() and "Earlier entry: Yes" in money.text()
    form.state.put("savings", "100")
    form.opened.revision += 1
    form.keep_as_draft()
    holder = groups(session)[0].holder
    assert (holder.grade, holder.revolving_fund, holder.savings) == ("b", "yes", 10000), "what was entered is kept"
    form.shown(new=True)
    form.go_to(2)
    assert placed["grade"].isVisible() and not graded.isVisible()
