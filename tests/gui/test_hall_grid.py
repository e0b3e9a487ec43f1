"""A whole hall in a grid over a real store."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions import today
from samarth_desktop.actions.imports import column_memory
from samarth_desktop.actions.registration import drafts, hall_grid, memberships
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.tables import CELL
from samarth_desktop.gui.theme import paint
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T
from samarth_desktop.store.database import tables
from tests.gui import layout_checks
from tests.gui.fixtures_forms import hall_window, open_window

LIST = (
    "नाम\tपिता का नाम\tलिंग\tउम्र\tमोबाइल\n"
    "शबनम बानो\tमो. असलम\tमहिला\t34\t98390 22218\n"
    "Ramesh Kumar\tRam\tपुरुष\t41\t98390 1\n"
    "\tKoi\tपुरुष\t20\t\n"
)


@pytest.fixture
def page(session, qtbot):
    window = hall_window(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    made = window.page("bulk")
    for key, text in {"programme": "UP-ODOP", "village": "ज़ैदपुर", "sector": "handloom", "craft": "Stole"}.items():
        made.state.put(key, text)
    return made


def paste(page, text=LIST):
    QApplication.clipboard().setText(text)
    page.grid.setCurrentIndex(page.model.index(0, 1))
    page.grid.paste()


def people(session):
    with session.store.read() as reader:
        return reader.connection.execute(tables.RECORD_TABLES["artisan"].select()).all()


def test_a_pasted_list_is_saved_and_may_be_completed_later(page, session):
    paste(page)
    assert {(one.row, one.column) for one in page.found if one.blocks} == {(1, "mobile"), (2, "name")}
    page.save()
    assert "1 cannot be printed yet: Consent is missing." in page.after.label.text()
    first, second = people(session)
    assert (first.name_hi, first.relation, first.relative_hi, first.gender) == (
        "शबनम बानो",
        "father",
        "मो. असलम",
        "female",
    )
    assert (first.village, first.district, first.craft, first.complete) == ("ज़ैदपुर", "129", "Stole", True)
    assert (second.name_en, second.unread, second.complete) == ("Ramesh Kumar", {"mobile": "98390 1"}, False)
    assert page.model.rows[0]["registration"] == first.registration
    assert not page.model.rows[2].get("registration")  # nobody without a name is registered
    page.save()
    assert len(people(session)) == 2


def test_what_all_have_in_common_is_asked_for(page, session):
    page.state.put("village", "")
    paste(page)
    page.save()
    assert people(session) == [] and page.state.bound("village").place.state == "error"
    page.state.bound("village").editor.setText("ज़ैदपुर")
    page.state.edited.emit("village")
    assert page.state.bound("village").place.state == "", "what was asked for is there"


def test_a_relation_that_is_open_for_all_is_told_and_filled_by_one_key(page, session, qtbot):
    rows = ("शबनम बानो\tसलीम\t34\t9839022218", "किरन देवी\tरामू\t41\t9839022219", "गीता\tहरि\t29\t9839022220")
    paste(page, "\n".join(("नाम\tपति/पिता का नाम\tउम्र\tमोबाइल", *rows)))
    assert [(one.row, one.column, one.blocks) for one in page.found] == [(n, "relation", False) for n in range(3)]
    page.model.put(0, {"relation": "husband"})
    page.model.put(2, {"relation": "father"})
    page.grid.go_to(0, "relation")
    qtbot.keyClick(page.grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert [row["relation"] for row in page.model.rows] == ["husband", "husband", "father"] and page.found == []
    page.model.undo()
    assert [row.get("relation", "") for row in page.model.rows] == ["husband", "", "father"]


def test_tab_goes_along_the_rows_of_what_all_have_in_common(page, qtbot):
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    page.state.focus("programme")
    order = []
    for _ in range(6):
        order.append(page.state.key_of(QApplication.focusWidget()))
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert order == ["programme", "district", "village", "sector", "craft", "consent.how"]


def test_the_list_returns_after_a_crash_and_nobody_is_saved_twice(page, session, qtbot, monkeypatch):
    paste(page)
    qtbot.waitUntil(lambda: len(drafts.kept(session)) == 1)
    rows = hall_grid.with_ids(page.model.rows)
    page.model.rows = rows
    page.keep_typed()
    hall_grid.save(
        session, rows, page.state.texts(), stop=lambda: len(people(session)) == 1
    )  # the power goes after one
    again = hall_window(session)
    qtbot.addWidget(again)
    other = again.page("bulk")
    assert [row.get("name") for row in other.model.rows] == [row.get("name") for row in rows]
    assert other.state.text("village") == "ज़ैदपुर"
    other.save()
    assert len(people(session)) == 2


def test_a_full_disk_says_which_rows_are_saved(page, session, monkeypatch):
    paste(page)
    real, calls = hall_grid.registering.write, []

    def save(*args):
        calls.append(1)
        if len(calls) > 1:
            raise KnownError(T("The disk is full."))
        return real(*args)

    monkeypatch.setattr(hall_grid.registering, "write", save)
    page.save()
    assert len(people(session)) == 1 and page.model.rows[0]["registration"]
    assert page.mend.text() == "The disk is full."


@pytest.mark.parametrize("width", [1366, 1093])
def test_the_page_has_room_and_names(page, spoken, dress, width):
    paste(page)
    page.window().resize(width, 700)
    QApplication.processEvents()
    assert layout_checks.clipped_texts(page) == []
    assert layout_checks.nameless(page) == []


def test_today_leads_back_to_a_half_typed_list(session, qtbot, monkeypatch):
    rows = hall_grid.pasted(LIST, 0)
    drafts.keep(session, drafts.Draft("bulk", "bulk", {"village": "Deva", "rows": memberships.as_text(rows)}))
    (half,) = today.overview(session).unfinished
    assert half.name_en == "A whole hall"
    window = open_window(session)
    qtbot.addWidget(window)
    window.go("artisan-form", draft=half.draft)
    assert window.here == "bulk" and window.page("bulk").model.rows[0]["name"] == "शबनम बानो"


@pytest.mark.parametrize("width", [1366, 1093])
def test_registration_numbers_are_readable_whole_and_printing_is_one_step_away(page, session, qtbot, width, spoken):
    page.window().resize(width, 768)
    paste(page)
    page.state.put("consent.how", "signature")
    page.save()
    QApplication.processEvents()
    column = len(page.model.columns)
    for row in (0, 1):
        cell = page.model.index(row, column).data(CELL)
        room = page.grid.columnWidth(column) - 10 - 8 - 22  # edges and the tick before it
        assert paint.width_of(cell.text, 15, 400) <= room
    assert page.after.isVisible() and page.after.print.isVisible() and page.after.open.isVisible()
    assert layout_checks.clipped_texts(page) == []
    went = []
    page.host.go = lambda name, **args: went.append((name, args))
    page.after.print.click()
    page.after.open.click()
    first = people(session)[0]
    assert went == [("certificates", {"rows": [first.id]}), ("people", {"unfinished": True})]


def test_an_age_that_cannot_be_read_stays_in_its_cell_and_is_told(page, session):
    paste(page, "नाम\tउम्र\nरमा\tबीस\nउमा\tabc\n")
    assert [row["age"] for row in page.model.rows] == ["20", "abc"]
    assert {(one.row, one.column) for one in page.found if one.blocks} >= {(1, "age")}
    page.save()
    assert {one.name_hi: one.unread for one in people(session)} == {"रमा": {}, "उमा": {"birth_year": "abc"}}
    assert [row["age"] for row in page.model.rows] == ["20", "abc"]


def test_dates_in_two_orders_are_asked_once_and_never_guessed(page, session, spoken):
    """Asked again neither for the next list with these heads, nor by the import of one."""
    head, both = "नाम\tजन्म तिथि\tमोबाइल\n", ["03/04/1980", "25/12/1981", "12/25/1982"]
    text = head + "".join(f"{name}\t{day}\t\n" for name, day in zip(("रमा", "उमा", "सीमा"), both, strict=True))
    paste(page, text)
    QApplication.processEvents()
    assert [row["age"] for row in page.model.rows] == both and page.dates.isVisible()
    assert layout_checks.clipped_texts(page) == []
    page.dates.findChildren(Button)[-1].click()
    assert page.dates.isHidden()
    assert [row.get("birth_date") for row in page.model.rows] == ["04/03/1980", None, "25/12/1982"]
    assert page.model.rows[1]["age"] == "25/12/1981", "no such day in this order: to be mended"
    page.model.rewrite([])
    paste(page, head + "मीना\t03/04/1980\t\n")
    QApplication.processEvents()
    assert page.dates.isHidden() and page.model.rows[0]["birth_date"] == "04/03/1980"
    with session.store.read() as reader:
        days = hall_grid.pasted_days.of_text(text)
        assert dict(column_memory.remembered(reader, days.plan).told) == {1: "mdy"}


def test_one_date_tells_the_order_of_a_pasted_column(page, monkeypatch):
    told = []
    monkeypatch.setattr(page.host, "notice", lambda tone, text: told.append(say(text)))
    paste(page, "नाम\tजन्म तिथि\nरमा\t03/04/1980\nउमा\t12/25/1981\n")
    QApplication.processEvents()
    assert [row["birth_date"] for row in page.model.rows] == ["04/03/1980", "25/12/1981"]
    assert page.dates.isHidden() and "12/25/1981" in told[-1]


def test_columns_for_which_there_is_no_place_are_told(page, monkeypatch):
    told = []
    monkeypatch.setattr(page.host, "notice", lambda tone, text: told.append((tone, say(text))))
    paste(page, LIST.replace("मोबाइल\n", "मोबाइल\tजूते\tबैंक खाता\n"))
    ((tone, text),) = told
    assert tone == "warning" and "जूते, बैंक खाता" in text and len(page.model.rows) == 3
    paste(page)
    assert len(told) == 1, "nothing to tell"
