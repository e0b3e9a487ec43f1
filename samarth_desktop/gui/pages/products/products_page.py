"""The list of products."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.lists.master_detail import MasterDetail
from samarth_desktop.gui.pages.products.tabs import tabs
from samarth_desktop.kinds.product.record import Product

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


class ProductsPage(MasterDetail):
    """Every product of this laptop, the chosen one beside the list."""

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__(host, session, pages, Product.KIND)

    def _lay_out(self) -> None:
        self.frame.put_above(tabs(self.host, "products"))
        super()._lay_out()
