"""Help: first what is asked of the page one comes from, then every page, the keys, and a file for who helps."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from samarth_desktop.domain.reference.guide import guides
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.media import paper
from samarth_desktop.gui.kit.page import Page, PageHost, PageSpec
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.emptied import empty
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.frame import PageHead, Scroll
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.pages.help import cards
from samarth_desktop.gui.pages.help.guide_card import GuideCard
from samarth_desktop.gui.pages.help.support_card import SupportCard
from samarth_desktop.gui.pages.help.update_card import UpdateCard
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import T, catalog

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session

_FIRST = "today"


class HelpPage(Page):
    """A page's help opens by its name or by words looked for. `listed` gives the pages that there are."""

    def __init__(self, host: PageHost, session: "Session", listed: Callable[[], Mapping[str, PageSpec]]) -> None:
        super().__init__(host)
        self.host, self._listed = host, listed
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = Scroll(gap=16)
        outer.addWidget(scroll)
        scroll.column.addWidget(PageHead(T("Help")))
        self.box = TextBox(T("Search in Help"), icon="search")
        bind_text(self.box.setAccessibleName, T("Search in Help"))
        self.box.textChanged.connect(self._look)
        self.start = self.box
        row = Columns(700)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, share in ((left, 3), (right, 2)):
            column.setSpacing(16)
            row.addLayout(column, share)
        left.addWidget(self.box)
        self._guides = QVBoxLayout()
        self._guides.setSpacing(16)
        left.addLayout(self._guides)
        others = Card(T("Help for another page"))
        self._others = FlowLayout(gap=4)
        others.body.addLayout(self._others)
        left.addWidget(others)
        left.addStretch(1)
        right.addWidget(SupportCard(host, session))
        self.update_card = UpdateCard(host, session)
        right.addWidget(self.update_card)
        right.addWidget(cards.keys(self._print_card))
        right.addWidget(_where(session))
        right.addWidget(cards.news())
        right.addWidget(cards.sources())
        right.addStretch(1)
        scroll.column.addLayout(row)
        scroll.column.addStretch(1)
        self._about = ""

    def shown(self, **args: object) -> None:
        self._about = str(args.get("about") or self.host.before or _FIRST)
        self.box.clear()
        self._look("")
        self.update_card.read()

    def _look(self, words: str) -> None:
        """Shows the help of the page one comes from, or of all in which the words stand."""
        known = {key: spec for key, spec in self._listed().items() if key in guides()}
        if words.strip():
            found = [key for key in known if guides()[key].speaks_of(words)]
        else:
            found = [self._about if self._about in known else _FIRST]
        empty(self._guides)
        for key in found:
            self._guides.addWidget(GuideCard(guides()[key], known[key].title, known[key].icon))
        if not found:
            self._guides.addWidget(Label(T("Nothing about that. Try one word."), 15, 400, "ink2", wrap=True))
        empty(self._others)
        for key, spec in known.items():
            if key not in found:
                button = Button(spec.title, "link", spec.icon)
                button.clicked.connect(lambda checked=False, key=key: self._open(key))
                self._others.addWidget(button)

    def _open(self, key: str) -> None:
        self._about = key
        self.box.clear()
        self._look("")

    def _print_card(self) -> None:
        from samarth_desktop.actions.device import quick_card

        words = catalog(lang.code)
        paper.show(self, self.host, T("Quick card"), lambda: quick_card.quick_card(words, datetime.now()))


def _where(session: "Session") -> Card:
    card = Card(T("Where the data lies"))
    card.body.addWidget(Label(T("Locked, on this laptop only:"), 14, 400, "ink2", wrap=True))
    card.body.addWidget(Label(_breakable(str(session.store.folder)), 14, 600, wrap=True))
    card.body.addWidget(
        Label(T("Copy it to a pen drive every three days: Settings, Backup."), 14, 400, "ink2", wrap=True)
    )
    return card


def _breakable(path: str) -> str:
    """Lets a long path wrap after its separators (zero width space)."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
