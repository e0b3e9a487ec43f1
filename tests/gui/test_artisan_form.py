"""The artisan form over a real store, driven by the keyboard as a coordinator does."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions import drafts, registering
from samarth_desktop.actions.registering import Sheet
from samarth_desktop.domain.artisan import Artisan
from samarth_desktop.gui.language import lang
from tests.gui import looking
from tests.gui.forms_scene import desk_in, form_window

AADHAAR = "4991 1866 5246"  # invented; the check digit is right


@pytest.fixture
def desk(tmp_path):
    made = desk_in(tmp_path / "data")
    yield made
    made.store.close()


@pytest.fixture
def form(desk, qtbot):
    window = form_window(desk)
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


def everybody(desk):
    with desk.store.read() as reader:
        from samarth_desktop.store import tables

        rows = reader.connection.execute(tables.RECORD_TABLES["artisan"].select()).all()
        return [registering.load(desk, row.id) for row in rows]


def test_a_registration_by_keyboard_alone(form, desk, qtbot):
    enter_person(qtbot, form)
    save(qtbot, form)
    (sheet,) = everybody(desk)
    holder = sheet.holder
    assert (holder.name_hi, holder.relation, holder.gender) == ("शबनम बानो", "husband", "female")
    assert (holder.mobile, holder.phone_owner, holder.sector) == ("9839022218", "own", "handicraft")
    assert holder.birth_year == desk.today.year - 34 and holder.birth_date is None
    assert holder.registration.startswith("UP-")
    assert sheet.enrolments[0].programme == "UP-ODOP" and sheet.consented
    assert not holder.unread
    assert drafts.kept(desk) == []


def test_save_and_next_keeps_village_and_programme(form, desk, qtbot):
    enter_person(qtbot, form)
    save(qtbot, form)
    assert form.state.text("village") == "Zaidpur" and form.state.text("programme") == "UP-ODOP"
    assert form.state.text("district") == "129" and form.state.text("name_hi") == ""
    assert form.state.text("mobile") == "" and form.state.text("consent.how") == ""
    enter_person(qtbot, form)
    save(qtbot, form)
    assert len({sheet.holder.registration for sheet in everybody(desk)}) == 2


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


def test_errors_block_complete_but_never_keeping(form, desk, qtbot):
    form.go_to(1, "mobile")
    keys(qtbot, "12\n")
    save(qtbot, form)
    assert everybody(desk) == []
    assert form.state.bound("gender").place.state == "error"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    (sheet,) = everybody(desk)
    assert sheet.holder.unread == {"mobile": "12"}
    assert not form.draft_badge.isHidden()


def test_a_half_typed_form_returns_after_a_crash(form, desk, qtbot):
    form.go_to(1, "name_hi")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    keys(qtbot, "Kiran")
    qtbot.waitUntil(lambda: len(drafts.kept(desk)) == 1)  # the pause after the last key
    (draft,) = drafts.kept(desk)
    assert draft.page == "artisan-form" and draft.texts["name_hi"] == "Kiran"
    other = form_window(desk)
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


def test_the_full_aadhaar_number_is_never_kept(form, desk, qtbot):
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
    (sheet,) = everybody(desk)
    assert sheet.holder.aadhaar_last4 == "5246"
    for file in desk.store.folder.rglob("*"):
        assert not file.is_file() or figures.encode() not in file.read_bytes()


def test_a_wrong_aadhaar_number_is_said_and_not_kept(form, desk, qtbot):
    form.go_to(1, "aadhaar_last4")
    keys(qtbot, "499118665247")
    assert form.state.bound("aadhaar_last4").place.state == "error"
    assert form.state.text("aadhaar_last4") == ""
    form.opened.tried = True
    form.refresh()
    assert "aadhaar_last4" in {problem.key for problem in form.found if problem.blocks}


def test_correcting_shows_masked_numbers_and_saves_only_the_change(form, desk, qtbot):
    person = Artisan(
        name_hi="शबनम बानो", state="9", district="129", village="ज़ैदपुर", mobile="9839022218", gender="female"
    )
    saved = registering.save(desk, Sheet(person))
    form.shell.go("artisan-form", row=saved.holder.id)
    box = form.state.bound("mobile").editor
    assert box.text().endswith("2218") and "98390" not in box.text() and box.isReadOnly()
    assert form.state.text("mobile") == "9839022218"
    form.state.focus("name_en")
    keys(qtbot, "Shabnam")
    form.keep_as_draft()
    with desk.store.read() as reader:
        changes = reader.history(saved.holder.id)
    assert [change.key for change in changes if change.old is None][:1] == ["name_en"]
    assert registering.load(desk, saved.holder.id).holder.mobile == "9839022218"


def test_a_guardian_is_asked_for_under_eighteen_only(form, qtbot):
    guardian = form.identity.guardian[0]
    form.go_to(1, "age")
    keys(qtbot, "34")
    assert guardian.isHidden()
    form.state.put("age", "16")
    form.refresh()
    assert not guardian.isHidden()


def test_a_programmes_own_fields_come_and_are_kept(form, desk, qtbot):
    form.state.put("programme", "JK-HHC")
    form.refresh()
    key = "extra.JK-HHC.artisan_card"
    assert key in form.parts[3].keys
    form.go_to(3, key)
    keys(qtbot, "PEH-1")
    form.state.put("name_en", "Bilal")
    form.keep_as_draft()
    (sheet,) = everybody(desk)
    assert sheet.enrolments[0].extra == {"JK-HHC.artisan_card": "PEH-1"}
    assert form.state.text(key) == "PEH-1"


def test_a_consent_taken_back_no_longer_holds(desk, form, qtbot):
    form.state.put("name_en", "Kiran")
    form.state.put("consent.how", "thumb")
    form.keep_as_draft()
    form.state.put("consent.withdrawn_on", f"{desk.today:%d/%m/%Y}")
    form.keep_as_draft()
    (sheet,) = everybody(desk)
    assert len(sheet.consents) == 1 and not sheet.consented


@pytest.mark.parametrize("width", [1366, 1093])
def test_every_step_has_room_and_names(form, spoken, dress, width):
    window = form.window()
    window.resize(width, 700)
    form.state.put("programme", "UP-ODOP")
    form.opened.tried = True
    form.refresh()
    for step in range(5):
        form.go_to(step)
        QApplication.processEvents()
        assert looking.clipped_texts(form) == []
        assert looking.nameless(form) == []


def test_the_registration_survives_a_newer_record(form, desk):
    """What another author changed meanwhile stays: only our change is written."""
    person = registering.save(desk, Sheet(Artisan(name_en="Kiran", state="9", district="129", village="Deva"))).holder
    form.shell.go("artisan-form", row=person.id)
    registering.save(desk, Sheet(replace(person, village="Masauli")))
    form.state.put("name_en", "Kiran Devi")
    form.keep_as_draft()
    after = registering.load(desk, person.id).holder
    assert (after.name_en, after.village) == ("Kiran Devi", "Masauli")
