"""Look at these names: what the program proposes in the other script, and what it doubts, each in a list."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from samarth_desktop.gui.background.name_scan import NameScan
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.frame import PageHead, TabBar
from samarth_desktop.gui.kit.surfaces.labels import IconLabel
from samarth_desktop.gui.pages.names.doubtful_view import DoubtfulView
from samarth_desktop.gui.pages.names.proposed_view import ProposedView
from samarth_desktop.i18n import T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

PROPOSED, DOUBTFUL = 0, 1


class NamesPage(Page):
    """Two lists under one title. Nothing changes before somebody says so."""

    def __init__(self, host: PageHost, session: "Session", look: NameScan) -> None:
        super().__init__()
        self._counts = [0, 0]
        self.proposed = ProposedView(host, session)
        self.doubtful = DoubtfulView(host, session, look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.setSpacing(6)
        self.head = PageHead(T("Look at these names"))
        self.head.add_right(IconLabel("info", T("What you wrote never changes by itself."), "ink2", 13))
        self.tabs = TabBar((T("Proposed in the other script"), T("Doubtful names")))
        self.tabs.chosen.connect(self.open_tab)
        head.addWidget(self.head)
        head.addWidget(self.tabs)
        column.addLayout(head)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.proposed)
        self.stack.addWidget(self.doubtful)
        column.addWidget(self.stack, 1)
        self.proposed.counted.connect(lambda count: self._count(PROPOSED, count))
        self.proposed.doubts_wanted.connect(lambda: self.open_tab(DOUBTFUL))
        self.doubtful.counted.connect(self._doubts_counted)
        self.start = self.proposed.table

    def shown(self, **args: object) -> None:
        """With `rows` the proposed names of these people and groups; with `tab` ``doubtful`` the doubtful ones."""
        rows = args.get("rows")
        self.proposed.read(rows if isinstance(rows, list) else None)
        self.doubtful.read()
        self.open_tab(DOUBTFUL if args.get("tab") == "doubtful" else PROPOSED)

    def open_tab(self, number: int) -> None:
        """Shows one of the two lists."""
        self.stack.setCurrentIndex(number)
        self.tabs.show_steps(number)
        table = self.doubtful.table if number == DOUBTFUL else self.proposed.table
        table.setFocus()

    def fold(self, narrow: bool) -> None:
        """Both lists fit into a small window."""
        self.proposed.fold(narrow)
        self.doubtful.fold(narrow)

    def _doubts_counted(self, count: int) -> None:
        self.proposed.panel.show_doubts(self.doubtful.names)
        self._count(DOUBTFUL, count)

    def _count(self, tab: int, count: int) -> None:
        self._counts[tab] = count
        words: tuple[Text, Text] = (T("Proposed in the other script"), T("Doubtful names"))
        self.tabs.say_tab(tab, T("{name} ({count})", name=words[tab], count=count) if count else words[tab])
        left = sum(self._counts)
        self.head.note.show_text(Tn("{count} left", "{count} left", left) if left else "")
