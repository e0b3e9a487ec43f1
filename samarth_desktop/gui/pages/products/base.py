"""What the pages beside the list of products have in common: tabs, head, a table of lines, numbers in cards."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from samarth_desktop.gui.kit.page import Page, PageHost
from samarth_desktop.gui.kit.surfaces.cards import Banner, surface
from samarth_desktop.gui.kit.surfaces.frame import Footer, PageHead
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label
from samarth_desktop.gui.kit.surfaces.responsive import scrolled
from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.pages.products.tabs import tabs
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import Text

L = TypeVar("L")
LEAST = 140


class Lines(Table, Generic[L]):
    """A table of lines that are all there."""

    def __init__(
        self, name: LocalizedText, heads: Sequence[LocalizedText], widths: list[int], cell: Callable[[L, int], Cell]
    ) -> None:
        super().__init__(name)
        self.rows: list[L] = []
        self.model_: LazyRows[L] = LazyRows(heads, cell, lambda *page: None)
        self.setModel(self.model_)
        self.set_widths(widths)
        self.setMinimumHeight(LEAST)

    def show_rows(self, rows: Sequence[L], bands: dict[int, LocalizedText] | None = None) -> None:
        """Shows these lines, the first one chosen, with words that divide before those at these places."""
        self.rows = list(rows)
        self.clearSpans()
        self.model_.show_lines(self.rows, bands)
        for row in self.model_.bands:
            self.setSpan(row, 0, 1, self.model_.columnCount())
        if self.rows:
            self.selectRow(min(self.model_.lines()))

    def chosen_row(self) -> L | None:
        """The chosen line."""
        at = self.currentIndex().row()
        return self.model_.line(at) if at >= 0 else None

    def next_row(self, wanted: Callable[[L], bool] = lambda line: True) -> None:
        """Goes to the next line that is wanted, after the last one to the first."""
        rows = [row for row, line in self.model_.lines().items() if wanted(line)]
        if rows:
            here = self.currentIndex().row()
            self.selectRow(next((row for row in rows if row > here), rows[0]))
            self.setFocus()


class Number(QFrame):
    """A sign, a number and what it counts, in a card."""

    def __init__(self, icon: str, tone: str, text: LocalizedText) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(Icon(icon, tone, 24))
        self.number = Label("0", 24, 700)
        row.addWidget(self.number)
        row.addWidget(Label(text, 14, wrap=True), 1)

    def show_number(self, number: int) -> None:
        """Another number."""
        self.number.show_text(lambda: lang.catalog.number(number))


class MarketPage(Page):
    """Tabs, head, strip, ``column`` in the middle that scrolls, footer."""

    KEY = ""

    def __init__(self, host: PageHost, title: LocalizedText, note: LocalizedText = "") -> None:
        super().__init__(host)
        self.host = host
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = surface("head")
        rows = QVBoxLayout(top)
        rows.setContentsMargins(24, 10, 24, 8)
        rows.setSpacing(6)
        rows.addWidget(tabs(host, self.KEY))
        self.head = PageHead(title, note)
        rows.addWidget(self.head)
        outer.addWidget(top)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(24, 12, 24, 12)
        self.column.setSpacing(12)
        outer.addWidget(scrolled(self.column), 1)
        self.strip = Banner("", "info")
        self.strip.hide()
        self.column.addWidget(self.strip)
        self.footer = Footer()
        outer.addWidget(self.footer)

    def say(self, text: LocalizedText, tone: str = "info") -> None:
        """A sentence above the middle; "" takes it away."""
        self.strip.setVisible(bool(text))
        if text:
            self.strip.show_state(text, tone)


def marketplace(name: str) -> LocalizedText:
    """A marketplace as it is called."""
    return name.capitalize()


def joined(*parts: Text | str) -> Callable[[], str]:
    """Words one after the other, in the language of the window."""
    return lambda: " · ".join(lang.catalog.say(one) if isinstance(one, Text) else one for one in parts if one)
