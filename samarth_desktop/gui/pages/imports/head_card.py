"""The same for all rows of a sheet: programme, place, sector, consent. What a row says itself comes first."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.fields.field import fields_of
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.kit.inputs.area import DistrictBox
from samarth_desktop.gui.kit.inputs.choice import Segments
from samarth_desktop.gui.kit.inputs.date_or_age import DateBox
from samarth_desktop.gui.kit.inputs.fields import ComboBox, TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.cards import Card
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.artisan.record import SECTORS
from samarth_desktop.kinds.consent.record import Consent

_HOW = (("signature", T("Signature")), ("thumb", T("Thumb")), ("spoken", T("Spoken")))


class HeadCard(Card):
    """`changed` tells that a person changed something; ``texts()`` are its texts by key."""

    changed = Signal()

    def __init__(self, own_programmes: Path) -> None:
        super().__init__(T("The same for all"), size=15, margin=12)
        self._own = own_programmes
        self.programme = ComboBox(self._offered(), T("As in the sheet"))
        self.district, self.village = DistrictBox(), TextBox()
        sectors: list[tuple[object, LocalizedText]] = [("", T("As in the sheet"))]
        self.sector = ComboBox(sectors + [(one.code, Text(one.label)) for one in SECTORS], T("As in the sheet"))
        self.how, self.day, self.evidence = Segments(_HOW), DateBox(), TextBox()
        described = fields_of(Consent)
        flow = FlowLayout(gap=12)
        for label, editor, width in (
            (T("Programme"), self.programme, 200),
            (T("District"), self.district, 190),
            (T("Village"), self.village, 160),
            (T("Sector"), self.sector, 180),
            (T("Consent"), self.how, 330),
            (Text(described["given_on"].label), self.day, 160),
            (T("Number and place of the signed list"), self.evidence, 258),
        ):
            flow.addWidget(_labelled(label, editor, width))
        self.body.addLayout(flow)
        for combo in (self.programme, self.sector):
            combo.picked.connect(lambda value: self.changed.emit())
        for box in (self.district, self.village, self.day, self.evidence):
            box.editingFinished.connect(self._edited)
        self.how.changed.connect(lambda value: self.changed.emit())
        self._before = self.texts()

    def texts(self) -> dict[str, str]:
        """What is given, by the keys of the command line."""
        return {
            "programme": str(self.programme.value() or ""),
            "district": self.district.text().strip(),
            "village": self.village.text().strip(),
            "sector": str(self.sector.value() or ""),
            "consent": str(self.how.value() or ""),
            "consent_on": self.day.text().strip(),
            "evidence": self.evidence.text().strip(),
        }

    def show_for(self, kind: str) -> None:
        """Products have neither place nor consent of their own."""
        self.setVisible(kind != "products")

    def _edited(self) -> None:
        """Leaving a box in which nothing was changed is no change."""
        now = self.texts()
        if now != self._before:
            self._before = now
            self.changed.emit()

    def _offered(self) -> list[tuple[object, LocalizedText]]:
        there = programmes(self._own)
        none: list[tuple[object, LocalizedText]] = [("", T("As in the sheet"))]
        return none + [(one.code, lambda one=one: f"{one.code} · {one.name.say(lang.code)}") for one in there]


def _labelled(label: LocalizedText, editor: QWidget, width: int) -> LabelledEditor:
    made = LabelledEditor(label, editor)
    made.setFixedWidth(width)
    return made
