"""A product's form: three minutes with the maker beside. What follows from craft, material and colour is proposed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from samarth_desktop.actions.products import attributes, editing
from samarth_desktop.actions.products.editing import Opened
from samarth_desktop.actions.products.gathering import tax_of
from samarth_desktop.actions.products.pricing import Price
from samarth_desktop.actions.registration import drafts
from samarth_desktop.actions.registration.drafts import Draft
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Problem
from samarth_desktop.domain.fields.form_values import fill, texts_of
from samarth_desktop.domain.ids import new_id
from samarth_desktop.domain.reference import categories
from samarth_desktop.domain.reference.gst import plain
from samarth_desktop.errors import KnownError
from samarth_desktop.gui.forms.form_frame import FormFrame, Open
from samarth_desktop.gui.forms.half_typed import LATEST_MS, PAUSE_MS
from samarth_desktop.gui.kit.page import PageHost
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.frame import PageHead, StepBar
from samarth_desktop.gui.kit.surfaces.labels import Badge
from samarth_desktop.gui.pages.products.form_parts import (
    COLOURS,
    COMMISSION,
    LABEL,
    SIZES,
    AttributesPart,
    LabelPart,
    PackPart,
    PricePart,
    WhatPart,
)
from samarth_desktop.gui.pages.products.maker_picker import MakerPicker
from samarth_desktop.gui.pages.products.photo_panel import PhotoPanel
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import N_, LocalizedName, T, Tn
from samarth_desktop.kinds.holder import Holder
from samarth_desktop.kinds.label.record import Label
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.rules.listing import proposals
from samarth_desktop.rules.listing.facts import ListingFacts, Tax, asked
from samarth_desktop.rules.listing.values import ATTRIBUTE
from samarth_desktop.rules.validation import validate

_STEPS = (
    N_("Product and photos"),
    N_("Price and tax"),
    N_("Packing and checks"),
    N_("What they ask"),
    N_("Maker's label"),
)
_PROPOSED = ("title_hi", "title_en", "bullets", "search_words", "hsn")
_WANTED = (
    "colour", "size", "weight_g", "packet_weight_g", "stock", "mrp", "price", "packet_length_cm", "packet_breadth_cm",
    "packet_height_cm",
)  # fmt: skip
"""What every marketplace asks: F4 goes there where nothing stands yet, too."""
_NOBODY = Opened(Product(), ListingFacts(Product()), Label())


class ProductForm(FormFrame[Product]):
    """Adds a product or corrects one. ``shown(row=)``, ``shown(maker=)`` (row ids), ``shown(draft=)``,
    ``shown(new=True)``; with `field` the cursor goes into that field, and saving leads back to the page before."""

    PAGE = "product-form"
    LIST = "products"

    def __init__(self, host: PageHost, session: Session) -> None:
        super().__init__(host, session)
        self.about: Opened = _NOBODY
        self._proposed: dict[str, str] = {}
        self._taken_over: dict[str, str] = {}  # measures of the maker's last product, as long as they stand
        self._back_to = ""
        self.head = PageHead("")
        self.maker_badge, self.number_badge = Badge("", "info", "person"), Badge("", "outline")
        self.maker_button = Button(T("Choose the maker"), "secondary", "person", small=True)
        self.maker_button.clicked.connect(self._pick)
        for widget in (self.maker_badge, self.number_badge):
            self.head.add_left(widget)
        self.head.add_right(self.maker_button)  # there it gives up its words where a low window has no room
        self.bar = StepBar(
            [
                T("Product and photos"),
                T("Price and tax"),
                T("Packing and checks"),
                T("What they ask"),
                T("Maker's label"),
            ]
        )
        self.photos = PhotoPanel(host, session, self._saved_number)
        self.side = self.photos
        self.what, self.price = WhatPart(self.state), PricePart(self.state)
        self.pack, self.asked, self.label = PackPart(self.state), AttributesPart(self.state), LabelPart(self.state)
        self.parts = [self.what, self.price, self.pack, self.asked, self.label]
        self._category = ""
        self.price.confirm.clicked.connect(self._confirm)
        self.lay_out(QWidget(), self._make_buttons())
        self._pause, self._latest = self._timer(PAUSE_MS), self._timer(LATEST_MS)
        self._begin(_NOBODY)

    def _timer(self, wait: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(self.keep_typed)
        return timer

    def _make_buttons(self) -> tuple[QWidget, ...]:
        self.next = Button(T("Next"), key="Ctrl+PgDown", bind_key=False)
        self.keep = Button(T("Keep as draft"), icon="edit", key="Ctrl+D", bind_key=False)
        self.save_button = Button(T("Save and next"), "primary", key="Ctrl+Return", bind_key=False)
        for button, key, do in (
            (self.next, "Ctrl+PgDown", self._next_step),
            (self.keep, "Ctrl+D", self.keep_as_draft),
            (self.save_button, "Ctrl+Return", self.save_and_next),
        ):
            button.clicked.connect(lambda checked=False, do=do: do())
            QShortcut(QKeySequence(key), self).activated.connect(do)
        return self.next, self.keep, self.save_button

    # -- what FormFrame asks ------------------------------------------------------------------------------------------

    def blank(self) -> Product:
        return Product()

    def sheet(self) -> Product:
        texts = {key: text for key, text in self.state.texts().items() if not key.startswith((LABEL, ATTRIBUTE))}
        product = fill(self.opened.base, texts, self.session.today)
        asked_for = {
            key.removeprefix(ATTRIBUTE): text for key, text in self.state.texts().items() if key.startswith(ATTRIBUTE)
        }
        return attributes.with_values(product, asked_for)

    def review(self, sheet: Product) -> tuple[Problem, ...]:
        label = fill(self.about.label, self._label_texts(), self.session.today)
        of_label = validate(label, self.session.today)
        found = [Problem(LABEL + one.key, one.text, one.blocks) for one in of_label]
        return (*editing.problems(self.session, sheet), *found)

    def title_of(self, sheet: Product) -> LocalizedText:
        title = LocalizedName(sheet.title_hi, sheet.title_en).best(lang.code)
        return title or (T("Product without a name") if sheet.seen else T("New product"))

    def place_name(self, key: str) -> LocalizedText:
        return T("Maker") if key == "holder" else super().place_name(key)

    def refreshed(self, sheet: Product) -> None:
        self.head.title.show_text(self.title_of(sheet))
        self._let_go(sheet.category)
        maker = self.about.facts.maker
        self._propose(sheet, maker)
        self.pack.offer_checks(sheet.category)
        self._ask_category(sheet.category)
        sheet = self.sheet()
        tax = self._tax(sheet)
        self.price.show_tax(tax, Price(sheet, tax).refusal)
        self.price.show_share(sheet.price, tax.rate)

    def needed(self) -> set[str]:
        self.refresh()  # what was proposed since the last time is not lacking any more
        return super().needed() | {key for key in (*_WANTED, *self.asked.musts) if not self.has_text(key)}

    def _let_go(self, category: str) -> None:
        """Of another category nothing is taken over from the maker's last product: neither measures nor answers."""
        if not self._taken_over or self.state.key_of(self.focusWidget()) == "category":
            return
        if categories.category(category) == categories.category(self.opened.base.category):
            return
        taken, self._taken_over = self._taken_over, {}
        for key, text in taken.items():
            if self.state.text(key) == text:
                self.state.put(key, "")
        self.opened.base = replace(self.opened.base, extra={})

    def _ask_category(self, category: str) -> None:
        """Looks up what marketplaces ask of another category."""
        if category == self._category:
            return
        self._category = category
        self.host.lanes.store.run(
            lambda task: attributes.asked_of(self.session, category), self.asked.offer, owner=self
        )

    def _tax(self, sheet: Product) -> Tax:
        facts = self.about.facts
        return tax_of(sheet, facts.maker, facts.label, self.session.today, self.about.rates)

    def _propose(self, sheet: Product, maker: Holder | None) -> None:
        """Puts proposals where nothing was written, or still stands what was proposed before."""
        title, known = proposals.titles(sheet, maker), categories.category(sheet.category)
        new = {
            "title_hi": title.hi,
            "title_en": title.en,
            "bullets": proposals.bullets(sheet, maker) if sheet.category else "",
            "search_words": proposals.search_words(sheet, maker) if sheet.category else "",
            "hsn": known.hsn if known else "",
        }
        here = self.state.key_of(self.focusWidget())
        for key in _PROPOSED:
            stands = self.state.text(key)
            if key != here and stands != new[key] and (not stands or stands == self._proposed.get(key)):
                self.state.put(key, new[key])
                self._proposed[key] = new[key]

    # -- opening ------------------------------------------------------------------------------------------------------

    def shown(self, **args: object) -> None:
        row, maker, draft = (str(args.get(key) or "") for key in ("row", "maker", "draft"))
        wanted = str(args.get("field") or "")
        run, session = self.host.lanes.store.run, self.session
        if row or maker:
            self.keep_typed()
            self._back_to = self.host.before if wanted else ""
            run(
                lambda task: editing.load(session, row) if row else editing.begin(session, maker),
                lambda opened: self._begin(opened, go_to=wanted),
                owner=self,
            )
        elif draft:
            run(lambda task: self._find(draft), self._show_draft, owner=self)
        elif args.get("new") or not self.changed():
            self.keep_typed()
            self._begin(_NOBODY)
            if args.get("new"):
                self._pick()

    def _find(self, key: str) -> tuple[Draft, Opened]:
        found = drafts.get(self.session, key)
        maker = found.texts.get("holder", "")
        there = editing.load(self.session, found.row) if found.row else None
        return found, there or (editing.begin(self.session, maker) if maker else _NOBODY)

    def _show_draft(self, answer: tuple[Draft, Opened]) -> None:
        found, about = answer
        self._begin(about, found.texts, found.key)

    def _begin(self, about: Opened, texts: Mapping[str, str] | None = None, key: str = "", go_to: str = "") -> None:
        self.about, base = about, about.product
        start = texts_of(base, self.session.today)
        start |= {LABEL + name: text for name, text in texts_of(about.label, self.session.today).items()}
        start |= {ATTRIBUTE + name: text for name, text in attributes.values(base).items()}
        self.opened = Open(base, start, key or base.id or new_id())
        self._proposed = {name: start.get(name, "") for name in _PROPOSED if not base.seen}
        taken = (*proposals.OF_THE_SAME, *(name for name in start if name.startswith(ATTRIBUTE)))
        self._taken_over = {name: start[name] for name in taken if start.get(name) and not base.seen and base.category}
        self.visited = {0}
        self.state.show({name: text for name, text in {**start, **(texts or {})}.items() if name != "holder"})
        self._show_maker()
        self.photos.show_product(base.id if base.seen else "")
        self.save_button.show_text(T("Save") if base.seen else T("Save and next"))
        self.refresh()
        if not go_to and not base.seen and base.category:
            go_to = next(iter(self._in_order(self.needed())), "")  # the maker's next one: what is not known of it yet
        self.go_to(self.part_of(go_to) if go_to else 0, go_to if go_to and self.state.bound(go_to) else "")

    def _show_maker(self) -> None:
        maker = self.about.facts.maker
        self.maker_badge.setVisible(maker is not None)
        self.maker_button.setVisible(not self.opened.base.seen)
        number = self.opened.base.registration
        self.number_badge.setVisible(bool(number))
        if maker is not None:
            names = (maker.name_hi, maker.name_en, maker.village)
            self.maker_badge.show_state(_who(*names), "info", "person")
        if number:
            self.number_badge.show_state(number, "outline")

    def _pick(self) -> None:
        picker = MakerPicker(self.host, self.session, self.window())
        picker.chosen.connect(lambda holder: self._take_maker(holder.id))
        picker.open()

    def _take_maker(self, maker: str) -> None:
        typed = {key: text for key, text in self.state.texts().items() if text and text != self.opened.start.get(key)}
        self.host.lanes.store.run(
            lambda task: editing.begin(self.session, maker),
            lambda opened: self._begin(opened, typed, self.opened.key),
            owner=self,
        )

    # -- half-typed ---------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether anything was typed since the form was opened."""
        texts = self.state.texts()
        start = {**self.opened.start, **self._proposed}
        return any(text != start.get(key, "") for key, text in texts.items() if key != COMMISSION)

    def was_edited(self, key: str) -> None:
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()
        super().was_edited(key)

    def keep_typed(self) -> None:
        """Keeps the half-typed form, in the store lane; an untouched one is not kept."""
        self._pause.stop()
        self._latest.stop()
        opened = self.opened
        if not opened.revision or not (self.changed() or opened.kept):
            return
        texts = {key: text for key, text in self.state.texts().items() if text} | {"holder": opened.base.holder}
        draft = Draft(opened.key, self.PAGE, texts, opened.base.id if opened.base.seen else "", step=self.here)
        opened.kept, opened.revision = True, 0
        self.host.lanes.store.run(lambda task: drafts.keep(self.session, draft), self._said_kept, owner=self)

    def _said_kept(self, answer: object) -> None:
        self.host.saved(T("Draft kept"))

    def can_leave(self) -> bool:
        self.keep_typed()
        return True

    # -- saving -------------------------------------------------------------------------------------------------------

    def _next_step(self) -> None:
        self.state.settle()
        if self.here + 1 < len(self.parts):
            self.go_to(self.here + 1)

    def at_the_end(self) -> None:
        self.save_button.setFocus()

    def save_and_next(self) -> None:
        """Saves a product without errors and begins the maker's next one; with errors it shows them."""
        self.state.settle()
        self.opened.tried = True
        self.refresh()
        if any(problem.blocks for problem in self.found):
            self.go_to_first_problem()
            return
        self._save(self._saved_next)

    def keep_as_draft(self) -> None:
        """Saves the product as it is, unfinished where something is missing."""
        self.state.settle()
        if not self.opened.base.holder:
            self.mend.show_state("error", T("Whose work is this? Choose the maker."))
            return
        self._save(self._saved_draft)

    def _save(self, then: "object") -> None:
        self._pause.stop()
        self._latest.stop()
        product, key = self.sheet(), self.opened.key
        product = replace(product, id=product.id or key)
        colours, sizes, label = _list(self.state.text(COLOURS)), _list(self.state.text(SIZES)), self._label_texts()

        def done(saved: list[Product]) -> None:
            self.stack.setEnabled(True)
            then(saved)  # type: ignore[operator]

        def failed(error: KnownError) -> None:
            self.stack.setEnabled(True)
            self.opened.revision += 1
            self.keep_typed()
            self.host.saved(T("Not saved"), "err")
            self.mend.show_state("error", error.text)

        self.stack.setEnabled(False)
        self.host.lanes.store.run(
            lambda task: editing.save(self.session, product, colours, sizes, label, key), done, failed, owner=self
        )

    def _label_texts(self) -> dict[str, str]:
        return {key.removeprefix(LABEL): text for key, text in self.state.texts().items() if key.startswith(LABEL)}

    def _said_saved(self, saved: Sequence[Product]) -> None:
        self.host.saved(Tn("{count} product saved", "{count} products saved", len(saved)))

    def _saved_next(self, saved: list[Product]) -> None:
        corrected = bool(self.opened.base.seen)
        self._said_saved(saved)
        if corrected:
            back, self._back_to = self._back_to, ""
            self._begin(_NOBODY)
            self.host.go(back or self.LIST)
            return
        self._take_up(saved[0].holder)
        self.mend.show_state("ok", T("{name} is saved: {number}", name=saved[0].title, number=saved[0].registration))

    def _take_up(self, maker: str) -> None:
        self.host.lanes.store.run(
            lambda task: editing.begin(self.session, maker), lambda opened: self._begin(opened), owner=self
        )

    def _saved_draft(self, saved: list[Product]) -> None:
        self._said_saved(saved)
        row = saved[0].id
        self.host.lanes.store.run(
            lambda task: editing.load(self.session, row), lambda opened: self._begin(opened), owner=self
        )

    def _saved_number(self, then: "object") -> None:
        """Saves the product where it is not yet, since photos belong to one; `then` gets its number and row."""
        if self.opened.base.seen and not self.changed():
            then(self.opened.base.registration, self.opened.base.id)  # type: ignore[operator]
            return
        if not self.opened.base.holder:
            self.mend.show_state("error", T("Whose work is this? Choose the maker."))
            return

        def saved(products: list[Product]) -> None:
            self._saved_draft(products)
            then(products[0].registration, products[0].id)  # type: ignore[operator]

        self.state.settle()
        self._save(saved)

    def _confirm(self) -> None:
        """The rate that is shown is confirmed; kept with the product."""
        sheet = self.sheet()
        tax = self._tax(sheet)
        if tax.rate is None:
            return
        self.opened.base = replace(
            self.opened.base,
            tax_rate=plain(tax.rate),
            tax_confirmed_by=self.session.author,
            tax_confirmed_on=self.session.today,
            tax_asked=asked(sheet, self.about.facts.maker),
        )
        self.opened.revision += 1
        self.refresh()


def _who(name_hi: str, name_en: str, village: str) -> LocalizedText:
    def words() -> str:
        return " · ".join(part for part in (LocalizedName(name_hi, name_en).best(lang.code), village) if part)

    return words


def _list(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in re.split(r"[,;]", text) if part.strip()))
