"""Look at these names: what the program proposes in the other script, what it doubts, what is looked at."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from samarth_desktop.gui.background.name_scan import NameScan
from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.frame import PageHead, TabBar
from samarth_desktop.gui.kit.surfaces.labels import IconLabel
from samarth_desktop.gui.pages.names.doubtful_view import DoubtfulView
from samarth_desktop.gui.pages.names.looked_view import LookedView
from samarth_desktop.gui.pages.names.proposed_view import ProposedView
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

PROPOSED, DOUBTFUL, LOOKED = 0, 1, 2
_TABS = (T("Proposed in the other script"), T("Doubtful names"), T("Looked at"))


class NamesPage(Page):
    """Three lists under one title. Nothing changes before somebody says so."""

    def __init__(self, host: PageHost, session: "Session", look: NameScan) -> None:
        super().__init__(host)
        self._counts = [0, 0]  # what is still to be looked at
        self.proposed = ProposedView(host, session)
        self.doubtful = DoubtfulView(host, session, look)
        self.looked = LookedView(host, session)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.setSpacing(6)
        self.head = PageHead(T("Look at these names"))
        self.head.add_right(IconLabel("info", T("What you wrote never changes by itself."), "ink2", 13))
        self.tabs = TabBar(_TABS)
        self.tabs.chosen.connect(self.open_tab)
        head.addWidget(self.head)
        head.addWidget(self.tabs)
        column.addLayout(head)
        self.stack = QStackedWidget()
        for view in (self.proposed, self.doubtful, self.looked):
            self.stack.addWidget(view)
        column.addWidget(self.stack, 1)
        self.proposed.counted.connect(lambda count: self._count(PROPOSED, count))
        self.proposed.doubts_wanted.connect(self._open_doubt)
        self.doubtful.counted.connect(self._doubts_counted)
        self.looked.asked_again.connect(self._ask_again)
        self.looked.left.connect(self.proposed.leave)
        self.start = self.proposed.table

    def shown(self, **args: object) -> None:
        """With `rows` the proposed names of these people and groups; with `tab` ``doubtful`` the doubtful ones."""
        rows = args.get("rows")
        self.proposed.read(rows if isinstance(rows, list) else None)
        self.doubtful.read()
        self.open_tab(DOUBTFUL if args.get("tab") == "doubtful" else PROPOSED)

    def open_tab(self, number: int) -> None:
        """Shows one of the lists."""
        self.stack.setCurrentIndex(number)
        self.tabs.show_steps(number)
        if number == LOOKED:
            self.looked.read(self.proposed.found.rows if self.proposed.found else ())
        (self.proposed.table, self.doubtful.table, self.looked.table)[number].setFocus()

    def _open_doubt(self, row: int) -> None:
        self.open_tab(DOUBTFUL)
        self.doubtful.go_to(row)

    def _ask_again(self) -> None:
        self.doubtful.read()
        self.open_tab(DOUBTFUL)

    def fold(self, narrow: bool) -> None:
        """Both lists fit into a small window."""
        self.proposed.fold(narrow)
        self.doubtful.fold(narrow)

    def _doubts_counted(self, count: int) -> None:
        self.proposed.panel.show_doubts(self.doubtful.names)
        self._count(DOUBTFUL, count)

    def _count(self, tab: int, count: int) -> None:
        self._counts[tab] = count
        for number, many in enumerate((*self._counts, self.proposed.looked())):
            words = _TABS[number]
            self.tabs.say_tab(number, T("{name} ({count})", name=words, count=many) if many else words)
        left = sum(self._counts)
        self.head.note.show_text(Tn("{count} left", "{count} left", left) if left else "")
