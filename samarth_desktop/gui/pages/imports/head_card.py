"""The same for all rows of a sheet: programme, place, sector, consent. What a row says itself comes first.

Folded it is two lines that say what is given; the fields open when a person wants them or when one is wrong.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.kit.inputs.area import DistrictBox
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.kit.surfaces.labels import IconLabel, Label
from samarth_desktop.gui.theme.language import LocalizedText, lang, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import PHONE_OWNERS, SECTORS, Artisan
from samarth_desktop.kinds.consent.record import Consent

_OF_CONSENT = ("consent", "consent_on", "evidence")
_HOW = (("signature", T("Signature")), ("thumb", T("Thumb")), ("spoken", T("Spoken")))


class HeadCard(Card):
    """`changed` tells that a person changed something; ``texts()`` are its texts by key."""

    changed = Signal()

    def __init__(self, own_programmes: Path) -> None:
        super().__init__(margin=12)
        self._own = own_programmes
        self.programme = ComboBox(self._offered(), T("As in the sheet"))
        self.district, self.village = DistrictBox(), TextBox()
        as_there: list[tuple[object, LocalizedText]] = [("", T("As in the sheet"))]
        self.sector = ComboBox(as_there + [(one.code, Text(one.label)) for one in SECTORS], T("As in the sheet"))
        owners = [(one.code, Text(one.label)) for one in PHONE_OWNERS if one.code != "none"]
        self.phones = ComboBox([*as_there, *owners], T("As in the sheet"))
        self.how, self.day, self.evidence = Segments(_HOW), DateBox(), TextBox()
        self.body.addLayout(self._make_told())
        self.fields = self._make_fields()
        self.body.addWidget(self.fields)
        for combo in (self.programme, self.sector, self.phones):
            combo.set_value("")  # else the first key seems to do nothing
            combo.picked.connect(lambda value: self._edited())
        for box in (self.district, self.village, self.day, self.evidence):
            box.editingFinished.connect(self._edited)
        self.how.changed.connect(lambda value: self._edited())
        self._before = self.texts()
        lang.changed.connect(self._tell)
        self.open(False)

    def _make_told(self) -> QHBoxLayout:
        row, words, heads = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        row.setSpacing(16)
        words.setSpacing(2)
        heads.setSpacing(8)
        heads.addWidget(Label(T("The same for all"), 15, 600))
        heads.addWidget(Label(T("What the sheet does not say is taken from here."), 13, 400, "ink2", wrap=True), 1)
        words.addLayout(heads)
        self._lines = QWidget()
        lines = QHBoxLayout(self._lines)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(16)
        self._given, self._consent = Label("", 14, 400, wrap=True), IconLabel("", "", size=14, wrap=True)
        for widget, label in ((self._given, self._given), (self._consent, self._consent.label)):
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            lines.addWidget(widget, 1)
        words.addWidget(self._lines)
        row.addLayout(words, 1)
        self.change = Button("", icon="edit", small=True)
        self.change.clicked.connect(lambda: self.open(self.fields.isHidden()))
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _make_fields(self) -> QWidget:
        fields = QWidget()
        flow = FlowLayout(fields, gap=12)
        for label, editor, width in (
            (T("Programme"), self.programme, 150),
            (T("District"), self.district, 150),
            (T("Village"), self.village, 130),
            (T("Sector"), self.sector, 154),
            (Text(fields_of(Artisan)["phone_owner"].label), self.phones, 154),
            (T("Consent"), self.how, 330),
            (Text(fields_of(Consent)["given_on"].label), self.day, 160),
            (T("Number and place of the signed list"), self.evidence, 258),
        ):
            flow.addWidget(_labelled(label, editor, width))
        return fields

    def open(self, on: bool) -> None:
        """Shows the fields, or folds them into what they say."""
        had_focus, was = not on and self.fields.isAncestorOf(self.focusWidget() or self), not self.fields.isHidden()
        self.fields.setVisible(on)
        self._lines.setVisible(not on)
        self.change.show_text(T("All right") if on else T("Write or change"))
        self.change.show_icon("check" if on else "edit")
        if on and not was and self.isVisible():  # where they are open already, somebody writes in one of them
            self.programme.setFocus()
        elif had_focus:
            self.change.setFocus()
        self._tell()

    def _tell(self) -> None:
        """The two lines of the folded card."""
        texts = self.texts()
        place = ", ".join(filter(None, (texts["district"], texts["village"])))
        named = [combo.currentText() for combo in (self.programme, self.sector) if combo.value()]
        if self.phones.value():
            named.append(say(T("phone: {whose}", whose=self.phones.currentText())))
        given = " · ".join(filter(None, (*named[:1], place, *named[1:])))
        self._given.show_text(given or T("Programme, place, sector: as in the sheet"))
        chosen = next((words for how, words in _HOW if how == self.how.value()), "")
        consent = [say(chosen), texts["consent_on"], texts["evidence"]]
        if all(consent):
            self._consent.show_state("check", T("Consent: {given}", given=", ".join(consent)), "ok")
        elif any(consent):
            lacking = T("Consent is not complete: how, on which day, where the list is.")
            self._consent.show_state("warn", lacking, "warn")
        else:
            self._consent.show_state("warn", T("Consent is not written yet."), "warn")

    def texts(self) -> dict[str, str]:
        """What is given, by the keys of the command line."""
        return {
            "programme": str(self.programme.value() or ""),
            "district": self.district.text().strip(),
            "village": self.village.text().strip(),
            "sector": str(self.sector.value() or ""),
            "phone_owner": str(self.phones.value() or ""),
            "consent": str(self.how.value() or ""),
            "consent_on": self.day.text().strip(),
            "evidence": self.evidence.text().strip(),
        }

    def settled(self) -> dict[str, str]:
        """What is given so far, for a look: a consent counts when it is whole."""
        texts = self.texts()
        return texts if all(texts[key] for key in _OF_CONSENT) else texts | dict.fromkeys(_OF_CONSENT, "")

    def go_to_open(self) -> None:
        """Opens the fields and goes to the one that a half-written consent lacks, else stays."""
        self.open(True)
        texts = self.texts()
        open_ones = [key for key in _OF_CONSENT if not texts[key]]
        if 0 < len(open_ones) < len(_OF_CONSENT):
            {"consent": self.how, "consent_on": self.day, "evidence": self.evidence}[open_ones[0]].setFocus()

    def show_for(self, kind: str) -> None:
        """Products have neither place nor consent of their own."""
        self.setVisible(kind != "products")

    def _edited(self) -> None:
        """Leaving a box in which nothing was changed is no change."""
        now = self.texts()
        if now != self._before:
            self._before = now
            self._tell()
            self.changed.emit()

    def _offered(self) -> list[tuple[object, LocalizedText]]:
        there = programmes(self._own)
        none: list[tuple[object, LocalizedText]] = [("", T("As in the sheet"))]
        return none + [(one.code, lambda one=one: f"{one.code} · {one.name.say(lang.code)}") for one in there]


def _labelled(label: LocalizedText, editor: QWidget, width: int) -> LabelledEditor:
    made = LabelledEditor(label, editor)
    made.setFixedWidth(width)
    return made
