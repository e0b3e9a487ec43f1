"""What assistive programs hear: labels of combo boxes, what an entry is, that there is no printer; and high contrast."""

from PySide6.QtGui import QAccessible, QColor
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QDialog

from samarth_desktop.gui.app.routes import open_work, routes
from samarth_desktop.gui.kit.inputs.fields import ComboBox
from samarth_desktop.gui.kit.media import pdf
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.theme import theme
from samarth_desktop.gui.theme.language import say
from samarth_desktop.i18n import T
from tests.gui import scenes
from tests.gui.test_theme import TEXT, contrast


def voice(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_a_combo_box_says_its_label_and_then_its_value(qtbot, spoken):
    window = scenes.SCENES["artisan-form"]()
    qtbot.addWidget(window)
    page = window.page("artisan-form")
    boxes = [one for one in page.findChildren(ComboBox) if not one.isEditable()]
    assert len(boxes) > 5
    for box in boxes:
        name = voice(box).text(QAccessible.Text.Name)
        assert name and name == box.accessibleName()
        assert voice(box).text(QAccessible.Text.Value) == box.currentText() != name
        assert voice(box).role() == QAccessible.Role.ComboBox
    category = voice(page.state.bound("category").editor)
    assert say(T("Social category")) in category.text(QAccessible.Text.Name)
    page.state.put("category", "sc")
    assert say(T("Social category")) in category.text(QAccessible.Text.Name)


def test_pressing_a_combo_box_by_its_voice_opens_it(qtbot):
    box = ComboBox([("a", T("Yes")), ("b", T("No"))])
    qtbot.addWidget(box)
    box.setAccessibleName("Answer")
    box.show()
    voice(box).actionInterface().doAction("Press")
    assert box.view().isVisible()
    box.hidePopup()


def test_an_entry_of_the_bar_is_a_button_not_a_check_box(qtbot, window, session):
    open_work(window, session, lambda other: None)
    window.go("people")
    for key, button in window.nav._buttons.items():
        assert voice(button).role() == QAccessible.Role.Button, key
        assert bool(button.accessibleDescription()) == (key == "people")


def test_printing_without_a_printer_says_so(qtbot, window, session, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    from samarth_desktop.gui.kit.media.printing import print_recovery_sheet

    window.show()
    assert pdf.ask_printer(window, "certificate", None) is None
    assert print_recovery_sheet(window, ["7KQ4A"], "सुनीता") is False
    said = window.findChildren(Ask)
    assert len(said) == 2
    assert all(isinstance(one, QDialog) and "printer" in one.windowTitle() for one in said)


def test_high_contrast_is_at_least_seven_to_one():
    for ink, ground, _ in TEXT:
        assert contrast(theme.CONTRAST.color(ink), theme.CONTRAST.color(ground)) >= 7, (ink, ground)
    for border in ("ctl", "line"):
        assert contrast(theme.CONTRAST.color(border), theme.CONTRAST.color("card")) >= 7
    assert all(
        QColor(getattr(theme.CONTRAST, role)).isValid() for role in theme.Theme.__dataclass_fields__ if role != "name"
    )


def test_high_contrast_is_chosen_in_settings_and_follows_the_system(qtbot, window, session, monkeypatch):
    open_work(window, session, lambda other: None)
    window.go("settings")
    part = next(part for part in window.page("settings").findChildren(object) if hasattr(part, "colours"))
    part.colours.set_value("contrast")
    part._choose("contrast")
    assert theme.now() is theme.CONTRAST
    monkeypatch.setattr(theme, "_system_wish", lambda: "contrast")
    theme.look.choose("light")
    theme.look.choose("system")
    assert theme.now() is theme.CONTRAST
    assert {entry.key for entry in routes(session, lambda other: None)}
