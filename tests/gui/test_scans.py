"""A photo or PDF of a paper that was shown: made small, kept encrypted, seen, removed; never of an Aadhaar card."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.registration import drafts, forms, registering
from samarth_desktop.actions.registration.drafts import Draft
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.media.scan import MOST_PDF_BYTES, packed
from samarth_desktop.gui.theme.language import say
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.database import tables
from samarth_desktop.store.queries import audit
from tests.gui.fixtures_forms import form_window

PASSBOOK = "paper.bank_passbook"


@pytest.fixture
def form(session, qtbot):
    window = form_window(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go("artisan-form")
    page = window.page("artisan-form")
    page.state.put("name_hi", "किरण देवी")
    page.state.put(PASSBOOK, "yes")
    page.opened.revision = 1
    page.go_to(4)
    page.refresh()
    return page


def picture(path: Path, width: int = 3000, height: int = 2000) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for step in range(0, width, 7):  # much to pack, as a photographed page has
        painter.setPen(QColor.fromHsv(step * 13 % 360, 180, 120))
        painter.drawLine(step, 0, width - step, height)
    painter.end()
    assert image.save(str(path))
    return path


def pdf(path: Path) -> Path:
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QSizeF(210, 297), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.drawText(500, 500, "passbook")
    painter.end()
    return path


def test_a_picture_becomes_small_and_a_pdf_stays(tmp_path, dressed):
    small = packed(picture(tmp_path / "page.png"))
    assert len(small) <= 150_000
    read = QImage.fromData(small)
    assert max(read.width(), read.height()) >= 900 and abs(read.width() / read.height() - 1.5) < 0.01
    whole = pdf(tmp_path / "page.pdf")
    assert packed(whole) == whole.read_bytes()


def test_what_is_no_paper_is_refused(tmp_path, dressed):
    for name, content in (
        ("large.pdf", b"%PDF-1.4" + b"0" * MOST_PDF_BYTES),
        ("broken.pdf", b"%PDF-1.4 nothing"),
        ("list.jpg", b"name,age"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(KnownError) as told:
            packed(tmp_path / name)
        assert name in say(told.value.text)
    with pytest.raises(KnownError):
        packed(tmp_path / "gone.pdf")


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog off-screen
def test_a_scan_is_kept_with_its_paper_seen_and_removed(form, session, tmp_path):
    editor = form.papers.papers.scans["bank_passbook"]
    assert editor.isVisible() and editor.add.isVisible() and not editor.see.isVisible()
    content = pdf(tmp_path / "p.pdf").read_bytes()
    editor.chosen.emit(tmp_path / "p.pdf")
    assert editor.see.isVisible() and not editor.add.isVisible()
    form.keep_as_draft()
    row = form.opened.base.holder.id
    (paper,) = registering.load(session, row).documents
    assert session.store.photos.get(paper.scan) == content
    with session.store.read() as reader:
        waiting = reader.connection.execute(tables.blob.select()).all()
    assert [(one.hash, one.row, one.area) for one in waiting] == [(paper.scan, row, "9/129")]
    form.begin(registering.load(session, row))
    editor.see.click()
    with session.store.read() as reader:
        assert [(note.act, note.detail) for note in audit.notes(reader, row)] == [("show", PASSBOOK + ".scan")]
    QApplication.activeModalWidget().close()
    editor.remove.click()
    assert editor.add.isVisibleTo(form.papers)
    form.keep_as_draft()
    assert registering.load(session, row).documents[0].scan == ""


def test_a_wrong_file_is_told_beside_the_paper(form, tmp_path):
    (tmp_path / "list.jpg").write_bytes(b"name,age")
    form.papers.papers.take("bank_passbook", tmp_path / "list.jpg")
    place = form.papers.papers._places["bank_passbook"]
    assert place.state == "error" and form.state.text(PASSBOOK + ".scan") == ""


def test_an_aadhaar_card_is_never_kept(form, session):
    form.state.put("paper.aadhaar", "yes")
    form.refresh()
    assert "aadhaar" not in form.papers.papers.scans
    assert form.papers.papers._places["aadhaar"].isVisible()  # with the reason
    sheet = forms.filled(
        Registration(Artisan()), {"paper.aadhaar": "yes", "paper.aadhaar.scan": "a" * 64}, session.today
    )
    assert [paper.scan for paper in sheet.documents] == [""]


def test_a_draft_comes_back_with_its_scan_and_takes_it_along_when_thrown_away(form, session, tmp_path):
    form.papers.papers.take("bank_passbook", pdf(tmp_path / "p.pdf"))
    name = form.state.text(PASSBOOK + ".scan")
    form.keep_typed()
    key = form.opened.key
    form.begin(form.blank())
    assert form.state.text(PASSBOOK + ".scan") == ""
    form.open_draft(key)
    assert form.state.text(PASSBOOK + ".scan") == name and session.store.photos.has(name)
    form.begin(form.blank())
    form.look_for_drafts()
    form.offer.thrown.emit(form.offer.key)
    assert drafts.kept(session) == [] and not session.store.photos.has(name)


def test_a_photo_goes_with_its_draft_but_not_one_that_others_have(session):
    alone, shared, kept = (drafts.keep_photo(session, content) for content in (b"alone", b"shared", b"kept"))
    registering.save(session, Registration(Artisan(name_hi="किरण")), b"kept")
    for number, photo in enumerate((alone, shared, shared, kept)):
        drafts.keep(session, Draft(str(number), "artisan-form", {"photo": photo}))
    for number in range(2):
        drafts.drop(session, str(number))
    assert not session.store.photos.has(alone) and session.store.photos.has(shared)
    drafts.drop(session, "2")
    drafts.drop(session, "3")
    assert not session.store.photos.has(shared) and session.store.photos.has(kept)


def test_a_photo_that_was_taken_again_leaves_no_file(session):
    first, second = drafts.keep_photo(session, b"first"), drafts.keep_photo(session, b"second")
    drafts.keep(session, Draft("k", "artisan-form", {"photo": first}))
    drafts.keep(session, Draft("k", "artisan-form", {"photo": second}))
    assert not session.store.photos.has(first) and session.store.photos.has(second)


def test_the_name_of_a_file_is_no_aadhaar_number(session):
    name = "a" * 26 + "499118665246" + "b" * 26  # twelve figures with a right check digit
    drafts.keep(session, Draft("k", "artisan-form", {"photo": name}))
    assert drafts.get(session, "k").texts["photo"] == name


@pytest.mark.qt_log_ignore("This plugin does not support")  # a dialog off-screen
def test_a_paper_photographed_sideways_is_turned(form, session, tmp_path, qtbot):
    from samarth_desktop.gui.kit.media.scan import _LargePicture

    editor = form.papers.papers.scans["bank_passbook"]
    editor.chosen.emit(picture(tmp_path / "side.png", 1200, 800))
    before = form.state.text(PASSBOOK + ".scan")
    editor.see.click()
    dialog = form.window().findChildren(_LargePicture)[-1]
    dialog.turn.click()
    dialog.accept()
    after = form.state.text(PASSBOOK + ".scan")
    assert after != before and not session.store.photos.has(before)  # the picture before is let go
    turned = QImage.fromData(session.store.photos.get(after))
    assert turned.height() > turned.width()
    editor.see.click()
    dialog = form.window().findChildren(_LargePicture)[-1]
    for _ in range(4):
        dialog.turn.click()
    dialog.accept()
    assert form.state.text(PASSBOOK + ".scan") == after  # turned all the way round is as it was
