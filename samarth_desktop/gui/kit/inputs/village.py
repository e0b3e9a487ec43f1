"""The box for a village: villages that are known are proposed while one is typed, above the spellings in Hindi."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from samarth_desktop.actions.registration.villages import Village
from samarth_desktop.domain.places import place
from samarth_desktop.gui.kit.inputs.hindi import HindiBox
from samarth_desktop.gui.kit.inputs.suggest import Proposal
from samarth_desktop.gui.theme.language import lang
from samarth_desktop.i18n import T

Answer = Callable[[Sequence[Village]], object]


class VillageBox(HindiBox):
    """`ask` looks villages up beside the window and gives them to the answer; one that comes late is dropped.

    `chosen` carries the texts of a village that was taken. Any other text may stand here as well.
    """

    chosen = Signal(object)

    def __init__(self, ask: Callable[[str, Answer], object], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._ask = ask
        self._asked = 0
        self._known: list[Village] = []
        self._shown = 0  # so many rows of the open list are villages
        self.textEdited.connect(self._look)

    def _look(self, text: str) -> None:
        self._asked += 1
        number, self._known = self._asked, []
        if text.strip():
            self._ask(text, lambda found: self._found(number, found))

    def _found(self, number: int, found: Sequence[Village]) -> None:
        if number == self._asked and self.hasFocus() and self.text().strip():
            self._known = list(found)
            if self._known:
                self.propose()

    def proposals(self) -> list[Proposal]:
        spelled = super().proposals()
        known: list[Proposal] = [(one.name, _note(one)) for one in self._known]
        self._shown = len(known)
        if known and not spelled and not self._is_number():
            spelled = [(self.text().strip(), T("leave it so"))]
        return [*known, *spelled]

    def first_row(self) -> int:
        """A village of just this name; else what was typed, so that Enter never writes another village's name."""
        typed = self.text().strip().casefold()
        for row, one in enumerate(self._known[: self._shown]):
            if typed in [name.casefold() for name in one.names]:
                return row
        return 0 if self._is_number() else self._shown

    def _is_number(self) -> bool:
        return self.text().strip().isdecimal()

    def _choose(self, row: int) -> None:
        village = self._known[row] if row < self._shown and self.proposing else None
        self._asked += 1
        self._known, self._shown = [], 0
        if village is None:
            super()._choose(row)
            return
        self.close_list()
        self.replace_text(village.texts.get("village", ""))
        self.chosen.emit(dict(village.texts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal() and self._is_number():
            self.close_list()  # one more figure of a PIN, and no choice
        super().keyPressEvent(event)


def _note(village: Village) -> str:
    """What tells villages of one name apart: block, district, PIN."""
    texts = village.texts
    district = place.district(texts["district"]) if texts.get("district") else None
    within = texts.get("block", "") if texts.get("village") else ""
    parts = (within, district.name(lang.code) if district else "", texts.get("pin", ""))
    return ", ".join(part for part in parts if part)
