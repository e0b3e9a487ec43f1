"""The shell: pages, narrow and wide, status line, leaving."""

from PySide6.QtWidgets import QApplication

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.page import Page, PageSpec
from samarth_desktop.i18n import T, Text
from tests.gui import layout_checks


class Probe(Page):
    """A page that tells what happened to it."""

    def __init__(self, host):
        super().__init__()
        self.host, self.args, self.stays, self.folds, self.found = host, [], False, [], []

    def shown(self, **args):
        self.args.append(args)

    def can_leave(self):
        return not self.stays

    def fold(self, narrow):
        self.folds.append(narrow)

    def search(self, text):
        self.found.append(text)
        return self.host.here == "people"


ENTRIES = (
    PageSpec("today", T("Today"), "today", Probe),
    PageSpec("people", T("People"), "person", Probe),
    PageSpec("form", T("Register artisan"), "person", Probe, nav="people", shortcut="Ctrl+N"),
    PageSpec("help", T("Help"), "help", Probe, nav="foot", shortcut="F1"),
)


def test_pages_are_made_when_first_shown_and_get_what_they_were_given(window):
    window.open(ENTRIES, "today")
    assert list(window._pages) == ["today"]
    assert window.go("form", draft=7)
    assert window.page("form").args == [{"draft": 7}]
    assert window.nav._buttons["people"].here  # the form belongs to People
    assert set(window.nav._buttons) == {"today", "people", "help"}


def test_a_page_that_will_not_be_left_stays(window):
    window.open(ENTRIES, "today")
    window.page("today").stays = True
    assert not window.go("people")
    assert window.here == "today" and window.nav._buttons["today"].here
    window.page("today").stays = False
    assert window.go("people")


def test_the_search_box_leads_to_the_page_that_shows_hits(window, qtbot):
    window.open(ENTRIES, "today", search_page="people")
    window.top.search.setText("shab")
    qtbot.waitUntil(lambda: window.here == "people")
    assert window.page("people").args == [{"text": "shab"}]
    window.top.search.setText("shabn")
    qtbot.waitUntil(lambda: window.page("people").found == ["shabn"])
    assert len(window.page("people").args) == 1


def test_a_narrow_window_folds_its_bar_and_tells_its_pages(window):
    window.open(ENTRIES, "today")
    window.show()
    window.resize(1366, 700)
    QApplication.processEvents()
    assert window.nav.width() == 200 and not window.narrow
    window.resize(1093, 614)
    QApplication.processEvents()
    assert window.nav.width() == 92 and window.narrow
    assert window.page("today").folds[-1] is True
    assert layout_checks.clipped_texts(window) == []


def test_notices_and_facts_are_said_and_taken_away(window):
    window.open(ENTRIES, "today")
    window.show()
    window.lanes.store.run(_full)
    assert window._strip.label.text() == "The disk is full" and window._strip.isVisible()
    window.go("people")
    assert not window._strip.isVisible()
    window.saved(Text("All saved"))
    window.fact("net", Text("Off-line"))
    assert [fact.label.text() for fact, _, _ in window.status._facts.values() if fact.isVisible()] == [
        "All saved",
        "Off-line",
    ]
    window.fact("net", "")
    assert not window.status._facts["net"][0].isVisible()


def _full(task):
    raise KnownError(Text("The disk is full"))
