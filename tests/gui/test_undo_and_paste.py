"""What the program writes into a box is one step of undo; a box of one line stays one line; nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.actions.registration import drafts
from samarth_desktop.gui.kit.inputs.date_or_age import DateOrAge
from samarth_desktop.gui.kit.inputs.fields import TextBox
from tests.gui.test_form_steps import form  # noqa: F401 (an empty form in its window)


def undo(qtbot, widget=None):
    qtbot.keyClick(widget or QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_an_accepted_proposal_is_one_step_of_undo(form, qtbot):  # noqa: F811
    form.go_to(1, "name_hi")
    box = QApplication.focusWidget()
    qtbot.keyClicks(box, "shabnam")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "शबनम" and not box.proposing
    undo(qtbot, box)
    assert box.text() == "shabnam"


def test_what_is_filled_by_itself_is_one_step_of_undo(form, qtbot):  # noqa: F811
    form.state.focus("name_en")
    english = form.state.bound("name_en").editor
    form.go_to(1, "name_hi")
    qtbot.keyClicks(QApplication.focusWidget(), "kiran")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert english.text() == "Kiran" and english.isUndoAvailable()
    undo(qtbot, english)
    assert english.text() == ""


def test_a_tidied_date_is_one_step_of_undo(qtbot):
    birth = DateOrAge()
    qtbot.addWidget(birth)
    birth.date.setFocus()
    qtbot.keyClicks(birth.date, "5.3.1990")
    qtbot.keyClick(birth.date, Qt.Key.Key_Return)
    assert birth.date.text() == "05/03/1990"
    undo(qtbot, birth.date)
    assert birth.date.text() == "5.3.1990"


@pytest.mark.parametrize(
    ("pasted", "there"),
    [
        ("गीता\nदेवी", "गीता देवी"),
        ("Geeta\tDevi\r\n", "Geeta Devi"),
        ("\n9839\u20280412\n", "9839 0412"),
        ("a  b", "a  b"),
    ],
)
@pytest.mark.parametrize("way", ["key", "menu"])
def test_pasted_breaks_and_tabs_become_spaces(qtbot, pasted, there, way):
    box = TextBox()
    qtbot.addWidget(box)
    told = []
    box.textEdited.connect(lambda text: told.append(box.text()))
    qtbot.keyClicks(box, "x ")
    QApplication.clipboard().setText(pasted)
    if way == "key":
        qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    else:
        box.paste()
    assert box.text() == "x " + there if not pasted.startswith("\n") else box.text().split() == ["x", *there.split()]
    assert told[-1] == box.text()
    undo(qtbot, box)
    assert box.text() == "x "


def test_somebody_who_types_on_and_on_loses_at_most_two_seconds(form, session, qtbot):  # noqa: F811
    from samarth_desktop.gui.forms import form_page

    assert form_page.LATEST_MS <= 2000
    form.go_to(1, "name_en")
    form._latest.setInterval(60)
    form._pause.setInterval(60_000)
    qtbot.keyClicks(QApplication.focusWidget(), "Kiran")
    qtbot.waitUntil(lambda: [draft.texts.get("name_en") for draft in drafts.kept(session)] == ["Kiran"])


@pytest.mark.parametrize("way", ["close", "quit"])
def test_any_way_of_quitting_keeps_what_is_typed(form, session, qtbot, way):  # noqa: F811
    form.go_to(1, "name_en")
    qtbot.keyClicks(QApplication.focusWidget(), "Kiran")
    window = form.window()
    if way == "close":
        window.close()
    else:
        window.keep_everything()
    assert [draft.texts["name_en"] for draft in drafts.kept(session)] == ["Kiran"]
