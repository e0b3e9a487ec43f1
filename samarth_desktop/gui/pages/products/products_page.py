"""The list of products."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QFileDialog

from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.lists.master_detail import MasterDetail
from samarth_desktop.gui.lists.record_actions import Act, Entry, RecordActions
from samarth_desktop.gui.pages.products.tabs import tabs
from samarth_desktop.gui.pages.products.tags_ask import TagsAsk
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import T
from samarth_desktop.kinds.product.record import Product

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session


def _tags(actions: RecordActions, detail: Any) -> Iterator[Entry]:
    yield "print", T("Price tags (PDF)"), lambda: choose_tags(actions, detail.number)


def _take_out(actions: RecordActions, detail: Any) -> Iterator[Entry]:
    yield "trash", T("Take this product out"), lambda: take_out(actions, detail.record.id)


def choose_tags(actions: RecordActions, number: str) -> TagsAsk:
    """Asks from which place on the sheet and how many, where the tags go, and writes them."""
    ask = TagsAsk(actions.above)

    def write() -> None:
        name = QFileDialog.getSaveFileName(None, say(T("Price tags (PDF)")), f"{number}.pdf", "PDF (*.pdf)")[0]
        if name:
            write_tags(actions, number, Path(name), *ask.answer())

    ask.accepted.connect(write)
    ask.open()
    return ask


def write_tags(actions: RecordActions, number: str, out: Path, copies: int = 0, start: int = 0) -> None:
    """Writes so many tags, or one for each piece in stock, from a place (from 0) of the first sheet on."""
    from samarth_desktop.actions.products import tags

    language = lang.code
    actions.host.lanes.background.run(
        lambda task: tags.write(actions.session, [number], out, language, copies, start),
        lambda count: actions.host.notice("ok", T("{n} tags are in {file}.", n=count, file=out.name)),
        lambda error: actions.host.notice("error", error.text),
        owner=actions,
    )


def take_out(actions: RecordActions, row: str) -> None:
    """Takes a product out; what stands at a marketplace is then to be taken down."""
    from samarth_desktop.actions.products import editing

    actions.run(lambda: editing.take_out(actions.session, row), T("Product taken out"))


class ProductsPage(MasterDetail):
    """Every product of this laptop, the chosen one beside the list."""

    def __init__(self, host: PageHost, session: "Session", pages: Sequence[str]) -> None:
        super().__init__(host, session, pages, Product.KIND)

    ACTIONS: ClassVar[Mapping[str, Act]] = {"tags": _tags, "take_out": _take_out}

    def _lay_out(self) -> None:
        self.frame.put_above(tabs(self.host, "products"))
        super()._lay_out()
