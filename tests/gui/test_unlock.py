"""At the locked door: what can be done when the data are damaged."""

from importlib.util import find_spec

import pytest

from samarth_desktop.actions.device import opening
from samarth_desktop.gui.app.main_window import MainWindow
from samarth_desktop.gui.background.tasks import lanes
from samarth_desktop.gui.pages.setup import unlock
from samarth_desktop.gui.pages.setup.unlock import UnlockPage

WORDS = "correct horse battery"


@pytest.fixture
def page(qtbot, tmp_path):
    folder = tmp_path / "data"
    session, _ = opening.set_up(folder, WORDS, author="सुनीता यादव", area="9/129")
    session.store.close()
    opened = []
    window = MainWindow(lanes(inline=True))
    qtbot.addWidget(window)
    made = UnlockPage(folder, window.lanes, opened.append, lambda: None)
    window.show_whole(made)
    window.show()
    made.opened_with = opened
    yield made
    for session in opened:
        session.store.close()


def test_what_is_damaged_is_saved_from_the_door_and_opens(page):
    file = page._folder / "samarth.db"
    content = bytearray(file.read_bytes())
    content[-4000:-3900] = bytes(100)  # the last page: a piece of the word index
    file.write_bytes(content)
    page.passphrase.salvage.click()
    assert not page.passphrase.told.isVisible()  # first the passphrase
    page.passphrase.box.setText(WORDS)
    page.passphrase.salvage.click()
    assert page.passphrase.told.isVisible()
    page.open_button.click()
    assert len(page.opened_with) == 1
    assert page.footer.message.label.text() == "Opening. This takes a moment.", "until the work stands there"


def test_sound_data_stay_as_they_are_and_every_way_is_offered(page):
    before = (page._folder / "samarth.db").read_bytes()
    page.passphrase.box.setText(WORDS)
    page.passphrase.salvage.click()
    assert "not damaged" in page.passphrase.editor.message.label.text()
    assert (page._folder / "samarth.db").read_bytes()[:16] == before[:16]
    step = page.passphrase
    assert all(way.isVisible() for way in (step.forgot, step.copy, step.salvage, step.loss))


def test_what_comes_next_is_brought_in_at_the_first_letter_and_once(qtbot, page, monkeypatch):
    """Before, a window that only waits stays small; after it, nobody waits for it who has typed a passphrase."""
    brought = []
    monkeypatch.setattr(unlock, "import_module", brought.append)
    page.passphrase.box.setFocus()
    assert brought == []
    qtbot.keyClicks(page.passphrase.box, "neem")
    assert brought == list(unlock._WORK) and all(find_spec(name) for name in brought)
