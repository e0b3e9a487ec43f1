"""Tab goes through every page from its beginning to its end: nothing that can be operated is left out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from samarth_desktop.gui.app.routes import open_work, routes


@pytest.fixture
def work(qtbot, window, session):
    open_work(window, session, lambda other: None)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def reachable(page):
    """What Tab must reach: of a group of radio buttons one is enough."""
    from PySide6.QtWidgets import QWidget

    for child in page.findChildren(QWidget):
        policy = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        usable = child.isVisible() and child.isEnabled() and child.focusProxy() is None
        one_of_several = isinstance(child, QAbstractButton) and child.autoExclusive()
        if policy and usable and not one_of_several:
            yield child


def test_tab_leaves_nothing_out(qtbot, work, session):
    for entry in routes(session, lambda other: None):
        work.go(entry.key)
        QApplication.processEvents()
        page = work.page(entry.key)
        missing = set(reachable(page))
        for _ in range(120):
            missing.discard(QApplication.focusWidget())
            if not missing:
                break
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert not missing, (entry.key, missing)


def test_tab_on_the_duplicates_reaches_the_filters(qtbot, work):
    work.go("duplicates")
    page, seen = work.page("duplicates"), []
    for _ in range(40):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert set(page.sure.buttons()) & set(seen) and page.again in seen
