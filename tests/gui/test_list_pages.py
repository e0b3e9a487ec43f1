"""Certificates, checking them, sheets coming in, people registered twice, places: over a real store."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel

from samarth_desktop.actions.certificates import certificate_register, certifying, issuing
from samarth_desktop.actions.registration import registering
from samarth_desktop.documents.spreadsheets import worksheets
from samarth_desktop.gui.kit.media import pdf
from samarth_desktop.gui.kit.surfaces.tables import CELL
from samarth_desktop.gui.pages.imports import empty_sheet
from samarth_desktop.gui.theme import language
from samarth_desktop.kinds.artisan.record import Artisan
from tests.gui import fixtures_lists, layout_checks
from tests.gui.fixtures_lists import desk_in, group, person, window_of


@pytest.fixture
def session(tmp_path):
    made = desk_in(tmp_path / "data")
    yield made
    made.store.close()


def opened(qtbot, session, page, **args):
    window = window_of(session, page, **args)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window, window.page(page)


def said(widget):
    QApplication.processEvents()  # a widget that joined a layout shows with the next round
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def texts(model, column):
    return [model.index(row, column).data(CELL).text for row in range(model.rowCount())]


@pytest.fixture
def printer(monkeypatch, tmp_path):
    """A printer that writes a PDF, chosen without asking."""
    target = tmp_path / "printed.pdf"

    def ask(parent, name, pages):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(target))
        made.setFullPage(True)
        pdf.fit_page(made, pages.size(0))
        return made

    monkeypatch.setattr(pdf, "ask_printer", ask)
    return target


# -- certificates -----------------------------------------------------------------------------------------------------


def test_a_batch_says_who_lacks_what_and_prints_the_others(qtbot, session, printer):
    ready = person(session, "शबनम बानो", "Shabnam Bano")
    ineligible = person(session, "गीता यादव", "Geeta Yadav", agreed=False, mobile="9839155555")
    window, page = opened(qtbot, session, "certificates", rows=[ready.holder.id, ineligible.holder.id])
    batch = page.batch
    assert texts(batch.model, 0) == ["Geeta Yadav", "Shabnam Bano"]
    assert texts(batch.model, 3)[0].startswith("Consent is missing") and texts(batch.model, 3)[1] == "Ready"
    assert batch.preview.content.startswith(b"%PDF") and "1 form lacks something" in said(batch.footer)
    batch.print_all()
    pages = pdf.Pages(printer.read_bytes())
    size = pages.size(0)
    image = pages.image(0, 1000)
    assert pages.count == 1 and size.width() > size.height()
    assert darker(image) > 0.02, "the border and the name are on the paper"
    pages.close()
    entry = certifying.register(session)[0]
    assert entry.holder == ready.holder.id and entry.printed == 1
    batch.print_all()
    assert len(certifying.register(session)) == 1 and certifying.register(session)[0].printed == 2
    batch.mend(0)
    assert window.here == "artisan-form"


def darker(image: QImage) -> float:
    dots = [
        image.pixelColor(x, y).lightness() < 160
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    ]
    return sum(dots) / len(dots)


def test_printing_goes_on_after_a_jam_from_the_number_that_is_written(qtbot, session, printer):
    rows = [
        person(session, "किरण देवी", f"Kiran {name}", mobile=f"983900000{n}").holder.id for n, name in enumerate("ABC")
    ]
    _, page = opened(qtbot, session, "certificates", rows=rows)
    page.batch.first.set_value(3)
    page.batch.print_all()
    pages = pdf.Pages(printer.read_bytes())
    assert pages.count == 1
    pages.close()
    assert sorted(entry.printed or 0 for entry in certifying.register(session)) == [0, 0, 1]


def test_certificates_are_saved_as_one_file_or_a_file_each(qtbot, session, tmp_path):
    rows = [
        person(session, "किरण देवी", f"Kiran {name}", mobile=f"983900000{n}").holder.id for n, name in enumerate("AB")
    ]
    rows.append(group(session, "उजाला महिला समूह", "Ujala Mahila Samuh").holder.id)
    _, page = opened(qtbot, session, "certificates", rows=rows)
    page.batch.save_as(str(tmp_path / "one"))
    page.batch.files.set_value("single")
    page.batch.language.set_value("hi")
    page.batch.save_as(str(tmp_path / "each"))
    one, each = (list((tmp_path / name).glob("*.pdf")) for name in ("one", "each"))
    assert len(one) == 1 and len(each) == 3
    pages = pdf.Pages(one[0].read_bytes())
    assert pages.count == 3
    pages.close()
    assert "3 certificates are saved in" in page.batch.strip.label.text()


def test_the_register_shows_filters_and_revokes(qtbot, session, tmp_path):
    first, second = (
        person(session, "शबनम बानो", "Shabnam Bano"),
        person(session, "किरण देवी", "Kiran Devi", "हरख", mobile="9839000001"),
    )
    waiting = person(session, "मालती देवी", "Malti Devi", mobile="9839000002")
    issuing.issue(session, [first.holder.id, second.holder.id], tmp_path)
    window, page = opened(qtbot, session, "certificates")
    register = page.register
    assert sorted(texts(register.model, 0)) == ["Kiran Devi", "Shabnam Bano"]
    assert register.issue.text() == "Print 1 that is ready"
    register.chips.take("village", "हरख")
    assert texts(register.model, 0) == ["Kiran Devi"]
    register._look()
    assert register.panel.preview.content.startswith(b"%PDF") and register.panel.again.isEnabled()
    dialog = register.beside.ask_revoke()
    assert dialog.focusWidget() is dialog.reason and not dialog.do.isDefault()  # Enter must not revoke
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.isVisible() and not dialog.wrong.isVisible()
    dialog.try_to()
    assert dialog.isVisible()
    dialog.reason.setText("wrong name")
    dialog.try_to()
    assert texts(register.model, 4) == ["Revoked"]
    register._look()
    assert "wrong name" in said(register.panel)
    register.chips.take("village", None)
    register.chips.take("state", "valid")
    assert texts(register.model, 0) == ["Shabnam Bano"]
    window._search("kiran")
    assert texts(register.model, 0) == ["Kiran Devi"]
    window._search("")
    register.chips.take("state", None)
    register.issue.click()
    assert {one.row for one in page.batch.people} == {waiting.holder.id, second.holder.id}, "revoked counts as none"


def test_a_corrected_person_gets_a_new_certificate_in_place_of_the_old(qtbot, session, tmp_path):
    one = person(session, "शबनम बानो", "Shabnam Bano")
    issuing.issue(session, [one.holder.id], tmp_path)
    registering.correct(session, one.holder.registration, {"name_en": "Shabnam Banu"})
    _, page = opened(qtbot, session, "certificates")
    page.register.wanted.emit([one.holder.id])
    page.batch.save_as(str(tmp_path / "new"))
    page.show_register()
    assert sorted(texts(page.register.model, 4)) == ["Replaced", "Valid"]


def test_ctrl_p_in_the_list_leads_to_the_printer(qtbot, session):
    one = person(session, "शबनम बानो", "Shabnam Bano")
    window, page = opened(qtbot, session, "people")
    fixtures_lists.settle(window)
    page.beside.print_certificate()
    assert window.here == "certificates" and [who.row for who in window.page("certificates").batch.people] == [
        one.holder.id
    ]
    assert certificate_register.slip(session, one.holder.id, "hi").startswith(b"%PDF")


# -- checking ---------------------------------------------------------------------------------------------------------


def drop(place, path: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    place.dropEvent(event)


def test_a_dropped_certificate_is_answered_with_the_name_in_large(qtbot, session, tmp_path):
    one = person(session, "शबनम बानो", "Shabnam Bano")
    made = issuing.issue(session, [one.holder.id], tmp_path).papers[0]
    _, page = opened(qtbot, session, "verify")
    drop(page.drop, made.file)
    assert page.verdict is not None and page.verdict.serial == made.serial
    assert "शबनम बानो" in said(page) and made.serial in said(page)
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(made.file.read_bytes().replace(b"/Title", b"/Titel", 1) + b"\n%more")
    page.check(changed)
    assert not page.verdict.valid
    # A photo of the paper: the register on this laptop knows the name, a person compares.
    from PIL import Image

    from tests.documents import reading

    photo = tmp_path / "photo.png"
    Image.fromarray(reading.picture(made.file.read_bytes(), 120)).save(photo)
    page.check(photo)
    assert page.verdict.valid and page.verdict.compare and page.verdict.serial == made.serial
    assert "शबनम बानो" in said(page)
    letter = tmp_path / "letter.png"
    QImage(200, 200, QImage.Format.Format_RGB32).save(str(letter))
    page.check(letter)
    assert page.verdict.reason == "not_a_certificate"
    drop(page.drop, tmp_path / "letter.docx")
    assert page.verdict.reason == "not_a_certificate"


# -- sheets -----------------------------------------------------------------------------------------------------------


def test_a_sheet_comes_in_by_four_steps(qtbot, session, tmp_path):
    window, page = opened(qtbot, session, "import", kind="artisan")
    file = tmp_path / "list.csv"
    file.write_text(fixtures_lists.SHEET, "utf-8")
    drop(page.drop, file)
    assert page.bar.here == 1 and [combo.value() for combo in page.columns.combos[0]][:4] == [
        "name",
        "husband",
        "age",
        "mobile",
    ]
    page.columns.combos[0][6].set_value("mobile")
    page.go_on()
    assert page.bar.here == 1 and "Two columns go into" in page.footer.message.label.text()
    page.columns.combos[0][6].set_value("")
    page.go_on()
    assert page.bar.here == 2 and texts(page.model, 1) == ["रेखा कुमारी", "लक्ष्मी देवी", "", "किरण देवी"]
    assert len(everybody(session)) == 0, "nothing is written before the last step"
    page.go_on()
    assert page.bar.here == 3 and "3 new records" in said(page)
    assert len(everybody(session)) == 3
    mend = tmp_path / "list-to-mend.xlsx"
    assert [row[1] for row in list(worksheets.open_book(mend)[0].rows())[1:]] == ["राम"]
    page.go_on()
    assert window.here == "people"
    window.go("import")
    drop(page.drop, file)
    assert page.columns.combos[0][6].value() in ("", None), "the corrected mapping is remembered"


def everybody(session):
    with session.store.read() as reader:
        return [one for one in reader.every(Artisan) if not one.deleted]


def test_an_empty_sheet_and_a_wrong_file(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "import")
    empty_sheet.write(page, "artisans", str(tmp_path / "empty.xlsx"))
    assert worksheets.open_book(tmp_path / "empty.xlsx")
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(b"no sheet at all")
    page.open_file(wrong)
    assert page.bar.here == 0 and page.strip.isVisibleTo(page)


# -- twice ------------------------------------------------------------------------------------------------------------


def test_a_pair_is_put_together_and_taken_apart_again(qtbot, session):
    first = person(session, "किरण देवी", "Kiran Devi", relative_hi="सुरेश")
    person(session, "किरन देवी", "Kiran Devi", relative_hi="सुरेश", pin="225415", photo=fixtures_lists.portrait())
    _, page = opened(qtbot, session, "duplicates")
    assert len(page.pairs) == 1 and page.compared is not None
    page.compared._groups["pin"].button(2).setChecked(True)
    page.join.click()
    assert [one.pin for one in everybody(session)] == ["225415"] and page.pairs == []
    assert first.holder.registration in page.strip.label.text()
    page.back.click()
    assert sorted(one.pin for one in everybody(session)) == ["225414", "225415"] and len(page.pairs) == 1
    page.apart.click()
    assert page.pairs == []
    page.read()
    assert page.pairs == []
    page.back.click()
    assert len(page.pairs) == 1


# -- places -----------------------------------------------------------------------------------------------------------


def test_places_come_in_are_counted_and_found(qtbot, session, tmp_path):
    _, page = opened(qtbot, session, "places")
    wrong = tmp_path / "letter.csv"
    wrong.write_text("Dear madam,\nthe list follows,\n", "utf-8")
    page.bring([wrong])
    assert "Nothing was changed." in page.strip.label.text()
    fixtures_lists.placed(page.window())
    assert texts(page.model, 0) == ["Zaidpur", "Zaidpur Kalan"] and texts(page.model, 2) == ["Barabanki", "Maharajganj"]
    assert "Village: 3" in page.held.text()


# -- how it looks -----------------------------------------------------------------------------------------------------


def test_no_page_is_clipped_or_nameless(qtbot, session, spoken):
    window = window_of(fixtures_lists.stock(session), "people")
    qtbot.addWidget(window)
    window.show()
    scenes = (
        ("certificates", fixtures_lists.register), ("verify", fixtures_lists.verified), ("duplicates", fixtures_lists.doubled),
        ("import", fixtures_lists.sheet_opened), ("import", fixtures_lists.sheet_looked), ("import", fixtures_lists.sheet_asked),
        ("places", fixtures_lists.placed),
        ("certificates", fixtures_lists.batch),
    )  # fmt: skip
    for page, then in scenes:
        window.go(page)
        then(window)
        for size in ((1366, 768), (1093, 614)):
            window.resize(*size)
            for _ in range(3):  # rows become as high as their words, which may bring a scroll bar
                QApplication.processEvents()
            assert layout_checks.clipped_texts(window) == [], page
            assert layout_checks.nameless(window) == [], page
    language.lang.use("en" if spoken == "hi" else "hi")
    for _ in range(3):
        QApplication.processEvents()
    assert layout_checks.clipped_texts(window) == []
