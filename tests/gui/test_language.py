"""The live switch: all bound texts, Qt's own words, nothing typed lost, nothing kept alive."""

import gc
import re
import weakref

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from samarth_desktop.gui.theme import language, qt_words
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import T, Text
from tests.gui.gallery import GalleryPage
from tests.gui.scenes import window_with


def test_what_is_bound_is_said_again(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    bind_text(label.setText, T("Cancel"))
    bind_text(label.setToolTip, lambda: Text("Cancel"))
    assert label.text() == "Cancel"
    lang.use("hi")
    assert label.text() == label.toolTip() == lang.catalog.say("Cancel") != ""
    bind_text(label.setText, "शबनम")
    lang.use("en")
    assert label.text() == "शबनम"


def test_a_bound_widget_dies_with_its_parent(qtbot):
    parent = QWidget()
    label = QLabel(parent)
    bind_text(label.setText, T("Cancel"))
    gone = weakref.ref(label)
    parent.deleteLater()
    del parent, label
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    gc.collect()
    lang.use("hi")  # meets no deleted widget
    assert gone() is None


def test_a_switch_loses_nothing_that_was_typed(qtbot):
    window = window_with(*[_entry(n) for n in range(3)])
    qtbot.addWidget(window)
    for n in range(3):
        window.go(str(n))
        window.page(str(n)).editors["name"].editor.setText(f"शबन{n}")
        window.page(str(n)).editors["combo"].editor.set_value(2)
    lang.use("hi")
    for n in range(3):
        assert window.page(str(n)).editors["name"].editor.text() == f"शबन{n}"
        assert window.page(str(n)).editors["combo"].editor.value() == 2


def _entry(n: int):
    from samarth_desktop.gui.kit.page import PageSpec

    return PageSpec(str(n), Text("Kit"), "today", GalleryPage)


def test_qt_asks_our_catalog(qtbot):
    box = QLineEdit()
    qtbot.addWidget(box)
    lang.use("hi")
    menu = box.createStandardContextMenu()
    texts = {action.text().split("\t")[0] for action in menu.actions() if action.text()}
    assert lang.catalog.say("&Copy") in texts
    menu.deleteLater()
    assert QApplication.translate("QPlatformTheme", "Some words nobody translated") == "Some words nobody translated"
    assert {"OK", "Cancel"} <= qt_words.WORDS


def test_say_leaves_plain_strings_alone():
    assert language.say("UP-ODOP") == "UP-ODOP"


@pytest.mark.parametrize("mode", ["open", "save", "folder"])
def test_qts_own_file_dialog_is_hindi_where_the_system_has_none(qtbot, tmp_path, mode):
    """Qt draws it itself on a Linux without a desktop's own dialog."""
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QFileDialog, QWidget

    language.lang.use("hi")
    (tmp_path / "फ़ाइल").write_text("x", "utf-8")
    dialog = QFileDialog(None, "")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    if mode == "save":
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    elif mode == "folder":
        dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.show()
    english = set()
    for child in (*dialog.findChildren(QWidget), *dialog.findChildren(QAction)):
        for name in ("text", "toolTip", "accessibleName", "accessibleDescription"):
            said = getattr(child, name)() if hasattr(child, name) else ""
            if re.search(r"[A-Za-z]{3}", said) and str(tmp_path) not in said:
                english.add(said)
    assert english == set()
