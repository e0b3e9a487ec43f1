"""Every scene with room for its words and names for who cannot see them: in one language, in the usual widths."""

from itertools import permutations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from samarth_desktop.domain import ids
from samarth_desktop.gui.theme import language
from tests.gui import fixtures_lists, layout_checks, scenes

NAMES = sorted(set(scenes.SCENES) - {"gallery"})
SIZES = ((1366, 768), (1093, 614))
LEAST = (680, 380)
IN_THE_LEAST = {
    *("artisan-form", "shg-form", "hall", "duplicates", "put-together", "certificates-batch", "people", "certificates"),
    *("import-columns", "import-preview", "sync", "today", "settings", "settings-keys", "settings-backup", "unlock"),
    *("verify", "office-on", "office-off"),
}
"""Scenes with work on them that are also looked at in the smallest window."""


def has_room(qtbot, spoken: str, scene: str) -> None:
    """Fails on a text that is cut, a control without a name or a reason, and on a word in the other language."""
    language.lang.use(spoken)
    window = _with_wide_numbers(scene)
    qtbot.addWidget(window)
    window.show()
    for size in SIZES:
        window.resize(*size)
        assert _clipped(window) == [], size
        assert layout_checks.cut_cells(window) == [], size
        assert layout_checks.nameless(window) == []
        assert layout_checks.without_reason(window) == []
    assert layout_checks.whole_numbers(window) == []
    if scene in IN_THE_LEAST:
        window.resize(*LEAST)
        clipped = _clipped(window)
        assert (window.width(), window.height()) == LEAST
        assert clipped == [], LEAST
    if spoken == "hi":
        assert layout_checks.untranslated(window, fixtures_lists.WRITTEN) == []


def _with_wide_numbers(scene: str) -> QWidget:
    """A scene on laptops of the widest codes: they are drawn by lot, and stand in every number."""
    codes = iter(sorted(set(permutations("WWMMQG"))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "new_device_code", lambda: "".join(next(codes)))
        return scenes.SCENES[scene]()


def _clipped(window: QWidget) -> list[str]:
    """What is cut once the window is at rest: what arrives makes rows higher, these bring a bar, the bar a new width."""
    for _ in range(5):
        QApplication.processEvents()
    found = layout_checks.clipped_texts(window)
    for _ in range(10):
        if not found:
            break
        QApplication.processEvents()
        found = layout_checks.clipped_texts(window)
    return found
