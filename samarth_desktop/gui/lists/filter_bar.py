"""The chips above a list: what narrows it. A set is kept under a name and taken up again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from samarth_desktop.domain.places import place
from samarth_desktop.domain.programmes.programme import programmes
from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang, say
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.enrolment.record import STAGES

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Choices, Filter
    from samarth_desktop.actions.session import Session

CERTIFICATES = (("given", T("Given")), ("ready", T("Ready to print")), ("none", T("Not yet")))
UNFINISHED = "unfinished"  # offered among the stages: what comes before them
DISTRICT = "district"  # marks a district among the places
LIVES = ((False, T("Active")), (True, T("Moved, died or deleted")))


class FilterBar(QWidget):
    """Chips for a list of people or groups. `changed` tells of another filter; `kept` of one to keep (name, filter)
    or to forget (name, None)."""

    changed = Signal()
    kept = Signal(str, object)

    def __init__(self, session: "Session", people: bool) -> None:
        super().__init__()
        from samarth_desktop.actions.listing import Filter

        self._session, self.filter = session, Filter()
        self._villages: Sequence[tuple[str, int]] = ()
        self._districts: Sequence[str] = ()
        self._names: dict[str, Filter] = {}
        self._counts = {"unsent": 0, "unfinished": 0}
        flow = FlowLayout(self)
        self.place = self._menu(T("Village"), self._offer_places, "village")
        self.women = self._switch(T("Women"), lambda on: {"gender": "female" if on else ""})
        self.programme = self._menu(T("Programme"), self._offer_programmes, "programme")
        self.stage = self._menu(T("Stage"), self._offer_stages, "stage")
        self.certificate = self._menu(T("Certificate"), self._offer_certificates, "certificate")
        self.unsent = self._switch(
            lambda: self._counted(T("Not yet sent"), "unsent"), lambda on: {"sent": False if on else None}, "unsent"
        )
        self.more = Button(T("More filters"), "link", small=True, end_icon="down")
        self.more.clicked.connect(self._offer_more)
        self.clear = Button(T("Clear"), "link", small=True)
        self.clear.clicked.connect(lambda: self.show_filter(Filter(), tell=True))
        for widget in (self.place, self.women, self.programme, self.stage, self.certificate, self.unsent):
            flow.addWidget(widget)
        flow.addWidget(self.clear)
        self.women.setVisible(people)
        lang.changed.connect(self._show)
        self._show()

    # -- making -------------------------------------------------------------------------------------------------------

    def _menu(self, name: Text, offer: Callable[[], Sequence[tuple[object, LocalizedText]]], key: str) -> Chip:
        chip = Chip(name, menu=True, removable=True)
        chip.setProperty("name", key)

        def open_it() -> None:
            more: dict[str, object] = (
                {"complete": None} if key == "stage" else {"district": ""} if key == "village" else {}
            )
            if any(getattr(self.filter, one) not in ("", None) for one in (key, *more)):
                self._take(**{key: "", **more})
                return
            menu = FilterMenu(offer(), lambda value: self._choose(key, value), parent=self)
            menu.below(chip)

        chip.clicked.connect(open_it)
        return chip

    def _choose(self, key: str, value: object) -> None:
        if isinstance(value, tuple):
            self._take(district=value[1])
        else:
            self._take(**({"complete": False} if value == UNFINISHED else {key: value}))

    def _switch(self, name: LocalizedText, values: Callable[[bool], dict[str, object]], icon: str = "") -> Chip:
        chip = Chip(name, icon, removable=True)
        chip.clicked.connect(lambda on: self._take(**values(on)))
        return chip

    # -- what the chips offer -----------------------------------------------------------------------------------------

    def _offer_places(self) -> list[tuple[object, LocalizedText]]:
        there: list[tuple[object, LocalizedText]] = []
        if len(self._districts) > 1:
            there += [((DISTRICT, code), _district(code)) for code in self._districts]
        return there + [(village, f"{village} ({lang.catalog.number(count)})") for village, count in self._villages]

    def _offer_programmes(self) -> list[tuple[object, LocalizedText]]:
        return [(one.code, f"{one.code} · {one.name.say(lang.code)}") for one in programmes(self._session.library)]

    def _offer_stages(self) -> list[tuple[object, LocalizedText]]:
        unfinished: tuple[object, LocalizedText] = (UNFINISHED, self._counted(T("Unfinished"), "unfinished"))
        return [unfinished, *((stage.code, Text(stage.label)) for stage in STAGES)]

    def _offer_certificates(self) -> list[tuple[object, LocalizedText]]:
        return list(CERTIFICATES)

    def _offer_more(self) -> None:
        options: list[tuple[object, LocalizedText]] = [(("use", name), name) for name in sorted(self._names)]
        options.append((("inactive", not self.filter.inactive), LIVES[not self.filter.inactive][1]))
        if self.clear.isVisibleTo(self):
            options.append((("keep", ""), T("Keep these filters under a name")))
        options += [(("forget", name), T("Forget “{name}”", name=name)) for name in sorted(self._names)]
        FilterMenu(options, self._more_chosen, parent=self).below(self.more)

    def _more_chosen(self, chosen: object) -> None:
        assert isinstance(chosen, tuple)
        what, value = chosen
        if what == "use":
            self.show_filter(self._names[value], tell=True)
        elif what == "inactive":
            self._take(inactive=value)
        elif what == "forget":
            self.kept.emit(value, None)
        else:
            self._ask_name()

    def _ask_name(self) -> None:
        dialog = NameFilter(self.window())
        dialog.accepted.connect(lambda: self.kept.emit(dialog.box.text().strip(), self.filter))
        dialog.open()

    # -- showing ------------------------------------------------------------------------------------------------------

    def offer(self, choices: "Choices") -> None:
        """Villages and kept filters to choose from."""
        self._villages, self._districts, self._names = choices.villages, choices.districts, dict(choices.kept)

    def show_counts(self, unsent: int, unfinished: int) -> None:
        """The numbers in the chips."""
        self._counts = {"unsent": unsent, "unfinished": unfinished}
        self._show()

    def show_filter(self, which: "Filter", tell: bool = False) -> None:
        """Shows a filter as chosen."""
        self.filter = which
        self._show()
        if tell:
            self.changed.emit()

    def _take(self, **values: object) -> None:
        self.show_filter(replace(self.filter, **values), tell=True)  # type: ignore[arg-type]  # keys of Filter

    def _counted(self, name: Text, key: str) -> str:
        count = self._counts[key]
        return f"{say(name)} ({lang.catalog.number(count)})" if count else say(name)

    def _show(self) -> None:
        which = self.filter
        shown = (
            (self.place, T("Village"), which.village or (_district(which.district) if which.district else "")),
            (self.programme, T("Programme"), which.programme),
            (self.stage, T("Stage"), self._stage_words()),
            (self.certificate, T("Certificate"), dict(CERTIFICATES).get(which.certificate, "")),
        )
        for chip, name, value in shown:
            chip.show_text(value or name)
            chip.mark(bool(value))
            bind_text(chip.setAccessibleName, T("{name}: {value}", name=name, value=value) if value else name)
        for chip, on in (
            (self.women, which.gender == "female"),
            (self.unsent, which.sent is False),
        ):
            chip.setChecked(on)
            chip.updateGeometry()
        self.unsent.show_text(lambda: self._counted(T("Not yet sent"), "unsent"))
        self.more.show_text(LIVES[1][1] if which.inactive else T("More filters"))
        self.clear.setVisible(which != type(which)())
        self.updateGeometry()

    def _stage_words(self) -> Text | str:
        if self.filter.complete is False:
            return T("Unfinished")
        return next((Text(stage.label) for stage in STAGES if stage.code == self.filter.stage), "")


def _district(code: str) -> str:
    found = place.district(code)
    return found.name(lang.code) if found else code


class NameFilter(Ask):
    """Asks under which name to keep the filters."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, T("Keep these filters"), T("They can be taken up again with one click."), T("Keep"))
        self.box = TextBox(limit=40)
        self.body.addWidget(LabelledEditor(T("Name of the filters"), self.box))

    def problem(self) -> LocalizedText:
        return "" if self.box.text().strip() else T("Write a name.")
