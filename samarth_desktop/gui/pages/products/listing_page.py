"""Putting products on sale: what a marketplace would refuse is shown first; then the sheet and its photos are made."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.emptied import take_out
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.kit.surfaces.tables import Cell
from samarth_desktop.gui.pages.products.base import Lines, MarketPage, Number
from samarth_desktop.gui.pages.products.unasked import Unasked
from samarth_desktop.gui.theme.language import bind_text, lang, say
from samarth_desktop.i18n import LocalizedName, T, Text, Tn
from samarth_desktop.kinds.label.record import Label as MakersLabel
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.rules.listing.values import ATTRIBUTE
from samarth_desktop.store.log.changed import Changed

if TYPE_CHECKING:
    from samarth_desktop.actions.products.listing_sheet import LeftOut, Look, Order, Sheet
    from samarth_desktop.actions.session import Session

_MOST_MUSTS = 6


class ListingPage(MarketPage):
    """F8 next one to mend, Enter opens its field and comes back here, Ctrl+Enter makes the sheet."""

    KEY = "listing"

    def __init__(self, host: PageHost, session: "Session") -> None:
        super().__init__(host, T("Put on sale"), T("Nothing leaves yet. This only looks."))
        self.session = session
        self.template: Path | None = None
        self.look: Look | None = None
        self._refused = 0
        self._make_choices()
        numbers = QHBoxLayout()
        self.ready = Number("checkc", "ok", T("ready"))
        self.warned = Number("warn", "warn", T("places to look at: may come back"))
        self.refused = Number("err", "err", T("products would be refused: left out until mended"))
        for one in (self.ready, self.warned, self.refused):
            numbers.addWidget(one, 1)
        self.column.addLayout(numbers)
        self.only = QCheckBox()
        self.only.toggled.connect(lambda on: self.read())
        self.head.add_right(self.only)
        self.unasked = Unasked(host, session, self)
        self.column.addWidget(self.unasked)
        middle = Columns(900)
        heads = (T("Product"), T("Why it would come back"), T("Field"))
        self.table: Lines[tuple[bool, LeftOut]] = Lines(T("What is to be mended"), heads, [260, 0, 170], self._cell)
        self.table.fit_rows(0)
        self.table.fit_rows(1)
        self.table.opened.connect(self._open)
        middle.addWidget(self.table, 3)
        self.musts = Card(T("Not mapped, but must"))
        self.musts.setMinimumWidth(280)
        self.musts.body.addStretch(1)
        middle.addWidget(self.musts, 1)
        self.column.addLayout(middle, 1)
        self._must_rows: dict[str, LabelledEditor] = {}
        self.make = Button(T("Make the sheet"), "primary", "doc", key="Ctrl+Return")
        self.make.clicked.connect(self._export)
        self.again = Button(T("Look again"), icon="sync", key="F5")
        self.again.clicked.connect(self.read)
        self.footer.add_right(self.again)
        self.footer.add_right(self.make)
        for key, do in (("F8", lambda: self.table.next_row()), ("Ctrl+L", self._choose_template)):
            QShortcut(QKeySequence(key), self).activated.connect(do)
        self._show_musts(())

    def _make_choices(self) -> None:
        row = Columns(760, 12)
        self.where = Segments(
            [("flipkart", "Flipkart"), ("amazon", "Amazon"), ("neutral", T("Another: our own sheet"))]
        )
        self.where.set_value("flipkart")
        self.where.changed.connect(self._other_place)
        row.addWidget(LabelledEditor(T("Marketplace"), self.where), 2)
        self.account = ComboBox([], T("The maker's, her group's or the office's"))
        self.account.picked.connect(lambda value: self.read())
        row.addWidget(LabelledEditor(T("Seller account"), self.account), 2)
        self.load = Button(T("Load the template that you downloaded"), icon="folder", key="Ctrl+L", bind_key=False)
        self.load.clicked.connect(self._choose_template)
        row.addWidget(self.load, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)
        self.add_account = Button(T("Add a seller account"), icon="plus")
        self.add_account.clicked.connect(self._ask_account)
        self.footer.add_left(self.add_account)
        self.columns = Button(T("What feeds which column"), icon="list")
        self.columns.clicked.connect(lambda: self.host.go("mapping", marketplace=self._place(), template=self.template))
        self.footer.add_left(self.columns)

    def _ask_account(self) -> None:
        from samarth_desktop.gui.pages.products.seller_ask import SellerAsk

        ask = SellerAsk(self.window(), self._place())
        ask.accepted.connect(lambda: self.keep_account(ask.answer()))
        ask.open()

    def keep_account(self, answer: dict[str, str]) -> None:
        """Adds an account and offers it."""
        from samarth_desktop.actions.products import sellers

        self.host.lanes.store.run(
            lambda task: sellers.add(self.session, **answer), lambda made: self.shown(), self._failed, owner=self
        )

    # -- reading ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        if args.get("mended"):
            self.where.set_value(args.get("marketplace") or self._place())
            self.only.setChecked(True)
        self.host.lanes.store.run(lambda task: self._accounts(), self._offer_accounts, owner=self)
        self.read()

    def data_changed(self, changed: Changed) -> None:
        if changed.kinds & {"product", "product_photo", "label", "seller", "consent", "listing"}:
            self.read()

    def _accounts(self) -> list[tuple[str, str, str]]:
        from samarth_desktop.actions.products import sellers

        return [(one.marketplace, one.seller_id, one.name) for one, _ in sellers.every(self.session)]

    def _offer_accounts(self, accounts: list[tuple[str, str, str]]) -> None:
        here = [
            (seller, f"{name} ({seller})" if name else seller)
            for place, seller, name in accounts
            if place == self._place()
        ]
        self.account.set_options([("", T("The maker's, her group's or the office's")), *here])

    def _place(self) -> str:
        return str(self.where.value() or "flipkart")

    def _other_place(self) -> None:
        self.template = None
        self.only.setChecked(False)
        self.load.show_text(T("Load the template that you downloaded"))
        self.shown()

    def order(self) -> "Order":
        """What is chosen."""
        from samarth_desktop.actions.products.listing_sheet import Order

        return Order(
            self._place(), template=self.template, account=str(self.account.value() or ""), mended=self.only.isChecked()
        )

    def read(self) -> None:
        """Looks at all products as the marketplace would."""
        from samarth_desktop.actions.products import listing_sheet

        order = self.order()
        self.host.lanes.store.run(
            lambda task: listing_sheet.check(self.session, order), self.show_look, self._failed, owner=self
        )

    def show_look(self, look: "Look") -> None:
        """Shows what was found: refusals first."""
        self.look = look
        self.say("")
        refused = {one.product for one in look.left_out}
        self._refused = len(refused)
        self.ready.show_number(len(look.ready))
        self.refused.show_number(len(refused))
        self.warned.show_number(len(look.warnings))
        self.table.show_rows([*((True, one) for one in look.left_out), *((False, one) for one in look.warnings)])
        self._show_musts(look.must)
        self.unasked.show_look(look)
        mended = sum(one.mended for one in look.facts)
        words = Tn("Only the {count} that was mended", "Only the {count} that were mended", mended)
        bind_text(self.only.setText, words)
        self.only.setVisible(mended > 0 or self.only.isChecked())
        for button in (self.add_account, self.columns):
            button.setVisible(self._place() != "neutral")
        self._allow(look)

    def _allow(self, look: "Look") -> None:
        if self._place() != "neutral" and self.template is None:
            reason: Text | str = T("Load the template that you downloaded")
        elif look.must:
            reason = T("First map the columns on the right.")
        else:
            reason = "" if look.ready else T("Nothing is ready yet.")
        count = len(look.ready)
        self.make.show_text(Tn("Make the sheet for {count}", "Make the sheet for {count}", count))
        self.make.enable(not reason, reason)
        self.footer.say("hint" if reason else "", reason)

    def _failed(self, error: KnownError) -> None:
        self.say(error.text, "error")
        self.make.enable(False, error.text)

    def _cell(self, line: "tuple[bool, LeftOut]", column: int) -> Cell:
        refuses, one = line
        match column:
            case 0:
                return Cell(self._name(one.product) or one.sku, one.product, bold=True)
            case 1:
                sign = "err" if refuses else "warn"
                return Cell(say(one.reason), icon=sign, tone=sign, wrap=True)
            case _:
                return Cell(say(field_words(one.field)))

    def _name(self, number: str) -> str:
        facts = self.look.facts if self.look else ()
        product = next((one.product for one in facts if one.product.registration == number), None)
        return LocalizedName(product.title_hi, product.title_en).best(lang.code) if product else ""

    # -- mending ------------------------------------------------------------------------------------------------------

    def _open(self, row: int) -> None:
        _, one = self.table.rows[row]
        facts = self.look.facts if self.look else ()
        product = next((fact.product for fact in facts if fact.product.registration == one.product), None)
        if product is not None and one.field == "consent":
            self.host.go("own-record", row=product.holder)
        elif product is not None:
            self.host.go("product-form", row=product.id, field=form_key(one.field))

    def _show_musts(self, musts: "tuple[str, ...]") -> None:
        """A box for each of these columns; one that stands there stays as it is, with what is being written into it."""
        asked = musts[:_MOST_MUSTS]
        for heading in [one for one in self._must_rows if one not in asked]:
            take_out(self.musts.body, self._must_rows.pop(heading))
        self.musts.setVisible(bool(musts))
        for at, heading in enumerate(asked):
            if heading not in self._must_rows:
                box = TextBox()
                box.written.connect(partial(self._map, heading))
                self._must_rows[heading] = LabelledEditor(heading, box, True, T("one word for every row"))
                self.musts.body.insertWidget(at, self._must_rows[heading])

    def _map(self, heading: str, text: str) -> None:
        """Keeps the word for a column of the template, on this laptop."""
        from samarth_desktop.actions.products import mapping_choices

        text, place = text.strip(), self._place()
        if text:
            self.host.lanes.store.run(
                lambda task: mapping_choices.choose(self.session, place, heading, mapping_choices.FIXED + text),
                lambda done: self.read(),
                owner=self,
            )

    # -- the sheet ----------------------------------------------------------------------------------------------------

    def _choose_template(self) -> None:
        kinds = f"{say(T('Files'))} (*.xls *.xlsx *.xlsm)"
        name = QFileDialog.getOpenFileName(self, say(T("Load the template that you downloaded")), "", kinds)[0]
        if name:
            self.use_template(Path(name))

    def use_template(self, file: Path) -> None:
        """Looks with this template."""
        self.template = file
        self.load.show_text(file.name)
        from samarth_desktop.actions.products import attributes

        self.host.lanes.store.run(lambda task: attributes.take(self.session, file), owner=self)
        self.read()

    def _export(self) -> None:
        ending = self.template.suffix if self.template else ".xlsx"
        stem = self.template.stem if self.template else say(T("Products"))
        suggested = f"{stem}-{self.session.today.isoformat()}{ending}"
        name = QFileDialog.getSaveFileName(self, say(T("Make the sheet")), suggested)[0]
        if name:
            self.export_to(Path(name))

    def export_to(self, out: Path) -> None:
        """Makes the sheet and, beside it, the zip of photos."""
        from samarth_desktop.actions.products import listing_sheet

        order = self.order()
        self.make.enable(False, T("The sheet is being made"))
        self.host.lanes.background.run(
            lambda task: listing_sheet.export(self.session, order, out, out.with_suffix(".photos.zip")),
            lambda made: self._made(made, out),
            self._failed,
            owner=self,
        )

    def _made(self, made: "Sheet", out: Path) -> None:
        self.read()
        text = T(
            "{n} products are in {file}, {photos} photos in {zip}. Put the photos up first.",
            n=made.rows,
            file=out.name,
            photos=made.photos,
            zip=", ".join(file.name for file in made.zips),
        )
        self.say(text, "ok")
        self.host.saved(T("Sheet made"))


def form_key(field: str) -> str:
    """The place in a product's form where a field is mended."""
    of_label = {"fssai": "label.fssai", "khadi_mark": "label.khadi_mark", "label": "label.maker_pin"}
    if field in of_label:
        return of_label[field]
    whole = field in fields_of(Product) or field.startswith(("label.", ATTRIBUTE)) or field in ("", "photos")
    return field if whole else ATTRIBUTE + field


def field_words(field: str) -> Any:
    """What a field is called: as in the form; a marketplace's own heading as it is."""
    words: dict[str, Text] = {
        "seller": T("Seller account"),
        "photos": T("Photos"),
        "consent": T("Consent"),
        "maker": T("Maker"),
        "label": T("Maker's label"),
        "catalogue_limit": T("Most products in the catalogue"),
    }
    if field in words:
        return words[field]
    described = fields_of(Product).get(field) or fields_of(MakersLabel).get(field)
    return Text(described.label) if described and described.label else field
