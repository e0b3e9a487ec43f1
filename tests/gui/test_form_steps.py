"""The steps of a form: Next leads through them, the last one saves and certifies; nothing jumps while errors come."""

import subprocess

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from samarth_desktop.actions.exports import exporting
from samarth_desktop.actions.registration import drafts, registering
from samarth_desktop.actions.registration.form_keys import PAPER
from samarth_desktop.actions.registration.registering import Registration
from samarth_desktop.gui.background.tasks import Task
from samarth_desktop.gui.forms.certificate_dialog import CertificateDialog
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.pages.artisan_form.identity_documents import OWN_FIELD
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.kinds.artisan.record import Artisan
from samarth_desktop.kinds.certificate.record import Certificate
from samarth_desktop.kinds.document.record import KINDS
from tests.gui import layout_checks
from tests.gui.fixtures_forms import form_window, group_window

COMPLETE = {
    "programme": "UP-ODOP", "consent.how": "signature", "name_hi": "शबनम बानो", "name_en": "Shabnam Bano",
    "relation": "husband", "relative_hi": "मोहम्मद असलम", "relative_en": "Mohammad Aslam", "age": "34",
    "gender": "female", "mobile": "9839022218", "phone_owner": "own", "village": "ज़ैदपुर", "village_other": "Zaidpur",
    "craft": "Pottery", "sector": "handicraft",
}  # fmt: skip


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


class Dressings(QObject):
    """Counts how often widgets are dressed."""

    count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_a_form_is_put_together_where_it_stands(session, qtbot, dressed):
    """Whatever changes its parent is dressed anew with all that stands in it: it was nearly five times for each widget."""
    window, counter = form_window(session), Dressings()
    qtbot.addWidget(window)
    dressed.installEventFilter(counter)
    window.go("artisan-form")
    dressed.removeEventFilter(counter)
    assert counter.count < 3 * len(window.page("artisan-form").findChildren(QWidget))


def fill(form, texts=COMPLETE):
    for key, text in texts.items():
        form.state.put(key, text)
    form.refresh()


def shown(form):
    return [button.text() for button in form.buttons.all() if button.isVisible()]


def press(qtbot, key, modifier=Qt.KeyboardModifier.ControlModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def papers(session):
    from samarth_desktop.store.database import tables

    with session.store.read() as reader:
        return reader.connection.execute(tables.RECORD_TABLES[Certificate.KIND].select()).all()


@pytest.mark.parametrize("by", ["key", "button"])
def test_next_leads_through_all_steps_and_only_the_last_one_saves(form, qtbot, by):
    for step in range(4):
        assert form.here == step
        assert (
            "Next" in shown(form) and "Save and next" not in shown(form) and "Save and certificate" not in shown(form)
        )
        press(qtbot, Qt.Key.Key_PageDown) if by == "key" else form.buttons.next.click()
    assert form.here == 4
    assert shown(form) == ["Keep as draft", "Save and certificate", "Save and next"]
    assert form.mend.isHidden(), "going on tells nobody off"


def test_save_and_certificate_is_one_key_from_any_step(form, session, qtbot, monkeypatch):
    fill(form)
    form.go_to(1)
    press(qtbot, Qt.Key.Key_P)
    (dialog,) = form.findChildren(CertificateDialog)
    (paper,) = papers(session)
    assert dialog.document.pageCount() == 1 and paper.serial in dialog.windowTitle()
    printed = []

    def print_pdf(parent, lane, name, content, done):
        printed.append(content)
        done(1)
        return Task(lambda task: 1, None, None, None, None)

    monkeypatch.setattr("samarth_desktop.gui.kit.media.pdf.print_pdf", print_pdf)
    dialog.print.click()
    assert len(printed) == 1 and printed[0].startswith(b"%PDF")
    assert papers(session)[0].printed == 1
    assert form.opened.base.holder.id == "" and form.state.text("village") == "ज़ैदपुर", "the next form stands there"


@pytest.mark.parametrize(
    ("missing", "leads_to"), [("consent.how", "consent.how"), ("gender", "gender"), ("village", "village")]
)
def test_save_and_certificate_says_what_is_missing_and_leads_there(form, session, qtbot, missing, leads_to):
    fill(form, COMPLETE | {missing: ""})
    press(qtbot, Qt.Key.Key_P)
    assert papers(session) == [] and form.findChildren(CertificateDialog) == []
    assert form.state.key_of(QApplication.focusWidget()) == leads_to
    assert not form.mend.isHidden() and form.mend.text()


def places(form):
    part = form.parts[form.here]
    return {
        key: bound.editor.mapTo(part.widget(), QPoint(0, 0)).y()
        for key in part.keys
        if (bound := form.state.bound(key)) is not None and bound.editor.isVisibleTo(part)
    }


@pytest.mark.parametrize("width", [1366, 1000])
def test_a_sentence_below_a_place_moves_no_row(form, spoken, width):
    form.window().resize(width, 700)
    for step in range(5):
        form.go_to(step)
        QApplication.processEvents()
        before = places(form)
        for key in before:
            place = form.state.bound(key).place
            if place is not None:
                place.show_message("error", "A sentence that says what is wrong and then the way out. " * 4)
        QApplication.processEvents()
        assert places(form) == before
        assert layout_checks.clipped_texts(form) == []
        for key in before:
            if form.state.bound(key).place is not None:
                form.state.bound(key).place.clear_message()


def test_a_sentence_that_is_cut_is_whole_for_the_mouse_and_for_assistive_programs(qtbot):
    from samarth_desktop.gui.kit.inputs.fields import TextBox

    place = LabelledEditor("Name", TextBox())
    qtbot.addWidget(place)
    place.keep_room()
    place.show()
    place.resize(200, 90)
    words = "This sentence is much longer than the place below the box."
    place.show_message("warning", words)
    assert place.message.label.text() != words
    assert place.message.toolTip() == words and place.editor.accessibleDescription() == words
    place.resize(900, 90)
    assert place.message.label.text() == words


def test_a_visit_alone_ticks_no_step(form):
    fill(form)
    form.go_to(4)
    form.go_to(0)
    assert 4 not in form.bar.done
    form.state.put("bank_account", "123456789")
    form.refresh()
    assert 4 in form.bar.done


def test_a_half_typed_form_comes_back_at_the_place_where_it_was_left(form, session, qtbot):
    fill(form, {"name_hi": "किरण"})
    form.go_to(3, "years_of_experience")
    qtbot.keyClicks(QApplication.focusWidget(), "12")
    form.keep_typed()
    (draft,) = drafts.kept(session)
    assert "_step" not in draft.texts and "_place" not in draft.texts
    other = form_window(session)
    qtbot.addWidget(other)
    other.go("artisan-form", draft=draft.key)
    again = other.page("artisan-form")
    assert (again.here, again._place) == (3, "years_of_experience")


def test_another_page_and_back_is_the_same_place(form, qtbot):
    form.go_to(2, "village")
    qtbot.keyClicks(QApplication.focusWidget(), "Dewa")
    form.host.go("people")
    form.host.go("artisan-form")
    assert form.here == 2 and form._place == "village"


@pytest.mark.parametrize("paper", [one.code for one in KINDS if one.code not in ("aadhaar", "shg_resolution")])
def test_a_paper_that_was_shown_asks_for_its_number_beside_it(form, paper):
    form.go_to(4)
    form.state.put(PAPER + paper, "yes")
    form.refresh()
    box = form.state.bound(OWN_FIELD.get(paper, f"{PAPER}{paper}.number")).editor
    assert box.isVisibleTo(form) and form.papers.papers.isAncestorOf(box)


@pytest.mark.parametrize(("programme", "mission"), [("NRLM", "nrlm"), ("DAY-NULM", "nulm"), ("UP-ODOP", "")])
def test_a_missions_programme_chooses_the_mission(session, qtbot, programme, mission):
    window = group_window(session)
    qtbot.addWidget(window)
    page = window.page("shg-form")
    page.state.put("programme", programme)
    page.state.edited.emit("programme")
    assert page.state.text("mission") == mission
    page.state.put("mission", "other")
    page.state.put("programme", "NRLM")
    page.state.edited.emit("programme")
    assert page.state.text("mission") == "other", "what a person chose stays"


def test_an_age_that_is_not_known_is_said_in_words(session, qtbot, spoken):
    from PySide6.QtWidgets import QLabel

    from samarth_desktop.actions.registration import record_detail
    from samarth_desktop.gui.lists.detail.panel import DetailPanel
    from samarth_desktop.kinds.registry import KINDS

    person = Artisan(name_hi="किरण", gender="female", state="9", district="129", village="Deva")
    row = registering.save(session, Registration(person)).holder.id
    panel = DetailPanel(KINDS[Artisan.KIND].list)
    qtbot.addWidget(panel)
    panel.show_detail(record_detail.detail(session, row))
    words = {"hi": "उम्र पता नहीं", "en": "age not known"}[spoken]
    assert any(words in label.text() for label in panel.findChildren(QLabel))


def test_a_list_on_paper_tells_its_day_and_how_many_rows_it_has(session, tmp_path):
    for name in ("किरण", "गीता", "रेखा"):
        registering.save(session, Registration(Artisan(name_hi=name, state="9", district="129", village="Deva")))
    file = tmp_path / "list.pdf"
    exporting.export(session, "artisans", file, words=lang.catalog)
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert lang.catalog.date(session.today) in text and "3 rows" in text
