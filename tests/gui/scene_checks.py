"""Every scene with room for its words and names for who cannot see them: in one language, in both usual widths."""

from PySide6.QtWidgets import QApplication

from samarth_desktop.gui.theme import language
from tests.gui import fixtures_lists, layout_checks, scenes

NAMES = sorted(set(scenes.SCENES) - {"gallery"})
SIZES = ((1366, 768), (1093, 614))


def has_room(qtbot, spoken: str, scene: str) -> None:
    """Fails on a text that is cut, a control without a name or a reason, and on a word in the other language."""
    language.lang.use(spoken)
    window = scenes.SCENES[scene]()
    qtbot.addWidget(window)
    window.show()
    for size in SIZES:
        window.resize(*size)
        for _ in range(3):
            QApplication.processEvents()
        assert layout_checks.clipped_texts(window) == [], size
        assert layout_checks.nameless(window) == []
        assert layout_checks.without_reason(window) == []
    if spoken == "hi":
        assert layout_checks.untranslated(window, fixtures_lists.WRITTEN) == []
