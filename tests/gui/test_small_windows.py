"""Any window from 680x380 logical pixels up: nothing is clipped, what has no room scrolls, the footer stays."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from samarth_desktop import paths
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.app.routes import open_work, routes
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead
from samarth_desktop.gui.pages.setup.setup import AREA, PASSPHRASE, RECOVERY, SetupPage
from samarth_desktop.gui.theme import preferences
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T
from tests.gui import layout_checks, scenes
from tests.gui.test_every_page import session  # noqa: F401 (a desk with people and a group)

SIZES = [(680, 380), (910, 475), (1024, 560)]  # the least; 1366x768 at 150 % with a frame; an old projector


def settle():
    for _ in range(5):
        QApplication.processEvents()


def test_every_page_in_a_small_window(qtbot, window, session, spoken):  # noqa: F811
    open_work(window, session, lambda other: None)
    window.show()
    for size in SIZES:
        window.resize(*size)
        for entry in routes(session, lambda other: None):
            window.go(entry.key)
            settle()
            assert (window.width(), window.height()) == size, entry.key
            assert layout_checks.clipped_texts(window) == [], (entry.key, size)
            for footer in window.page(entry.key).findChildren(Footer):
                if footer.isVisible():
                    bottom = footer.mapTo(window, footer.rect().bottomRight())
                    assert window.rect().contains(bottom), f"{entry.key}: the footer is out of the window"


def test_each_step_of_the_form_in_the_smallest_window(qtbot, spoken):
    shown = scenes.SCENES["artisan-form"]()
    qtbot.addWidget(shown)
    page = shown.page("artisan-form")
    page.opened.tried = True
    page.refresh()
    shown.show()
    shown.resize(*SIZES[0])
    for step in range(5):
        page.go_to(step)
        settle()
        assert layout_checks.clipped_texts(shown) == [], step


@pytest.mark.parametrize("step", [0, 1, PASSPHRASE, RECOVERY, AREA])
def test_set_up_in_the_smallest_window(qtbot, window, step, spoken):
    page = SetupPage(paths.data_dir(), window.lanes, lambda made: None, first=min(step, PASSPHRASE))
    window.show_whole(page)
    if step in (RECOVERY, AREA):
        page._key = "7KQ4A-M2HXB-9TREC-W6PAD-3NVCE-98DGF-5JYFG-B4SZH"
        page._show(step)
    window.show()
    window.resize(*SIZES[0])
    settle()
    assert (window.width(), window.height()) == SIZES[0]
    assert layout_checks.clipped_texts(window) == []


def test_the_window_may_be_as_small_as_that(window):
    assert window.minimumSize() == QSize(*SIZES[0])


def test_a_maximised_window_comes_back_maximised(qtbot, inline):
    first = MainWindow(inline)
    first.show_at_start(preferences.load())
    assert not preferences.load().maximised
    first.showMaximized()
    settle()
    first.close()
    assert preferences.load().maximised
    again = MainWindow(inline)
    qtbot.addWidget(again)
    again.show_at_start(preferences.load())
    assert again.isMaximized()
    again.showNormal()
    settle()
    again.close()
    assert not preferences.load().maximised


def test_a_screen_smaller_than_the_usual_window_gets_it_maximised(qtbot, inline, monkeypatch):
    monkeypatch.setattr(MainWindow, "_free", lambda self: QSize(910, 475))
    small = MainWindow(inline)
    qtbot.addWidget(small)
    small.show_at_start(preferences.load())
    assert small.isMaximized()


@pytest.mark.parametrize("kind", [PageHead, Footer])
def test_what_fits_itself_is_at_rest(qtbot, kind):
    """Fitting asks for a new layout, which must not make it fit once more: a laptop's battery would go on it."""

    class Counted(kind):
        fits = 0

        def _fit(self) -> None:
            self.fits += 1
            super()._fit()

    row = Counted(*([T("Groups")] if kind is PageHead else []))
    qtbot.addWidget(row)
    button = Button(T("New group"))
    row.add_left(button)
    row.show()
    for width, words in ((600, T("New group")), (90, T("New group")), (600, T("The office's hub"))):
        row.resize(width, 64)
        bind_text(button.setAccessibleName, words)
        for _ in range(20):
            QApplication.processEvents()
        before = row.fits
        for _ in range(50):
            QApplication.processEvents()
        assert row.fits == before
