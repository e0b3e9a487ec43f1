"""What waits of products at marketplaces: sent back and to be mended, standing and to be taken down."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.small import TextLink
from samarth_desktop.gui.theme.language import bind_text
from samarth_desktop.i18n import T, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.products.standing import Waiting
    from samarth_desktop.actions.session import Session


class MarketCard(Card):
    """Hidden while nothing waits."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(T("Products on sale"), "product")
        self.host, self.session = host, session
        rows = QVBoxLayout()
        self.mend, self.down = TextLink(""), TextLink("")
        for link, page in ((self.mend, "answers"), (self.down, "take-downs")):
            link.clicked.connect(lambda checked=False, page=page: self.host.go(page))
            rows.addWidget(link)
        self.body.addLayout(rows)
        self.hide()

    def read(self) -> None:
        """Counts what waits."""
        from samarth_desktop.actions.products import standing

        self.host.lanes.store.run(lambda task: standing.waiting(self.session), self.show_waiting, owner=self)

    def show_waiting(self, found: "Waiting") -> None:
        """Says what waits."""
        self.mend.setVisible(bool(found.to_mend))
        self.down.setVisible(bool(found.take_downs))
        sent_back = Tn("{count} product was sent back", "{count} products were sent back", found.to_mend)
        standing = Tn("{count} listing is to be taken down", "{count} listings are to be taken down", found.take_downs)
        bind_text(self.mend.setText, sent_back)
        bind_text(self.down.setText, standing)
        self.setVisible(bool(found.to_mend or found.take_downs))
