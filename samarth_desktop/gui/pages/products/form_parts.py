"""The parts of a product's form: what it is, price and tax, packing and checks, the maker's label."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.reference import categories, crafts, gst, product_words
from samarth_desktop.domain.reference.attribute_set import MUST, AttributeSet
from samarth_desktop.domain.reference.product_words import COLOUR, MATERIAL
from samarth_desktop.domain.reference.vocabulary import KEEPS
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.form_parts import FormPart
from samarth_desktop.gui.forms.gi_box import gi_box
from samarth_desktop.gui.kit.inputs.choice import Chips
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.inputs.suggest import Proposal, SuggestBox
from samarth_desktop.gui.kit.inputs.word import WordBox
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner, surface
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T, Text, in_devanagari
from samarth_desktop.kinds.label.record import Label as MakersLabel
from samarth_desktop.kinds.product.record import Product
from samarth_desktop.rules.listing.facts import Tax
from samarth_desktop.rules.listing.values import ATTRIBUTE

LABEL = "label."
COLOURS, SIZES, COMMISSION = "variants.colours", "variants.sizes", "share.commission"


class WhatPart(FormPart):
    """Category, names, material, sizes and marks."""

    def __init__(self, state: FormState) -> None:
        super().__init__(state, fields_of(Product))
        self.add("category", editor=WordBox("category", _categories, _is_category), hint=T("Decides what is asked"))
        self.add("craft", editor=WordBox("craft", _crafts, _is_craft))
        self.add("title_hi", hint=T("proposed, change it freely"))
        self.add("title_en", hint=T("proposed, change it freely"))
        self.add("material", editor=_of(MATERIAL))
        self.add("material_percent")
        self.add("material_2", editor=_of(MATERIAL))
        self.add("material_2_percent")
        self.add("colour", editor=_of(COLOUR))
        self.add("size")
        for key in ("length_cm", "breadth_cm", "height_cm", "weight_g", "packet_weight_g", "pack_of", "stock"):
            self.add(key)
        self.add("technique")
        self.add("marks", wide=True)
        self.add("gi_name", editor=gi_box())
        self.add("colour_own")
        self.heading(T("More colours or sizes? One form makes them all."))
        for key, label in ((COLOURS, T("Further colours, with commas")), (SIZES, T("Further sizes, with commas"))):
            self.add_own(key, label)
        self.end()

    def add_own(self, key: str, label: LocalizedText) -> None:
        """A box of this form's that is no field of the record."""
        editor = TextBox()
        placed = LabelledEditor(label, editor)
        self.keys.append(key)
        self.state.bind(key, editor, placed, label)
        self.place(placed)


class PricePart(FormPart):
    """MRP, price, HSN and the GST rate with its reason; what the maker gets."""

    def __init__(self, state: FormState) -> None:
        super().__init__(state, fields_of(Product))
        self.add("mrp")
        self.add("price")
        self._found: dict[str, gst.GstLine] = {}
        self.add("hsn", editor=SuggestBox(self._codes), hint=T("Type the goods or the code"))
        self.add("brand")
        self.rate = IconLabel("info", "", "ink", 15, wrap=True)
        self.doubt = Banner("", "warning")
        self.confirm = Button(T("Confirm this rate"), "secondary", "check", small=True)
        box = surface("card")
        row = QHBoxLayout(box)
        row.setContentsMargins(14, 10, 14, 10)
        row.addWidget(self.rate, 1)
        row.addWidget(self.confirm)
        self.place(box, wide=True)
        self.place(self.doubt, wide=True)
        self.add_commission()
        self.share = Label("", 15, 600, wrap=True)
        self.place(self.share)
        self.heading(T("How it is kept ready"))
        for key in ("made_to_order", "days_to_make", "sku", "gtin"):
            self.add(key)
        self.end()

    def add_commission(self) -> None:
        """The marketplace's commission, for the reckoning only."""
        editor = TextBox(unit="%")
        placed = LabelledEditor(T("Commission of the marketplace"), editor)
        self.keys.append(COMMISSION)
        self.state.bind(COMMISSION, editor, placed, T("Commission of the marketplace"))
        self.place(placed)

    def _codes(self, text: str) -> Sequence[Proposal]:
        self._found = {one.begins[0]: one for one in gst.search(text) if one.begins}
        return [(code, one.about.say(lang.code)) for code, one in self._found.items()][:8]

    def show_tax(self, tax: Tax, missing: Text | None) -> None:
        """What is known of the rate."""
        if missing is not None or tax.rate is None:
            self.rate.show_state("err", missing or "", "err")
        else:
            reason = tax.reason or T("GST {rate} %", rate=gst.plain(tax.rate))
            self.rate.show_state("checkc" if tax.confirmed else "info", reason, "ok" if tax.confirmed else "ink")
        self.doubt.setVisible(tax.doubt is not None and not tax.confirmed)
        if tax.doubt is not None:
            self.doubt.show_state(tax.doubt, "warning")
        self.confirm.setVisible(tax.rate is not None and not tax.confirmed)

    def show_share(self, paise: int | None, rate: Decimal | None) -> None:
        """What the maker gets of the price."""
        from samarth_desktop.actions.products.pricing import share

        typed = self.state.text(COMMISSION).replace("%", "").strip()
        try:
            commission = Decimal(typed or "0")
        except ArithmeticError:
            commission = Decimal(0)
        if paise is None or rate is None or not 0 <= commission < 100:
            self.share.show_text("")
            return
        got = share(paise, rate, commission, waived=not typed)

        def words() -> str:
            money = lang.catalog.money
            text = (
                T("Of {price}: GST {tax}, fee {fee}. She gets {rest}.")
                if typed
                else T("Of {price}: GST {tax}. Without commission she gets {rest}.")
            )
            parts = {"price": got.price, "tax": got.tax, "fee": got.commission, "rest": got.maker}
            return lang.catalog.say(Text(text.id, {key: money(value) for key, value in parts.items()}))

        self.share.show_text(words)


class PackPart(FormPart):
    """The packet, what is looked at before it leaves, and the words of the listing."""

    def __init__(self, state: FormState) -> None:
        super().__init__(state, fields_of(Product))
        for key in (
            "packet_length_cm", "packet_breadth_cm", "packet_height_cm", "net_quantity", "made_in", "best_before",
            "care", "country_of_origin",
        ):  # fmt: skip
            self.add(key)
        self._checks = self.add("checked", wide=True, hint=T("tick what was looked at")).editor
        self.heading(T("Words for buyers"))
        self.add("description", wide=True)
        self.add("bullets", wide=True)
        self.add("search_words", wide=True)
        self.add("remarks", wide=True)
        self.end()

    def offer_checks(self, category: str) -> None:
        """Offers what the category asks to look at."""
        if isinstance(self._checks, Chips):
            self._checks.offer(list(categories.checks_of(category)))


class LabelPart(FormPart):
    """The maker's label: the same for all her products."""

    def __init__(self, state: FormState) -> None:
        super().__init__(state, fields_of(MakersLabel), LABEL)
        note = T("Once for all products of this maker or group. The contact should be the group's, not her own.")
        self.place(Banner(note, "info"), wide=True)
        for key in ("maker_name", "brand", "maker_address", "maker_pin", "care_name", "care_phone", "care_email"):
            self.add(key)
        self.add("care_address")
        self.heading(T("Numbers that some goods need"))
        for key in ("fssai", "fssai_until", "khadi_mark", "khadi_until", "gi_user"):
            self.add(key)
        self.heading(T("Packed by somebody else"))
        for key in ("packer_name", "packer_address"):
            self.add(key)
        self.end()


def _categories(text: str) -> Sequence[Proposal]:
    return [(one.words.say(lang.code), _other(one.words.hi, one.words.en)) for one in categories.suggest(text, 6)]


def _crafts(text: str) -> Sequence[Proposal]:
    return [(one.name(lang.code), _other(one.words.hi, one.words.en)) for one in crafts.suggest(text, 6)]


def _is_category(text: str, words: str) -> bool:
    found = categories.category(words)
    return found is not None and categories.is_meant(text, found)


def _is_craft(text: str, words: str) -> bool:
    found = crafts.craft(words)
    return found is not None and crafts.is_meant(text, found)


def _of(sort: str) -> WordBox:
    """A box for a colour or a material."""

    def proposals(text: str) -> Sequence[Proposal]:
        return [(one.say(lang.code), _other(one.hi, one.en)) for one in product_words.suggest(sort, text)]

    return WordBox(sort, proposals, lambda text, words: True, keeps=KEEPS[sort])


def _other(hi: str, en: str) -> str:
    return en if in_devanagari(lang.code) else hi


class AttributesPart(FormPart):
    """What marketplaces ask of the category, in their own words and casing; musts first."""

    def __init__(self, state: FormState) -> None:
        super().__init__(state, {})
        self._names: tuple[str, ...] = ()
        self.musts: tuple[str, ...] = ()
        self.none = Banner(
            T("Nothing more is asked yet. What the office learns from a marketplace's template is asked here."), "info"
        )
        self.column.addWidget(self.none)
        self.column.addStretch(1)

    def offer(self, sets: Sequence[AttributeSet]) -> None:
        """Asks what these sets ask; what was written stays."""
        found = {one.name: one for made in sets for one in made.attributes}
        names = tuple(found)
        if names == self._names:
            return
        self.state.unbind(self.keys)
        self.keys.clear()
        self.grid.clear()
        self._names = names
        self.musts = tuple(ATTRIBUTE + one.name for one in list(found.values())[:MOST_ASKED] if one.need == MUST)
        self.none.setVisible(not found)
        for one in list(found.values())[:MOST_ASKED]:
            box = SuggestBox(_listed(one.allowed), at_once=bool(one.allowed) and len(one.allowed) < 40)
            hint: LocalizedText = T("several with ; between them") if one.multi else one.unit
            placed = LabelledEditor(one.name, box, one.need == MUST, hint)
            self.keys.append(ATTRIBUTE + one.name)
            self.state.bind(ATTRIBUTE + one.name, box, placed, one.name)
            self.place(placed)


MOST_ASKED = 60


def _listed(allowed: tuple[str, ...]) -> Callable[[str], Sequence[Proposal]]:
    def proposals(text: str) -> Sequence[Proposal]:
        wanted = text.casefold().strip()
        begins = [one for one in allowed if one.casefold().startswith(wanted)]
        holds = [one for one in allowed if wanted in one.casefold() and one not in begins]
        return [(one, "") for one in (begins + holds)[:6]]

    return proposals
