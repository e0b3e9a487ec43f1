"""Lists go out from the window as files: as filtered, as chosen, masked, over a real store."""

import csv
from threading import Event

import openpyxl
import pymupdf
import pytest
from PySide6.QtWidgets import QLabel

from samarth_desktop.actions.certificates import issuing
from samarth_desktop.documents.pdf import listing
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import routes
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.lists import export
from samarth_desktop.gui.theme import language
from tests.gui.fixtures_lists import desk_in, group, person, window_of


@pytest.fixture
def session(tmp_path):
    made = desk_in(tmp_path / "data")
    yield made
    made.store.close()


def opened(qtbot, session, page):
    window = window_of(session, page)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window, window.page(page)


def three(session):
    return [
        person(session, "किरण देवी", "Kiran Devi", "देवा", mobile="9839000001"),
        person(session, "शबनम बानो", "Shabnam Bano", mobile="9839000002"),
        person(session, "गीता यादव", "Geeta Yadav", mobile="9839000003"),
    ]


def rows_of(file):
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))


def test_the_filtered_list_goes_out_in_the_words_of_the_window_with_masked_numbers(qtbot, session, tmp_path):
    three(session)
    window, page = opened(qtbot, session, "people")
    page.chips.take("village", "ज़ैदपुर")
    page.export.export(chosen=False, target=str(tmp_path / "out.csv"))
    rows = rows_of(tmp_path / "out.csv")
    assert {row["Name in English"] for row in rows} == {"Shabnam Bano", "Geeta Yadav"}
    assert "9839000002" not in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "2 rows, out.csv" in said(window)


def said(window):
    return " | ".join(label.text() for label in window.findChildren(QLabel))


def test_only_the_chosen_rows_go_out_in_the_order_of_the_list(qtbot, session, tmp_path):
    three(session)
    _, page = opened(qtbot, session, "people")
    names = [page.model.line(row).summary.name_en for row in range(3)]
    page.table.ticks.turn(2)
    page.table.ticks.turn(0)
    assert [offered for offered, _ in page.export.options()] == [(False, False), (True, False), (True, True)]
    page.export.export(chosen=True, target=str(tmp_path / "out.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    said_names = [cell.value for column in sheet.iter_cols() if column[0].value == "Name in English" for cell in column]
    assert said_names[1:] == [names[0], names[2]]


def test_what_a_search_found_goes_out_on_paper(qtbot, session, tmp_path):
    three(session)
    _, page = opened(qtbot, session, "people")
    page.search("kiran")
    page.export.export(chosen=False, target=str(tmp_path / "out.pdf"))
    with pymupdf.open(tmp_path / "out.pdf") as paper:
        text = paper[0].get_text()
    assert "Kiran Devi" in text and "Geeta" not in text and "9839000001" not in text


def test_full_numbers_are_refused_with_a_sentence_and_go_out_from_the_office(qtbot, session, tmp_path, monkeypatch):
    three(session)
    window, page = opened(qtbot, session, "people")
    out = tmp_path / "out.csv"
    page.export.export(chosen=False, full=True, target=str(out))
    assert not out.exists() and "Only the office may export full numbers." in said(window)
    monkeypatch.setattr("samarth_desktop.actions.device.roles._enrolled_as", lambda session: "office")
    page.export.export(chosen=False, full=True, target=str(out))
    assert "9839000001" in out.read_text("utf-8-sig")


def test_groups_and_the_register_go_out(qtbot, session, tmp_path):
    people = three(session)
    group(session, "उजाला महिला समूह", "Ujala Mahila Samuh")
    _, page = opened(qtbot, session, "shgs")
    page.export.export(chosen=False, target=str(tmp_path / "groups.csv"))
    assert len(rows_of(tmp_path / "groups.csv")) == 1
    page.export.export(chosen=False, target=str(tmp_path / "groups.pdf"))
    assert (tmp_path / "groups.pdf").read_bytes().startswith(b"%PDF")
    issuing.issue(session, [one.holder.id for one in people[:2]], tmp_path)
    _, page = opened(qtbot, session, "certificates")
    language.lang.use("hi")
    for name in ("register.csv", "register.xlsx", "register.pdf"):
        page.register.export.export(chosen=False, target=str(tmp_path / name))
    rows = [list(row.values()) for row in rows_of(tmp_path / "register.csv")]
    assert {row[1] for row in rows} == {"किरण देवी", "शबनम बानो"}
    assert {row[2] for row in rows} == {one.holder.registration for one in people[:2]}
    assert openpyxl.load_workbook(tmp_path / "register.xlsx").active.max_row == 3
    with pymupdf.open(tmp_path / "register.pdf") as paper:
        assert rows[0][0] in paper[0].get_text()
    page.register.search("kiran")
    page.register.export.export(chosen=False, target=str(tmp_path / "found.csv"))
    assert [list(row.values())[1] for row in rows_of(tmp_path / "found.csv")] == ["किरण देवी"]


def test_the_ending_comes_from_the_dialog_and_a_wrong_one_is_told(qtbot, session, tmp_path, monkeypatch):
    three(session)
    window, page = opened(qtbot, session, "people")
    monkeypatch.setattr(export.QFileDialog, "getSaveFileName", lambda *asked: (str(tmp_path / "plain"), "PDF (*.pdf)"))
    page.export._picked((False, False))
    assert (tmp_path / "plain.pdf").read_bytes().startswith(b"%PDF")
    page.export.export(chosen=False, target=str(tmp_path / "out.docx"))
    assert "Give the file the ending" in said(window) and page.export.isEnabled()
    monkeypatch.setattr(export.QFileDialog, "getSaveFileName", lambda *asked: ("", ""))
    page.export._picked((False, False))
    assert page.export.isEnabled()


def test_an_export_on_paper_can_be_cancelled_and_leaves_no_file(qtbot, session, tmp_path, monkeypatch):
    three(session)
    window = MainWindow(lanes())
    qtbot.addWidget(window)
    window.open(routes(session, print), "people")
    window.show()
    page, reached, pressed, ended = window.page("people"), Event(), Event(), Event()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    real = listing.render

    def render(*args, progress, **more):
        def told(done):
            reached.set()
            pressed.wait(10)
            progress(done)

        try:
            return real(*args, progress=told, **more)
        finally:
            ended.set()

    monkeypatch.setattr(listing, "render", render)
    page.export.export(chosen=False, target=str(tmp_path / "out.pdf"))
    qtbot.waitUntil(reached.is_set)
    assert page.export.text() == "Cancel the export"
    page.export.click()
    pressed.set()
    qtbot.waitUntil(ended.is_set)
    window.lanes.close()
    assert page.export.text() == "Export" and "No file was written" in said(window)
    assert list(tmp_path.glob("*out*")) == []
