"""What must be taken down at a marketplace: its maker is gone, was erased, or took her consent back."""

from typing import TYPE_CHECKING

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import EmptyState
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.pages.products.base import Lines, MarketPage
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T
from samarth_desktop.store.log.changed import Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.products.standing import TakeDown
    from samarth_desktop.actions.session import Session


class TakeDownsPage(MarketPage):
    """One line for each listing that stands and should not."""

    KEY = "take-downs"

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host, T("To take down"), T("Of somebody who was erased only this number is left."))
        self.session = session
        heads = (T("Number at the marketplace"), T("Marketplace"), T("Product"), T("Why"))
        self.table: Lines[TakeDown] = Lines(T("To take down"), heads, [240, 130, 0, 280], self._cell)
        self.column.addWidget(self.table, 1)
        about = T("What is on sale of somebody who is erased, or who took back her consent, stands here.")
        self.none = EmptyState("checkc", T("Nothing is to be taken down."), about)
        self.column.addWidget(self.none, 1)
        self.done = Button(T("I took it down"), "primary", "check")
        self.done.clicked.connect(self._done)
        self.footer.add_right(self.done)

    def shown(self, **args: object) -> None:
        from samarth_desktop.actions.products import standing

        self.host.lanes.store.run(lambda task: standing.take_downs(self.session), self.show_rows, owner=self)

    def data_changed(self, changed: Changed) -> None:
        if changed.kinds & {"listing", "product", "consent", "artisan", "shg"}:
            self.shown()

    def show_rows(self, rows: "list[TakeDown]") -> None:
        """Shows what stands and should not."""
        self.table.show_rows(rows)
        for widget in (self.table, self.footer):
            widget.setVisible(bool(rows))
        self.none.setVisible(not rows)

    def _cell(self, one: "TakeDown", column: int) -> Cell:
        match column:
            case 0:
                return Cell(one.listing.listing_id or say(T("handed in, no number yet")), bold=True)
            case 1:
                return Cell(one.listing.marketplace.capitalize())
            case 2:
                return Cell(one.title.best(lang.code))
            case _:
                return Cell(say(one.why), icon="warn", tone="warn")

    def _done(self) -> None:
        from samarth_desktop.actions.products import standing

        one = self.table.chosen_row()
        if one is not None:
            row = one.listing.id
            self.host.lanes.store.run(
                lambda task: standing.taken_down(self.session, row), lambda done: self.shown(), owner=self
            )
