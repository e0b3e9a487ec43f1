"""Step 4: the craft, and what the chosen programme asks beside it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.actions.registration.forms import extra_key
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.programmes import programme
from samarth_desktop.domain.programmes.odop import Product, odop_products
from samarth_desktop.domain.programmes.programme import Own
from samarth_desktop.domain.programmes.programme_model import ExtraField
from samarth_desktop.domain.programmes.wording import Words
from samarth_desktop.domain.reference import crafts, gi
from samarth_desktop.domain.reference.crafts import Craft
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.form_parts import FormPart, TwoColumns
from samarth_desktop.gui.forms.gi_box import how_sure
from samarth_desktop.gui.kit.inputs.choice import Chips, Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.inputs.suggest import Proposal, SuggestBox
from samarth_desktop.gui.kit.inputs.word import WordBox
from samarth_desktop.gui.kit.surfaces.labels import Label
from samarth_desktop.gui.pages.artisan_form import layout
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text, catalog
from samarth_desktop.kinds.artisan.record import SECTORS, Artisan

_SECTOR_LABELS = {choice.code: choice.label for choice in SECTORS}


class WorkPart(FormPart):
    """Craft, experience, obstacles; then the programme's own fields."""

    def __init__(self, state: FormState, own: Own) -> None:
        super().__init__(state, fields_of(Artisan))
        self._offered: dict[str, Craft] = {}
        self.gi_facts = Label("", 13, 400, "ink2", wrap=True)
        made = {"craft": self._craft, "gi_facts": lambda: self.place(self.gi_facts, wide=True)}
        self.lay_out(layout.WORK, made)
        self.extras = ExtraFields(self, "artisan", own)
        self.end()

    def _craft(self) -> None:
        box = WordBox("craft", self._crafts, self._is_meant)
        box.taken.connect(self._craft_taken)
        self.add("craft", editor=box)

    def follow(self) -> None:
        """Says what is known of the GI name that stands there."""
        known = gi.gi_name(self.state.text("gi_name"))
        self.gi_facts.setVisible(known is not None)
        if known is None:
            return
        note = T("A registered name is no leave to use its tag: that has a number of its own.")
        self.gi_facts.show_text(T("{fact} {note}", fact=how_sure(known), note=note))

    def _crafts(self, text: str) -> Sequence[Proposal]:
        self._offered = {one.name(lang.code): one for one in crafts.suggest(text, 6)}
        return [(name, Text(_SECTOR_LABELS[one.sector])) for name, one in self._offered.items()]

    def _is_meant(self, text: str, words: str) -> bool:
        return words in self._offered and crafts.is_meant(text, self._offered[words])

    def _craft_taken(self) -> None:
        """A craft from the list brings its sector and, where they are known, GI name and trade."""
        found = self._offered.get(self.state.text("craft"))
        if found is None:
            return
        for key, value in (("sector", found.sector), ("gi_name", found.gi), ("vishwakarma_trade", found.trade)):
            if value and (key == "sector" or not self.state.text(key)):
                self.state.put(key, value)
        self.state.edited.emit("sector")


class ExtraFields:
    """A programme's own fields below a part; they come and go with the programme, their texts stay.

    `own` is the folder of the trial programmes.
    """

    def __init__(self, part: FormPart, kind: str, own: Own) -> None:
        self.part, self.kind, self.code, self._own = part, kind, "", own
        self.keys: list[str] = []
        self.box = QWidget()
        column = QVBoxLayout(self.box)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        self.title = Label("", 18, 600)
        column.addWidget(self.title)
        self.grid = TwoColumns()
        part.grids.append(self.grid)
        column.addLayout(self.grid)
        part.column.addWidget(self.box)
        self.box.hide()

    def show_programme(self, code: str) -> None:
        """Makes the editors of another programme."""
        if code == self.code:
            return
        self.code = code
        self.part.state.unbind(self.keys)
        self.part.keys = [key for key in self.part.keys if key not in self.keys]
        self.keys = []
        self.grid.clear()
        known = programme.programme(code, self._own) if code else None
        asked = known.fields_for(self.kind) if known else ()
        self.box.setVisible(bool(asked))
        if known is not None:
            name = known.name
            self.title.show_text(lambda: say(T("Asked by {programme}", programme=name.say(lang.code))))
        for one in asked:
            self.grid.put(self._placed(one))

    def _odop(self, text: str) -> Sequence[Proposal]:
        """The products of the district, those that begin with the text."""
        products = odop_products(self.part.state.text("district"))
        return [(one.say(lang.code), _since(one)) for one in products if _starts(one, text)]

    def _placed(self, asked: ExtraField) -> LabelledEditor:
        editor = (
            SuggestBox(self._odop, at_once=True, meant=lambda text, words: True)
            if asked.suggest == "odop"
            else editor_for(asked)
        )
        label = saying(asked.label)
        placed = LabelledEditor(label, editor, False, saying(asked.help))
        key = extra_key(self.code, asked)
        self.keys.append(key)
        self.part.keys.append(key)
        self.part.state.bind(key, editor, placed, label)
        return placed


def _since(product: Product) -> LocalizedText:
    """How sure and how old it is, beside the product."""
    if not product.confirmed:
        return T("not confirmed")
    source = "; ".join(map(str, product.sources[:1]))
    return T("since {month} · {source}", month=product.since, source=source) if product.since else source


def _starts(words: Words, text: str) -> bool:
    return any(one.casefold().startswith(text.casefold()) for one in (words.hi, words.en))


def editor_for(asked: ExtraField, language: str = "") -> QWidget:
    """The editor of a programme's own field, in the language of the window or in the one named."""

    def said(words: Words) -> LocalizedText:
        return words.say(language) if language else saying(words)

    def own(text: Text) -> LocalizedText:
        return catalog(language).say(text) if language else text

    options: list[tuple[object, LocalizedText]] = [(option.code, said(option.label)) for option in asked.options]
    match asked.kind:
        case "choice" if len(options) <= 3:
            return Segments(options)
        case "choice":
            return ComboBox(options, own(T("Choose")))
        case "choices":
            return Chips(options)
        case "yesno":
            return Segments([("yes", own(T("Yes"))), ("no", own(T("No")))])
        case "date":
            return DateBox()
        case _:
            return TextBox()


def saying(words: Words) -> LocalizedText:
    """Words of an office's file, in the language of the window."""
    return lambda: words.say(lang.code)
