"""The stalls of a fair: whose they are, who stands there, what was sold on which day; the limit said before giving."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.domain.fields.field import Field, Kind
from samarth_desktop.domain.fields.parsing import read
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.forms.half_typed import HalfTyped
from samarth_desktop.gui.kit.inputs.fields import ComboBox, NumberBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, Card
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.kit.surfaces.tables import CELL, Cell, Table
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Text, Tn

if TYPE_CHECKING:
    from samarth_desktop.actions.session import Session
    from samarth_desktop.actions.workshops.fairs import StallLine, Standing
    from samarth_desktop.kinds.workshop.record import Workshop

Index = QModelIndex | QPersistentModelIndex
_HERE = QModelIndex()
_MOST_DAYS = 7
_PAUSE_MS = 250
_MONEY = Field("", Kind.MONEY, least=0)


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[StallLine] = []
        self.days: list[date] = []
        self.sales = True

    def show_lines(self, lines: "list[StallLine]", days: list[date], *, sales: bool) -> None:
        self.beginResetModel()
        self.lines, self.days, self.sales = lines, days, sales
        self.endResetModel()

    def rowCount(self, parent: Index = _HERE) -> int:
        return len(self.lines)

    def columnCount(self, parent: Index = _HERE) -> int:
        return 3 + len(self.days) + self.sales

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        fixed = (T("Stall"), T("Whose"), T("Who stands there"))
        if section < len(fixed):
            return say(fixed[section])
        at = section - len(fixed)
        return lang.catalog.date(self.days[at], "d MMM") if at < len(self.days) else say(T("Sale"))

    def data(self, index: Index, role: int = 0) -> object:
        cell = self._cell(self.lines[index.row()], index.column())
        if role == CELL:
            return cell
        return cell.text if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def _cell(self, line: "StallLine", column: int) -> Cell:
        stall = line.stall
        if column == 0:
            return Cell(stall.number, bold=True)
        if column == 1:
            return Cell(LocalizedName(stall.name_hi, stall.name_en).best(lang.code), stall.registration, bold=True)
        if column == 2:
            return Cell(stall.stands, stall.goods)
        at = column - 3
        if at == len(self.days):
            return Cell(lang.catalog.money(line.amount), bold=True, right=True)
        sold = next((one for one in line.days if one.sold_on == self.days[at]), None)
        return Cell(lang.catalog.money(sold.amount or 0) if sold is not None else "", right=True)


class StallsPart(QWidget):
    """One of the parts of a fair's page."""

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__()
        self._host, self._session = host, session
        self._fair: Workshop | None = None
        self._take_up = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self._look(typing=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        row = Columns(760)
        row.addWidget(self._give_card(), 1)
        self.sale = self._sale_card()
        row.addWidget(self.sale, 1)
        column.addLayout(row)
        self.model = _Rows(self)
        self.table = Table(T("Stalls"))
        self.table.setModel(self.model)
        self.total = Label("", 15, 600)
        column.addWidget(self.total)
        column.addWidget(self.table, 1)
        self.half = HalfTyped(self, host, session, "workshop", self._texts)
        self.half.watch(*self._boxes().values(), self.stall, self.day)

    def _give_card(self) -> Card:
        card = Card(T("Give a stall"))
        first, second = Columns(420), Columns(420)
        self.holder, self.number, self.stands = TextBox(limit=40), TextBox(limit=12), TextBox(limit=80)
        self.goods = TextBox(limit=120)
        self.holder.textChanged.connect(self._asked_anew)
        self.holder.editingFinished.connect(self._look)
        first.addWidget(LabelledEditor(T("Registration no. of person or group"), self.holder, True), 2)
        first.addWidget(LabelledEditor(T("Stall no."), self.number, True), 1)
        second.addWidget(LabelledEditor(T("Who stands there"), self.stands), 1)
        second.addWidget(LabelledEditor(T("What is sold"), self.goods), 1)
        card.body.addLayout(first)
        card.body.addLayout(second)
        self.limit = Banner("", "info")
        self.limit.hide()
        card.body.addWidget(self.limit)
        self.give = Button(T("Give the stall"), icon="stall")
        self.give.clicked.connect(self._give)
        card.body.addWidget(self.give)
        return card

    def _sale_card(self) -> Card:
        card = Card(T("Sale of a day"))
        row = Columns(420)
        self.stall, self.day = ComboBox([], T("Choose")), ComboBox([], T("Choose"))
        self.amount, self.orders = TextBox(prefix="₹", limit=12), NumberBox(most=100_000)
        for label, editor in (
            (T("Stall"), self.stall), (T("Day"), self.day), (T("Sale"), self.amount), (T("Orders taken"), self.orders),
        ):  # fmt: skip
            row.addWidget(LabelledEditor(label, editor), 1)
        card.body.addLayout(row)
        self.wrong = Label("", 13, 400, "err", wrap=True)
        card.body.addWidget(self.wrong)
        self.sell = Button(T("Keep the sale"), icon="rupee")
        self.sell.clicked.connect(self._sell)
        card.body.addWidget(self.sell)
        return card

    def show_fair(self, fair: "Workshop") -> None:
        """Reads the stalls of a fair; what was half-typed before a crash stands there again."""
        from samarth_desktop.actions.device import roles
        from samarth_desktop.actions.workshops import fairs

        key = f"stalls {fair.id}"
        if key != self.half.key:
            self.half.keep()
            self._empty(*self._boxes().values())
            beside = {"part": "stalls", "title_hi": fair.title_hi, "title_en": fair.title_en}
            self.half.begin(key, fair.id, beside)
            self._take_up = True
        self._fair = fair
        self._host.lanes.store.run(
            lambda task: (fairs.lines(self._session, fair.id), roles.sees_sales(self._session)), self._show, owner=self
        )

    def _show(self, found: "tuple[list[StallLine], bool]") -> None:
        lines, sales = found
        fair = self._fair
        assert fair is not None
        first, last = fair.since or self._session.today, fair.until or fair.since or self._session.today
        every = [first + timedelta(days=at) for at in range((last - first).days + 1)]
        sold = sorted({one.sold_on for line in lines for one in line.days if one.sold_on is not None})
        days = every if len(every) <= _MOST_DAYS else sold[-_MOST_DAYS:]
        days = days if sales else []
        self.sale.setVisible(sales)
        self.model.show_lines(lines, days, sales=sales)
        self.table.set_widths([70, 0, 150, *(86 for _ in days), *([110] if sales else [])])
        self.stall.set_options([(line.stall.id, f"{line.stall.number} · {line.stall.name}") for line in lines])
        past = [day for day in every if day <= self._session.today] or every[:1]
        self.day.set_options([(day.isoformat(), lang.catalog.date(day, "d MMM")) for day in reversed(past)])
        amount = sum(line.amount for line in lines)
        count = Tn("{count} stall", "{count} stalls", len(lines))
        told = T("{n} stalls, sale {amount}", n=len(lines), amount=lang.catalog.money(amount))
        self.total.show_text(told if sales else count)
        if self._take_up:  # after the lists of stalls and days, from which one may have been chosen
            self._take_up = False
            self.half.settle()
            self.half.take_up(self._put)

    def _boxes(self) -> dict[str, TextBox]:
        return {
            "holder": self.holder, "number": self.number, "stands": self.stands, "goods": self.goods,
            "amount": self.amount, "orders": self.orders,
        }  # fmt: skip

    def _texts(self) -> dict[str, str]:
        chosen = {"stall": self.stall, "day": self.day} if self.amount.text() or self.orders.text() else {}
        return {key: box.text() for key, box in self._boxes().items()} | {
            key: str(box.value() or "") for key, box in chosen.items()
        }

    def _put(self, texts: Mapping[str, str]) -> None:
        for key, box in self._boxes().items():
            box.setText(texts.get(key, ""))
        for key, chosen in (("stall", self.stall), ("day", self.day)):
            chosen.set_value(texts.get(key) or None)

    def _empty(self, *boxes: TextBox) -> None:
        for box in boxes:
            box.clear()

    def _asked_anew(self, typed: str) -> None:
        """Another number: what was said of the one before does not hold any more."""
        self.limit.hide()
        self.give.enable(True)
        if typed.strip():
            self._pause.start()
        else:
            self._pause.stop()

    def _look(self, typing: bool = False) -> None:
        """Says how the holder stands to the limit, before anything is given; of a number that is still being typed
        nobody says that it is wrong."""
        from samarth_desktop.actions.workshops import fairs

        fair, typed = self._fair, self.holder.text()
        if fair is None or not typed.strip():
            return

        def look() -> "tuple[Any, Standing]":
            with self._session.store.read() as reader:
                holder = fairs.holder_of(reader, typed)
                return holder, fairs.standing_in(reader, self._session, fair, holder.id)

        def found(answer: "tuple[Any, Standing]") -> None:
            if typed == self.holder.text():
                self._looked(*answer)

        def nobody(error: KnownError) -> None:
            if typed == self.holder.text() and not typing:
                self._refused(error)

        self._host.lanes.store.run(lambda task: look(), found, nobody, owner=self)

    def _looked(self, holder: Any, standing: "Standing") -> None:
        name = LocalizedName(holder.name_hi, holder.name_en).best(lang.code)
        said: Text = T("{name}: no limit of fairs", name=name)
        if standing.limit is not None:
            said = T("{name}: {n} of {limit} fairs this year", name=name, n=standing.fairs, limit=standing.limit)
        self.limit.show_state(standing.objection or said, "warning" if standing.objection else "ok")
        self.limit.show()
        self.give.enable(standing.objection is None, standing.objection or "")

    def _refused(self, error: KnownError) -> None:
        self.give.enable(True)
        self.limit.show_state(error.text, "warning")
        self.limit.show()

    def _give(self) -> None:
        from samarth_desktop.actions.workshops import fairs

        fair, typed, number = self._fair, self.holder.text(), self.number.text().strip()
        if fair is None or not typed.strip() or not number:
            self._refused(KnownError(T("Write the registration number and the number of the stall.")))
            return
        stands, goods = self.stands.text(), self.goods.text()

        def give() -> None:
            with self._session.store.read() as reader:
                holder = fairs.holder_of(reader, typed)
            fairs.give(self._session, fair.id, number, holder.id, stands=stands, goods=goods)

        self._pause.stop()
        self.give.enable(False, T("Saving goes on."))
        self._host.lanes.store.run(lambda task: give(), lambda done: self._given(), self._refused, owner=self)

    def _given(self) -> None:
        self._empty(self.holder, self.number, self.stands, self.goods)
        self.half.keep()
        self.holder.setFocus()
        if self._fair is not None:
            self.show_fair(self._fair)

    def _sell(self) -> None:
        from samarth_desktop.actions.workshops import fairs

        got = read(_MONEY, self.amount.text())
        stall, day = self.stall.value(), self.day.value()
        if got.wrong is not None or got.value is None or not stall or not day:
            self.wrong.show_text(got.wrong or T("Choose stall and day, and write the amount."))
            return
        orders = self.orders.value()
        self._host.lanes.store.run(
            lambda task: fairs.sell(self._session, str(stall), date.fromisoformat(str(day)), got.value, orders),
            lambda sold: self._sold(), lambda error: self.wrong.show_text(error.text), owner=self,
        )  # fmt: skip

    def _sold(self) -> None:
        self.wrong.show_text("")
        self._empty(self.amount, self.orders)
        self.half.keep()
        if self._fair is not None:
            self.show_fair(self._fair)
