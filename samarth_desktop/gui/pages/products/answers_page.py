"""What marketplaces answered: plain words first, their own below; one step to the field that mends it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card, surface
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.pages.products.base import Lines, MarketPage, Number, joined
from samarth_desktop.gui.pages.products.listing_page import form_key
from samarth_desktop.gui.pages.products.mend_box import MendBox
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Tn
from samarth_desktop.kinds.listing.record import CHECKED, LISTED, REJECTED, SUBMITTED
from samarth_desktop.store.log.changed import Changed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from samarth_desktop.actions.products.answers import Answered
    from samarth_desktop.actions.products.standing import Mending, ToMend, Why
    from samarth_desktop.actions.session import Session


class AnswersPage(MarketPage):
    """F8 next one, Ctrl+Enter opens the field of the first reason."""

    KEY = "answers"

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host, T("Answers and mending"))
        self.session = session
        self.where = Segments([("flipkart", "Flipkart"), ("amazon", "Amazon")])
        self.where.set_value("flipkart")
        self.head.add_right(self.where)
        self.open_file = Button(T("Read an answer"), icon="receive")
        self.open_file.clicked.connect(self._choose)
        self.head.add_right(self.open_file)
        numbers = Columns(700)
        self.numbers = {
            SUBMITTED: Number("clock", "ink", T("handed in, no answer yet")),
            LISTED: Number("checkc", "ok", T("on sale")),
            REJECTED: Number("undo", "warn", T("sent back")),
            CHECKED: Number("check", "ok", T("mended, ready to send")),
        }
        for one in self.numbers.values():
            numbers.addWidget(one, 1)
        self.column.addLayout(numbers)
        middle = Columns(860)
        self.table: Lines[ToMend] = Lines(T("To mend"), (T("To mend"), T("How many")), [0, 110], self._cell)
        self.table.fit_rows(0)
        self.table.selectionModel().currentRowChanged.connect(lambda now, before: self._show_one())
        self.table.opened.connect(lambda row: self._open())
        middle.addWidget(self.table, 1)
        self.one = Card("")
        self.one.setMinimumWidth(360)
        middle.addWidget(self.one, 1)
        self.column.addLayout(middle, 1)
        self.one.body.addStretch(1)
        self._parts: list[QWidget] = []
        self._answered = False  # the strip says what became of an answer that was read
        self.resend = Button("", icon="doc")
        self.resend.clicked.connect(self._send_again)
        self.footer.add_right(self.resend)
        self.mend = Button(T("Open and correct"), "primary", "edit", key="Ctrl+Return")
        self.mend.clicked.connect(self._open)
        self.footer.add_right(self.mend)
        QShortcut(QKeySequence("F8"), self).activated.connect(self._next)

    def shown(self, **args: object) -> None:
        from samarth_desktop.actions.products import standing

        self.host.lanes.store.run(lambda task: standing.to_mend(self.session), self.show_mending, owner=self)

    def data_changed(self, changed: Changed) -> None:
        if changed.kinds & {"product", "listing"}:
            self.shown()

    def show_mending(self, found: "Mending") -> None:
        """Shows what was sent back."""
        for state, number in self.numbers.items():
            number.show_number(found.counts.get(state, 0))
        rows = (*found.rows, *found.mended)
        self.table.show_rows(rows, {len(found.rows): T("Mended, ready to send")} if found.mended else None)
        self.one.setVisible(bool(rows))
        nothing = T("Nothing is to be mended.")
        self.mend.enable(bool(rows), nothing)
        self.footer.say("" if rows else "hint", nothing)
        count = len(found.mended)
        self.resend.setVisible(count > 0)
        self.resend.show_text(Tn("Send the {count} mended again", "Send the {count} mended again", count))
        if rows and not self._answered:
            self.say("")
        elif not self._answered:
            self.say(T("Nothing was sent back. Read the sheet or report that came back from the marketplace."), "info")
        self._show_one()

    def _cell(self, one: "ToMend", column: int) -> Cell:
        if column and one.listing.state == CHECKED:
            return Cell(say(T("Mended")), badge="ok", icon="check")
        if column:
            return Cell(say(Tn("{count} place", "{count} places", len(one.reasons))), badge="warning")
        names = LocalizedName(one.product.title_hi, one.product.title_en)
        return Cell(names.best(lang.code), say(one.reasons[0].plain) if one.reasons else "", bold=True)

    def _show_one(self) -> None:
        for old in self._parts:
            self.one.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = []
        one = self.table.chosen_row()
        if one is None:
            return
        self.one.title.show_text(LocalizedName(one.product.title_hi, one.product.title_en).best(lang.code))
        self.one.title.show()
        maker = LocalizedName(one.maker.name_hi, one.maker.name_en).best(lang.code) if one.maker else ""
        row = T("row {row} of the sheet", row=one.listing.answer_row) if one.listing.answer_row else ""
        self._add(Label(joined(one.product.registration, maker, row), 13, 400, "ink2", wrap=True))
        if one.listing.state == CHECKED:
            self._add(IconLabel("check", T("Mended, ready to send"), "ok", 15, 600))
            for why in one.reasons:
                self._add_said(why)
            return
        for why in one.reasons:
            self._show_why(one, why)
        hand = Button(T("It is mended"), icon="check", small=True)
        hand.clicked.connect(lambda: self.by_hand(one))
        self._add(hand)
        self.one.body.setAlignment(hand, Qt.AlignmentFlag.AlignLeft)

    def by_hand(self, one: "ToMend") -> None:
        """Takes somebody's word that it is mended: of what no field here tells."""
        from samarth_desktop.actions.products import mending

        row = one.listing.id
        self.host.lanes.store.run(
            lambda task: mending.by_hand(self.session, row), lambda done: self.shown(), self._failed, owner=self
        )

    def _add_said(self, why: "Why") -> None:
        if why.column:
            said = T("Their words, column {column}: {text}", column=why.column, text=why.said)
        else:
            said = T("Their words: {text}", text=why.said)
        self._add(Label(said, 13, 400, "ink2", wrap=True))

    def _show_why(self, one: "ToMend", why: "Why") -> None:
        from samarth_desktop.actions.products import mending

        box = surface("warn")
        inside = QHBoxLayout(box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(IconLabel("warn", why.plain, "warn", 15, 600, wrap=True), 1)
        self._add(box)
        self._add_said(why)
        if why.same:
            same = Tn("{count} more came back for the same.", "{count} more came back for the same.", len(why.same))
            self._add(Label(same, 13, 600, wrap=True))
        if mending.is_writable(why.field):
            self._add(MendBox(why, lambda text, others: self.write(one, why, text, others)))

    def write(self, one: "ToMend", why: "Why", text: str, others: bool) -> None:
        """Writes a word into the field of a reason, of all that came back for it where `others`."""
        from samarth_desktop.actions.products import mending

        rows = [one.product.id, *(why.same if others else ())]
        self.host.lanes.store.run(
            lambda task: mending.write(self.session, rows, why.field, text), self._written, self._failed, owner=self
        )

    def _written(self, count: int) -> None:
        self.shown()
        self.host.saved(Tn("{count} product was corrected", "{count} products were corrected", count))

    def _add(self, widget: "QWidget") -> None:
        self.one.body.insertWidget(len(self._parts), widget)
        self._parts.append(widget)

    def _open(self) -> None:
        from samarth_desktop.actions.products import mending

        one = self.table.chosen_row()
        if one is not None:
            field = next((why.field for why in one.reasons if why.field), "")
            if field == mending.MAPPING:
                self.host.go("mapping", marketplace=one.listing.marketplace)
                return
            self.host.go("product-form", row=one.product.id, field=form_key(field) or "category")

    def _next(self) -> None:
        self.table.next_row(lambda one: one.listing.state == REJECTED)

    def _send_again(self) -> None:
        first = next(one.listing for one in self.table.rows if one.listing.state == CHECKED)
        self.host.go("listing", mended=True, marketplace=first.marketplace)

    # -- reading an answer --------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        kinds = f"{say(T('Files'))} (*.xls *.xlsx *.xlsm *.txt *.csv)"
        name = QFileDialog.getOpenFileName(self, say(T("Read an answer")), "", kinds)[0]
        if name:
            self.read_answer(Path(name))

    def read_answer(self, file: Path) -> None:
        """Takes in what came back."""
        from samarth_desktop.actions.products import answers

        place = str(self.where.value() or "flipkart")
        self.host.lanes.store.run(
            lambda task: answers.read(self.session, place, file), self._read, self._failed, owner=self
        )

    def _read(self, done: "Answered") -> None:
        self._answered = True
        self.shown()
        if done.unknown:
            count = len(done.unknown)
            self.say(
                Tn("{count} of its SKUs is not known here.", "{count} of its SKUs are not known here.", count),
                "warning",
            )
        else:
            self.say(T("The answer was read. What came back stands below, the plain words first."), "ok")

    def _failed(self, error: KnownError) -> None:
        self.say(error.text, "error")
