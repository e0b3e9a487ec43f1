"""The pages of programmes: board by keyboard, moves with a preview and undo, questions answered in their row."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from samarth_desktop.actions.programmes import files, sample, staging
from samarth_desktop.actions.registration import registering
from samarth_desktop.domain.programmes.programme import programme
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.labels import Badge, Label
from samarth_desktop.gui.lists.many.dialog import ManyDialog
from samarth_desktop.gui.pages.programmes.board_column import more_of_name
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T
from samarth_desktop.kinds.registry import KINDS
from samarth_desktop.rules.sheets.head_words import meaning_of
from tests.domain.test_rule_file import RULED
from tests.gui import fixtures_lists, fixtures_programmes


@pytest.fixture
def desk(tmp_path):
    made = fixtures_lists.desk_in(tmp_path / "data")
    yield made
    made.store.close()


def events():
    for _ in range(3):
        QApplication.processEvents()


def stage(session, row):
    return staging.find(registering.load(session, row), "UP-ODOP").stage


def test_the_board_moves_who_can_and_takes_it_back(qtbot, desk):
    rows = fixtures_programmes.stock(desk)
    window = fixtures_lists.window_of(desk, "board", code="UP-ODOP")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    events()
    page = window.page("board")
    assert {column.stage: column.total for column in page.columns} == {
        "registered": 3, "documents_complete": 2, "verified": 1, "trained": 1, "listed": 1, "first_sale": 1,
    }  # fmt: skip
    first, second = page.columns[0].cards, page.columns[1].cards
    longer = 0
    for column in page.columns:
        for place, card in enumerate(column.cards.model_.cards):
            box = column.cards.visualRect(column.cards.model_.index(place))
            more = more_of_name(card, box.width())
            longer += more > 0
            assert paint.height_of(say(card.note), box.width() - 38, 13) <= box.height() - 52 - more, "the whole reason"
    assert longer, "a name that needs two lines has them"
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert page._here == 1
    qtbot.keyClick(second, Qt.Key.Key_Space)
    qtbot.keyClick(second, Qt.Key.Key_Down)
    qtbot.keyClick(second, Qt.Key.Key_Space)
    column, ticked = page.ticked()
    assert column is page.columns[1] and set(ticked) == {rows[3], rows[4]}
    assert page.moves.next_of(column.stage) == "verified"
    page.moves.move_on()
    dialog = page.moves.dialog
    assert isinstance(dialog, ManyDialog) and dialog.preview.goes.number.text() == "2"
    assert [stage(desk, row) for row in ticked] == ["documents_complete"] * 2, "nothing before the button"
    dialog.do.click()
    events()
    assert [stage(desk, row) for row in ticked] == ["verified"] * 2
    assert page.columns[1].total == 0 and page.columns[2].total == 3
    page.moves.undo()
    events()
    assert [stage(desk, row) for row in ticked] == ["documents_complete"] * 2
    assert page.columns[1].total == 2
    page.columns[0].tick_all()
    page.columns[1].clear_ticks()
    page._stand_in(0)
    page.moves.move_on()
    preview = page.moves.dialog.preview
    assert preview.goes.number.text() == "0" and not page.moves.dialog.do.isEnabled()
    assert preview.way.isVisible(), "what helps"
    stays = [preview.model.line(row) for row in range(preview.model.rowCount())]
    asked = [getattr(reason.args.get("what"), "en", "") for one in stays for reason in one.reasons]
    assert len(stays) == 3 and "Product of the district" in asked
    preview.table.opened.emit(0)
    assert window.here == "record-programmes" and window.page("record-programmes").tab.sheet.holder.id == stays[0].row


def test_a_hold_asks_why_and_shows_who_is_stuck(qtbot, desk):
    rows = fixtures_programmes.stock(desk)
    window = fixtures_lists.window_of(desk, "board", code="UP-ODOP")
    qtbot.addWidget(window)
    window.show()
    page = window.page("board")
    page.columns[1].tick_all()
    page._stand_in(1)
    page.moves.ask_move("on_hold")
    dialog = page.moves.dialog
    dialog.do.click()
    assert dialog.hint.label.text() == "Write the reason." and not dialog.do.isEnabled()
    assert dialog.preview.goes.number.text() == "2", "who goes is shown before the reason is written"
    qtbot.keyClicks(dialog.form.reason, "no passbook")
    assert dialog.do.isEnabled() and stage(desk, rows[3]) == "documents_complete", "as soon as it is written"
    dialog.form.day.set_value(desk.today + timedelta(days=1))
    dialog.form.day.editingFinished.emit()
    assert dialog.hint.label.text() == "This date is in the future." and not dialog.do.isEnabled()
    dialog.form.day.set_value(desk.today)
    dialog.form.day.editingFinished.emit()
    dialog.do.click()
    events()
    assert stage(desk, rows[3]) == "on_hold"
    page.stopped["on_hold"].click()
    assert page.columns[-1].stage == "on_hold" and page.columns[-1].total == 3


def test_a_small_window_shows_one_stage_as_a_list_and_lists_are_kept(qtbot, desk):
    fixtures_programmes.stock(desk)
    window = fixtures_lists.window_of(desk, "board", code="UP-ODOP")
    qtbot.addWidget(window)
    window.resize(1093, 614)
    window.show()
    events()
    page = window.page("board")
    assert [column.isVisible() for column in page.columns] == [True] + [False] * 5
    assert [chip.isVisible() for chip in page.chips] == [True] * 6 and "(2)" in page.chips[1].text()
    page.chips[1].click()
    assert [column.isVisible() for column in page.columns] == [False, True] + [False] * 4
    page.columns[1].cards.setFocus()
    qtbot.keyClick(page.columns[1].cards, Qt.Key.Key_Right)
    assert page.columns[2].isVisible() and page.chips[2].isChecked() and not page.chips[1].isChecked()
    page.stopped["on_hold"].click()
    page.stuck.click()
    page.lists.keep("  ")
    assert page.lists.kept == [], "a list has a name"
    page.lists.keep("Stuck at verified")
    page.stuck.click()
    page.stopped["on_hold"].click()
    page.chips[0].click()
    window.resize(1366, 768)
    events()
    assert all(column.isVisible() for column in page.columns) and not page.stages.isVisible()
    page.shape.buttons()[1].click()
    assert sum(column.isVisible() for column in page.columns) == 1 and page.stages.isVisible(), "in a wide one, too"
    page.chips[2].click()
    assert page.columns[2].isVisible() and sum(column.isVisible() for column in page.columns) == 1
    page.shape.buttons()[0].click()
    assert all(column.isVisible() for column in page.columns)
    other = fixtures_lists.window_of(desk, "board", code="UP-ODOP")
    qtbot.addWidget(other)
    other.show()
    again = other.page("board")
    (one,) = again.lists.kept
    again.lists.menu_now().actions()[0].trigger()
    events()
    assert again._only_stuck and again.stopped["on_hold"].isChecked()
    assert again.columns[again._here].stage == one.stage == "verified"
    again.lists.menu_now().actions()[-1].trigger()
    assert again.lists.kept == []


def test_a_question_is_answered_by_its_key_and_an_answer_moves(qtbot, desk):
    rows = fixtures_programmes.stock(desk)
    window = fixtures_lists.window_of(desk, "record-programmes", row=rows[3], code="UP-ODOP")
    qtbot.addWidget(window)
    window.show()
    events()
    page = window.page("record-programmes")
    assert [asked.key for _, asked in page.questions] == ["odop_product"]
    page.answer_first(0)
    events()
    assert registering.load(desk, rows[3]).holder.odop_product == "yes"
    assert page.questions == []
    page.move_on()
    events()
    assert stage(desk, rows[3]) == "verified"
    newest = say(page.tab.entries[0].history[0].text)
    assert newest == "Verified by you" and newest in [one.text() for one in page.findChildren(QLabel)]
    (visit,) = page.tab.follow_ups
    page.close_visit(visit.id, False)
    events()
    assert page.tab.follow_ups == ()
    page.join("SAMARTH")
    events()
    assert {one.enrolment.programme for one in page.tab.entries} == {"UP-ODOP", "SAMARTH"}


def test_who_is_in_no_programme_is_taken_in_together(qtbot, desk):
    her = fixtures_lists.person(desk, "सीता देवी", "Sita Devi", programme="JK-HHC")
    assert her.enrolments == ()
    window = fixtures_lists.window_of(desk, "eligible", code="SAMARTH")
    qtbot.addWidget(window)
    window.show()
    events()
    page = window.page("eligible")
    assert [one.row for one in page.found] == [her.holder.id]
    page.table.selectAll()
    page.take_in()
    events()
    assert [one.programme for one in registering.load(desk, her.holder.id).enrolments] == ["SAMARTH"]
    assert page.found == []


def test_a_file_with_a_fault_is_told_with_its_line(qtbot, desk, tmp_path):
    from tests.domain.test_rule_file import RULED

    window = fixtures_lists.window_of(desk, "programmes")
    qtbot.addWidget(window)
    window.show()
    page = window.page("programmes")
    file = tmp_path / "own.toml"
    file.write_text(RULED.replace("from = 18", 'from = "18"'), encoding="utf-8")
    page.take(file)
    assert page.wrong.isVisibleTo(page) and "28" in page.wrong.label.text()
    file.write_text(RULED, encoding="utf-8")
    page.take(file)
    assert page.code == "BR-X" and not page.wrong.isVisibleTo(page)
    page._preview(page.found[-1])
    dialog = page.dialog
    assert dialog.document.pageCount() == 1
    for number in range(3):
        dialog.turn_to(number)
        assert dialog.stack.currentIndex() == number
    told = {label.text() for label in dialog.findChildren(Label)} | {one.text for one in dialog.findChildren(Badge)}
    assert {"स्तर", "Rank", "BR-X.rank · स्तर", "BR-X.rank · Rank"} <= told, "both languages, in form and head"
    for kind in page.found[-1].holders:
        for language in ("hi", "en"):
            means = meaning_of(KINDS[kind].sheet.name)
            assert all(means(head) for head, _ in sample.heads(page.found[-1], kind, language)), "an import takes each"
    assert [choice.text() for choice in dialog.findChildren(Segments)[0].buttons()] == ["उस्ताद", "शागिर्द"]
    page.dialog.close()


def test_the_office_withdraws_a_published_version_after_asking(qtbot, desk, monkeypatch, tmp_path):
    monkeypatch.setattr("samarth_desktop.actions.device.roles._enrolled_as", lambda session: "office")
    (tmp_path / "own.toml").write_text(RULED, encoding="utf-8")
    files.publish(desk, tmp_path / "own.toml")
    window = fixtures_lists.window_of(desk, "programmes", code="BR-X")
    qtbot.addWidget(window)
    page = window.page("programmes")
    button = say(T("Withdraw this version"))

    def offered():
        return [one for one in page.findChildren(Button) if one.text() == button]

    qtbot.waitUntil(lambda: page.code == "BR-X" and bool(offered()))
    day = lang.catalog.date(desk.today)
    assert any(day in one.text() for one in page.findChildren(Label)), "published on, in the language's way"
    assert not any(desk.today.isoformat() in one.text() for one in page.findChildren(Label))
    offered()[-1].click()
    asked = page.window().findChild(Ask)
    assert asked is not None and programme("BR-X", desk.library) is not None, "nothing before the answer"
    asked.do.click()
    qtbot.waitUntil(lambda: programme("BR-X", desk.library) is None and page.code not in ("", "BR-X"))
    qtbot.waitUntil(lambda: not offered())
    told = page.gone.label.text()
    assert page.gone.isVisibleTo(page) and "BR-X" in told and day in told, "what is gone is told"


def test_a_role_sees_only_its_entries(qtbot, desk, monkeypatch):
    from samarth_desktop.gui.app.roles import for_role
    from samarth_desktop.gui.app.routes import routes

    listed = routes(desk, lambda changed: None)
    assert for_role(listed, "coordinator") == for_role(listed, "office") == tuple(listed)
    shown = {one.key for one in for_role(listed, "trainer") if one.nav in ("top", "foot")}
    assert {"today", "workshops", "certificates", "sync", "help"} <= shown
    assert not {"people", "shgs", "programmes", "products"} & shown
    assert {one.shortcut for one in for_role(listed, "trainer")} & {"Ctrl+N", "Ctrl+G"} == set(), "no key leads there"
    window = fixtures_lists.window_of(desk, "programmes")
    qtbot.addWidget(window)
    for office in (False, True):
        monkeypatch.setattr(
            "samarth_desktop.actions.device.roles._enrolled_as", lambda session, office=office: "office" * office
        )
        window.page("programmes").shown()
        assert window.page("programmes")._office is office
