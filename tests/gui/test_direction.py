"""The direction of the window follows the language: mirrored for one that is written from the right, nothing clipped."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from samarth_desktop.gui.theme import language
from tests.gui import layout_checks, scenes


@pytest.fixture
def from_the_right(monkeypatch):
    """A pseudo-language: Hindi words, written from the right."""
    monkeypatch.setattr(language, "FROM_THE_RIGHT", frozenset({"hi"}))
    language.lang.use("en")
    language.lang.use("hi")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    yield
    language.lang.use("en")
    assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def left_of(window, widget):
    return widget.mapTo(window, QPoint(0, 0)).x()


@pytest.mark.parametrize("scene", ["artisan-form", "people", "today"])
def test_a_page_is_mirrored_and_whole(qtbot, from_the_right, scene):
    window = scenes.SCENES[scene]()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    for _ in range(4):
        QApplication.processEvents()
    assert left_of(window, window.nav) > window.width() / 2, "the bar of pages stands at the right"
    assert left_of(window, window.top.search) > left_of(window, window.top.who), "the search comes first from the right"
    assert layout_checks.clipped_texts(window) == []
    if scene == "artisan-form":
        page = window.page("artisan-form")
        hindi, english = (page.state.bound(key).editor for key in ("name_hi", "name_en"))
        assert left_of(window, hindi) > left_of(window, english)
        assert left_of(window, page.save_button if page.save_button.isVisible() else page.buttons.next) < 600


def test_both_languages_of_today_are_written_from_the_left():
    for code in ("hi", "en"):
        language.lang.use(code)
        assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
