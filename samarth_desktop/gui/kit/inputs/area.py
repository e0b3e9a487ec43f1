"""A district chosen by typing its name in either script; state and district stand below and can be chosen there too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from samarth_desktop.domain.places import place
from samarth_desktop.domain.places.area_search import districts_like
from samarth_desktop.domain.places.place import District
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.inputs.places import PlaceCombo
from samarth_desktop.gui.kit.inputs.suggest import Proposal, ProposingBox
from samarth_desktop.gui.theme.language import bind_text, lang
from samarth_desktop.i18n import T


class DistrictBox(ProposingBox):
    """Proposes districts with their state while somebody types. `found` tells of the one that was taken."""

    found = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon="search", parent=parent)
        self._shown: tuple[District, ...] = ()
        self.returnPressed.connect(self._entered)

    def proposals(self) -> list[Proposal]:
        self._shown = districts_like(self.text())
        return [(_name(one), _state(one)) for one in self._shown]

    def _choose(self, row: int) -> None:
        chosen = self._shown[row] if self.proposing and 0 <= row < len(self._shown) else None
        super()._choose(row)
        if chosen is not None:
            self.found.emit(chosen)

    def _entered(self) -> None:
        """Enter with the list closed: what was typed names one district or nothing."""
        meant = districts_like(self.text())
        if meant and (len(meant) == 1 or place.district(self.text()) == meant[0]):
            self.found.emit(meant[0])


class AreaChooser(QWidget):
    """`changed` tells of every choice; ``area()`` is LGD state/district, "" until both are known."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.search = DistrictBox()
        self.state, self.district = PlaceCombo(place.state), PlaceCombo(place.district)
        hint = T("Hindi or English letters")
        column.addWidget(LabelledEditor(T("Write your district"), self.search, hint=hint))
        column.addWidget(LabelledEditor(T("State or union territory"), self.state, required=True))
        column.addWidget(LabelledEditor(T("District"), self.district, required=True))
        self.search.found.connect(self._take)
        self.state.picked.connect(self._state_chosen)
        self.district.picked.connect(self.changed)
        bind_text(self.fill_states, str)  # asks nothing, only tells of a switch

    def fill_states(self, _words: str = "") -> None:
        """The states in the order of the language's alphabet; what was chosen stays."""
        code = lang.code
        self.state.set_options([(s.code, s.name(code)) for s in sorted(place.states(), key=lambda s: s.name(code))])
        self._fill_districts()
        chosen = place.district(str(self.district.value() or ""))
        if chosen is not None and self.search.text():
            self.search.setText(chosen.name(code))

    def _fill_districts(self) -> None:
        code, state = lang.code, self.state.value()
        found = place.districts(state) if isinstance(state, str) else ()
        self.district.set_options([(d.code, d.name(code)) for d in sorted(found, key=lambda d: d.name(code))])
        self.district.show_empty(T("Choose") if found else T("Choose the state first"))
        self.district.setEnabled(bool(found))

    def _state_chosen(self) -> None:
        self.search.clear()
        self.district.set_value(None)
        self._fill_districts()
        self.changed.emit()

    def _take(self, chosen: District) -> None:
        self.show_area(place.area(chosen.state, chosen.code))
        self.search.setText(_name(chosen))
        self.changed.emit()

    def show_area(self, area: str) -> None:
        """Shows an area, or nothing for ""."""
        state, _, district = area.partition("/")
        self.search.clear()
        self.state.set_value(state or None)
        self._fill_districts()
        self.district.set_value(district or None)

    def area(self) -> str:
        """LGD state/district, "" until both are chosen."""
        state, district = self.state.value(), self.district.value()
        return place.area(str(state), str(district)) if state and district else ""


def area_words(area: str) -> str:
    """An area in the language of the window: ``Barabanki, Uttar Pradesh``; "" for none."""
    return place.area_words(area, lang.code)


def _name(one: District) -> str:
    return one.name(lang.code)


def _state(one: District) -> str:
    state = place.state(one.state)
    return state.name(lang.code) if state else ""
