"""Every kind that says how it is listed has a page that shows, narrows, orders and tells of its records."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.gui import lists, pages
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.page import PageSpec
from samarth_desktop.gui.kit.surfaces.tables import CELL
from samarth_desktop.gui.lists.filters import narrowing
from samarth_desktop.gui.lists.master_detail import MasterDetail
from samarth_desktop.gui.theme import language
from samarth_desktop.i18n import Text
from samarth_desktop.kinds.list_spec import Column, ListSpec
from samarth_desktop.kinds.registry import KINDS
from tests import every_kind
from tests.gui.fixtures_lists import desk_in, window_of

LISTED = [name for name, kind in KINDS.items() if kind.list]


@pytest.fixture
def session(tmp_path):
    made = desk_in(tmp_path / "data")
    yield made
    made.store.close()


def rows(page):
    return [page.model.line(row).id for row in range(page.model.rowCount())]


def opened(qtbot, session, name):
    """The page that lists a kind, with one record in it."""
    record = every_kind.saved(session.store, KINDS[name]).record
    window = window_of(session, KINDS[name].list.page)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    page = window.page(KINDS[name].list.page)
    return record, page if isinstance(page, MasterDetail) else page.findChild(MasterDetail)


@pytest.mark.parametrize("name", LISTED)
def test_its_record_stands_there_and_beside_it(qtbot, session, name, spoken):
    record, page = opened(qtbot, session, name)
    assert rows(page) == [record.id]
    cells = [page.model.index(0, column).data(CELL) for column in range(page.model.columnCount())]
    assert any(cell.text for cell in cells) and page.kind is KINDS[name]
    assert page.chosen() == record.id
    page._look()
    assert page.beside.shows


@pytest.mark.parametrize("name", LISTED)
def test_each_filter_narrows_and_is_taken_away(qtbot, session, name):
    """A value that the record has keeps it, another one does not; without any the whole list is there."""
    record, page = opened(qtbot, session, name)
    for key in KINDS[name].list.filters:
        one = narrowing(KINDS[name], key)
        for value, _ in page.chips.options(key) or [(True, "")]:
            page.chips.take(key, value)
            assert one.said(page.chips.filter, page.chips.known), (key, value)
            has = getattr(record, key, None)
            if key in fields_of(type(record)) and has is not None and key != "programme":
                assert (rows(page) == [record.id]) is (str(has) == str(value)), (key, value)
            page.chips.take(key, None)
            assert rows(page) == [record.id] and not page.chips.narrows, key


@pytest.mark.parametrize("name", LISTED)
def test_it_stands_in_every_order_and_is_found(qtbot, session, name):
    record, page = opened(qtbot, session, name)
    for order in KINDS[name].list.orders:
        page.reader.sort_by(order)
        assert rows(page) == [record.id], order
    line = page.model.line(0)
    page.search(line.summary.registration)
    assert rows(page) == [record.id]


def test_a_list_of_fields_alone_needs_no_page_of_its_own(qtbot, session, monkeypatch, spoken):
    """What a new kind gets for its ListSpec: columns, badges, chips, orders, facts and history."""
    spec = ListSpec(
        page="list",
        columns=(
            Column("serial", "Serial no."),
            Column("state", "Status", 100, looks={"valid": ("ok", "checkc")}),
            Column("issued_on", "Issued on", 100, below="programme"),
            Column("printed", "Times printed", 60),
        ),
        filters={"state": "Status", "issued_on": "Day", "demo": "Kind"},
        orders={"-issued_on": "Newest first", "serial": "Serial no."},
        facts=("serial", "state", "issued_on", "printed"),
        closed=True,
    )
    monkeypatch.setitem(KINDS, "certificate", replace(KINDS["certificate"], list=spec))
    made = every_kind.saved(session.store, KINDS["certificate"], state="valid", issued_on=session.today, printed=3)
    every_kind.saved(session.store, KINDS["certificate"], serial="A-7KQ4MX-00002-X", state="revoked")
    window = MainWindow(lanes(inline=True))
    qtbot.addWidget(window)
    window.open(
        (PageSpec("list", Text("List"), "doc", lambda host: MasterDetail(host, session, (), "certificate")),), "list"
    )
    window.show()
    page = window.page("list")
    assert page.model.rowCount() == 2
    page.chips.take("state", "valid")
    assert rows(page) == [made.record.id]
    cells = [page.model.index(0, column).data(CELL) for column in range(4)]
    assert [cells[0].text, cells[3].text] == [made.record.serial, "3"] and cells[1].badge == "ok"
    assert cells[2].text == language.lang.catalog.date(session.today, "d MMM y")
    page._look()
    said = {label.text() for label in page.panel.findChildren(QLabel)}
    assert {made.record.serial, language.lang.catalog.date(session.today)} <= said
    assert page.panel.foot.isHidden(), "nothing to open and nothing to do"
    assert page.export is None, "it has no sheet"
    page.chips.take("state", None)
    page.foot.take("serial")
    assert len(rows(page)) == 2


def test_pages_that_list_are_short() -> None:
    """What lists have in common stands in their parts, and what a kind is in its ListSpec."""
    files = [file for room in (lists, pages) for file in Path(room.__file__).parent.rglob("*.py")]
    long = {
        file.as_posix(): len(lines)
        for file in files
        if "MasterDetail" in (text := file.read_text("utf-8")) or file.name == "workshops_page.py"
        for lines in [text.splitlines()]
    }
    assert len(long) >= 4 and {name: lines for name, lines in long.items() if lines > 150} == {}
