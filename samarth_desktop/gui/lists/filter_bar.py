"""The chips above a list: what narrows it. A set is kept under a name and taken up again."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from samarth_desktop.gui.kit.inputs.choice import Chip
from samarth_desktop.gui.kit.inputs.fields import TextBox
from samarth_desktop.gui.kit.inputs.labelled import LabelledEditor
from samarth_desktop.gui.kit.surfaces.buttons import Button
from samarth_desktop.gui.kit.surfaces.dialog import Ask
from samarth_desktop.gui.kit.surfaces.flow import FlowLayout
from samarth_desktop.gui.lists.filter_menu import FilterMenu
from samarth_desktop.gui.lists.filters import Known, Narrowing, narrowing
from samarth_desktop.gui.theme.language import LocalizedText, bind_text, lang
from samarth_desktop.i18n import T, Text
from samarth_desktop.kinds.kind import RecordKind

if TYPE_CHECKING:
    from samarth_desktop.actions.listing import Choices, Counts, Filter
    from samarth_desktop.actions.session import Session

LIVES = ((False, T("Active")), (True, T("Moved, died or deleted")))


class FilterBar(QWidget):
    """The chips of a kind's list. `changed` tells of another filter; `kept` of one to keep (name, filter) or to forget
    (name, None)."""

    changed = Signal()
    kept = Signal(str, object)

    def __init__(self, session: "Session", kind: RecordKind) -> None:
        super().__init__()
        from samarth_desktop.actions.listing import Filter

        spec = kind.list
        assert spec is not None
        self.filter, self.known = Filter(), Known(session)
        self._names: dict[str, Filter] = {}
        self._narrowings: dict[str, tuple[Text, Narrowing]] = {
            key: (Text(words), narrowing(kind, key)) for key, words in spec.filters.items()
        }
        flow = FlowLayout(self)
        self.chips: dict[str, Chip] = {}
        for key, (name, one) in self._narrowings.items():
            chip = Chip(name, one.icon, menu=one.offer is not None, removable=True)
            chip.setProperty("name", key)
            chip.clicked.connect(lambda on, key=key: self._pressed(key, on))
            self.chips[key] = chip
            flow.addWidget(chip)
        self.more = Button(T("More filters"), "link", small=True, end_icon="down")
        self.more.clicked.connect(self._offer_more)
        self.clear = Button(T("Clear"), "link", small=True)
        self.clear.clicked.connect(lambda: self.show_filter(Filter(), tell=True))
        flow.addWidget(self.clear)
        lang.changed.connect(self._show)
        self._show()

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen."""
        return self.filter != type(self.filter)()

    def offer(self, choices: "Choices") -> None:
        """Villages and kept filters to choose from."""
        self.known.choices, self._names = choices, dict(choices.kept)

    def show_counts(self, counts: "Counts") -> None:
        """The numbers in the chips."""
        self.known.counts = counts
        self._show()

    def show_filter(self, which: "Filter", tell: bool = False) -> None:
        """Shows a filter as chosen."""
        self.filter = which
        self._show()
        if tell:
            self.changed.emit()

    def take(self, key: str, value: object) -> None:
        """Chooses a value of a filter by its key; None takes it away."""
        self.show_filter(self._narrowings[key][1].take(self.filter, value), tell=True)

    def options(self, key: str) -> list[tuple[object, LocalizedText]]:
        """What a chip offers."""
        offer = self._narrowings[key][1].offer
        return offer(self.known) if offer else []

    def _pressed(self, key: str, on: bool) -> None:
        one = self._narrowings[key][1]
        if one.offer is None:
            self.take(key, on or None)
        elif one.said(self.filter, self.known):
            self.take(key, None)
        else:
            FilterMenu(self.options(key), lambda value: self.take(key, value), parent=self).below(self.chips[key])

    # -- kept filters -------------------------------------------------------------------------------------------------

    def _offer_more(self) -> None:
        options: list[tuple[object, LocalizedText]] = [(("use", name), name) for name in sorted(self._names)]
        options.append((("inactive", not self.filter.inactive), LIVES[not self.filter.inactive][1]))
        if self.narrows:
            options.append((("keep", ""), T("Keep these filters under a name")))
        options += [(("forget", name), T("Forget “{name}”", name=name)) for name in sorted(self._names)]
        FilterMenu(options, self._more_chosen, parent=self).below(self.more)

    def _more_chosen(self, chosen: object) -> None:
        assert isinstance(chosen, tuple)
        what, value = chosen
        if what == "use":
            self.show_filter(self._names[value], tell=True)
        elif what == "inactive":
            self.show_filter(replace(self.filter, inactive=value), tell=True)
        elif what == "forget":
            self.kept.emit(value, None)
        else:
            self._ask_name()

    def _ask_name(self) -> None:
        dialog = NameFilter(self.window())
        dialog.accepted.connect(lambda: self.kept.emit(dialog.box.text().strip(), self.filter))
        dialog.open()

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        for key, chip in self.chips.items():
            name, one = self._narrowings[key]
            value = one.said(self.filter, self.known)
            called: LocalizedText = name
            if one.name is not None:
                called = one.name(self.known, name)
            if one.offer is None:
                chip.setChecked(bool(value))
                chip.show_text(called)
                chip.updateGeometry()
            else:
                chip.show_text(value or called)
                chip.mark(bool(value))
                bind_text(chip.setAccessibleName, T("{name}: {value}", name=name, value=value) if value else name)
        self.more.show_text(LIVES[1][1] if self.filter.inactive else T("More filters"))
        self.clear.setVisible(self.narrows)
        self.updateGeometry()


class NameFilter(Ask):
    """Asks under which name to keep the filters."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, T("Keep these filters"), T("They can be taken up again with one click."), T("Keep"))
        self.box = TextBox(limit=40)
        self.body.addWidget(LabelledEditor(T("Name of the filters"), self.box))

    def problem(self) -> LocalizedText:
        return "" if self.box.text().strip() else T("Write a name.")
