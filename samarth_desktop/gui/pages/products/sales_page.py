"""Sales and money: what each maker sold, what was held back, what was paid out; payments files are read here."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.pages.products.base import Lines, MarketPage
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Tn
from samarth_desktop.store.log.changed import Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.products.sales import Imported
    from samarth_desktop.actions.products.standing import Earned
    from samarth_desktop.actions.session import Session


class SalesPage(MarketPage):
    """Sums by maker. Of buyers nothing is read or kept."""

    KEY = "sales"

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host, T("Sales and money"), T("Buyers' names and addresses are never read."))
        self.session = session
        self.where = Segments([("flipkart", "Flipkart"), ("amazon", "Amazon")])
        self.where.set_value("flipkart")
        self.head.add_right(self.where)
        self.open_file = Button(T("Read a payments file"), icon="receive")
        self.open_file.clicked.connect(self._choose)
        self.head.add_right(self.open_file)
        heads = (
            T("Maker"),
            T("Orders"),
            T("Sold for"),
            T("Paid back"),
            T("Fees and tax"),
            T("Paid out"),
            T("Last sale"),
        )
        self.table: Lines[Earned] = Lines(T("Sales by maker"), heads, [0, 84, 120, 120, 130, 120, 130], self._cell)
        self.table.opened.connect(self._open)
        self.column.addWidget(self.table, 1)
        self.total = Label("", 15, 600)
        self.footer.add_left(self.total)

    def shown(self, **args: object) -> None:
        from samarth_desktop.actions.products import standing

        self.host.lanes.store.run(lambda task: standing.earned(self.session), self.show_sums, owner=self)

    def data_changed(self, changed: Changed) -> None:
        if "sale" in changed.kinds:
            self.shown()

    def show_sums(self, sums: "list[Earned]") -> None:
        """Shows who sold how much."""
        self.table.show_rows(sums)
        total = sum(one.money.settled for one in sums)
        self.total.show_text(lambda: say(T("Paid out in all: {sum}", sum=lang.catalog.money(total))))
        if not sums:
            self.say(T("No sale yet. Read the settlement or payments file of the marketplace."), "info")

    def _cell(self, one: "Earned", column: int) -> Cell:
        money, paid = one.money, lang.catalog.money
        if column == 0:
            if one.maker is None:
                return Cell(say(T("SKU not known here")), tone="warn", icon="warn")
            name = LocalizedName(one.maker.name_hi, one.maker.name_en).best(lang.code)
            return Cell(name, one.maker.registration, bold=True)
        said = (
            lang.catalog.number(money.orders),
            paid(money.amount),
            paid(money.refund),
            paid(money.charges + money.tax),
            paid(money.settled),
            lang.catalog.date(money.last, "d MMM y") if money.last else "",
        )
        return Cell(said[column - 1])

    def _open(self, row: int) -> None:
        maker = self.table.rows[row].maker
        if maker is not None:
            self.host.go("shgs" if maker.KIND == "shg" else "people", row=maker.id)

    def _choose(self) -> None:
        kinds = f"{say(T('Files'))} (*.xls *.xlsx *.csv *.txt)"
        name = QFileDialog.getOpenFileName(self, say(T("Read a payments file")), "", kinds)[0]
        if name:
            self.read_file(Path(name))

    def read_file(self, file: Path) -> None:
        """Takes in a settlement, payments or orders file."""
        from samarth_desktop.actions.products import sales

        place = str(self.where.value() or "flipkart")
        self.say(T("The file is being read"))
        self.host.lanes.background.run(
            lambda task: sales.import_file(self.session, place, file), self._read, self._failed, owner=self
        )

    def _read(self, done: "Imported") -> None:
        self.shown()
        entries = Tn("{count} new entry", "{count} new entries", done.new)
        text = T(
            "{entries}, already there: {already}, first sales: {firsts}, SKUs not known here: {unknown}.",
            entries=entries,
            already=done.already,
            firsts=len(done.first_sales),
            unknown=len(done.unknown),
        )
        self.say(text, "warning" if done.unknown else "ok")

    def _failed(self, error: KnownError) -> None:
        self.say(error.text, "error")
