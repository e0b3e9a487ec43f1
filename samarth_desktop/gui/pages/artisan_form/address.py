"""Step 3: where the person lives. Groups have the same part."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from samarth_desktop.domain import place
from samarth_desktop.domain.fields import Field
from samarth_desktop.gui.form import FormState
from samarth_desktop.gui.language import Says, lang
from samarth_desktop.gui.pages.form_parts import FormPart
from samarth_desktop.gui.widgets.buttons import Button
from samarth_desktop.gui.widgets.cards import InfoStrip
from samarth_desktop.gui.widgets.hindi import HindiBox
from samarth_desktop.gui.widgets.places import PlaceCombo
from samarth_desktop.i18n import T

KEYS = ("village", "village_other", "gram_panchayat", "block", "district", "state", "pin")


class AddressFields(QObject):
    """Puts the fields of an address into a part."""

    def __init__(self, part: FormPart) -> None:
        super().__init__(part)
        self.part, self.state = part, part.state
        self.last: Mapping[str, str] = {}
        self.strip = InfoStrip("", "info", "place")
        self.again = Button(T("Same as last time"), small=True)
        self.again.clicked.connect(self._same)
        self.strip.row.addWidget(self.again)
        self.strip.hide()
        part.place(self.strip, wide=True)
        self.states, self.districts = PlaceCombo(place.state), PlaceCombo(place.district)
        part.add("state", editor=self.states)
        part.add("district", editor=self.districts)
        part.add("village", editor=HindiBox())
        part.add("village_other")
        part.add("gram_panchayat", editor=HindiBox())
        part.add("block", editor=HindiBox())
        part.add("house")
        part.add("pin")
        self.states.picked.connect(lambda code: self._offer_districts())
        lang.changed.connect(self.offer)
        self.offer()

    def offer(self) -> None:
        """Fills the lists in the order of the language in force."""
        chosen = self.state.text("state")
        self.states.set_options(_sorted([(one.code, one) for one in place.states()]))
        self.state.put("state", chosen)
        self._offer_districts()

    def _offer_districts(self) -> None:
        chosen, state = self.state.text("district"), self.state.text("state")
        known = place.district(chosen) if chosen else None
        if known is not None and known.state != state:
            chosen = ""
        self.districts.set_options(_sorted([(one.code, one) for one in place.districts(state)]))
        self.state.put("district", chosen)

    def follow(self) -> None:
        """After texts were shown: the districts of the state."""
        chosen = self.state.text("district")
        state = self.state.text("state")
        self.districts.set_options(_sorted([(one.code, one) for one in place.districts(state)]))
        self.state.put("district", chosen)

    def remember(self, texts: Mapping[str, str]) -> None:
        """The address of the last person; offered while this one has no village."""
        self.last = {key: texts[key] for key in KEYS if texts.get(key)}

    def offer_last(self) -> None:
        """Shows or hides the shortcut to the last village."""
        village = self.last.get("village", "")
        shown = bool(village) and not self.state.text("village")
        if shown:
            self.strip.show_state(T("Last time: {place}", place=place_line(self.last)), "info", "place")
        self.strip.setVisible(shown)

    def _same(self) -> None:
        for key in KEYS:
            self.state.put(key, self.last.get(key, ""))
        self.offer()
        self.state.put("district", self.last.get("district", ""))
        self.state.edited.emit("village")
        self.state.focus("house")


class AddressPart(FormPart):
    """The address as a step of its own."""

    def __init__(self, state: FormState, described: Mapping[str, Field]) -> None:
        super().__init__(state, described)
        self.fields = AddressFields(self)
        self.end()


def place_line(texts: Mapping[str, str]) -> str:
    """Village, block and district in one line, in the language of the window."""
    district = place.district(texts.get("district", "")) if texts.get("district") else None
    parts = (texts.get("village", ""), texts.get("block", ""), district.name(lang.code) if district else "")
    return ", ".join(part for part in parts if part)


def _sorted(ones: list[tuple[str, place.State]] | list[tuple[str, place.District]]) -> list[tuple[object, Says]]:
    named = sorted(((one.name(lang.code), code, one) for code, one in ones), key=lambda row: row[0])
    return [(code, name) for name, code, _ in named]
