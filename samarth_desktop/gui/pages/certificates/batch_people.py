"""The people of a batch: ready, left out by somebody, or what is missing; and what an earlier certificate becomes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView

from samarth_desktop.gui.kit.surfaces.tables import Cell, Table
from samarth_desktop.gui.lists.model import LazyRows
from samarth_desktop.gui.theme.language import lang, say
from samarth_desktop.i18n import LocalizedName, T, Text

if TYPE_CHECKING:
    from samarth_desktop.actions.certificates.certificate_register import Candidate

HEADS = (T("Name"), T("Registration no."), T("Village"), T("Certificate"), Text(""))
WIDTHS = [190, 184, 80, 0, 34]


class BatchPeople(Table):
    """Everybody with a box: who is ticked gets one. `changed` tells that somebody was left out or taken in."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(T("Print certificates"))
        self.people: list[Candidate] = []
        self._left_out: set[str] = set()
        self.lines: LazyRows[Candidate] = LazyRows(HEADS, self.cell, lambda *page: None)
        self.setModel(self.lines)
        self.set_widths(WIDTHS)
        self.fit_rows(3)
        self.setMinimumHeight(160)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.ticked.connect(self._turn)

    def show_people(self, people: "Sequence[Candidate]") -> None:
        """Shows who is to have one; those who lack something first. All who can are ticked."""
        self.people = sorted(people, key=lambda one: one.ineligible is None)
        self._left_out.clear()
        self.lines.show_lines(self.people)
        ready = next((place for place, one in enumerate(self.people) if one.ineligible is None), 0)
        if self.people:
            self.selectRow(ready)

    def chosen(self) -> "Candidate | None":
        """The one whose sheet is shown."""
        row = self.currentIndex().row()
        return self.people[row] if 0 <= row < len(self.people) else None

    @property
    def mixed(self) -> bool:
        """Whether samples of trial programmes stand among certificates: they never go into one file."""
        return len({one.trial for one in self._taken()}) > 1

    def _taken(self) -> "list[Candidate]":
        return [one for one in self.people if one.ineligible is None and one.row not in self._left_out]

    def ready(self) -> "list[Candidate]":
        """Those who get one; who gets a sample only where nobody gets a certificate."""
        mixed = self.mixed
        return [one for one in self._taken() if not (mixed and one.trial)]

    def left_out(self) -> int:
        """How many could have one and were left out."""
        return len(self._left_out)

    def _turn(self, row: int) -> None:
        one = self.people[row]
        if one.ineligible is None:
            self._left_out ^= {one.row}
            self.lines.dataChanged.emit(self.lines.index(row, 0), self.lines.index(row, len(HEADS) - 1))
            self.changed.emit()

    def cell(self, one: "Candidate", column: int) -> Cell:
        """One cell: who, number, village, ready or what is missing."""
        match column:
            case 0:
                first, second = LocalizedName(one.name_hi, one.name_en).ordered(lang.code)
                tick = None if one.ineligible is not None else one.row not in self._left_out
                return Cell(first or say(T("No name yet")), second, bold=True, avatar=first, tick=tick)
            case 1:
                return Cell(one.registration)
            case 2:
                return Cell(one.village)
            case 3:
                return self._state(one)
            case _:
                return Cell(say(T("Open and correct")), icon="edit", tone="ink2") if one.ineligible else Cell()

    def _state(self, one: "Candidate") -> Cell:
        if one.ineligible is not None:
            return Cell(say(one.ineligible), icon="warn", tone="warn", wrap=True)
        if one.row in self._left_out:
            return Cell(say(T("Left out")), icon="minus", tone="ink2")
        if one.trial and self.mixed:
            return Cell(say(T("Trial: print samples apart")), icon="warn", tone="warn", wrap=True)
        if one.trial:
            return Cell(say(T("Trial: prints a sample, no certificate")), icon="warn", tone="warn", wrap=True)
        if one.standing and one.replaces:
            return Cell(say(T("Replaces the earlier one")), one.standing, icon="sync", tone="warn")
        if one.standing:
            return Cell(say(T("Ready, as before")), one.standing, icon="check", tone="ok")
        return Cell(say(T("Ready")), icon="check", tone="ok")
