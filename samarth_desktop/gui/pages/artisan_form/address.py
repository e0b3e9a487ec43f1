"""Step 3: where the person lives. Groups have the same part."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from samarth_desktop.actions.registration.villages import KEYS, Villages
from samarth_desktop.actions.session import Session
from samarth_desktop.domain.fields.field import Field
from samarth_desktop.domain.places import place
from samarth_desktop.gui.background.tasks import Lane
from samarth_desktop.gui.forms.form import FormState
from samarth_desktop.gui.forms.form_parts import FormPart
from samarth_desktop.gui.kit.inputs.places import PlaceCombo
from samarth_desktop.gui.kit.inputs.village import Answer, VillageBox
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.cards import Banner
from samarth_desktop.gui.pages.artisan_form import layout
from samarth_desktop.gui.theme.language import LocalizedText, lang
from samarth_desktop.i18n import T

_CODE_OF = {"village": "village_code", "block": "block_code"}


class VillageFinder(QObject):
    """Looks villages up in the store lane, in the state and district that are chosen.

    The texts of a village that was taken are put into the form; a name that is written over loses its code.
    """

    def __init__(self, state: FormState, session: Session, lane: Lane) -> None:
        super().__init__(state)
        self.state, self._lane = state, lane
        self.villages = Villages(session)
        self._newest = 0
        state.edited.connect(self._edited)

    def box(self) -> VillageBox:
        """A box that asks here."""
        return VillageBox(self.ask)

    def ask(self, typed: str, answer: Answer) -> None:
        """Gives the villages that fit; a search that a newer one has overtaken is not done any more."""
        self._newest += 1
        find = partial(self.villages.find, typed, self.state.text("state"), self.state.text("district"))
        number = self._newest
        self._lane.run(lambda task: find() if number == self._newest else [], answer, owner=self)

    def put(self, texts: Mapping[str, str]) -> None:
        """Shows what is known of a village; of its old place nothing stays."""
        if texts.get("village"):
            for key in KEYS:
                if key not in ("state", "district"):
                    self.state.put(key, "")
        for key, text in texts.items():
            self.state.put(key, text)

    def _edited(self, key: str) -> None:
        if key in _CODE_OF:
            self.state.put(_CODE_OF[key], "")
        elif key in ("state", "district"):
            for code in _CODE_OF.values():
                self.state.put(code, "")


class AddressFields(QObject):
    """What belongs to the fields of an address: the lists of places, the village, the shortcut to the last one."""

    def __init__(self, part: FormPart, finder: VillageFinder) -> None:
        super().__init__(part)
        self.finder = finder
        self.part, self.state = part, part.state
        self.last: Mapping[str, str] = {}
        self.strip = Banner("", "info", "place")
        self.again = Button(T("Same as last time"), small=True)
        self.again.clicked.connect(self._same)
        self.strip.row.addWidget(self.again)
        self.strip.hide()
        self.states, self.districts = PlaceCombo(place.state), PlaceCombo(place.district)
        self.states.picked.connect(lambda code: self._offer_districts())

    def where(self) -> None:
        """Places state, district and village, with the shortcut to the last one above them."""
        part = self.part
        part.place(self.strip, wide=True)
        part.add("state", editor=self.states)
        part.add("district", editor=self.districts)
        village = self.finder.box()
        village.chosen.connect(self._take)
        part.add("village", editor=village)
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
        self.finder.villages.forget()

    def offer_last(self) -> None:
        """Shows or hides the shortcut to the last village."""
        village = self.last.get("village", "")
        shown = bool(village) and not self.state.text("village")
        if shown:
            self.strip.show_state(T("Last time: {place}", place=place_line(self.last)), "info", "place")
        self.strip.setVisible(shown)

    def _same(self) -> None:
        self._take({key: self.last.get(key, "") for key in KEYS})

    def _take(self, texts: Mapping[str, str]) -> None:
        """Fills the address with what is known of a village."""
        self.finder.put(texts)
        district = texts.get("district") or self.state.text("district")
        self.offer()
        self.state.put("district", district)
        self.state.edited.emit("village_other")  # not that of the village: its code would go
        self.state.focus("house" if texts.get("village") else "village")


class AddressPart(FormPart):
    """The address as a step of its own."""

    def __init__(self, state: FormState, described: Mapping[str, Field], finder: VillageFinder) -> None:
        super().__init__(state, described)
        self.fields = AddressFields(self, finder)
        self.lay_out(layout.ADDRESS, {"where": self.fields.where})
        self.end()


def place_line(texts: Mapping[str, str]) -> str:
    """Village, block and district in one line, in the language of the window."""
    district = place.district(texts.get("district", "")) if texts.get("district") else None
    parts = (texts.get("village", ""), texts.get("block", ""), district.name(lang.code) if district else "")
    return ", ".join(part for part in parts if part)


def _sorted(
    ones: list[tuple[str, place.State]] | list[tuple[str, place.District]],
) -> list[tuple[object, LocalizedText]]:
    named = sorted(((one.name(lang.code), code, one) for code, one in ones), key=lambda row: row[0])
    return [(code, name) for name, code, _ in named]
