"""What waits of products at marketplaces: sent back, to be taken down, catalogues that are nearly full."""

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
        self.mend, self.down, self.full = TextLink(""), TextLink(""), TextLink("")
        for link, page in ((self.mend, "answers"), (self.down, "take-downs"), (self.full, "listing")):
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
        self.full.setVisible(bool(found.full))
        sent_back = Tn("{count} product was sent back", "{count} products were sent back", found.to_mend)
        standing = Tn("{count} listing is to be taken down", "{count} listings are to be taken down", found.take_downs)
        bind_text(self.mend.setText, sent_back)
        bind_text(self.down.setText, standing)
        full = Tn("{count} catalogue is full or nearly so", "{count} catalogues are full or nearly so", found.full)
        bind_text(self.full.setText, full)
        self.setVisible(bool(found.to_mend or found.take_downs or found.full))
