"""A batch of certificates: leaving out by box and key, what is replaced, one file or a folder, open and show."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from samarth_desktop.actions.certificates import certifying, issuing
from samarth_desktop.actions.registration import registering
from samarth_desktop.gui.kit.surfaces import saved_file
from samarth_desktop.gui.kit.surfaces.tables import CELL
from tests.gui.fixtures_lists import person, window_of


@pytest.fixture
def people(session):
    return [person(session, "किरण देवी", f"Kiran {n}", mobile=f"98390000{at:02}") for at, n in enumerate("ABC")]


@pytest.fixture
def batch(qtbot, session, people):
    window = window_of(session, "certificates")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go("certificates", rows=[one.holder.id for one in people])
    return window.page("certificates").batch


@pytest.fixture
def dialogs(monkeypatch, tmp_path):
    """What the file dialogs would answer, and what they proposed."""
    asked: list[tuple[str, str]] = []

    def one(parent, title, proposed, filters):
        asked.append(("file", Path(proposed).name))
        return str(tmp_path / "chosen.pdf"), filters

    def folder(parent, title, start):
        asked.append(("folder", ""))
        return str(tmp_path)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(one))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(folder))
    return asked


def states(batch):
    return [batch.model.data(batch.model.index(row, 3)) for row in range(batch.model.rowCount())]


def test_space_and_a_press_on_the_box_leave_somebody_out(batch, session, qtbot, tmp_path):
    table = batch.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    box = table.visualRect(batch.model.index(1, 0))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(12, box.height() // 2))
    assert states(batch) == ["Left out", "Left out", "Ready"]
    assert batch.model.data(batch.model.index(0, 0), Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert "1 is ready" in batch.head.note.text()
    batch.save_as(str(tmp_path / "out"))
    assert len(certifying.register(session)) == 1
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert batch.ready() == [] and not batch.print.isEnabled() and batch.print.toolTip() == "Everybody is left out."


def test_a_press_beside_the_box_leaves_nobody_out(batch, qtbot):
    box = batch.table.visualRect(batch.model.index(1, 0))
    qtbot.mouseClick(batch.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert len(batch.ready()) == 3


def test_what_is_issued_anew_says_what_it_replaces(qtbot, session, people, tmp_path):
    first, second = people[:2]
    made = issuing.issue(session, [first.holder.id, second.holder.id], tmp_path).papers
    registering.save(session, replace(second, holder=replace(second.holder, name_en="Kiran Kumari")))
    window = window_of(session, "certificates")
    qtbot.addWidget(window)
    window.go("certificates", rows=[one.holder.id for one in people])
    batch = window.page("certificates").batch
    assert states(batch) == [
        f"Ready, as before, {made[0].serial}",
        f"Replaces the earlier one, {made[1].serial}",
        "Ready",
    ]
    batch.save_as(str(tmp_path / "again"))
    assert {one.serial: one.state for one in certifying.register(session)}[made[1].serial] == "replaced"


def test_one_document_is_one_file_with_a_name_proposed(batch, dialogs, tmp_path):
    batch.save_as()
    assert dialogs == [("file", f"Certificates {batch.session.today.isoformat()} (3).pdf")]
    assert (tmp_path / "chosen.pdf").read_bytes().startswith(b"%PDF")
    assert batch.strip._saved.open.isVisible() and "3 certificates" in batch.strip.label.text()


def test_a_file_each_goes_into_a_folder_named_by_person_and_number(batch, dialogs, tmp_path, session):
    batch.files.set_value("single")
    batch.save_as()
    assert dialogs == [("folder", "")]
    serials = {one.serial for one in certifying.register(session)}
    names = {file.name for file in tmp_path.glob("*.pdf")}
    assert {name.split()[-1].removesuffix(".pdf") for name in names} == serials
    assert all(name.startswith("Kiran ") for name in names)
    assert batch.strip._saved.open.isHidden() and batch.strip._saved.folder.isVisible()


def test_one_person_is_one_file_whatever_is_chosen(batch, dialogs, qtbot):
    batch.files.set_value("single")
    for row in (0, 1):
        batch.table.ticked.emit(row)
    batch.save_as()
    assert dialogs[0][0] == "file" and dialogs[0][1].startswith("Kiran C ")


def test_open_and_show_in_the_folder(batch, dialogs, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(saved_file.QDesktopServices, "openUrl", staticmethod(lambda url: opened.append(url) or True))
    batch.save_as()
    batch.strip._saved.open.click()
    batch.strip._saved.folder.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path / "chosen.pdf", tmp_path]


def test_the_register_saves_under_the_same_name(qtbot, session, people, dialogs, tmp_path):
    made = issuing.issue(session, [people[0].holder.id], tmp_path / "first").papers[0]
    window = window_of(session, "certificates")
    qtbot.addWidget(window)
    window.show()
    window.go("certificates")
    register = window.page("certificates").register
    register._look()
    register.beside.save_pdf()
    assert dialogs == [("file", made.file.name)]
    assert window._strip._saved.open.isVisible() and "chosen.pdf" in window._strip.label.text()


def test_what_is_missing_goes_on_in_a_second_line(qtbot, session):
    """Half of the sentence would not tell what to do."""
    her = person(session, "सीता", "", relation="", relative_hi="", mobile="9839000077")
    window = window_of(session, "certificates")
    qtbot.addWidget(window)
    window.go("certificates", rows=[her.holder.id])
    table = window.page("certificates").batch.table
    assert table.people[0].ineligible is not None
    assert table.lines.data(table.lines.index(0, 3), CELL).wrap
