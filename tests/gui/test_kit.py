"""Widgets: what they give, how they show a state, that they have names and room for their words."""

from datetime import date

import pytest
from hypothesis import given, strategies
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from samarth_desktop.gui.kit.inputs.choice import Chip, Chips, Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateOrAge, read_date
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.inputs.search import SearchBox
from samarth_desktop.gui.kit.surfaces.buttons import Button, key_words
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.emptied import take_out
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import StepBar
from samarth_desktop.gui.kit.surfaces.labels import initial
from samarth_desktop.gui.kit.surfaces.problem_link import ProblemLink
from samarth_desktop.gui.kit.surfaces.small import IconButton, TextLink
from samarth_desktop.gui.pages.today.today_parts import BigStep
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T, Text
from tests.gui import layout_checks, scenes


@pytest.mark.parametrize("width", [1366, 1093])
def test_the_kit_has_room_for_its_words_and_names(qtbot, spoken, dress, width):
    window = scenes.gallery()
    qtbot.addWidget(window)
    window.resize(width, 700)
    window.show()
    QApplication.processEvents()
    assert layout_checks.clipped_texts(window) == []
    assert layout_checks.nameless(window) == []


def _bring_to_front(qtbot, widget):
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def test_a_state_moves_nothing(qtbot):
    editor = LabelledEditor(T("Name"), TextBox())
    qtbot.addWidget(editor)
    editor.resize(300, 120)
    editor.show()
    before = editor.editor.geometry()
    for state in ("error", "warning", "ok"):
        editor.show_message(state, Text("A sentence"))
        QApplication.processEvents()
        assert editor.editor.geometry() == before
        assert editor.editor.accessibleDescription() == "A sentence"
    editor.clear_message()
    assert editor.message.isHidden() and editor.editor.accessibleDescription() == ""


def test_an_error_is_seen_in_the_border(qtbot):
    box = TextBox()
    qtbot.addWidget(box)
    box.resize(200, 38)
    box.show()
    plain = box.grab().toImage().pixelColor(100, 0)
    box.set_state("error")
    wrong = box.grab().toImage().pixelColor(100, 0)
    assert wrong != plain and wrong.name() == "#a62b1c"


def test_what_was_written_is_told_once(qtbot):
    window = QWidget()
    column, box, other = QVBoxLayout(window), TextBox(), TextBox()
    column.addWidget(box)
    column.addWidget(other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    told: list[str] = []
    box.written.connect(told.append)
    box.setFocus()
    qtbot.keyClicks(box, "Silk")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    other.setFocus()
    assert told == ["Silk"], "Enter and the focus that is lost are one"
    box.setFocus()
    other.setFocus()
    box.setText("Cotton")
    box.setFocus()
    other.setFocus()
    assert told == ["Silk"], "nothing was written"
    box.setFocus()
    qtbot.keyClicks(box, "!")
    take_out(column, box)
    assert told == ["Silk"], "what goes away half-written is told to nobody"


def test_segments_choose_with_mouse_keys_and_backspace(qtbot):
    told = []
    choice = Segments([("f", T("Name")), ("m", T("Kind")), ("o", T("Type"))])
    choice.changed.connect(told.append)
    qtbot.addWidget(choice)
    choice.resize(400, 38)
    _bring_to_front(qtbot, choice)
    first, second, _ = choice.buttons()
    assert choice.value() is None
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert choice.value() == "f"
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert choice.value() == "m" and told == ["f", "m"]
    qtbot.keyClick(second, Qt.Key.Key_Backspace)
    assert choice.value() is None and told[-1] is None


def test_chips_hold_several(qtbot):
    chips = Chips([(n, Text(n)) for n in "abc"])
    qtbot.addWidget(chips)
    chips.set_values(["c", "a"])
    assert chips.values() == ["a", "c"]


def test_a_combo_keeps_its_value_through_a_switch_and_ignores_the_wheel(qtbot):
    box = ComboBox([("x", T("Open")), ("y", T("Close"))], T("Cancel"))
    qtbot.addWidget(box)
    assert box.value() is None
    box.set_value("y")
    lang.use("hi")
    assert box.value() == "y" and box.currentText() == lang.catalog.say("Close")
    box.set_options([("y", T("Close")), ("z", T("Save"))])
    assert box.value() == "y"


def test_a_date_empties_the_age_and_the_reverse(qtbot):
    birth = DateOrAge()
    qtbot.addWidget(birth)
    birth.age.set_value(34)
    qtbot.keyClicks(birth.date, "5.3.1990")
    assert birth.age.value() is None and birth.date.value() == date(1990, 3, 5)
    qtbot.keyClicks(birth.age, "3")
    assert birth.date.text() == "" and birth.age.value() == 3


@given(
    strategies.dates(min_value=date(1900, 1, 1)),
    strategies.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d%m%Y"]),
)
def test_dates_are_read_as_people_write_them(day, form):
    written = day.strftime(form)
    assert read_date(written) == day
    assert read_date(written.translate(str.maketrans("0123456789", "०१२३४५६७८९"))) == day


@pytest.mark.parametrize("text", ["", "31/02/2000", "x", "1/13/2000", "2000-01-01"])
def test_no_date_is_no_date(text):
    assert read_date(text) is None


def test_an_avatar_keeps_the_vowel_sign():
    assert [initial(name) for name in ("सुनीता", "kiran", "", "क्षमा", "ज्योति", "श्रीमती", "क्")] == [
        "सु", "K", "", "क्ष", "ज्यो", "श्री", "क"
    ]  # fmt: skip


def test_a_button_answers_its_key_and_tells_why_it_is_off(qtbot):
    button = Button(T("Save"), "primary", key="Ctrl+Return")
    qtbot.addWidget(button)
    _bring_to_front(qtbot, button)
    clicks = []
    button.clicked.connect(lambda: clicks.append(1))
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert clicks == [1] and key_words("Ctrl+Return") == "Ctrl+Enter"
    button.enable(False, T("Cancel"))
    assert button.accessibleDescription() == "Cancel" and not button.isEnabled()


def test_a_button_that_goes_off_gives_its_focus_to_the_page_and_takes_it_back(qtbot):
    window, page, button, other = QWidget(), QWidget(), Button(T("Save")), TextBox()
    page.setObjectName("page")
    outer, inner = QVBoxLayout(window), QVBoxLayout(page)
    for layout, widget in ((outer, other), (outer, page), (inner, button)):
        layout.addWidget(widget)
    qtbot.addWidget(window)
    _bring_to_front(qtbot, window)
    button.setFocus()
    button.enable(False, T("Cancel"))
    assert page.hasFocus(), "not the next box, where a key would write"
    button.enable(True)
    assert button.hasFocus()
    button.setEnabled(False)
    other.setFocus()
    button.setEnabled(True)
    assert other.hasFocus(), "whoever went on is not called back"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_what_does_something(qtbot, key):
    told = []
    steps = StepBar((T("Name"), T("Kind")))
    steps.show_steps(1, {0})
    steps.chosen.connect(told.append)
    buttons = (Button(T("Save"), "primary"), IconButton(T("Save"), "eye"), TextLink(T("Save")), ProblemLink(),
               BigStep("person", T("Name"), T("Kind"), "Ctrl+9"), *steps.findChildren(QAbstractButton)[:1])  # fmt: skip
    column = QWidget()
    qtbot.addWidget(column)
    rows = QVBoxLayout(column)
    for button in (*buttons[:-1], steps):
        rows.addWidget(button)
    buttons[3].show()
    for button in buttons[:-1]:
        button.clicked.connect(lambda: told.append("pressed"))
    _bring_to_front(qtbot, column)
    for button in buttons:
        button.setFocus()
        qtbot.keyClick(button, key)
    held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(buttons[0], held)
    assert told == ["pressed"] * 5 + [0], "and a key that is held down presses once"


def test_words_of_a_list_that_have_no_room_end_in_dots(qtbot):
    told = "UP-ODOP \u00b7 \u090f\u0915 \u091c\u0928\u092a\u0926 \u090f\u0915 \u0909\u0924\u094d\u092a\u093e\u0926"
    box, width = ComboBox([("a", told)]), 150
    room = width - 12 - 34 - 2
    cut = ComboBox([("a", box.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, room))])
    for one in (box, cut):
        qtbot.addWidget(one)
        one.set_value("a")
        one.setFixedWidth(width)
        one.show()
    assert box.grab().toImage() == cut.grab().toImage() and box.currentText() == told != cut.currentText()
    box.showPopup()
    assert box.view().width() >= box.view().fontMetrics().horizontalAdvance(told)
    box.hidePopup()


def test_the_search_box_waits_for_a_pause_and_esc_empties_it(qtbot):
    box = SearchBox(T("Name"), "Ctrl+F")
    qtbot.addWidget(box)
    told = []
    box.searched.connect(told.append)
    qtbot.keyClicks(box, "sha")
    qtbot.waitUntil(lambda: told == ["sha"])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: told == ["sha", ""])


@pytest.mark.parametrize("typed", ["34", "12", "19", "98390", "0", "7"])
def test_figures_meant_for_another_place_choose_no_segment(qtbot, typed):
    choice = Segments([("f", T("Name")), ("m", T("Kind")), ("o", T("Type"))])
    qtbot.addWidget(choice)
    _bring_to_front(qtbot, choice)
    choice.setFocus()
    for figure in typed:
        qtbot.keyClick(QApplication.focusWidget(), figure)
    assert choice.value() is None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert choice.value() is None


@pytest.mark.parametrize("choose", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize(("moves", "chosen"), [([Qt.Key.Key_Right], "f"), ([Qt.Key.Key_Right] * 2, "m"),
                                               ([Qt.Key.Key_Left], "o"), ([Qt.Key.Key_3], "o")])  # fmt: skip
def test_the_segment_with_the_frame_is_the_one_that_is_chosen(qtbot, moves, chosen, choose):
    told = []
    choice = Segments([("f", T("Name")), ("m", T("Kind")), ("o", T("Type"))])
    choice.changed.connect(told.append)
    qtbot.addWidget(choice)
    _bring_to_front(qtbot, choice)
    choice.setFocus()
    for key in moves:
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert choice.value() is None and told == [], "moving chooses nothing"
    assert choice.buttons().index(QApplication.focusWidget()) == ["f", "m", "o"].index(chosen)
    qtbot.keyClick(QApplication.focusWidget(), choose)
    assert choice.value() == chosen and told == [chosen]


def test_enter_passes_by_a_choice_in_which_nothing_was_touched(qtbot):
    choice = Segments([("f", T("Name")), ("m", T("Kind"))])
    qtbot.addWidget(choice)
    _bring_to_front(qtbot, choice)
    choice.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert choice.value() is None


@pytest.mark.parametrize(
    ("typed", "age"), [("34", 34), ("३४", 34), ("102", 102), ("5", None), ("999", None), ("050390", None)]
)
def test_an_age_in_the_box_of_the_date_goes_to_the_age(qtbot, typed, age):
    birth = DateOrAge()
    qtbot.addWidget(birth)
    _bring_to_front(qtbot, birth)
    birth.date.setFocus()
    birth.date.insert(typed)
    qtbot.keyClick(birth.date, Qt.Key.Key_Return)
    assert birth.age.value() == age and birth.date.text() == ("" if age else typed)


@pytest.mark.parametrize("boxes", [0, 5, 14])
def test_a_question_gives_every_box_its_height_and_keeps_its_buttons_on_the_screen(qtbot, boxes):
    """Long sentences and many boxes: what has no room scrolls, nothing is squeezed; a box that comes later has room."""
    parent = QWidget()
    qtbot.addWidget(parent)
    words = T("Everybody before her is off the list, and no passphrase of before opens this laptop. " * 3)
    ask = Ask(parent, T("Hand over this laptop"), words, T("Save"))
    made = [LabelledEditor(T("Name"), TextBox()) for _ in range(boxes)]
    for one in made:
        ask.body.addWidget(one)
    if made:
        holder = QWidget()
        flow = FlowLayout(holder)
        for habit in ("Regular meetings", "Regular savings", "Lending among members", "Repayment", "Complete books"):
            flow.addWidget(Chip(T(habit)))
        ask.body.addWidget(LabelledEditor(T("Habits kept"), holder))
    ask.show()
    QApplication.processEvents()
    later = LabelledEditor(T("Number"), TextBox())
    ask.body.addWidget(later)
    made.append(later)
    ask.wrong.show_state("err", T("Write the number of the resolution."), "err")
    ask.wrong.show()
    QApplication.processEvents()
    ask.fit()
    QApplication.processEvents()
    assert all(one.editor.height() >= one.editor.sizeHint().height() for one in made)
    chips = ask.findChildren(Chip)
    assert all(chip.geometry().bottom() <= chip.parentWidget().height() for chip in chips)
    assert ask.height() <= ask.screen().availableSize().height()
    for button in (ask.leave, ask.do):
        assert button.visibleRegion().boundingRect().height() == button.height()
    assert layout_checks.clipped_texts(ask) == []
