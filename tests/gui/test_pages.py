"""Set-up, unlocking, Today, settings and help over a real encrypted folder."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from samarth_desktop import paths
from samarth_desktop.actions import today
from samarth_desktop.actions.device import device, opening
from samarth_desktop.actions.registration import registering
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.app import quit_dialog
from samarth_desktop.gui.app.app import App
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import open_work, routes
from samarth_desktop.gui.kit import password_strength
from samarth_desktop.gui.pages.setup import setup
from samarth_desktop.gui.pages.setup.restore import RestorePage
from samarth_desktop.gui.pages.setup.setup import SetupPage
from samarth_desktop.gui.pages.setup.unlock import UnlockPage
from samarth_desktop.gui.theme import preferences
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.store.folder import vault

PASSPHRASE = "neem peela zaidpur kheer"
NEW = "jamun kala barabanki doodh"


@pytest.fixture
def folder() -> Path:
    return paths.data_dir()


@pytest.fixture
def session(folder):
    made, _ = opening.set_up(folder, PASSPHRASE, author="सुनीता यादव", area="9/129")
    yield made
    made.store.close()


def through_setup(page: SetupPage, stop_at: int = setup.AREA) -> None:
    """Answers steps as a person would, with the keyboard's words only."""
    page._forward()
    page._step.box.setText("  सुनीता   यादव ")
    page._forward()
    page._step.first.setText(PASSPHRASE)
    page._step.second.setText(PASSPHRASE)
    page._forward()
    if stop_at == setup.RECOVERY:
        return
    answer_key(page)


def answer_key(page: SetupPage) -> None:
    step = page._step
    assert not page.next.isEnabled()
    for number, box, _ in step._asked:
        box.setText(step._groups[number].lower())
    assert page.next.isEnabled()
    page._forward()


def test_set_up_leads_to_open_work(qtbot, window, folder):
    finished = []
    page = SetupPage(folder, window.lanes, finished.append)
    window.show_whole(page)
    through_setup(page)
    assert page._here == setup.AREA and not page.next.isEnabled()
    chooser = page._step.chooser
    chooser.state.set_value("9")
    chooser._state_chosen()
    chooser.district.set_value("129")
    chooser.changed.emit()
    page._forward()
    session = finished[0]
    found = device.device_info(session)
    assert (found.author, found.home_area, found.recovery_checked) == ("सुनीता यादव", "9/129", True)
    assert preferences.load().name == ""  # the name is in the encrypted data now
    session.store.close()


def test_set_up_goes_on_where_it_was_stopped(qtbot, window, folder):
    page = SetupPage(folder, window.lanes, lambda session: None)
    window.show_whole(page)
    page._forward()
    page._step.box.setText("Sunita")
    page._forward()
    again = SetupPage(folder, window.lanes, lambda session: None)
    qtbot.addWidget(again)
    assert again._here == setup.PASSPHRASE and again._name == "Sunita"


def test_a_stop_before_the_key_was_checked_makes_a_new_key(qtbot, window, folder, monkeypatch):
    page = SetupPage(folder, window.lanes, lambda session: None)
    window.show_whole(page)
    through_setup(page, setup.RECOVERY)
    seen = page._step._key
    page._session.store.close()
    app = App(window)
    app.lanes = window.lanes
    app.opened(opening.open_with_passphrase(folder, PASSPHRASE))
    resumed = window._layers.currentWidget()
    assert isinstance(resumed, SetupPage) and resumed._here == setup.RECOVERY
    assert resumed._step._key and resumed._step._key != seen
    with pytest.raises(KnownError):
        opening.open_with_recovery(folder, seen, "another long passphrase")
    app.session.store.close()


def test_unlocking_says_what_is_wrong_and_opens(qtbot, window, session, folder):
    session.store.close()
    opened = []
    page = UnlockPage(folder, window.lanes, opened.append, lambda: None)
    window.show_whole(page)
    page.passphrase.box.setText("not the passphrase")
    page._open()
    assert page.passphrase.editor.state == "error" and not opened
    page.passphrase.box.setText(PASSPHRASE)
    assert page.passphrase.editor.state == ""
    qtbot.keyClick(page.passphrase.box, Qt.Key.Key_Return)
    assert len(opened) == 1
    opened[0].store.close()


def test_caps_lock_is_told_while_the_passphrase_is_typed(qtbot, window, folder, session):
    session.store.close()
    page = UnlockPage(folder, window.lanes, lambda opened: None, lambda: None)
    window.show_whole(page)
    said = page.passphrase.editor
    for letter, shift, told in (("A", False, True), ("a", False, False), ("A", True, False), ("a", True, True)):
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, held, letter)
        QApplication.sendEvent(page.passphrase.box, event)
        assert (said.state == "hint") is told, (letter, shift)


def test_all_keys_are_changed_after_a_loss_and_a_new_recovery_key_is_printed(qtbot, window, session, folder):
    person = _person(session)
    printed = device.new_recovery_key(session)
    session.store.close()
    opened = []
    page = UnlockPage(folder, window.lanes, opened.append, lambda: None)
    window.show_whole(page)
    page.passphrase.loss.click()
    for box, words in ((page.loss.old, "wrong passphrase"), (page.loss.new, NEW), (page.loss.again, NEW)):
        box.setText(words)
    page._open()
    assert not opened and page.footer.message.isVisibleTo(page)
    page.loss.old.setText(PASSPHRASE)
    page.open_button.click()
    assert registering.load(opened[0], person.id).holder.name_hi == "शबनम बानो"
    assert not device.device_info(opened[0]).recovery_checked  # so that the window prints a new one first
    opened[0].store.close()
    with pytest.raises(KnownError):
        opening.open_with_passphrase(folder, PASSPHRASE)
    with pytest.raises(KnownError):
        opening.open_with_recovery(folder, printed, "another long passphrase")
    opening.open_with_passphrase(folder, NEW).store.close()


def test_the_recovery_key_opens_with_a_new_passphrase(qtbot, window, session, folder):
    key = device.new_recovery_key(session)
    session.store.close()
    opened = []
    page = UnlockPage(folder, window.lanes, opened.append, lambda: None)
    window.show_whole(page)
    page._show(page.recovery)
    page.recovery._typed(0, key.lower().replace("-", " "))  # pasted whole into the first box
    assert all(editor.state == "ok" for editor in page.recovery.editors)
    page.recovery.boxes[2].setText("AAAAA")
    page.recovery._typed(2, "AAAAA")
    assert page.recovery.editors[2].state == "error"
    page.recovery._typed(0, key)
    page.recovery.new.setText("meetha aam bada ped")
    page.recovery.again.setText("meetha aam bada ped")
    page._open()
    assert len(opened) == 1
    opened[0].store.close()
    opening.open_with_passphrase(folder, "meetha aam bada ped").store.close()


def test_a_copy_is_brought_back_at_first_start(qtbot, window, session, folder, tmp_path):
    person = _person(session)
    open_work(window, session, lambda session: None)
    window.go("settings", part="backup")
    copy = window.page("settings").parts[3]
    copy.copy_to(tmp_path / "copy.backup")
    assert "today" in copy.state.label.text()
    session.store.close()
    elsewhere, opened = tmp_path / "elsewhere", []
    page = RestorePage(elsewhere, window.lanes, opened.append, lambda: None)
    window.show_whole(page)
    page.step.take(tmp_path / "copy.backup")
    page.step.box.setText("wrong passphrase")
    page._restore()
    assert not opened and page.footer.message.isVisibleTo(page)
    page.step.box.setText(PASSPHRASE)
    page._restore()
    assert registering.load(opened[0], person.id).holder.name_hi == "शबनम बानो"
    opened[0].store.close()


def test_a_backup_that_is_double_clicked_is_ready_to_bring_back(qtbot, session, folder, tmp_path):
    """The file type .samarth opens the window: with data on this laptop, and without."""
    session.store.backup(tmp_path / "copy.samarth")
    session.store.close()
    for _ in ("data here", "none"):
        window = MainWindow()
        qtbot.addWidget(window)
        app = App(window, tmp_path / "copy.samarth")
        app.begin()
        page = window.findChild(RestorePage)
        assert page.step.file == tmp_path / "copy.samarth" and page.step.name.label.text() == "copy.samarth"
        page.back.click()
        assert window.findChild(UnlockPage if paths.data_dir().exists() else SetupPage) is not None
        app.end()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_copy_over_newer_data_asks_first(qtbot, window, session, folder, tmp_path):
    session.store.backup(tmp_path / "copy.backup")
    person = _person(session)
    session.store.close()
    opened = []
    page = RestorePage(folder, window.lanes, opened.append, lambda: None)
    window.show_whole(page)
    page.step.take(tmp_path / "copy.backup")
    page.step.box.setText(PASSPHRASE)
    page._restore()
    assert not opened and page.step.warning.isVisibleTo(page)
    assert "only here: 1" in page.step.warning.label.text()
    with opening.open_with_passphrase(folder, PASSPHRASE).store as store, store.read() as reader:
        assert reader.get(type(person), person.id) is not None
    page._restore()
    with opened[0].store as store, store.read() as reader:
        assert reader.get(type(person), person.id) is None
    assert list(folder.parent.glob(f"{folder.name}.before-*"))


def test_the_data_are_looked_through_for_damage(qtbot, window, session):
    open_work(window, session, lambda session: None)
    window.go("settings", part="laptop")
    part = window.page("settings").parts[4]
    part._check()
    assert part.result.isVisibleTo(part) and part.check.isEnabled()


def test_closing_says_what_is_only_here(qtbot, window, session):
    app = App(window)
    app.lanes = window.lanes
    app.work(session)
    assert app.may_close()
    _person(session)
    window.go("today")
    answers = [quit_dialog.STAY, quit_dialog.CARRY, quit_dialog.CLOSE]

    def answer():
        dialog = window.findChildren(quit_dialog.QuitDialog)[-1]
        dialog.done(answers.pop(0))

    for may in (False, False, True):
        QTimer.singleShot(0, answer)
        assert app.may_close() is may
    assert window.here == "settings"  # where the copy to a pen drive is made


def _person(session, **more):
    sheet = registering.Registration(
        Artisan(name_hi="शबनम बानो", name_en="Shabnam Bano", state="9", district="129", **more)
    )
    return registering.save(session, sheet).holder


def test_closing_asks_about_what_was_saved_on_any_page(qtbot, window, session):
    """The figure is counted when it is needed, whichever page was shown last."""
    app = App(window)
    app.lanes = window.lanes
    app.work(session)
    _person(session)
    assert window.here == "today"
    seen = []

    def answer():
        dialog = window.findChildren(quit_dialog.QuitDialog)[-1]
        seen.append(dialog)
        dialog.done(quit_dialog.STAY)

    QTimer.singleShot(0, answer)
    assert not app.may_close() and len(seen) == 1


def test_today_counts_what_is_open_and_unsent(session):
    assert today.overview(session).unsent.records == 0
    person = _person(session, mobile="98390")
    found = today.overview(session)
    (one,) = found.unfinished
    assert (one.kind, one.row, one.name_en) == ("artisan", person.id, "Shabnam Bano")
    assert one.done < one.total
    assert (found.unsent.artisans, found.unsent.corrections) == (1, 0)
    assert (found.done.today, found.done.month, found.done.unfinished) == (1, 1, 1)
    registering.correct(session, person.registration, {"mobile": "9839020456"})
    assert today.overview(session).unsent.records == 1  # still one new person, not a person and a correction


def test_today_shows_them_in_the_language_of_the_window(qtbot, window, session, spoken):
    _person(session)
    today.set_village(session, " ज़ैदपुर ")
    open_work(window, session, lambda session: None)
    page = window.page("today")
    assert "सुनीता" in page.greeting.text()
    assert "ज़ैदपुर" in page.village.words.label.text()
    row = page._rows.itemAt(0).widget()
    names = {label.text() for label in row.findChildren(type(page.greeting))}
    assert ("शबनम बानो" if spoken == "hi" else "Shabnam Bano") in names
    lang.use("en" if spoken == "hi" else "hi")
    row = page._rows.itemAt(0).widget()
    names = {label.text() for label in row.findChildren(type(page.greeting))}
    assert ("Shabnam Bano" if spoken == "hi" else "शबनम बानो") in names


def test_the_village_of_the_day_is_kept(qtbot, window, session):
    open_work(window, session, lambda session: None)
    page = window.page("today")
    page.village._edit()
    page.village.box.setText("Masauli")
    qtbot.keyClick(page.village.box, Qt.Key.Key_Return)
    assert today.village(session) == "Masauli"
    assert "Masauli" in page.village.words.label.text()


def test_another_person_sits_down(qtbot, window, session):
    sessions = []
    open_work(window, session, lambda other: (sessions.append(other), open_work(window, other, sessions.append)))
    window.go("settings", part="people")
    people = window.page("settings").parts[1]
    people.box.setText("Meena Verma")
    people._add()
    assert sessions[0].author == "Meena Verma"
    assert device.device_info(session).people == ("सुनीता यादव", "Meena Verma")
    assert window.here == "today" and "Meena" in window.page("today").greeting.text()
    assert window.top.who.text().startswith("Meena Verma")
    device.forget(sessions[0], "सुनीता यादव")
    assert device.device_info(session).people == ("Meena Verma",)


def test_the_laptop_is_handed_over(qtbot, window, session, folder):
    sessions = []
    open_work(window, session, lambda other: (sessions.append(other), open_work(window, other, sessions.append)))
    window.go("settings", part="laptop")
    part = window.page("settings").parts[4]
    part.hand_over.click()
    asked = part.dialog
    asked.name.setText("Meena Verma")
    for box, text in ((asked.old, "not this one at all"), (asked.first, NEW), (asked.second, NEW)):
        box.setText(text)
    asked.try_to()
    assert asked.wrong.isVisibleTo(asked) and not sessions, "only with the laptop's own passphrase"
    asked.old.setText(PASSPHRASE)
    asked.try_to()
    assert [one.author for one in sessions] == ["Meena Verma"]
    assert device.device_info(sessions[0]).people == ("Meena Verma",)
    assert window.here == "settings" and window.page("settings").parts[2].make.isEnabled(), "a new key is made next"
    with pytest.raises(KnownError):
        vault.open_as(folder, PASSPHRASE)


def test_the_passphrase_is_changed_only_with_the_present_one(qtbot, window, session, folder):
    open_work(window, session, lambda session: None)
    window.go("settings", part="keys")
    keys = window.page("settings").parts[2]
    new = "meetha aam bada ped"
    for box, text in ((keys.old, "wrong"), (keys.new, new), (keys.again, new)):
        box.setText(text)
    keys._change()
    assert keys.first.state == "error"
    keys.old.setText(PASSPHRASE)
    keys._change()
    assert keys.told.isVisibleTo(keys) and not keys.new.text()
    session.store.close()
    opening.open_with_passphrase(folder, new).store.close()


def test_a_new_recovery_key_is_asked_back(qtbot, window, session):
    open_work(window, session, lambda session: None)
    window.go("settings", part="keys")
    keys = window.page("settings").parts[2]
    keys._make_key()
    assert not device.device_info(session).recovery_checked
    for number, box, _ in keys._step._asked:
        box.setText(keys._step._groups[number])
    assert device.device_info(session).recovery_checked and keys._step is None


@pytest.mark.parametrize(
    ("text", "level"),
    [("", 0), ("short", 0), ("aaaaaaaaaaaa", 1), ("1234567890", 1), ("sunita12345", 1), ("password12", 1),
     ("kamal7nadi", 2), ("neem peela gaon kheer", 3), ("नीम पीला गाँव खीर", 3)],
)  # fmt: skip
def test_a_passphrase_is_judged_plainly(text, level):
    assert password_strength.judge(text, "Sunita Yadav").level == level


def test_the_program_starts_and_ends(qtbot, folder):
    window = MainWindow()
    qtbot.addWidget(window)
    app = App(window)
    app.begin()
    assert isinstance(window._layers.currentWidget(), SetupPage)
    app.end()


def test_every_entry_of_the_bar_opens(qtbot, window, session):
    open_work(window, session, lambda session: None)
    for entry in routes(session, lambda session: None):
        assert window.go(entry.key)
