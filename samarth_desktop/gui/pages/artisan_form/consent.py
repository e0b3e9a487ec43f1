"""The notice to read out, in the person's language, and how she agreed; the programme. Groups have it, too."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.actions.registration.forms import CONSENT, NOTICE, PROGRAMME
from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.programmes import programme
from samarth_desktop.domain.programmes.programme import Own
from samarth_desktop.domain.programmes.programme_model import Programme
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.form_parts import ONE_COLUMN, FormPart
from samarth_desktop.gui.forms.programme_choice import ProgrammeChoice
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.labels import Icon, Label
from samarth_desktop.gui.kit.surfaces.responsive import Columns
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import LANGUAGES, T, Text, Tn, catalog
from samarth_desktop.kinds.consent.record import Consent, notice

_TONGUES = {"hi": "हिन्दी", "en": "English"}


class ConsentPart(FormPart):
    """Left the notice in large letters, right what is to be chosen and written.

    A group's programme is chosen elsewhere: ``programme`` is then to be placed by the page. `own` is the folder of the
    trial programmes.
    """

    def __init__(self, state: FormState, kind: str, own: Own) -> None:
        super().__init__(state, fields_of(Consent), CONSENT)
        self.kind, self._own = kind, own
        columns = Columns(ONE_COLUMN, 20)
        self.column.addLayout(columns)
        side = QWidget()
        self._fields = QVBoxLayout(side)
        self._fields.setContentsMargins(0, 0, 0, 0)
        self._fields.setSpacing(2)
        self._make_fields()
        self._fields.addStretch(1)
        columns.addWidget(self._notice_card(), 11)
        columns.addWidget(side, 9)
        self.end()
        lang.changed.connect(self.show_notice)

    def _notice_card(self) -> Card:
        card = Card(T("Read this out"), "doc")
        self.languages = Segments(tuple(_TONGUES.items()), tall=34)
        self.languages.setFixedWidth(200)
        self.languages.setAccessibleName(" / ".join(_TONGUES.values()))
        self.languages.changed.connect(self._choose_language)
        card.head.addWidget(self.languages)
        self.sentences: list[Label] = []
        for _ in notice(""):
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Icon("check", "prim", 18), 0, Qt.AlignmentFlag.AlignTop)
            sentence = Label("", 16, 400, wrap=True)
            self.sentences.append(sentence)
            row.addWidget(sentence, 1)
            card.body.addLayout(row)
        card.body.addStretch(1)
        return card

    def _make_fields(self) -> None:
        self.programme = ProgrammeChoice(self.state, self.kind, self._own)
        self.programme.picked.connect(self.show_notice)
        if self.kind == "artisan":
            self._under(PROGRAMME, self.programme, T("Programme"), required=True)
        self.about = Label("", 13, 400, "ink2", wrap=True)
        self._fields.addWidget(self.about)
        how = Segments([("signature", T("Signature")), ("thumb", T("Thumb")), ("spoken", T("Spoken"))])
        hint = T("by the president") if self.kind == "shg" else T("needed for the certificate")
        self._under("how", how, T("Consent given by"), hint)
        self.witness = self._under("witness", TextBox(), T("Witness"), T("for a thumb or spoken consent"))
        self._under("given_on", DateBox(), Text(self.described["given_on"].label))
        self.withdrawn = self._under("withdrawn_on", DateBox(), T("Consent taken back on"))

    def _under(
        self, key: str, editor: QWidget, label: LocalizedText, hint: LocalizedText = "", required: bool = False
    ) -> LabelledEditor:
        placed = LabelledEditor(label, editor, required, hint)
        self._fields.addWidget(placed)
        if key == PROGRAMME:
            self.keys.append(key)
            self.state.bind(key, editor, placed, label)
        else:
            self.tie(key, editor, placed, label)
        return placed

    def offer_programmes(self, state_code: str) -> None:
        """Offers the programmes that run in this state."""
        self.programme.offer(state_code)
        self.show_notice()

    def _choose_language(self, code: object) -> None:
        if code in LANGUAGES:
            self.state.put(NOTICE, str(code))
            self.state.edited.emit(NOTICE)
            self.show_notice()

    def show_notice(self, *_: object) -> None:
        """Says the notice in its language, with the programme's name."""
        code = self.state.text(NOTICE) or lang.code
        self.languages.set_value(code)
        chosen = programme.programme(self.state.text(PROGRAMME), self._own)
        words = catalog(code)
        name = chosen.said.say(code) if chosen else words.say(T("the programme"))
        for label, text in zip(self.sentences, notice(name), strict=True):
            label.setText(words.say(text))
        self.about.setText(_about(chosen) if chosen else "")
        self.about.setVisible(bool(chosen))

    def follow(self, again: bool) -> None:
        """Shows what depends on other fields; `again` for a record that was there before."""
        self.witness.setVisible(self.state.text(CONSENT + "how") in ("thumb", "spoken"))
        self.withdrawn.setVisible(again)


def _about(chosen: Programme) -> str:
    """What a programme is for, and the terms that are known, with their source."""
    terms = [
        Tn("{count} month without commission", "{count} months without commission", chosen.waiver_months)
        if chosen.waiver_months
        else None,
        T("at most {n} products a seller", n=chosen.catalogue_limit) if chosen.catalogue_limit else None,
        T("Source: {source}", source="; ".join(one.say(lang.code) for one in chosen.sources))
        if chosen.sources
        else None,
    ]
    return "\n".join(filter(None, [chosen.about.say(lang.code), " · ".join(say(one) for one in terms if one)]))
