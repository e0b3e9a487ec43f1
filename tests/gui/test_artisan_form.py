"""The artisan form over a real store, driven by the keyboard as a coordinator does."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QInputMethodEvent, QPainter
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.registration import drafts, registering
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.kit.page import PageSpec
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.pages.artisan_form import ArtisanForm
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.queries import audit
from tests.faults import failing
from tests.gui import layout_checks
from tests.gui.fixtures_forms import form_window

AADHAAR = "4991 1866 5246"  # invented; the check digit is right


@pytest.fixture
def form(session, qtbot):
    window = form_window(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("artisan-form")
    return window.page("artisan-form")


def keys(qtbot, text):
    """Types into whatever has the focus; ``\\n`` is Enter."""
    for letter in text:
        target = QApplication.focusWidget()
        assert target is not None
        if letter == "\n":
            qtbot.keyClick(target, Qt.Key.Key_Return)
        elif letter > "~":  # as an input method of the system writes
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)
        else:
            qtbot.keyClicks(target, letter)


def down(qtbot, times):
    for _ in range(times):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)


def enter_person(qtbot, form, village="Zaidpur"):
    """A registration with nothing but the keyboard."""
    form.state.focus("programme")
    keys(qtbot, "U\n")  # UP-ODOP
    keys(qtbot, "1\n\n")  # signed, today
    assert form.here == 1
    keys(qtbot, "शबनम बानो\n\n\n\n\n")
    assert form.state.key_of(QApplication.focusWidget()) == "relation"
    down(qtbot, 2)
    keys(qtbot, "\nमोहम्मद असलम\n\n34\n1\n9839022218\n1\n")
    form.go_to(2)
    form.state.focus("village")
    if not form.state.text("village"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
        keys(qtbot, village)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    keys(qtbot, "Pottery")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    form.state.focus("sector")
    down(qtbot, 1)


def save(qtbot, form):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def everybody(session):
    with session.store.read() as reader:
        from samarth_desktop.store.database import tables

        rows = reader.connection.execute(tables.RECORD_TABLES["artisan"].select()).all()
        return [registering.load(session, row.id) for row in rows]


def test_a_registration_by_keyboard_alone(form, session, qtbot):
    enter_person(qtbot, form)
    save(qtbot, form)
    (sheet,) = everybody(session)
    holder = sheet.holder
    assert (holder.name_hi, holder.relation, holder.gender) == ("शबनम बानो", "husband", "female")
    assert (holder.mobile, holder.phone_owner, holder.sector) == ("9839022218", "own", "handicraft")
    assert holder.birth_year == session.today.year - 34 and holder.birth_date is None
    assert holder.registration.startswith("UP-")
    assert sheet.enrolments[0].programme == "UP-ODOP" and sheet.consented
    assert not holder.unread
    assert drafts.kept(session) == []


def test_save_and_next_keeps_village_and_programme(form, session, qtbot):
    enter_person(qtbot, form)
    save(qtbot, form)
    assert form.state.text("village") == "Zaidpur" and form.state.text("programme") == "UP-ODOP"
    assert form.state.text("district") == "129" and form.state.text("name_hi") == ""
    assert form.state.text("mobile") == "" and form.state.text("consent.how") == ""
    enter_person(qtbot, form)
    save(qtbot, form)
    assert len({sheet.holder.registration for sheet in everybody(session)}) == 2


def test_errors_stand_beside_their_fields_after_leaving_not_while_typing(form, qtbot):
    form.go_to(1, "mobile")
    place = form.state.bound("mobile").place
    keys(qtbot, "98390 4127")
    assert place.message.isHidden()
    keys(qtbot, "\n")
    assert place.state == "error" and "9" in place.message.label.text()
    assert "1" in form.mend.text()
    form.state.focus("mobile")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    keys(qtbot, "5")
    assert place.state == "" and form.mend.isHidden()


def test_errors_block_complete_but_never_keeping(form, session, qtbot):
    form.go_to(1, "mobile")
    keys(qtbot, "12\n")
    save(qtbot, form)
    assert everybody(session) == []
    assert form.state.bound("gender").place.state == "error"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    (sheet,) = everybody(session)
    assert sheet.holder.unread == {"mobile": "12"}
    assert not form.draft_badge.isHidden()


def test_a_half_typed_form_returns_after_a_crash(form, session, qtbot):
    form.go_to(1, "name_hi")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    keys(qtbot, "Kiran")
    qtbot.waitUntil(lambda: len(drafts.kept(session)) == 1)  # the pause after the last key
    (draft,) = drafts.kept(session)
    assert draft.page == "artisan-form" and draft.texts["name_hi"] == "Kiran"
    other = form_window(session)
    qtbot.addWidget(other)
    other.go("artisan-form", draft=draft.key)
    again = other.page("artisan-form")
    assert again.state.text("name_hi") == "Kiran"


def test_a_switch_of_language_loses_nothing(form, qtbot):
    form.go_to(1, "name_hi")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    keys(qtbot, "Sha")
    form.state.put("relation", "husband")
    form.state.put("category", "obc")
    form.go_to(1, "mobile")
    keys(qtbot, "98390 41\n")
    before = form.state.texts()
    words = form.state.bound("mobile").place.message.label.text()
    lang.use("hi")
    assert form.state.texts() == before
    assert form.state.bound("mobile").place.message.label.text() != words
    lang.use("en")
    assert form.state.texts() == before


def test_the_full_aadhaar_number_is_never_kept(form, session, qtbot):
    form.go_to(1, "aadhaar_last4")
    figures = AADHAAR.replace(" ", "")
    for count, digit in enumerate(figures):
        keys(qtbot, digit)
        texts = form.typed_texts()
        assert not any(figures[: count + 1] in text for text in texts.values() if count > 4)
    assert form.state.text("aadhaar_last4") == "XXXX XXXX 5246"
    editor = form.state.bound("aadhaar_last4").editor
    assert editor.text() == "XXXX XXXX 5246" and not editor.isUndoAvailable()
    form.go_to(4, "remarks")
    keys(qtbot, f"card {AADHAAR}")
    assert figures not in "".join(form.typed_texts().values()).replace(" ", "")
    form.keep_as_draft()
    (sheet,) = everybody(session)
    assert sheet.holder.aadhaar_last4 == "5246"
    for file in session.store.folder.rglob("*"):
        assert not file.is_file() or figures.encode() not in file.read_bytes()


def test_a_wrong_aadhaar_number_is_said_and_not_kept(form, session, qtbot):
    form.go_to(1, "aadhaar_last4")
    keys(qtbot, "499118665247")
    assert form.state.bound("aadhaar_last4").place.state == "error"
    assert form.state.text("aadhaar_last4") == ""
    form.opened.tried = True
    form.refresh()
    assert "aadhaar_last4" in {problem.key for problem in form.found if problem.blocks}


def test_correcting_shows_masked_numbers_and_saves_only_the_change(form, session, qtbot):
    person = Artisan(
        name_hi="शबनम बानो", state="9", district="129", village="ज़ैदपुर", mobile="9839022218", gender="female"
    )
    saved = registering.save(session, Registration(person))
    form.host.go("artisan-form", row=saved.holder.id)
    box = form.state.bound("mobile").editor
    assert box.text().endswith("2218") and "98390" not in box.text() and box.isReadOnly()
    assert form.state.text("mobile") == "9839022218"
    form.state.focus("name_en")
    keys(qtbot, "Shabnam")
    form.keep_as_draft()
    with session.store.read() as reader:
        changes = reader.history(saved.holder.id)
    assert [change.key for change in changes if change.old is None][:1] == ["name_en"]
    assert registering.load(session, saved.holder.id).holder.mobile == "9839022218"


def test_a_guardian_is_asked_for_under_eighteen_only(form, qtbot):
    guardian = form.identity.guardian[0]
    form.go_to(1, "age")
    keys(qtbot, "34")
    assert guardian.isHidden()
    form.state.put("age", "16")
    form.refresh()
    assert not guardian.isHidden()


def test_a_programmes_own_fields_come_and_are_kept(form, session, qtbot):
    form.state.put("programme", "JK-HHC")
    form.refresh()
    key = "extra.JK-HHC.artisan_card"
    assert key in form.parts[3].keys
    form.go_to(3, key)
    keys(qtbot, "PEH-1")
    form.state.put("name_en", "Bilal")
    form.keep_as_draft()
    (sheet,) = everybody(session)
    assert sheet.enrolments[0].extra == {"JK-HHC.artisan_card": "PEH-1"}
    assert form.state.text(key) == "PEH-1"


def test_a_consent_taken_back_no_longer_holds(session, form, qtbot):
    form.state.put("name_en", "Kiran")
    form.state.put("consent.how", "thumb")
    form.keep_as_draft()
    form.state.put("consent.withdrawn_on", f"{session.today:%d/%m/%Y}")
    form.keep_as_draft()
    (sheet,) = everybody(session)
    assert len(sheet.consents) == 1 and not sheet.consented


def test_every_step_has_room_and_names(dress, form, spoken):
    form.state.put("programme", "UP-ODOP")
    form.opened.tried = True
    form.refresh()
    for width in (1366, 1093):
        form.window().resize(width, 700)
        for step in range(5):
            form.go_to(step)
            QApplication.processEvents()
            assert layout_checks.clipped_texts(form) == [], (width, step)
            assert layout_checks.nameless(form) == [], step


def test_the_registration_survives_a_newer_record(form, session):
    """What another author changed meanwhile stays: only our change is written."""
    person = registering.save(
        session, Registration(Artisan(name_en="Kiran", state="9", district="129", village="Deva"))
    ).holder
    form.host.go("artisan-form", row=person.id)
    registering.save(session, Registration(replace(person, village="Masauli")))
    form.state.put("name_en", "Kiran Devi")
    form.keep_as_draft()
    after = registering.load(session, person.id).holder
    assert (after.name_en, after.village) == ("Kiran Devi", "Masauli")


def picture(tmp_path, width=1600, height=900):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for x in range(0, width, 7):  # detail that does not compress well
        for y in range(0, height, 9):
            painter.fillRect(x, y, 7, 9, QColor((x * 31) % 255, (y * 57) % 255, (x * y) % 255))
    painter.end()
    path = tmp_path / "face.png"
    image.save(str(path))
    return path


def test_a_photo_is_cut_small_and_survives_a_crash(form, session, qtbot, tmp_path):
    form.papers.photo.take(picture(tmp_path))
    assert form.photo is not None and len(form.photo) <= 150_000
    shown = QImage.fromData(form.photo)
    assert (shown.width() * 45, shown.format()) == (shown.height() * 35, shown.format())
    form.state.put("name_en", "Kiran")
    form.keep_typed()
    (draft,) = drafts.kept(session)
    form.begin(form.blank())
    assert form.photo is None and form.papers.photo.frame.picture.isNull()
    form.open_draft(draft.key)
    assert form.photo is not None and not form.papers.photo.frame.picture.isNull()
    form.keep_as_draft()
    (sheet,) = everybody(session)
    assert sheet.holder.photo and session.store.photos.has(sheet.holder.photo)
    assert not form.papers.photo.frame.picture.isNull()  # the record's own photo


def test_a_file_that_is_no_picture_is_a_plain_sentence(form, tmp_path):
    path = tmp_path / "letter.jpg"
    path.write_bytes(b"no picture at all")
    form.papers.photo.take(path)
    assert "letter.jpg" in form.papers.photo.note.text() and form.photo is None


def test_people_alike_stand_beside_the_form(form, session, qtbot):
    person = Artisan(
        name_hi="शबनम बानो", relation="husband", relative_hi="मोहम्मद असलम", village="ज़ैदपुर", state="9",
        district="129", mobile="9839022218", gender="female",
    )  # fmt: skip
    saved = registering.save(session, Registration(person)).holder
    for key, text in {"name_hi": "शबनम बानो", "village": "ज़ैदपुर", "mobile": "9839022218"}.items():
        form.state.put(key, text)
    form.refresh()
    qtbot.waitUntil(lambda: len(form.similar.cards) == 1)
    assert form.similar.fold_button.text()
    form.similar._no(saved.id, [])()
    assert form.similar.cards == []
    form.similar.opened.emit(saved.id)
    assert form.opened.base.holder.id == saved.id
    form.similar.ask()
    assert form.similar.cards == []  # nobody looks like herself


def test_enter_on_the_button_after_the_last_place_saves(form, qtbot):
    form.go_to(len(form.parts) - 1)
    form.at_the_end()
    assert QApplication.focusWidget() is form.save_button
    keys(qtbot, "\n")
    assert form.opened.tried and form.mend.isVisible(), "it went to save, and says what is missing"


def test_looking_through_a_record_is_no_half_typed_form(form, session):
    row = registering.save(session, Registration(Artisan(name_hi="उर्मिला बेगम", relative_hi="इमरान अली"))).holder.id
    form.shown(row=row)
    for _ in form.parts:
        form.next_step()
    assert form.state.text("name_en") == "" and not form.changed()
    form.can_leave()
    assert drafts.kept(session) == []


def test_latin_typing_offers_hindi_and_the_other_script_is_filled(form, qtbot):
    form.go_to(1, "name_hi")
    box = QApplication.focusWidget()
    keys(qtbot, "shabnam bano")
    assert box.proposing
    keys(qtbot, "\n")
    assert form.state.text("name_hi") == "शबनम बानो" and not box.proposing
    keys(qtbot, "\n")
    assert form.state.text("name_en") == "Shabnam Bano"
    assert form.identity.name_en.hint.text()
    keys(qtbot, "Shabnam B")
    assert not form.identity.name_en.hint.text()
    form.go_to(1, "name_hi")
    box.setText("")
    keys(qtbot, "kiran")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.proposing and box.text() == "kiran"
    qtbot.keyClick(box, Qt.Key.Key_F2)
    keys(qtbot, "x")
    assert not box.proposing


def test_a_draft_keeps_an_account_number_that_looks_like_an_aadhaar(form, session):
    form.state.put("bank_account", AADHAAR.replace(" ", ""))
    form.opened.revision += 1
    form.keep_typed()
    (draft,) = drafts.kept(session)
    form.begin(form.blank())
    form.open_draft(draft.key)
    assert form.state.text("bank_account") == AADHAAR.replace(" ", "")


def test_making_the_form_shows_no_stray_window(form):
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert shown == [form.window()]


def test_tab_goes_through_the_places_in_their_order(form, qtbot):
    form.go_to(1, "name_hi")
    seen = []
    for _ in range(40):
        key = form.state.key_of(QApplication.focusWidget())
        if key and key not in seen:
            seen.append(key)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    shown = [key for key in form.parts[1].keys if form._can_enter(key)]
    assert [key for key in seen if key in shown] == shown


def test_after_a_correction_the_list_comes_back(form, session, qtbot):
    enter_person(qtbot, form)
    save(qtbot, form)
    row = everybody(session)[0].holder.id
    form.host.go("artisan-form", row=row)
    form.state.put("name_en", "Shabnam")
    form.save_and_next()
    assert form.host.here == "people"
    assert registering.load(session, row).holder.name_en == "Shabnam"


def test_saving_in_the_store_lane_never_blocks_the_window(session, qtbot):
    """With real lanes: the answer comes later, the buttons wait, and what failed stays in the form."""
    working = lanes()
    window = MainWindow(working)
    qtbot.addWidget(window)
    window.open(
        [PageSpec("artisan-form", T("Register artisan"), "person", lambda host: ArtisanForm(host, session))],
        "artisan-form",
    )
    form = window.page("artisan-form")
    form.state.put("name_en", "Kiran")
    form.opened.revision += 1
    form.keep_as_draft()
    assert not form.save_button.isEnabled()
    qtbot.waitUntil(lambda: form.save_button.isEnabled())
    assert form.opened.base.holder.registration.startswith("UP-")
    form.state.put("name_en", "Kiran Devi")
    form.opened.revision += 1
    form.keep_typed()
    qtbot.waitUntil(lambda: [draft.key for draft in drafts.kept(session)] == [form.opened.base.holder.id])
    working.close()


def test_what_cannot_be_saved_stays_and_says_why(form, session, monkeypatch):
    def full(*args):
        raise KnownError(T("The disk is full."))

    form.state.put("name_en", "Kiran")
    monkeypatch.setattr(registering, "save", full)
    form.keep_as_draft()
    assert form.mend.text() == "The disk is full." and form.state.text("name_en") == "Kiran"
    assert form.save_button.isEnabled() and [draft.texts["name_en"] for draft in drafts.kept(session)] == ["Kiran"]


def test_saving_again_after_a_full_disk_makes_one_record(form, session):
    """Wherever it failed: nothing of her is kept, the page says so, and the next try is the same registration."""
    form.state.put("name_en", "Kiran")
    form.opened.revision = 1
    form.keep_typed()
    row = form.opened.key
    assert [draft.key for draft in drafts.kept(session)] == [row]
    for n in (1, 2, 3):
        with failing(n) as faults:
            form.keep_as_draft()
        assert faults.hit and form.mend.text().startswith("The disk is full")
        with session.store.read() as reader:
            assert reader.get(Artisan, row) is None and form.state.text("name_en") == "Kiran"
    form.keep_as_draft()
    with session.store.read() as reader:
        (saved,) = reader.every(Artisan)
    assert saved.id == row and "-00001-" in saved.registration and not drafts.kept(session)


def test_a_half_typed_form_is_offered_and_can_be_thrown_away(form, session, qtbot):
    drafts.keep(session, drafts.Draft("k1", "artisan-form", {"name_en": "Kiran"}))
    form.shown(new=True)
    assert not form.offer.isHidden() and "Kiran" in form.offer.findChild(Banner).label.text()
    next(one for one in form.offer.findChildren(Button) if one.text() == "Throw away").click()
    assert form.offer.isHidden() and drafts.kept(session) == []


def test_the_products_of_the_district_are_offered(form, qtbot):
    form.state.put("programme", "UP-ODOP")
    form.refresh()
    key = next(key for key in form.parts[3].keys if key.startswith("extra.UP-ODOP") and key.endswith("product"))
    form.go_to(3, key)
    box = form.state.bound(key).editor
    assert box.proposing
    keys(qtbot, "\n")
    assert form.state.text(key) != "" and not box.proposing


def test_a_craft_is_said_in_the_language_of_the_screen_and_kept_as_it_was_written(form):
    box = form.state.bound("craft").editor
    form.state.put("craft", "Chikankari")
    try:
        for spoken, said in (("hi", "चिकनकारी"), ("en", "Chikankari"), ("hi", "चिकनकारी")):
            lang.use(spoken)
            assert (box.text(), form.state.text("craft")) == (said, "Chikankari")
    finally:
        lang.use("en")


def test_enter_takes_only_a_craft_that_is_meant(form, qtbot):
    form.go_to(3, "craft")
    box = QApplication.focusWidget()
    for typed, taken in (("baluchri", ""), ("mathubani", ""), ("bunai", "handloom"), ("mitti ke bartan", "handicraft")):
        box.setText("")
        form.state.put("sector", "")
        keys(qtbot, typed)
        assert box.proposing, typed
        keys(qtbot, "\n")
        written = form.state.text("craft")
        assert (written != typed, form.state.text("sector")) == (bool(taken), taken), (typed, written)
        box.setFocus()
    box.setText("")
    keys(qtbot, "mathubani")
    down(qtbot, 1)
    keys(qtbot, "\n")
    assert form.state.text("craft") in ("Madhubani painting", "मधुबनी चित्रकला")


def test_tab_takes_the_marked_spelling_and_goes_on(form, qtbot):
    form.go_to(1, "name_hi")
    box = QApplication.focusWidget()
    keys(qtbot, "kiran")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert form.state.text("name_hi") == "किरण" and not box.hasFocus()


def test_a_look_at_a_masked_number_is_noted(form, session, qtbot):
    person = Artisan(name_en="Kiran", state="9", district="129", village="Deva", bank_account="123456789012")
    saved = registering.save(session, Registration(person)).holder
    form.host.go("artisan-form", row=saved.id)
    box = form.state.bound("bank_account").editor
    assert "123456" not in box.text()
    box._reveal()
    assert box.text() == "123456789012"
    with session.store.read() as reader:
        (note,) = audit.notes(reader, saved.id)
    assert (note.act, note.detail, note.author) == ("show", "bank_account", session.author)


def test_an_empty_form_is_not_kept(form, session):
    form.keep_as_draft()
    assert everybody(session) == [] and form.mend.text()


@pytest.mark.qt_log_ignore(".*")  # what Qt's multimedia says of this machine
def test_without_a_camera_there_is_a_plain_sentence(form):
    form.papers.photo.camera.click()
    assert "camera" in form.papers.photo.note.text()


@pytest.mark.parametrize("go_on", [Qt.Key.Key_F4, Qt.Key.Key_Tab, "click", "save"])
def test_whoever_goes_on_takes_the_marked_spelling(form, session, qtbot, go_on):
    form.go_to(1, "name_hi")
    keys(qtbot, "shabnam bano")
    if go_on == "click":
        form.state.bound("mobile").editor.setFocus(Qt.FocusReason.MouseFocusReason)
    elif go_on == "save":
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    else:
        qtbot.keyClick(QApplication.focusWidget(), go_on)
    assert (form.state.text("name_hi"), form.state.text("name_en")) == ("शबनम बानो", "Shabnam Bano")


def test_f4_goes_through_what_is_required_and_then_to_save(form, qtbot):
    form.state.focus("programme")
    seen = []
    for key, typed in (("programme", "U"), ("consent.how", "1"), ("name_hi", "geeta"), ("relation", ""),
                       ("relative_hi", "ramesh"), ("birth_date", "01/02/1990"), ("mobile", ""), ("phone_owner", "3"),
                       ("village", "Zaidpur"), ("craft", "Pottery"), ("sector", "")):  # fmt: skip
        seen.append(form.state.key_of(QApplication.focusWidget()))
        keys(qtbot, typed)
        down(qtbot, {"relation": 2, "sector": 1}.get(key, 0))
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
    assert seen == ["programme", "consent.how", "name_hi", "relation", "relative_hi", "birth_date", "mobile",
                    "phone_owner", "village", "craft", "sector"]  # fmt: skip
    assert form.state.text("gender") == "female"  # a husband was written
    assert form.state.key_of(QApplication.focusWidget()) == "extra.UP-ODOP.product"  # what the programme asks for
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
    assert QApplication.focusWidget() is form.save_button


def test_a_photo_is_turned_and_cut_from_the_whole_picture(form, qtbot, tmp_path):
    from samarth_desktop.gui.kit.media.crop import CropDialog

    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(700, 0, 200, 600, QColor("red"))
    painter.end()
    path = tmp_path / "side.png"
    image.save(str(path))
    editor = form.papers.photo
    editor.take(path)
    seen = lambda: QImage.fromData(form.photo)  # noqa: E731
    assert seen().pixelColor(470, 300).lightness() > 240  # the middle: white
    editor.turn.click()
    assert (editor._whole.width(), editor._whole.height()) == (600, 900)
    assert seen().pixelColor(245, 610).red() > 200 and seen().pixelColor(245, 610).green() < 80  # right became below
    for _ in range(3):
        editor.turn.click()
    editor.cut.click()
    dialog = form.window().findChildren(CropDialog)[-1]
    dialog.size_bar.setValue(60)
    for _ in range(90):
        qtbot.keyClick(dialog.view, Qt.Key.Key_Right)
    assert dialog.part().right() <= 900 and dialog.part().bottom() <= 600
    dialog.accept()
    assert seen().width() * 45 == seen().height() * 35
    assert seen().pixelColor(470, 300).red() > 200 and seen().pixelColor(470, 300).green() < 80
    form.window().resize(1093, 614)
    low = CropDialog(form.window(), image.scaled(600, 1200))
    assert low.sizeHint().height() <= 614, "the buttons stay in the window of a small screen"


def test_a_removed_photo_is_gone_after_saving_and_nothing_stays_for_the_next_person(form, session, tmp_path):
    form.papers.photo.take(picture(tmp_path))
    form.state.put("name_en", "Kiran")
    form.keep_as_draft()
    (sheet,) = everybody(session)
    assert sheet.holder.photo and "KB" in form.papers.photo.note.text()
    form.begin(form.blank())
    assert "KB" not in form.papers.photo.note.text() and form.papers.photo.turn.isHidden()
    form.begin(sheet)
    form.papers.photo.remove.click()
    assert form.changed()
    form.state.edited.emit("photo")
    form.keep_typed()
    (draft,) = drafts.kept(session)
    form.begin(form.blank())
    form.open_draft(draft.key)  # the removal survives a crash
    assert form.papers.photo.frame.picture.isNull()
    form.keep_as_draft()
    (sheet,) = everybody(session)
    assert sheet.holder.photo == ""


def test_a_picture_that_comes_late_is_not_the_next_persons(form, tmp_path):
    editor, waiting = form.papers.photo, []

    class Later:
        def run(self, work, then=None, failed=None, **more):
            waiting.append((work, then))

    editor.lane, lane = Later(), editor.lane
    editor.take(picture(tmp_path))
    form.begin(form.blank())
    ((work, then),) = waiting
    then(work(None))
    editor.lane = lane
    assert form.photo is None and editor.frame.picture.isNull()
